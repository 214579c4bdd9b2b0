//! A file of an answer, while it arrives.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName};

use crate::{Delivery, Error, ErrorKind, OpenBody, Response};

/// The bytes of a file, while they arrive.
#[derive(Debug)]
pub struct Download {
    content_type: Option<String>,
    length: Option<u64>,
    body: Box<OpenBody>,
}

impl Download {
    /// A file at its start.
    pub fn new(head: &Response, body: OpenBody) -> Self {
        let header = |name: HeaderName| head.headers().get(name)?.to_str().ok();
        Self {
            content_type: header(CONTENT_TYPE).map(str::to_owned),
            length: header(CONTENT_LENGTH).and_then(|length| length.parse().ok()),
            body: Box::new(body),
        }
    }

    /// The media type that the server names.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The length in bytes that the server names.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next bytes; `None` after the last.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Interrupted`] when the connection breaks first, [`ErrorKind::Timeout`] when it stalls.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        self.body.chunk().await
    }

    /// All bytes, in memory.
    ///
    /// # Errors
    ///
    /// As [`Download::chunk`], and [`ErrorKind::TooLarge`] past `most` bytes.
    pub async fn read_all(mut self, most: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        while let Some(chunk) = self.chunk().await? {
            if bytes.len() + chunk.len() > most {
                let what = format!("the file is larger than {most} bytes");
                return Err(self.body.explain(Error::new(ErrorKind::TooLarge, Delivery::Unknown, what)));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}
