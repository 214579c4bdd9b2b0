//! One step of a call.

use isp_client_core::time::UnixTime;
use isp_client_core::{Extra, Secret, lenient, open_enum};

use super::error::WebhookError;
use super::fields::{Fields, LONG, SHORT};
use super::{CallUuid, Utm};
use crate::{CallId, phone};

open_enum! {
    /// What has happened in a call. Some accounts are sent only the last two.
    pub enum EventState {
        /// The call exists.
        Start = "START",
        /// A subscriber's telephone rings. One call has several, for a group and after a transfer.
        Preanswer = "PREANSWER",
        /// The voice menu.
        Ivr = "IVR",
        /// A leg was answered.
        Answer = "ANSWER",
        /// A leg or the call was hung up. Only this state tells `callstatus`.
        Hangup = "HANGUP",
        /// The call is over.
        End = "END",
    }
}

impl EventState {
    /// Whether the call is over: `HANGUP` or `END`.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Hangup | Self::End)
    }
}

open_enum! {
    /// Which way a call goes. The words differ from those of the journal.
    pub enum EventDirection {
        /// From outside.
        Incoming = "incoming",
        /// To outside. The word of the PBX is `external`.
        External = "external" | "outgoing",
        /// Between extensions.
        Internal = "internal",
    }
}

open_enum! {
    /// How a call was hung up (`callstatus`). The words differ from those of the journal.
    pub enum EventCallStatus {
        /// Somebody had answered. No other word is known: for a call that nobody answered there is none.
        Answer = "ANSWER",
    }
}

/// One step of a call.
///
/// Only `uuid` and `state` must be there. A value of another type than its field's, or longer than anything seen, does
/// not make an event unreadable: it stays in `extra` under its own name, and the field is none.
///
/// `Debug` hides the secrets and the values of `extra`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CallEvent {
    /// What has happened.
    pub state: EventState,
    /// Which way the call goes.
    pub direction: Option<EventDirection>,
    /// Who calls: an outside number, an extension, or `CallAPI` or `0000` for the first leg of a call by the API.
    pub from: Option<String>,
    /// Who is called: an extension in `PREANSWER` and `ANSWER`, the dialled number in others.
    pub to: Option<String>,
    /// The call's first leg. Likely the `callid` of the API, which nobody has verified.
    pub baseid: Option<CallId>,
    /// This leg; the same as `baseid` for the first one.
    pub subid: Option<CallId>,
    /// The same in all events of a call.
    pub uuid: CallUuid,
    /// When it happened; not when the call began.
    pub time: Option<UnixTime>,
    /// The key of the leg's user, without its node (see [`UserKey::is_of_webhook`](crate::UserKey::is_of_webhook)).
    /// None where no subscriber takes part.
    pub userkey: Option<Secret>,
    /// Seconds, with the ringing: a missed call has some too.
    pub duration: Option<u32>,
    /// Present only in `HANGUP`, and only if somebody had answered.
    pub callstatus: Option<EventCallStatus>,
    /// Where the recording is, or will be, perhaps minutes later. The address may hold a token. It was fetched without
    /// credentials by those who saw one: do not send yours to a host that an event names, and rather ask
    /// [`Client::recording`](crate::Client::recording) for `baseid`.
    pub record_url: Option<Secret>,
    /// Call-tracking tags.
    pub utm: Option<Utm>,
    /// What was pressed in the voice menu.
    pub input_digits: Option<String>,
    /// Everything else, as sent.
    pub extra: Extra,
}

impl CallEvent {
    /// Reads the fields. The rest of `fields`, and then `query`, is extra.
    pub(super) fn read(mut fields: Fields, query: Fields) -> Result<Self, WebhookError> {
        let uuid = CallUuid::new(fields.require_filled("uuid")?);
        let state = EventState::from(fields.require_filled("state")?);
        let mut event = Self {
            state,
            uuid,
            direction: fields.take_text("direction", SHORT).map(EventDirection::from),
            from: fields.take_phone("from"),
            to: fields.take_phone("to"),
            baseid: fields.take_text("baseid", SHORT).map(CallId::new),
            subid: fields.take_text("subid", SHORT).map(CallId::new),
            time: fields.take("time", |value| lenient::unix_time(value).ok()),
            userkey: fields.take_text("userkey", SHORT).map(Secret::new),
            duration: fields.take("duration", |value| lenient::number(value).ok()),
            callstatus: fields.take_text("callstatus", SHORT).map(EventCallStatus::from),
            record_url: fields.take_text("recordUrl", LONG).map(Secret::new),
            utm: fields.take_text("utmString", LONG).map(Utm::new),
            input_digits: fields.take_text("inputDigits", SHORT),
            extra: Extra::default(),
        };
        fields.join(query);
        event.extra = fields.into_extra();
        Ok(event)
    }

    /// Whether this is the first leg of a call that the API started: `from` is `CallAPI` or `0000`. It rings the user
    /// who asked for the call, and nobody calls in.
    pub fn is_api_leg(&self) -> bool {
        self.from.as_deref().is_some_and(is_api)
    }

    /// Whether the call is between extensions: by its direction, or because both numbers have at most four digits.
    /// The first leg of a call by the API is not, though `0000` is short.
    pub fn is_internal(&self) -> bool {
        is_internal(self.direction.as_ref(), self.from.as_deref(), self.to.as_deref())
    }
}

pub(super) fn is_api(from: &str) -> bool {
    matches!(from, "CallAPI" | "0000")
}

pub(super) fn is_internal(direction: Option<&EventDirection>, from: Option<&str>, to: Option<&str>) -> bool {
    let short = |number: Option<&str>| number.is_some_and(phone::is_extension);
    direction == Some(&EventDirection::Internal) || (short(from) && short(to) && !from.is_some_and(is_api))
}
