//! Who has logged in.

use isp_client_core::{lenient, open_enum, record};

open_enum! {
    /// What an account is.
    pub enum Role {
        /// A subscriber.
        User = "user",
        /// An administrator.
        Admin = "admin",
    }
}

record! {
    /// Who has logged in (`data` of the login's answer). *Source:* the vendor's page.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Identity {
        /// The id of the subscriber or administrator.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// Which of the two.
        pub role: Option<Role> = "role" => lenient::opt_enum,
        /// 1: a normal session. 0: important operations are refused in the web interface.
        pub trust: Option<i64> = "trust" => lenient::opt_number,
    }
}
