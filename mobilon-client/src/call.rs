//! A call as `info` and `journal` describe it.

use isp_client_core::time::LocalDateTime;
use isp_client_core::{Secret, lenient, open_enum, record};
use serde::Deserializer;

use crate::CallId;

open_enum! {
    /// How a call ended (`status`).
    ///
    /// Only `ANSWERED` is documented. The other words are Asterisk's, which the ids suggest; nobody has shown them in
    /// an answer of this API. Spelling is lenient: case, spaces and underscores do not matter.
    pub enum CallStatus {
        /// Somebody answered.
        Answered = "ANSWERED",
        /// Nobody answered. Not documented.
        NoAnswer = "NO ANSWER",
        /// The line was busy. Not documented.
        Busy = "BUSY",
        /// The call could not be placed. Not documented.
        Failed = "FAILED",
        /// The caller gave up. Not documented.
        Canceled = "CANCEL" | "CANCELED" | "CANCELLED",
    }
}

open_enum! {
    /// Which way a call went (`direction`), since 2017-04.
    ///
    /// Only `OUTGOING` is documented; the portal shows all three. Events use other words, see
    /// [`webhook`](crate::webhook).
    pub enum Direction {
        /// From a subscriber to outside.
        Outgoing = "OUTGOING",
        /// From outside. Not documented.
        Incoming = "INCOMING",
        /// Between subscribers. Not documented.
        Internal = "INTERNAL",
    }
}

record! {
    /// A call as `info` and `journal` describe it.
    ///
    /// Each field is optional: the set of fields has grown over the years (2016-10, 2017-03, 2017-04), and servers of
    /// each age answer. *Source:* the vendor's page in all its versions.
    ///
    /// A call for your own tests begins empty:
    ///
    /// ```
    /// use mobilon_client::{Call, CallStatus};
    ///
    /// let mut call = Call::default();
    /// call.status = Some(CallStatus::Answered);
    /// assert!(call.is_answered() && !call.has_recording());
    /// ```
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Call {
        /// Its id. Since 2017-03.
        pub call_id: Option<CallId> = "callid" => opt_call_id,
        /// How it ended.
        pub status: Option<CallStatus> = "status" => lenient::opt_enum,
        /// A relative address of the recording that may hold the account token. A hint that there is a recording,
        /// no more: [`Client::recording`](crate::Client::recording) builds the address itself.
        pub record_url: Option<Secret> = "record_url" => opt_secret,
        /// Whether there is a recording. Since 2017-04.
        pub has_record: Option<bool> = "has_record" => lenient::opt_flag,
        /// Seconds. Not only talk: a call that nobody answered can have some.
        pub duration: Option<u32> = "duration" => lenient::opt_number,
        /// Who called: an outside number (`8…`), an extension (`110`), or a word such as `CallAPI`.
        pub from: Option<String> = "from" => lenient::opt_text,
        /// Which way it went. Since 2017-04.
        pub direction: Option<Direction> = "direction" => lenient::opt_enum,
        /// Who was called, as [`Call::from`].
        pub to: Option<String> = "to" => lenient::opt_text,
        /// When it began, in a zone that nobody has documented. See [`Call::utc_offset`].
        pub time: Option<LocalDateTime> = "time" => lenient::opt_date_time,
        /// The operator of the call centre. Since 2017-04.
        pub operator_id: Option<String> = "operator_id" => lenient::opt_text,
        /// The subscriber ("абонент"). Since 2017-04.
        pub subscriber_id: Option<String> = "subscriber_id" => lenient::opt_text,
    }
}

impl Call {
    /// Whether there should be a recording: by `has_record`, or on servers without it by `record_url`.
    pub fn has_recording(&self) -> bool {
        self.has_record.unwrap_or(self.record_url.is_some())
    }

    /// Whether somebody answered, as far as the status says.
    pub fn is_answered(&self) -> bool {
        self.status == Some(CallStatus::Answered)
    }

    /// The offset of [`Call::time`] from UTC in seconds east, to the nearest quarter of an hour, found by comparing it
    /// with the unix seconds of the id. None where they are more than 15 hours apart, as in the vendor's made-up
    /// samples.
    ///
    /// ```
    /// use mobilon_client::Call;
    ///
    /// let call: Call = serde_json::from_str(r#"{"callid":"1476087194.216329","time":"2016-10-10 15:13:20"}"#)?;
    /// assert_eq!(call.utc_offset(), Some(7 * 3600));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn utc_offset(&self) -> Option<i32> {
        let created = self.call_id.as_ref()?.created()?.seconds();
        let apart = self.time?.unix_at_offset(0).seconds().checked_sub(created)?;
        if apart.unsigned_abs() > 15 * 3600 {
            return None;
        }
        i32::try_from((apart as f64 / 900.0).round() as i64 * 900).ok()
    }

    /// Nothing was said about any call.
    pub(crate) fn is_blank(&self) -> bool {
        self.names_no_call() && self.extra.is_empty()
    }

    /// No field that tells a call from something else.
    pub(crate) fn names_no_call(&self) -> bool {
        self.call_id.is_none()
            && self.status.is_none()
            && self.duration.is_none()
            && self.from.is_none()
            && self.to.is_none()
            && self.time.is_none()
    }
}

fn opt_call_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<CallId>, D::Error> {
    Ok(lenient::opt_text(deserializer)?.map(CallId::new))
}

fn opt_secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(lenient::opt_text(deserializer)?.map(Secret::new))
}
