//! Everything that an error tells.

use isp_client_core::Error;
use isp_test_support::secret;

/// All but the answer itself, which the error keeps as it came.
pub fn shown(error: &Error) -> String {
    secret::shown(error, [error.message(), error.code(), error.path(), error.location()])
}
