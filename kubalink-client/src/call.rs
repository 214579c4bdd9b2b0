//! Phone calls (звонки, `call`), as an exchange tells of them.
//!
//! A call has an id of the installation, and one of the exchange if [`Add::phone_system_uuid`] has given it.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! let call = erp.call().add("79000000001").phone_system_uuid("1700000000.17").await?;
//! erp.call().hangup().id(call).record_url("https://pbx.example.net/17.mp3").await?;
//! # Ok(())
//! # }
//! ```

use isp_client_core::{lenient, record};

use crate::action::actions;
use crate::read::{self, AdditionalValue};
use crate::{Answer, CallId, CustomerId, Done, LocalDateTime, Text};

actions! {
    "call";

    /// Notes a call from this number.
    once Add = add(number: text) {
        /// When it came.
        date_add: LocalDateTime,
        /// The id of the exchange.
        phone_system_uuid: text,
        /// The number that was called.
        answer_number: text,
    } -> CallId, observed;

    /// The calls: all, or those that fit.
    read Get = get() {
        /// From then on.
        date_from: LocalDateTime,
        /// Until then.
        date_to: LocalDateTime,
    } -> Vec<Call>, observed, big;

    /// Notes that a call has ended.
    ///
    /// `Once`: a call ends once. What a server does when it is told again is not documented.
    once Hangup = hangup() {
        /// Where a recording of it lies.
        record_url: text,
    } one_of("call") {
        /// The call.
        id: CallId,
        /// The call, by the id of the exchange.
        phone_system_uuid: text,
    } -> Done, observed;

    /// Hands a call to another employee.
    ///
    /// `Once`: the second time may count as another transfer.
    once TransferCall = transfer_call() {
        /// The number that is called now.
        answer_number: text,
    } one_of("call") {
        /// The call.
        id: CallId,
        /// The call, by the id of the exchange.
        phone_system_uuid: text,
    } -> Answer, unknown;
}

record! {
    /// A phone call.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Call {
        /// The id.
        pub id: CallId = "id" => read::id,
        /// When it came.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// The number that called.
        pub phone: Option<Text> = "phone" => read::text,
        /// The id of the exchange.
        pub asterisk_id: Option<Text> = "asterisk_id" => read::text,
        /// Who called, if it is known.
        pub customer_id: Option<CustomerId> = "customer_id" => read::opt_id,
        /// The number that answered.
        pub answer_phone: Option<Text> = "answer_phone" => read::text,
        /// Additional fields.
        pub additional_data: Vec<AdditionalValue> = "additional_data" => read::additional,
    }
}

read::keyed! { Call, id = "id"; }
