//! What a dialect takes away from the results of the default one.

use isp_sandbox::mobilon::{
    ACCOUNT_TOKEN, BadDate, CallAnswer, ContentTypes, Dialect, EmptyXml, FieldSet, RecordUrl, UnknownCall,
};
use mobilon_client::{Call, CallRefusal, Delivery, ErrorKind, Secret};

use crate::observed::{Observed, Sound};

impl Observed {
    /// What is left of the default dialect's results in this one. Whatever is not named here stays the same.
    pub(crate) fn in_dialect(mut self, dialect: &Dialect) -> Self {
        if dialect.call_answer == CallAnswer::Message {
            self.forget_codes();
        }
        let calls = self.journals.values_mut().flatten().flatten();
        let infos = self.infos.values_mut().flatten().flatten();
        calls.chain(infos).for_each(|call| in_fields(call, dialect));
        if dialect.fields == FieldSet::V2016_10 {
            // Calls without id: of info the question has it. Without time a range keeps the server's order.
            let whole = self.journals["whole"].clone().unwrap();
            let one = self.journals["one"].clone().unwrap();
            self.journals.insert("range", Ok([one, whole].concat()));
            for call in self.journals.values_mut().flatten().flatten() {
                call.call_id = None;
            }
        }

        let (decode, status) = (ErrorKind::Decode, ErrorKind::Status);
        if dialect.ellipsis && dialect.empty_xml == EmptyXml::Element {
            // Text and no call: it could say anything, so it is not taken for a day without calls.
            for name in ["empty", "empty streamed", "empty range"] {
                self.journals.insert(name, Err((decode, Delivery::Unknown, None)));
            }
        }
        let unknown = match dialect.unknown_call {
            UnknownCall::Empty => Ok(None),
            UnknownCall::NoBody | UnknownCall::FailJson => Err((decode, Delivery::Unknown, None)),
            UnknownCall::Status(_) => Err((status, Delivery::Unknown, None)),
        };
        self.infos.insert("unknown", unknown.clone());
        self.infos.insert("unknown in json", unknown);

        let by_status = |answered| match answered {
            200 | 204 | 404 | 410 => Ok(Sound::None),
            202 | 425 => Ok(Sound::NotReady),
            _ => Err((status, Delivery::Unknown, None)),
        };
        for sound in self.sounds.values_mut() {
            if let Ok(Sound::Ready { content_type, .. }) = sound {
                *content_type = match dialect.content_types {
                    ContentTypes::Exact => Some("audio/wav".to_owned()),
                    ContentTypes::Html => Some("text/html".to_owned()),
                    ContentTypes::Absent => None,
                };
            }
        }
        self.sounds.insert("missed", by_status(dialect.no_recording_status));
        self.sounds.insert("unknown", by_status(dialect.no_recording_status));
        // A 503 is asked again by itself, and the third answer is the recording.
        if dialect.not_ready.requests > 0 && dialect.not_ready.status != 503 {
            self.sounds.insert("first", by_status(dialect.not_ready.status));
        }

        self.bad_date = Some(match dialect.bad_date {
            BadDate::EmptyJournal => Ok(200),
            BadDate::Status(_) => Err((status, Delivery::Unknown, None)),
        });
        self
    }

    /// The form of 2016 has neither ids nor codes: the documented refusals are known by their texts.
    fn forget_codes(&mut self) {
        self.placed = self.placed.take().map(|placed| {
            placed.map(|placed| {
                let mut old = placed;
                (old.call_id, old.description) = (None, Some("Звонок инициирован".to_owned()));
                old
            })
        });
        let refusal = CallRefusal::Other { code: None };
        self.refused.insert("code 17", (ErrorKind::Api, Delivery::Unknown, Some(refusal)));
    }
}

fn in_fields(call: &mut Call, dialect: &Dialect) {
    if call.record_url.is_some() {
        let id = call.call_id.as_ref().unwrap();
        call.record_url = match &dialect.record_url {
            RecordUrl::Placeholders => call.record_url.clone(),
            RecordUrl::Substituted => {
                Some(Secret::new(format!("/api/call/record?token={ACCOUNT_TOKEN}&callid={id}")))
            }
            RecordUrl::OtherHost(base) => Some(Secret::new(format!("{base}/records/{id}.wav"))),
            RecordUrl::Empty => None,
        };
    }
    if !dialect.has_record {
        call.has_record = None;
    }
    if dialect.fields != FieldSet::V2017_04 {
        (call.has_record, call.direction) = (None, None);
        (call.operator_id, call.subscriber_id) = (None, None);
    }
    if dialect.fields == FieldSet::V2016_10 {
        (call.from, call.to, call.time) = (None, None, None);
    }
}
