//! The type that every operation returns.

isp_client_core::pending_type!();
