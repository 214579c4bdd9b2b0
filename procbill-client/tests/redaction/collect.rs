//! Collects every event, span and log record of the whole process, at TRACE.

use std::fmt::{Debug, Write as _};
use std::sync::{Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};

static LINES: Mutex<String> = Mutex::new(String::new());

/// Starts collecting, once in a process.
pub(crate) fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Collect)).unwrap();
        log::set_logger(&Collect).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
    });
}

/// A moment, for [`since`].
pub(crate) fn mark() -> usize {
    LINES.lock().unwrap().len()
}

/// What was logged after that moment by every test of this process.
pub(crate) fn since(mark: usize) -> String {
    LINES.lock().unwrap()[mark..].to_owned()
}

struct Collect;

fn add(target: &str, name: &str, record: impl FnOnce(&mut Fields)) {
    let mut fields = Fields(format!("{target} {name}"));
    record(&mut fields);
    let mut lines = LINES.lock().unwrap();
    lines.push_str(&fields.0);
    lines.push('\n');
}

impl<S: Subscriber> Layer<S> for Collect {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let span = attributes.metadata();
        add(span.target(), span.name(), |fields| attributes.record(fields));
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        add("span", "record", |fields| values.record(fields));
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        add(event.metadata().target(), "event", |fields| event.record(fields));
    }
}

impl log::Log for Collect {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        add(record.target(), "log", |fields| write!(fields.0, " {}", record.args()).unwrap());
    }

    fn flush(&self) {}
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }

    /// As it is: Debug may escape what is looked for.
    fn record_str(&mut self, field: &Field, value: &str) {
        write!(self.0, " {}={value}", field.name()).unwrap();
    }
}
