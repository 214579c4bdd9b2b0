//! The switches: everything about the answers that the documents leave open or have changed.

/// How the emulated PBX speaks. The default is what is documented, then what was observed; a guess only where there
/// is neither.
///
/// ```
/// use isp_sandbox::mobilon::{Ampersand, Dialect, FieldSet};
///
/// let old = Dialect { fields: FieldSet::V2016_10, ampersand: Ampersand::Escaped, ..Dialect::default() };
/// # let _ = old;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// `&` inside `<record_url>`. Bare: documented samples. Escaped: unknown.
    pub ampersand: Ampersand,
    /// What stands in `record_url` of a recorded call.
    pub record_url: RecordUrl,
    /// `record_url` of a call without recording. `false`, no such field: documented 2017-03. `true`, an empty field:
    /// unknown.
    pub record_url_always: bool,
    /// Whether `has_record` is sent with [`FieldSet::V2017_04`]. Documented there, absent before.
    pub has_record: bool,
    /// Which fields a call has.
    pub fields: FieldSet,
    /// `....` as text inside `<calls>`, before and after the calls. The documents print it, surely as an ellipsis;
    /// the wire is unknown. Off by default.
    pub ellipsis: bool,
    /// The empty journal in XML. Unknown.
    pub empty_xml: EmptyXml,
    /// The empty journal in JSON. Unknown.
    pub empty_json: EmptyJson,
    /// The shape of info in JSON. Unknown.
    pub info_json: InfoJson,
    /// The shape of the journal in JSON. Unknown.
    pub journal_json: JournalJson,
    /// Numbers and flags of a call in JSON. Unknown.
    pub scalars: Scalars,
    /// `code` in the answer to a call.
    pub code: CodeForm,
    /// HTTP status of a FAIL answer. Unknown; 200 is implied by the vendor's sample program.
    pub fail_status: u16,
    /// Old or new form of the answer to a call.
    pub call_answer: CallAnswer,
    /// What a wrong token gets.
    pub bad_token: BadToken,
    /// What a wrong `date`, `limit` or `offset` of the journal gets. Unknown.
    pub bad_date: BadDate,
    /// What info says about a callid that it does not know. Unknown.
    pub unknown_call: UnknownCall,
    /// A recording that lags behind its call. That it lags is observed, how the API says so is unknown.
    pub not_ready: NotReady,
    /// HTTP status of a recording that does not exist. Unknown.
    pub no_recording_status: u16,
    /// Bytes of XML and JSON. The XML sample declares UTF-8 (documented); the rest is unknown.
    pub charset: Charset,
    /// The `Content-Type` header. Unknown.
    pub content_types: ContentTypes,
    /// `from` in the events of the first leg of a call placed over the API.
    pub api_leg: ApiLeg,
    /// `{KEY}` in the templated webhook.
    pub template_key: TemplateKey,
    /// Which events are sent.
    pub event_states: EventStates,
    /// Whether HANGUP of a recorded call has `recordUrl`. Observed with and without.
    pub event_record_url: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            ampersand: Ampersand::Bare,
            record_url: RecordUrl::Placeholders,
            record_url_always: false,
            has_record: true,
            fields: FieldSet::V2017_04,
            ellipsis: false,
            empty_xml: EmptyXml::Element,
            empty_json: EmptyJson::Array,
            info_json: InfoJson::Flat,
            journal_json: JournalJson::Array,
            scalars: Scalars::Strings,
            code: CodeForm::Documented,
            fail_status: 200,
            call_answer: CallAnswer::Described,
            bad_token: BadToken::Html,
            bad_date: BadDate::Status(400),
            unknown_call: UnknownCall::Empty,
            not_ready: NotReady { requests: 0, status: 404 },
            no_recording_status: 404,
            charset: Charset::Utf8,
            content_types: ContentTypes::Exact,
            api_leg: ApiLeg::CallApi,
            template_key: TemplateKey::Suffix,
            event_states: EventStates::All,
            event_record_url: true,
        }
    }
}

/// See [`Dialect::ampersand`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ampersand {
    /// `&callid=`: not well-formed, and what every official sample shows.
    Bare,
    /// `&amp;callid=`.
    Escaped,
}

/// See [`Dialect::record_url`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordUrl {
    /// `/api/call/record?token={token}&callid={callid}`, braces and all: documented, perhaps only as a notation.
    Placeholders,
    /// The same path with the real token and callid. Unknown.
    Substituted,
    /// `<this>/records/<callid>.wav` on another host, for example `http://127.0.0.1:9`. Unknown here; events carry
    /// such URLs (observed).
    OtherHost(String),
    /// An empty field. Unknown.
    Empty,
}

/// See [`Dialect::fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldSet {
    /// status, record_url, duration: documented 2016-10-10.
    V2016_10,
    /// callid, status, record_url, duration, from, to, time: documented 2017-03-29.
    V2017_03,
    /// All of that and has_record, direction, operator_id, subscriber_id: documented 2017-04-12, the same in 2026.
    V2017_04,
}

/// See [`Dialect::empty_xml`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmptyXml {
    /// `<calls></calls>`.
    Element,
    /// `<calls/>`.
    SelfClosed,
}

/// See [`Dialect::empty_json`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmptyJson {
    /// `[]`.
    Array,
    /// `{"calls":[]}`.
    CallsArray,
    /// `{"calls":""}`.
    CallsString,
    /// `null`.
    Null,
}

/// See [`Dialect::info_json`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InfoJson {
    /// `{"callid":…}`.
    Flat,
    /// `{"call":{"callid":…}}`.
    Wrapped,
}

/// See [`Dialect::journal_json`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JournalJson {
    /// `[…]`.
    Array,
    /// `{"calls":[…]}`.
    Calls,
    /// `{"calls":{"call":[…]}}`.
    CallsCall,
    /// The same, but a single call is an object instead of an array.
    CallsCallCollapsed,
}

/// See [`Dialect::scalars`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalars {
    /// `"duration":"41"`, and `""` for an id that is not there.
    Strings,
    /// `"duration":41`, and `null` for an id that is not there.
    Numbers,
}

/// See [`Dialect::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeForm {
    /// Number `0` on success, string `"1"` on failure: documented.
    Documented,
    /// A number in both. Unknown for failures.
    Number,
    /// A string in both. Unknown for success.
    String,
}

/// See [`Dialect::call_answer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallAnswer {
    /// `result`, `description`, `code`, and `callid` on success: documented since 2016-10-10.
    Described,
    /// `result` and `message`, in Russian, no `callid`: documented 2016-08. The texts for codes other than 2 are the
    /// English ones of the table; the old Russian ones are unknown.
    Message,
}

/// See [`Dialect::bad_token`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadToken {
    /// 200 with an HTML page titled "Mobilon Connect": observed by a client that follows redirects.
    Html,
    /// 302 to such a page: equally consistent with what was observed.
    Redirect,
}

/// See [`Dialect::bad_date`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadDate {
    /// This status with a line of text.
    Status(u16),
    /// The empty journal with status 200.
    EmptyJournal,
}

/// See [`Dialect::unknown_call`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownCall {
    /// `<call></call>`; in JSON `{}` or `{"call":{}}`.
    Empty,
    /// 200 with a body of no bytes.
    NoBody,
    /// 200 with `{"result":"FAIL",…}`, whatever the format.
    FailJson,
    /// This status with a line of text.
    Status(u16),
}

/// See [`Dialect::not_ready`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotReady {
    /// How many requests for each recording are refused first.
    pub requests: u32,
    /// The HTTP status they get; 200 comes with an empty body.
    pub status: u16,
}

/// See [`Dialect::charset`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8, declared in XML.
    Utf8,
    /// The same after a byte order mark.
    Utf8Bom,
    /// windows-1251, said in the XML declaration and in `Content-Type`.
    Windows1251,
    /// windows-1251, said nowhere: the XML declaration has no encoding.
    Windows1251Undeclared,
}

/// See [`Dialect::event_states`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventStates {
    /// START to END: observed.
    All,
    /// HANGUP and END only, as some accounts get (observed).
    Final,
}

/// See [`Dialect::content_types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentTypes {
    /// `text/xml`, `application/json`, `audio/wav`.
    Exact,
    /// `text/html` for everything, as PHP does when it is not told otherwise.
    Html,
    /// No such header.
    Absent,
}

/// See [`Dialect::api_leg`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiLeg {
    /// `CallAPI`: observed.
    CallApi,
    /// `0000`: observed.
    Zeros,
}

/// See [`Dialect::template_key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateKey {
    /// The part after the colon, as in events (observed there).
    Suffix,
    /// The whole key, colon and all. Unknown.
    Whole,
}
