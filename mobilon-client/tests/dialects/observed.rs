//! The work that is done in each dialect, and what the client told of it.

use std::collections::BTreeMap;

use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::{
    ACCOUNT_TOKEN, CallPlan, DEFAULT_NOW, Dialect, KEY_NOT_REGISTERED, KEY_WITHOUT_SUBSCRIBER, Running,
    USER_KEY,
};
use mobilon_client::{
    Call, CallId, CallRefusal, CallStatus, Client, Delivery, Direction, Effect, Error, ErrorKind, Format,
    LocalDate, PlacedCall, Recording,
};

use crate::support::quick;

const DAY: u32 = 86_400;
/// Talked for two seconds, so the recording is short.
const SOUND: usize = 44 + 2 * 8000;

/// What is left of an error when texts are put aside.
type Failed = (ErrorKind, Delivery, Option<CallRefusal>);
type Told<T> = Result<T, Failed>;

/// How a recording was answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sound {
    Ready { content_type: Option<String>, length: Option<u64>, bytes: Vec<u8> },
    NotReady,
    None,
}

/// Everything that the client said, by the name of the question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Observed {
    pub(crate) placed: Option<Told<PlacedCall>>,
    pub(crate) infos: BTreeMap<&'static str, Told<Option<Call>>>,
    pub(crate) journals: BTreeMap<&'static str, Told<Vec<Call>>>,
    pub(crate) sounds: BTreeMap<&'static str, Told<Sound>>,
    pub(crate) refused: BTreeMap<&'static str, Failed>,
    pub(crate) bad_date: Option<Told<u16>>,
}

fn failed(error: Error) -> Failed {
    (error.kind(), error.delivery(), error.refusal().cloned())
}

fn client(pbx: &Running, key: &str, token: &str) -> Client {
    quick(Client::builder(&pbx.url()).unwrap().user_key(key).account_token(token)).build().unwrap()
}

fn row(started: u32, sequence: u32, status: &str, from: &str, recording: bool) -> isp_sandbox::mobilon::Call {
    isp_sandbox::mobilon::Call {
        callid: format!("{started}.{sequence:06}"),
        started,
        status: status.to_owned(),
        duration: 41,
        from: from.to_owned(),
        direction: "INCOMING".to_owned(),
        to: "110".to_owned(),
        operator_id: None,
        subscriber_id: Some("20000110".to_owned()),
        recording: recording.then_some(2 * 8000),
    }
}

async fn sound(asked: impl IntoFuture<Output = Result<Recording, Error>>) -> Told<Sound> {
    match asked.await.map_err(failed)? {
        Recording::Ready(body) => Ok(Sound::Ready {
            content_type: body.content_type().map(str::to_owned),
            length: body.length(),
            bytes: body.read_all(1 << 20).await.map_err(failed)?,
        }),
        Recording::NotReady { .. } => Ok(Sound::NotReady),
        Recording::None => Ok(Sound::None),
        other => panic!("{other:?}"),
    }
}

/// Works a day in a new sandbox that speaks like this.
pub(crate) async fn observe(dialect: &Dialect) -> Observed {
    let mut seen = Observed::default();
    let pbx = Sandbox::mobilon().dialect(dialect.clone()).start().await.unwrap();
    let good = client(&pbx, USER_KEY, ACCOUNT_TOKEN);

    // Yesterday one call, the day before none, today five, two of them in one second.
    let yesterdays = row(DEFAULT_NOW - DAY, 1, "ANSWERED", "89130000009", true);
    let missed = row(DEFAULT_NOW - 60, 9, "NO ANSWER", "Ирина & Ко <1>", false);
    pbx.add_call(yesterdays);
    pbx.add_call(row(DEFAULT_NOW - 600, 5, "BUSY", "110", false));
    pbx.add_call(row(DEFAULT_NOW - 300, 7, "ANSWERED", "89130000003", true));
    pbx.add_call(row(DEFAULT_NOW - 300, 8, "PARKED", "89130000004", false));
    pbx.add_call(missed.clone());
    pbx.plan_next(CallPlan::answered(2));
    seen.placed = Some(good.call("89130000001").await.map_err(failed));
    let placed = pbx.calls_placed().pop().unwrap();
    assert_eq!((placed.key.as_str(), placed.number.as_str()), (USER_KEY, "89130000001"));

    let today: LocalDate = pbx.today().parse().unwrap();
    let day = |back: u32| (0..back).fold(today, |day, _| day.yesterday().unwrap());
    let journal = |back| good.journal(day(back));
    let told = |calls: Result<Vec<Call>, Error>| calls.map_err(failed);
    let journals = [
        ("whole", told(journal(0).await)),
        ("streamed", told(journal(0).stream().collect().await)),
        ("paged", told(journal(0).pages(2).collect().await)),
        ("limited", told(journal(0).limit(2).offset(1).await)),
        ("json", told(journal(0).format(Format::Json).await)),
        ("json paged", told(journal(0).format(Format::Json).pages(2).collect().await)),
        ("one", told(journal(1).await)),
        ("one in json", told(journal(1).format(Format::Json).await)),
        ("empty", told(journal(2).await)),
        ("empty streamed", told(journal(2).stream().collect().await)),
        ("empty in json", told(journal(2).format(Format::Json).await)),
        ("empty range", told(good.journal_range(day(3)..=day(2)).stream().collect().await)),
        ("range", told(good.journal_range(day(1)..=day(0)).stream().collect().await)),
    ];
    seen.journals = journals.into();

    let unknown = "1.000001";
    let info = |id: &str| good.call_info(id);
    let infos = [
        ("placed", info(&placed.callid).await.map_err(failed)),
        ("placed in json", info(&placed.callid).format(Format::Json).await.map_err(failed)),
        ("missed", info(&missed.callid).await.map_err(failed)),
        ("missed in json", info(&missed.callid).format(Format::Json).await.map_err(failed)),
        ("unknown", info(unknown).await.map_err(failed)),
        ("unknown in json", info(unknown).format(Format::Json).await.map_err(failed)),
    ];
    seen.infos = infos.into();

    seen.sounds.insert("first", sound(good.recording(placed.callid.as_str())).await);
    // Two more questions are enough for every dialect here.
    sound(good.recording(placed.callid.as_str())).await.ok();
    seen.sounds.insert("third", sound(good.recording(placed.callid.as_str())).await);
    seen.sounds.insert("missed", sound(good.recording(missed.callid.as_str())).await);
    seen.sounds.insert("unknown", sound(good.recording(unknown)).await);

    let stranger = client(&pbx, "Ab3dE6:abcd1efghij2klmn", "0123456789abcdef0123456789abcdef");
    let refused = [
        ("token info", failed(stranger.call_info(unknown).await.unwrap_err())),
        ("token journal", failed(stranger.journal(day(0)).await.unwrap_err())),
        ("token json", failed(stranger.journal(day(0)).format(Format::Json).await.unwrap_err())),
        ("token stream", failed(stranger.journal(day(0)).stream().collect().await.unwrap_err())),
        ("token pages", failed(stranger.journal(day(0)).pages(2).collect().await.unwrap_err())),
        (
            "token range",
            failed(stranger.journal_range(day(1)..=day(0)).stream().collect().await.unwrap_err()),
        ),
        ("token recording", failed(stranger.recording(unknown).await.unwrap_err())),
        ("key", failed(stranger.call("1").await.unwrap_err())),
        ("code 1", failed(client(&pbx, KEY_NOT_REGISTERED, ACCOUNT_TOKEN).call("1").await.unwrap_err())),
        ("code 5", failed(client(&pbx, KEY_WITHOUT_SUBSCRIBER, ACCOUNT_TOKEN).call("1").await.unwrap_err())),
        ("number", failed(good.call("+7 913").await.unwrap_err())),
    ];
    seen.refused = refused.into();
    for (name, code) in [("code 2", 2), ("code 3", 3), ("code 4", 4), ("code 17", 17)] {
        pbx.fail_next(code);
        seen.refused.insert(name, failed(good.call("1").await.unwrap_err()));
    }

    let raw = good.raw("api/call/journal", Effect::Read).with_account_token();
    let bad_date = raw.query("date", "31.12.2026").await;
    seen.bad_date = Some(bad_date.map(|answer| answer.status().as_u16()).map_err(failed));
    assert_eq!(pbx.calls_placed().len(), 1, "{dialect:?}");
    seen
}

impl Observed {
    /// What differs, each part by its name.
    pub(crate) fn differences(&self, expected: &Self) -> Vec<String> {
        fn parts<T: PartialEq + std::fmt::Debug>(
            (name, seen, expected): (&str, &BTreeMap<&str, T>, &BTreeMap<&str, T>),
        ) -> Vec<String> {
            assert_eq!(seen.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
            let both = seen.iter().zip(expected.values()).filter(|((_, seen), expected)| seen != expected);
            both.map(|((part, seen), expected)| format!("{name} {part}: {seen:?} instead of {expected:?}"))
                .collect()
        }
        let mut all = [
            parts(("info", &self.infos, &expected.infos)),
            parts(("journal", &self.journals, &expected.journals)),
            parts(("recording", &self.sounds, &expected.sounds)),
            parts(("refusal", &self.refused, &expected.refused)),
        ]
        .concat();
        if (&self.placed, &self.bad_date) != (&expected.placed, &expected.bad_date) {
            all.push(format!(
                "{:?} instead of {:?}",
                (&self.placed, &self.bad_date),
                (&expected.placed, &expected.bad_date)
            ));
        }
        all
    }

    /// The default dialect against what the sandbox was told to do.
    pub(crate) fn assert_is_what_happened(&self) {
        let id = |started: u32, sequence: u32| Some(CallId::new(format!("{started}.{sequence:06}")));
        let placed = self.placed.clone().unwrap().unwrap();
        assert_eq!(placed.description.as_deref(), Some("Call had been initialised"));
        let today = [
            placed.call_id.clone(),
            id(DEFAULT_NOW - 60, 9),
            id(DEFAULT_NOW - 300, 8),
            id(DEFAULT_NOW - 300, 7),
            id(DEFAULT_NOW - 600, 5),
        ];
        let ids = |name: &str| -> Vec<Option<CallId>> {
            self.journals[name].clone().unwrap().into_iter().map(|call| call.call_id).collect()
        };
        for name in ["whole", "streamed", "paged", "json", "json paged"] {
            assert_eq!(ids(name), today, "{name}");
            assert_eq!(self.journals[name], self.journals["whole"], "{name}");
        }
        assert_eq!(ids("limited"), today[1..3]);
        for name in ["one", "one in json"] {
            assert_eq!(ids(name), [id(DEFAULT_NOW - DAY, 1)]);
        }
        for name in ["empty", "empty streamed", "empty in json", "empty range"] {
            assert_eq!(self.journals[name], Ok(Vec::new()), "{name}");
        }
        let mut all: Vec<_> = today.iter().rev().cloned().collect();
        all.insert(0, id(DEFAULT_NOW - DAY, 1));
        assert_eq!(ids("range"), all, "oldest first");

        let whole = self.journals["whole"].clone().unwrap();
        for name in ["placed", "placed in json"] {
            assert_eq!(self.infos[name], Ok(Some(whole[0].clone())), "{name}");
        }
        for name in ["missed", "missed in json"] {
            assert_eq!(self.infos[name], Ok(Some(whole[1].clone())), "{name}");
        }
        assert_eq!((&self.infos["unknown"], &self.infos["unknown in json"]), (&Ok(None), &Ok(None)));
        let call = &whole[0];
        assert_eq!(
            (&call.status, &call.direction),
            (&Some(CallStatus::Answered), &Some(Direction::Outgoing))
        );
        assert_eq!((call.from.as_deref(), call.to.as_deref()), (Some("110"), Some("89130000001")));
        assert_eq!(
            (call.duration, call.has_record, call.utc_offset()),
            (Some(7), Some(true), Some(7 * 3600))
        );
        assert_eq!(
            (call.operator_id.as_deref(), call.subscriber_id.as_deref()),
            (Some("125000110"), Some("20000110"))
        );
        assert!(whole.iter().all(|call| call.extra.is_empty()));
        assert_eq!((whole[1].from.as_deref(), whole[1].has_record), (Some("Ирина & Ко <1>"), Some(false)));
        assert_eq!((&whole[1].operator_id, &whole[1].record_url), (&None, &None));
        assert_eq!(whole[2].status, Some(CallStatus::Other("PARKED".to_owned())));

        for name in ["first", "third"] {
            let Ok(Sound::Ready { content_type, length, bytes }) = &self.sounds[name] else {
                panic!("{name}")
            };
            assert_eq!((content_type.as_deref(), *length), (Some("audio/wav"), Some(SOUND as u64)));
            assert_eq!((bytes.len(), &bytes[..4]), (SOUND, &b"RIFF"[..]));
        }
        assert_eq!((&self.sounds["missed"], &self.sounds["unknown"]), (&Ok(Sound::None), &Ok(Sound::None)));

        for (name, told) in self.refused.iter().filter(|(name, _)| name.starts_with("token")) {
            assert_eq!(*told, (ErrorKind::Auth, Delivery::Refused, None), "{name}");
        }
        let refusals: [(&str, ErrorKind, Delivery, CallRefusal); 6] = [
            ("key", ErrorKind::Auth, Delivery::Refused, CallRefusal::InvalidKey),
            ("code 1", ErrorKind::Api, Delivery::Refused, CallRefusal::OperatorNotRegistered),
            ("code 2", ErrorKind::Auth, Delivery::Refused, CallRefusal::InvalidKey),
            ("code 3", ErrorKind::Api, Delivery::Refused, CallRefusal::BadNumber),
            ("code 4", ErrorKind::Api, Delivery::Unknown, CallRefusal::Internal),
            ("code 5", ErrorKind::Api, Delivery::Refused, CallRefusal::NoSubscriber),
        ];
        for (name, kind, delivery, refusal) in refusals {
            assert_eq!(self.refused[name], (kind, delivery, Some(refusal)), "{name}");
        }
        assert_eq!(self.refused["number"], (ErrorKind::Input, Delivery::NotSent, None));
        assert!(
            matches!(&self.refused["code 17"], (_, _, Some(CallRefusal::Other { code: Some(code), .. })) if code == "17")
        );
    }
}
