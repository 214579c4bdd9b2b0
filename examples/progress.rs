//! Progress on the terminal, for what takes longer than two seconds. Nothing is drawn where no terminal is.

use std::borrow::Cow;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tokio::task::JoinHandle;

const PATIENCE: Duration = Duration::from_secs(2);
const TICK: Duration = Duration::from_millis(200);

/// Goes from the screen when it is dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    show: JoinHandle<()>,
}

impl Progress {
    /// Of work whose end is known, if only about; `units` names what is counted.
    pub fn of(total: u64, units: &str) -> Self {
        Self::new(Some(total), &format!("{{bar:30}} {{pos}} of {{len}} {units}, {{eta}} left{{msg}}"))
    }

    /// Of work whose end is not known.
    pub fn counting(units: &str) -> Self {
        Self::new(None, &format!("{{spinner}} {{pos}} {units}, {{elapsed}}{{msg}}"))
    }

    /// Of waiting for one thing.
    pub fn waiting(what: &str) -> Self {
        Self::new(None, &format!("{{spinner}} {what}, {{elapsed}}{{msg}}"))
    }

    fn new(total: Option<u64>, template: &str) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template(template);
        let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let show = tokio::spawn({
            let bar = bar.clone();
            async move {
                tokio::time::sleep(PATIENCE).await;
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(TICK);
            }
        });
        Self { bar, show }
    }

    /// So many are done. What was expected is a guess, and grows with it.
    pub fn at(&self, done: u64) {
        if self.bar.length().is_some_and(|total| total < done) {
            self.bar.set_length(done);
        }
        self.bar.set_position(done);
    }

    /// So many are to be done.
    pub fn total(&self, total: u64) {
        self.bar.set_length(total);
    }

    /// What is being done just now.
    pub fn now(&self, what: impl Into<Cow<'static, str>>) {
        self.bar.set_message(format!(", {}", what.into()));
    }

    /// Prints something that stays on the screen.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    /// Goes from the screen, and does not come back.
    pub fn clear(&self) {
        self.show.abort();
        self.bar.finish_and_clear();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
