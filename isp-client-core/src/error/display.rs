//! The two printed forms. Neither shows a body, a query or a cause that `source()` already gives.

use std::error::Error as StdError;
use std::fmt;

use super::{Error, ErrorKind, NotRepeated};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(operation) = &inner.operation {
            write!(f, "{} {}: ", operation.product, operation.name)?;
        }
        if let (ErrorKind::Input, Some(field)) = (inner.kind, &inner.path) {
            write!(f, "{field} ")?;
        }
        f.write_str(&inner.what)?;
        if let (false, Some(path)) = (inner.kind == ErrorKind::Input, &inner.path) {
            write!(f, " at {path}")?;
        }
        if let Some(code) = &inner.code {
            write!(f, ": code {code}")?;
        }
        if let Some(message) = &inner.message {
            write!(f, ": {message}")?;
        }
        if let Some(location) = &inner.location {
            write!(f, ", redirected to {location}")?;
        }
        if let Some(status) = inner.status {
            write!(f, " (HTTP {})", status.as_u16())?;
        }
        if inner.attempts > 1 {
            write!(f, " after {} attempts", inner.attempts)?;
        }
        if let Some(wait) = inner.retry_after {
            write!(f, "; the server asks to wait {} s", wait.as_secs_f32().ceil())?;
        }
        match inner.not_repeated {
            None | Some(NotRepeated::CannotHelp) => Ok(()),
            Some(reason) => write!(f, "; not repeated: {reason}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &inner.kind).field("delivery", &inner.delivery).field("what", &inner.what);
        macro_rules! given {
            ($($name:ident)+) => {$(
                if let Some(value) = &inner.$name {
                    shown.field(stringify!($name), value);
                }
            )+};
        }
        if let Some(operation) = &inner.operation {
            shown.field("operation", &format_args!("{} {}", operation.product, operation.name));
        }
        given!(address status retry_after code message path location not_repeated source);
        if let Some(body) = &inner.body {
            shown.field("body", &format_args!("{} bytes", body.len()));
        }
        shown.field("attempts", &inner.attempts).finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
