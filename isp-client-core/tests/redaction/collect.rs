//! Collects every event, span and log record of the whole process, at TRACE.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::sync::{Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// A span with all its fields, also those that were recorded later.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) target: &'static str,
    pub(crate) name: &'static str,
    pub(crate) parent: Option<usize>,
    pub(crate) fields: BTreeMap<&'static str, String>,
}

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());
static SPANS: Mutex<Vec<Seen>> = Mutex::new(Vec::new());

/// Starts collecting, once in a process.
pub(crate) fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let registry = tracing_subscriber::registry().with(Collect);
        tracing::subscriber::set_global_default(registry).unwrap();
        log::set_logger(&Collect).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
    });
}

/// What was logged so far, spans among it, by every test of this process.
pub(crate) fn everything() -> String {
    let mut all = LINES.lock().unwrap().join("\n");
    for span in SPANS.lock().unwrap().iter() {
        write!(all, "\n{span:?}").unwrap();
        // Debug may escape what is looked for.
        span.fields.values().for_each(|value| all.push_str(value));
    }
    all
}

pub(crate) fn spans() -> Vec<Seen> {
    SPANS.lock().unwrap().clone()
}

struct Collect;

/// The place of a span in the list: its id is given to another span later.
struct Place(usize);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Collect {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        let parent = span.parent().and_then(|parent| parent.extensions().get::<Place>().map(|place| place.0));
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let metadata = attributes.metadata();
        let mut spans = SPANS.lock().unwrap();
        span.extensions_mut().insert(Place(spans.len()));
        spans.push(Seen { target: metadata.target(), name: metadata.name(), parent, fields: fields.0 });
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        let span = context.span(id).unwrap();
        let place = span.extensions().get::<Place>().unwrap().0;
        SPANS.lock().unwrap()[place].fields.extend(fields.0);
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let mut line = event.metadata().target().to_owned();
        fields.0.iter().for_each(|(name, value)| write!(line, " {name}={value}").unwrap());
        LINES.lock().unwrap().push(line);
    }
}

impl log::Log for Collect {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        LINES.lock().unwrap().push(format!("{} {}", record.target(), record.args()));
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
