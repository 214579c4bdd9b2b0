//! Text messages (SMS-сообщения, `sms`).
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! let id = erp.sms().send("79000000001", "We are on our way.").customer_id(42).await?;
//! let states = erp.sms().status([id]).await?;
//! # Ok(())
//! # }
//! ```

use isp_client_core::time::LocalDateTime;
use isp_client_core::{lenient, record};

use crate::action::actions;
use crate::{CustomerId, SmsId, Text, read};

actions! {
    "sms";

    /// Sends a text message.
    once SendSms = send(number: text, msg: text) {
        /// Who it is for.
        customer_id: CustomerId,
    } -> SmsId, in_part;

    /// How far messages have come.
    read Status = status(id: [SmsId]) {} -> Vec<SmsStatus>, observed, parts(id);
}

record! {
    /// How far a message has come.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct SmsStatus {
        /// The message.
        pub id: SmsId = "id" => read::id,
        /// How far, in words of the server.
        pub status_name: Option<Text> = "status_name" => read::text,
        /// When it was handed in.
        pub time_add: Option<LocalDateTime> = "time_add" => lenient::opt_date_time,
    }
}

read::keyed! { SmsStatus, id = "id"; }
