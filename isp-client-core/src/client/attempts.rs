//! The call loop: attempts, waits, deadline and renewal, once for all products.

use std::time::Duration;

use http::StatusCode;
use tokio::time::{Instant, sleep, timeout_at};
use tracing::{Instrument, Span};

use super::{Client, Line};
use crate::body::{Guarded, Origin};
use crate::dialect::Auth;
use crate::error::{Delivery, ErrorKind, NotRepeated};
use crate::hook::AttemptReport;
use crate::limit::Permit;
use crate::transport::Incoming;
use crate::{CallOptions, Effect, Error, OpenBody, Operation, Request, Response, trace};

/// Whether an answer is read whole before it is handed over.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Whole,
    Open,
}

/// Takes the answer, or finds the error in it. The body comes with [`Shape::Open`] only.
type Accept<'a> = dyn FnMut(&Response, Option<OpenBody>) -> Result<(), Error> + Send + 'a;

/// One call on its way through the loop.
struct Job<'a> {
    operation: &'a Operation,
    plain: Request,
    address: String,
    options: &'a CallOptions,
    shape: Shape,
    deadline: Instant,
    /// Attempts that were made.
    made: u32,
    /// Attempts that were not free.
    counted: u32,
    renewed: bool,
    free_used: bool,
    /// The worst that may have become of the attempts so far.
    delivery: Delivery,
}

/// What one attempt left behind.
struct Outcome {
    result: Result<(), Error>,
    /// The session that the request went out with; none if it did not go out.
    auth: Option<Auth>,
    status: Option<StatusCode>,
    elapsed: Duration,
}

impl Client {
    pub(super) async fn execute(
        &self,
        operation: &Operation,
        request: Result<Request, Error>,
        options: &CallOptions,
        shape: Shape,
        accept: &mut Accept<'_>,
    ) -> Result<(), Error> {
        let span = trace::call_span(operation);
        let checked = options.check().and(request).and_then(|request| {
            self.0.dialect.check(&request)?;
            Ok(request)
        });
        let plain = checked.map_err(|error| error.during(operation, self.address(""), 0))?;
        let mut job = Job {
            operation,
            address: self.address(plain.path()),
            plain,
            options,
            shape,
            deadline: after(Instant::now(), options.timeout),
            made: 0,
            counted: 0,
            renewed: false,
            free_used: false,
            delivery: Delivery::NotSent,
        };
        let result = self.repeat(&mut job, accept).instrument(span.clone()).await;
        span.record("isp.attempts", job.made);
        result.map_err(|error| {
            // A later attempt that did not leave does not undo an earlier one that may have arrived.
            let delivery = error.delivery().or_worse(job.delivery);
            let error = error.with_delivery(delivery).during(operation, job.address, job.made);
            trace::record_error(&span, &error);
            error
        })
    }

    async fn repeat(&self, job: &mut Job<'_>, accept: &mut Accept<'_>) -> Result<(), Error> {
        let mut before: Option<Error> = None;
        loop {
            let Ok(_turn) = timeout_at(job.deadline, self.0.dialect.turn(&job.plain)).await else {
                let late = out_of_time(job.deadline, job.deadline, Delivery::NotSent);
                return Err(before.unwrap_or(late).because(NotRepeated::Deadline));
            };
            let place = match self.0.limit.enter(job.deadline).await {
                Ok(place) => place,
                Err(error) => return Err(before.unwrap_or(error).because(NotRepeated::Deadline)),
            };
            let span = trace::attempt_span(&job.plain, &self.0.base, job.made);
            job.counted += 1;
            let outcome = self.attempt(job, accept, place, &span).instrument(span.clone()).await;
            let Err(error) = outcome.result else {
                self.0.budget.earn();
                self.report(job, &outcome, None);
                return Ok(());
            };
            trace::record_error(&span, &error);
            job.delivery = job.delivery.or_worse(error.delivery());
            let outcome = Outcome { result: Err(error.clone()), ..outcome };

            let mut error = error;
            let mut outcome = outcome;
            if let Some(stale) = outcome.auth.filter(|_| error.kind() == ErrorKind::Auth && !job.renewed) {
                job.renewed = true;
                let renewal = self.renew(job, stale).await;
                if let Ok(renewed) = renewal {
                    self.report(job, &outcome, renewed.then_some(Duration::ZERO));
                    // Refused before it ran, it is sent again whatever its effect.
                    if renewed && error.is_safe_to_repeat(job.operation.effect) {
                        job.counted -= 1;
                        before = Some(error);
                        continue;
                    }
                    let reason = if renewed { NotRepeated::MayHaveActed } else { NotRepeated::CannotHelp };
                    return Err(error.because(reason));
                }
                if let Err(login) = renewal {
                    // What the login failed with decides; the call itself was refused.
                    error = login.with_delivery(error.delivery());
                    outcome.result = Err(error.clone());
                }
            }

            match self.verdict(job, &error) {
                Ok(wait) => {
                    self.report(job, &outcome, Some(wait));
                    tracing::warn!(kind = %error.kind(), delivery = %error.delivery(), ?wait, "repeating");
                    sleep(wait).await;
                    before = Some(error);
                }
                Err(reason) => {
                    self.report(job, &outcome, None);
                    return Err(error.because(reason));
                }
            }
        }
    }

    /// How long to wait before the next attempt, or why there is none.
    fn verdict(&self, job: &mut Job<'_>, error: &Error) -> Result<Duration, NotRepeated> {
        if !error.is_transient() {
            return Err(NotRepeated::CannotHelp);
        }
        if !error.is_safe_to_repeat(job.operation.effect) {
            return Err(NotRepeated::MayHaveActed);
        }
        // The server closed an idle connection just as it was picked: an everyday event, not a sign of trouble.
        if error.broke_a_reused_connection() && job.operation.effect != Effect::Once && !job.free_used {
            job.free_used = true;
            job.counted -= 1;
            return Ok(Duration::ZERO);
        }
        if job.counted >= job.options.attempts {
            return Err(NotRepeated::Attempts);
        }
        let wait =
            error.retry_after().unwrap_or_else(|| job.options.backoff.wait(job.counted, self.random()));
        if wait >= job.deadline.saturating_duration_since(Instant::now()) {
            return Err(NotRepeated::Deadline);
        }
        if job.options.use_budget && !self.0.budget.spend() {
            return Err(NotRepeated::Budget);
        }
        Ok(wait)
    }

    async fn attempt(
        &self,
        job: &mut Job<'_>,
        accept: &mut Accept<'_>,
        place: Permit,
        span: &Span,
    ) -> Outcome {
        let mut outcome = Outcome { result: Ok(()), auth: None, status: None, elapsed: Duration::ZERO };
        let started = Instant::now();
        let by = after(started, job.options.attempt_timeout).min(job.deadline);
        let mut request = job.plain.clone();
        let result = async {
            let auth = self.authorize(job, &mut request, by).await?;
            outcome.auth = Some(auth);
            job.made += 1;
            let late = |_| out_of_time(by, job.deadline, Delivery::Unknown);
            let sent = self.0.transport.send(&request, &self.0.base);
            let incoming = timeout_at(by, sent).await.map_err(late)??;
            outcome.status = Some(incoming.status);
            span.record("http.response.status_code", incoming.status.as_u16());
            let (response, rest) = self.read(job, incoming, &request, by).await?;
            self.0.dialect.inspect(&request, auth, &response)?;
            let open = rest.map(|rest| {
                let first = (!response.body().is_empty()).then(|| response.body().clone());
                let origin = Origin {
                    operation: job.operation.clone(),
                    request: request.clone(),
                    address: job.address.clone(),
                    attempts: job.made,
                };
                OpenBody::new(first, rest, origin, place)
            });
            accept(&response, open)
        }
        .await;
        outcome.elapsed = started.elapsed();
        outcome.result = result.map_err(|error| error.mask(&request));
        outcome
    }

    async fn authorize(&self, job: &Job<'_>, request: &mut Request, by: Instant) -> Result<Auth, Error> {
        let line = Line { client: self, options: job.options, deadline: by };
        let authorized = timeout_at(by, self.0.dialect.authorize(request, &line)).await;
        let authorized = authorized.map_err(|_| out_of_time(by, job.deadline, Delivery::NotSent))?;
        // Whatever became of a login, the call itself has not left.
        authorized.map_err(|error| error.with_delivery(Delivery::NotSent))
    }

    async fn renew(&self, job: &Job<'_>, stale: Auth) -> Result<bool, Error> {
        let by = after(Instant::now(), job.options.attempt_timeout).min(job.deadline);
        let line = Line { client: self, options: job.options, deadline: by };
        let renewal = timeout_at(by, self.0.dialect.renew(stale, &line)).await;
        renewal.unwrap_or_else(|_| Err(out_of_time(by, job.deadline, Delivery::Refused)))
    }

    /// The whole answer; or its head with the first chunk, and what is still to come.
    async fn read(
        &self,
        job: &Job<'_>,
        incoming: Incoming,
        request: &Request,
        by: Instant,
    ) -> Result<(Response, Option<Guarded>), Error> {
        let Incoming { status, headers, body } = incoming;
        let mut body = Guarded::new(body, status, job.options.stall, job.options.cap(request));
        let late = |_| out_of_time(by, job.deadline, Delivery::Unknown).with_status(status);
        let (bytes, rest) = match job.shape {
            Shape::Whole => (timeout_at(by, body.whole(&headers)).await.map_err(late)??, None),
            Shape::Open => {
                let start = timeout_at(by, body.start()).await.map_err(late)??;
                (start, Some(body))
            }
        };
        let response = Response::new(status, headers, bytes).with_retry_after(self.0.clock.now());
        Ok((if rest.is_none() { self.0.dialect.clean(response) } else { response }, rest))
    }

    /// An attempt that failed before it was sent is none.
    fn report(&self, job: &Job<'_>, outcome: &Outcome, repeats_after: Option<Duration>) {
        if outcome.auth.is_none() {
            return;
        }
        for hook in &self.0.hooks {
            hook.see(&AttemptReport {
                operation: job.operation,
                number: job.made,
                elapsed: outcome.elapsed,
                status: outcome.status,
                error: outcome.result.as_ref().err(),
                repeats_after,
            });
        }
    }
}

fn out_of_time(by: Instant, deadline: Instant, delivery: Delivery) -> Error {
    let what = if by < deadline { "the attempt took too long" } else { "the call's time ran out" };
    Error::new(ErrorKind::Timeout, delivery, what)
}

/// A limit too large for the clock means no limit: thirty years.
fn after(start: Instant, limit: Duration) -> Instant {
    start.checked_add(limit).unwrap_or_else(|| start + Duration::from_secs(30 * 365 * 24 * 3600))
}
