//! `record`: the recording of a call.

use std::time::Duration;

use http::StatusCode;
use isp_client_core::{
    BoxFuture, Delivery, Download, Effect, Error, ErrorKind, Evidence, OpenBody, Operation, Parameter,
    Request, Response, StreamEndpoint,
};
use tokio::time::{Instant, sleep};

use super::PRODUCT;
use crate::dialect::TOKEN;
use crate::{CallId, Pending};

pub(super) const OPERATION: Operation =
    Operation::new(PRODUCT, "record", Effect::Read, Evidence::Unknown, &[Parameter::required("callid")]);

pub(crate) const RECORD: &str = "api/call/record";

/// How long [`Pending::wait`] pauses when the server names no time.
const PAUSE: Duration = Duration::from_secs(5);

/// The recording of a call. See [`Client::recording`](crate::Client::recording).
#[doc(alias = "record")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetRecording {
    call_id: CallId,
    wait: Duration,
}

impl GetRecording {
    pub(crate) fn new(call_id: CallId) -> Self {
        Self { call_id, wait: Duration::ZERO }
    }
}

impl Pending<GetRecording> {
    /// Asks again while the recording is not ready, for at most this long. The default is not to wait.
    ///
    /// Between two questions it pauses as long as the server says, else five seconds. The portal shows new recordings
    /// as in work for up to three minutes.
    pub fn wait(mut self, at_most: Duration) -> Self {
        self.endpoint_mut().wait = at_most;
        self
    }

    async fn fetch(self) -> Result<Recording, Error> {
        let begun = Instant::now();
        loop {
            let recording = self.clone().into_call().open().await?;
            let Recording::NotReady { retry_after } = recording else { return Ok(recording) };
            let pause = retry_after.unwrap_or(PAUSE).max(Duration::from_secs(1));
            if pause > self.endpoint().wait.saturating_sub(begun.elapsed()) {
                return Ok(recording);
            }
            sleep(pause).await;
        }
    }
}

impl IntoFuture for Pending<GetRecording> {
    type Output = Result<Recording, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.fetch())
    }
}

/// What the server has for a call.
///
/// How it says "none" and "not yet" is not documented, so the statuses of HTTP are taken at their word: 404, 410, 204
/// and an empty 200 are none; 202, 425 and a 503 that names a time are not yet. Just after a call "none" may still
/// mean "not yet".
#[derive(Debug)]
#[non_exhaustive]
pub enum Recording {
    /// Here it comes. The kind of its bytes is not documented; users take them for MP3.
    Ready(Download),
    /// Later.
    NotReady {
        /// How long the server asks to wait.
        retry_after: Option<Duration>,
    },
    /// There is none.
    None,
}

impl StreamEndpoint for GetRecording {
    type Output = Recording;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        let request = Request::get(RECORD).credential(TOKEN).max_body(usize::MAX);
        Ok(request.query("callid", self.call_id.checked()?))
    }

    fn open(&self, head: &Response, body: OpenBody) -> Result<Recording, Error> {
        if matches!(
            head.status(),
            StatusCode::ACCEPTED | StatusCode::TOO_EARLY | StatusCode::SERVICE_UNAVAILABLE
        ) {
            return Ok(Recording::NotReady { retry_after: head.retry_after() });
        }
        if !head.status().is_success() || head.body().is_empty() {
            return Ok(Recording::None);
        }
        // No audio starts like this. What it says is not known, but it is no recording.
        if matches!(head.body().trim_ascii_start().first(), Some(b'{' | b'[' | b'<')) {
            let what = "text came where a recording was expected";
            return Err(Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(head));
        }
        Ok(Recording::Ready(Download::new(head, body)))
    }
}

/// The statuses that are answers here and errors elsewhere.
pub(crate) fn is_answer_about_a_recording(response: &Response) -> bool {
    match response.status() {
        StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::TOO_EARLY => true,
        StatusCode::SERVICE_UNAVAILABLE => response.retry_after().is_some(),
        _ => false,
    }
}
