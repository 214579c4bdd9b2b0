//! Collects every event, span and log record of the whole process, at TRACE.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::sync::{Mutex, Once};

// Named so that it is linked: what it logs is searched too.
use hyper_util as _;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

/// A span with all its fields, also those that were recorded later.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The module it is from.
    pub target: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The place of the span around it in [`spans`].
    pub parent: Option<usize>,
    /// The values as text.
    pub fields: BTreeMap<&'static str, String>,
}

static LINES: Mutex<String> = Mutex::new(String::new());
static SPANS: Mutex<Vec<Seen>> = Mutex::new(Vec::new());

/// Starts collecting, once in a process.
pub fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Collect)).unwrap();
        log::set_logger(&Collect).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
    });
}

/// A moment, for [`since`].
pub fn mark() -> usize {
    LINES.lock().unwrap().len()
}

/// What was logged after that moment, spans among it, by every test of this process. A line begins with its
/// target; then comes `event`, `log` or the name of the span.
pub fn since(mark: usize) -> String {
    LINES.lock().unwrap()[mark..].to_owned()
}

/// Fails unless a line begins with each of these. Else a test that finds no secret may have searched nothing.
#[track_caller]
pub fn assert_heard(starts: &[&str]) {
    let everything = since(0);
    for start in starts {
        assert!(everything.lines().any(|line| line.starts_with(start)), "nothing of {start}");
    }
}

/// The spans, oldest first.
pub fn spans() -> Vec<Seen> {
    SPANS.lock().unwrap().clone()
}

struct Collect;

/// The place of a span in the list: its id is given to another span later.
struct Place(usize);

fn add(target: &str, name: &str, fields: &Fields) {
    let mut lines = LINES.lock().unwrap();
    write!(lines, "{target} {name}").unwrap();
    // As they are: Debug may escape what is looked for.
    fields.0.iter().for_each(|(name, value)| write!(lines, " {name}={value}").unwrap());
    lines.push('\n');
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Collect {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        let parent = span.parent().and_then(|parent| parent.extensions().get::<Place>().map(|place| place.0));
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let (target, name) = (attributes.metadata().target(), attributes.metadata().name());
        add(target, name, &fields);
        let mut spans = SPANS.lock().unwrap();
        span.extensions_mut().insert(Place(spans.len()));
        spans.push(Seen { target, name, parent, fields: fields.0 });
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        add("span", "record", &fields);
        let span = context.span(id).unwrap();
        let place = span.extensions().get::<Place>().unwrap().0;
        SPANS.lock().unwrap()[place].fields.extend(fields.0);
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        add(event.metadata().target(), "event", &fields);
    }
}

impl log::Log for Collect {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        // Made before the lock is taken: what is formatted may log in its turn.
        let line = format!("{} log {}\n", record.target(), record.args());
        LINES.lock().unwrap().push_str(&line);
    }

    fn flush(&self) {}
}

#[derive(Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}
