//! Every switch of the sandbox with all its positions, the default one included.

use isp_sandbox::mobilon::{
    Ampersand, ApiLeg, BadDate, BadToken, CallAnswer, Charset, CodeForm, ContentTypes, Dialect, EmptyJson,
    EmptyXml, EventStates, FieldSet, InfoJson, JournalJson, NotReady, RecordUrl, Scalars, TemplateKey,
    UnknownCall,
};

/// A position: its name, and how to turn the switch to it.
pub(crate) type Turn = (&'static str, fn(&mut Dialect));

macro_rules! switches {
    ($($field:ident: [$($position:expr),+ $(,)?];)+) => {
        pub(crate) fn switches() -> Vec<Vec<Turn>> {
            // Without `..`: a switch that is missing below does not compile.
            let Dialect { $($field: _),+ } = Dialect::default();
            vec![$(vec![$({
                let turn: fn(&mut Dialect) = |dialect| dialect.$field = $position;
                (concat!(stringify!($field), " = ", stringify!($position)), turn)
            }),+]),+]
        }
    };
}

switches! {
    ampersand: [Ampersand::Bare, Ampersand::Escaped];
    record_url: [
        RecordUrl::Placeholders,
        RecordUrl::Substituted,
        RecordUrl::OtherHost("http://127.0.0.1:9".to_owned()),
        RecordUrl::Empty,
    ];
    record_url_always: [false, true];
    has_record: [true, false];
    fields: [FieldSet::V2016_10, FieldSet::V2017_03, FieldSet::V2017_04];
    ellipsis: [false, true];
    empty_xml: [EmptyXml::Element, EmptyXml::SelfClosed];
    empty_json: [EmptyJson::Array, EmptyJson::CallsArray, EmptyJson::CallsString, EmptyJson::Null];
    info_json: [InfoJson::Flat, InfoJson::Wrapped];
    journal_json: [
        JournalJson::Array,
        JournalJson::Calls,
        JournalJson::CallsCall,
        JournalJson::CallsCallCollapsed,
    ];
    scalars: [Scalars::Strings, Scalars::Numbers];
    code: [CodeForm::Documented, CodeForm::Number, CodeForm::String];
    fail_status: [200, 400, 401, 403, 404, 409, 422, 500, 502, 503];
    call_answer: [CallAnswer::Described, CallAnswer::Message];
    bad_token: [BadToken::Html, BadToken::Redirect];
    bad_date: [BadDate::Status(400), BadDate::Status(404), BadDate::Status(500), BadDate::EmptyJournal];
    unknown_call: [
        UnknownCall::Empty,
        UnknownCall::NoBody,
        UnknownCall::FailJson,
        UnknownCall::Status(404),
        UnknownCall::Status(500),
    ];
    not_ready: [
        NotReady { requests: 0, status: 404 },
        NotReady { requests: 1, status: 200 },
        NotReady { requests: 1, status: 202 },
        NotReady { requests: 2, status: 404 },
        NotReady { requests: 1, status: 425 },
        NotReady { requests: 2, status: 503 },
    ];
    no_recording_status: [404, 200, 202, 204, 400, 410, 425, 500];
    charset: [Charset::Utf8, Charset::Utf8Bom, Charset::Windows1251, Charset::Windows1251Undeclared];
    content_types: [ContentTypes::Exact, ContentTypes::Html, ContentTypes::Absent];
    api_leg: [ApiLeg::CallApi, ApiLeg::Zeros];
    template_key: [TemplateKey::Suffix, TemplateKey::Whole];
    event_states: [EventStates::All, EventStates::Final];
    event_record_url: [true, false];
}
