//! What happens in a call: a plan becomes events and a row of the journal. No I/O.

use super::account::User;
use super::call::Call;
use super::event::Event;

/// How a call goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallPlan {
    /// Seconds of ringing.
    pub ring_seconds: u32,
    /// How the ringing ends.
    pub outcome: Outcome,
    /// Whether an answered call is recorded, 8,000 bytes a second of talk.
    pub recorded: bool,
}

/// How the ringing of a call ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// Somebody answers. `ANSWERED` in the journal: documented.
    Answered {
        /// Seconds of talk.
        talk_seconds: u32,
    },
    /// Nobody answers. `NO ANSWER` in the journal: unknown, a CDR word of Asterisk.
    NoAnswer,
    /// The other side is busy. `BUSY` in the journal: unknown, as above.
    Busy,
    /// The call cannot be made. `FAILED` in the journal: unknown, as above.
    Failed,
    /// Placed over the API, and the user's own phone is not picked up: only the first leg exists. `NO ANSWER`.
    OwnPhoneSilent,
}

impl CallPlan {
    /// Five seconds of ringing, then this talk, recorded.
    pub fn answered(talk_seconds: u32) -> Self {
        Self { ring_seconds: 5, outcome: Outcome::Answered { talk_seconds }, recorded: true }
    }

    /// Fourteen seconds of ringing for nothing.
    pub fn missed() -> Self {
        Self { ring_seconds: 14, outcome: Outcome::NoAnswer, recorded: false }
    }

    /// Busy at once.
    pub fn busy() -> Self {
        Self { ring_seconds: 1, outcome: Outcome::Busy, recorded: false }
    }

    fn talk(&self) -> Option<u32> {
        match self.outcome {
            Outcome::Answered { talk_seconds } => Some(talk_seconds),
            _ => None,
        }
    }

    fn duration(&self) -> u32 {
        self.ring_seconds.saturating_add(self.talk().unwrap_or(0))
    }

    fn recording(&self) -> Option<u32> {
        self.talk().filter(|_| self.recorded).map(|seconds| seconds.saturating_mul(8000))
    }

    fn status(&self) -> &'static str {
        match self.outcome {
            Outcome::Answered { .. } => "ANSWERED",
            Outcome::NoAnswer | Outcome::OwnPhoneSilent => "NO ANSWER",
            Outcome::Busy => "BUSY",
            Outcome::Failed => "FAILED",
        }
    }
}

/// A call from outside, or between two of the PBX's own numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingCall {
    /// `internal` in events (observed) and `INTERNAL` in the journal (unknown) instead of `incoming` (observed) and
    /// `INCOMING` (unknown).
    pub internal: bool,
    /// The caller: leading 8 (observed), or an internal number.
    pub from: String,
    /// The dialled number.
    pub to: String,
    /// The internal numbers that ring, one PREANSWER each. One that belongs to no user has no `userkey`.
    pub rung: Vec<String>,
    /// Which of `rung` answers, if the plan says that somebody does.
    pub answered_by: usize,
    /// How it goes.
    pub plan: CallPlan,
    /// Digits pressed in the voice menu: adds an IVR event.
    pub input_digits: Option<String>,
    /// Call-tracking tags of the HANGUP event, for example `src=poster;mdm=qr`.
    pub utm_string: Option<String>,
}

impl IncomingCall {
    /// A call that rings at the ready-made user's phone.
    pub fn new(from: impl Into<String>, plan: CallPlan) -> Self {
        Self {
            internal: false,
            from: from.into(),
            to: "83910000000".into(),
            rung: vec![super::EXTENSION.into()],
            answered_by: 0,
            plan,
            input_digits: None,
            utm_string: None,
        }
    }

    /// A call from one internal number to another.
    pub fn internal(from: impl Into<String>, to: impl Into<String>, plan: CallPlan) -> Self {
        let to = to.into();
        Self { internal: true, rung: vec![to.clone()], to, ..Self::new(from, plan) }
    }
}

/// What a new call has got from its PBX.
#[derive(Debug)]
pub(crate) struct Birth<'a> {
    pub(crate) started: u32,
    /// Of the base leg; other legs count on from here.
    pub(crate) sequence: u32,
    pub(crate) users: &'a [User],
    /// Put into HANGUP of a recorded call.
    pub(crate) record_url: Option<String>,
    /// `from` of the first leg of a call placed over the API.
    pub(crate) api_leg: &'static str,
}

pub(crate) fn callid(started: u32, sequence: u32) -> String {
    format!("{started}.{:06}", sequence % 1_000_000)
}

#[derive(Debug)]
pub(crate) struct Script {
    pub(crate) events: Vec<Event>,
    pub(crate) call: Call,
}

impl Birth<'_> {
    fn user_at(&self, extension: &str) -> Option<&User> {
        self.users.iter().find(|user| user.extension() == Some(extension))
    }

    /// A call of `user`, who sits at `extension`. Which legs exist is observed; the exact sequence is derived.
    pub(crate) fn placed(&self, user: &User, extension: &str, number: &str, plan: &CallPlan) -> Script {
        let key = Some(user.short_key().to_owned());
        let first = Leg { from: self.api_leg, to: extension, number: 0, userkey: key.clone() };
        let ringing = Leg { number: 1, ..first.clone() };
        let second = Leg { from: extension, to: number, number: 2, userkey: key };
        let reached = if plan.outcome == Outcome::OwnPhoneSilent { &ringing } else { &second };

        let mut events = vec![
            self.event("START", "external", &first, 0),
            self.event("PREANSWER", "external", &ringing, 0),
        ];
        self.finish(&mut events, "external", plan, reached, reached);
        Script { events, call: self.row(plan, "OUTGOING", extension, number, Some(user)) }
    }

    pub(crate) fn incoming(&self, incoming: &IncomingCall) -> Script {
        let IncomingCall { from, to, plan, .. } = incoming;
        let (direction, row_direction) =
            if incoming.internal { ("internal", "INTERNAL") } else { ("incoming", "INCOMING") };
        let base = Leg { from, to, number: 0, userkey: None };
        let legs: Vec<Leg<'_>> = incoming
            .rung
            .iter()
            .zip(1..)
            .map(|(extension, number)| {
                let userkey = self.user_at(extension).map(|user| user.short_key().to_owned());
                Leg { from, to: extension, number, userkey }
            })
            .collect();

        let mut events = vec![self.event("START", direction, &base, 0)];
        if let Some(digits) = &incoming.input_digits {
            let menu = self.event("IVR", direction, &base, 0);
            events.push(Event { input_digits: Some(digits.clone()), ..menu });
        }
        events.extend(legs.iter().map(|leg| self.event("PREANSWER", direction, leg, 0)));
        let answering = legs.get(incoming.answered_by).unwrap_or(&base);
        // The captured HANGUP of a missed call stands on the base leg and yet names a user.
        let missed = Leg { userkey: legs.first().and_then(|leg| leg.userkey.clone()), ..base.clone() };
        let hung_up = if plan.talk().is_some() { answering } else { &missed };
        self.finish(&mut events, direction, plan, hung_up, &base);
        if let Some(hangup) = events.iter_mut().find(|event| event.state == "HANGUP") {
            hangup.utm_string.clone_from(&incoming.utm_string);
        }
        let taker = plan.talk().and_then(|_| self.user_at(answering.to));
        Script { events, call: self.row(plan, row_direction, from, to, taker) }
    }

    /// ANSWER if there is one, HANGUP, END. `callstatus` stands only in HANGUP of an answered call.
    fn finish(
        &self,
        events: &mut Vec<Event>,
        direction: &'static str,
        plan: &CallPlan,
        leg: &Leg<'_>,
        end: &Leg<'_>,
    ) {
        let over = plan.duration();
        if plan.talk().is_some() {
            events.push(self.event("ANSWER", direction, leg, plan.ring_seconds));
        }
        events.push(Event {
            duration: Some(over.to_string()),
            callstatus: plan.talk().map(|_| "ANSWER"),
            record_url: self.record_url.clone().filter(|_| plan.recording().is_some()),
            ..self.event("HANGUP", direction, leg, over)
        });
        events.push(self.event("END", direction, &Leg { number: 0, ..end.clone() }, over));
    }

    fn event(&self, state: &'static str, direction: &'static str, leg: &Leg<'_>, after: u32) -> Event {
        Event {
            from: leg.from.to_owned(),
            to: leg.to.to_owned(),
            baseid: callid(self.started, self.sequence),
            state,
            direction,
            uuid: format!("{:08x}-5a0d-4b07-ca11-{:012x}", self.started, self.sequence),
            time: self.started.saturating_add(after),
            subid: callid(self.started, self.sequence.wrapping_add(leg.number)),
            userkey: leg.userkey.clone(),
            duration: None,
            callstatus: None,
            record_url: None,
            utm_string: None,
            input_digits: None,
        }
    }

    fn row(&self, plan: &CallPlan, direction: &str, from: &str, to: &str, user: Option<&User>) -> Call {
        Call {
            callid: callid(self.started, self.sequence),
            started: self.started,
            status: plan.status().to_owned(),
            duration: plan.duration(),
            from: from.to_owned(),
            direction: direction.to_owned(),
            to: to.to_owned(),
            operator_id: user.and_then(|user| user.operator_id.clone()),
            subscriber_id: user.and_then(|user| user.subscriber_id.clone()),
            recording: plan.recording(),
        }
    }
}

#[derive(Debug, Clone)]
struct Leg<'a> {
    from: &'a str,
    to: &'a str,
    /// Added to the base sequence; 0 is the base leg itself.
    number: u32,
    userkey: Option<String>,
}
