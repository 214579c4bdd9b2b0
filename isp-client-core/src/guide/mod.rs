//! Pages for readers with a task: what to decide, and with which items. The items say the rest themselves.
//!
//! For whoever uses one of the four clients: all of them show these pages.
//!
//! | page | for whom |
//! | --- | --- |
//! | [`errors`] | who has an [`Error`](crate::Error) and must go on: repeat it, look, or give up |
//! | [`own_transport`] | who brings an HTTP client of their own, or counts what is sent |

pub mod errors;
pub mod own_transport;
