//! An action on its way to being sent.

isp_client_core::pending_type!();
