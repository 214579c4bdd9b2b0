//! The installation itself (системная информация, `system`), and mail.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! if let Some(info) = erp.system().get_system_info().await? {
//!     println!("{:?}, the clock says {:?}", info.version(), info.date_time_unix);
//! }
//! # Ok(())
//! # }
//! ```

use isp_client_core::time::UnixTime;
use isp_client_core::{lenient, record};

use crate::action::actions;
use crate::{Answer, Text, read};

actions! {
    "system";

    /// What the installation is and what its clock says.
    ///
    /// It needs no parameters, thus it is good to test a connection.
    read GetSystemInfo = get_system_info() {} -> Option<SystemInfo>, observed;

    /// Sends an e-mail.
    once SendEmail = send_email(recipient: text, subject: text, body: text) {
        /// Whether the body is HTML.
        is_html: flag,
    } -> Answer, unknown;
}

record! {
    /// What an installation is.
    ///
    /// *Source:* the models of two clients of sibling products. The name of the field with the version on KubaLink is not
    /// known.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct SystemInfo {
        /// What its clock says.
        pub date_time_unix: Option<UnixTime> = "date_time_unix" => lenient::opt_unix_time,
        /// The same as text, in a form that is not documented.
        pub date_time_string: Option<Text> = "date_time_string" => read::text,
        /// The operating system.
        pub os: Option<Text> = "os" => read::text,
        /// The version of PHP.
        pub php_version: Option<Text> = "php_version" => read::text,
        /// The version of the product, as one sibling calls it. See [`SystemInfo::version`].
        pub userside_version: Option<Text> = "userside_version" => read::text,
        /// The version of the product, as another sibling calls it.
        pub erp_version: Option<Text> = "erp_version" => read::text,
    }
}

impl SystemInfo {
    /// The version of the product, under either name.
    pub fn version(&self) -> Option<&Text> {
        self.erp_version.as_ref().or(self.userside_version.as_ref())
    }
}

read::unkeyed!(SystemInfo);
