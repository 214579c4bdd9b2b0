//! Shared by the benches of this package.
