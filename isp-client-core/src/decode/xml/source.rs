use std::fmt;

use super::super::{Fault, TextDecoder};
use super::record::Record;
use super::rule::RecordRule;
use super::scan::{Scanner, Step};

/// The records of a whole text.
pub struct Records<'t> {
    rest: &'t str,
    scanner: Scanner,
}

impl<'t> Records<'t> {
    /// Reads `text` from its start. See [`decode_text`](crate::decode::decode_text) for how a body becomes text.
    pub fn new(text: &'t str, rule: RecordRule) -> Self {
        let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { rest, scanner: Scanner::new(rule, usize::MAX) }
    }

    /// The next record, or `None` after the last.
    ///
    /// # Errors
    ///
    /// The document is empty, cut short, malformed, too deep, has a DTD, or has no record but other content. After an
    /// error the same error comes again.
    pub fn next_record(&mut self) -> Result<Option<&Record>, Fault> {
        let (done, step) = self.scanner.next(self.rest, true)?;
        self.rest = &self.rest[done..];
        Ok((step == Step::Record).then_some(self.scanner.record()))
    }

    /// The name of the root element, once it was read.
    pub fn root(&self) -> Option<&str> {
        self.scanner.root()
    }

    /// How many elements outside of records were passed over, those that hold records not counted.
    pub fn skipped(&self) -> usize {
        self.scanner.skipped()
    }
}

/// The records of a body that arrives in pieces. Does no I/O.
///
/// ```
/// use isp_client_core::decode::xml::{RecordRule, RecordStream};
///
/// let mut stream = RecordStream::new(RecordRule::named("call"), Some("text/xml"));
/// let mut seen = Vec::new();
/// for piece in ["<calls><call><callid>1", ".2</callid></call><ca", "ll/></calls>"] {
///     stream.push(piece.as_bytes());
///     while let Some(record) = stream.next_record()? {
///         seen.push(record.get("callid").map(str::to_owned));
///     }
/// }
/// stream.finish();
/// assert!(stream.next_record()?.is_none());
/// assert_eq!(seen, [Some("1.2".to_owned()), None]);
/// # Ok::<(), isp_client_core::decode::Fault>(())
/// ```
pub struct RecordStream {
    /// `None` after the end of the body.
    decoder: Option<TextDecoder>,
    buffer: String,
    /// How much of the buffer is done with.
    done: usize,
    scanner: Scanner,
}

impl RecordStream {
    /// A stream at the start of a body with this `Content-Type`. One record may have 1 MiB.
    pub fn new(rule: RecordRule, content_type: Option<&str>) -> Self {
        Self {
            decoder: Some(TextDecoder::new(content_type)),
            buffer: String::new(),
            done: 0,
            scanner: Scanner::new(rule, 1 << 20),
        }
    }

    /// Sets how many bytes of text, markup included, one record may have.
    #[must_use]
    pub fn largest_record(mut self, bytes: usize) -> Self {
        self.scanner.set_largest(bytes);
        self
    }

    /// Takes the next piece of the body. Read all records before you push again: the pieces are kept until then.
    /// After [`finish`](Self::finish) no piece is taken.
    pub fn push(&mut self, piece: &[u8]) {
        self.buffer.drain(..self.done);
        self.done = 0;
        if let Some(decoder) = &mut self.decoder {
            decoder.push(piece, &mut self.buffer);
        }
    }

    /// Says that the body is complete. Call it only when the body ended as it should.
    pub fn finish(&mut self) {
        if let Some(decoder) = self.decoder.take() {
            decoder.finish(&mut self.buffer);
        }
    }

    /// The next record. `None` is: push more, or, after [`finish`](Self::finish), the end.
    ///
    /// # Errors
    ///
    /// Those of [`Records::next_record`], and a record that is too large. After an error the same error comes again.
    pub fn next_record(&mut self) -> Result<Option<&Record>, Fault> {
        let (done, step) = self.scanner.next(&self.buffer[self.done..], self.decoder.is_none())?;
        self.done += done;
        Ok((step == Step::Record).then_some(self.scanner.record()))
    }

    /// The name of the root element, once it was read.
    pub fn root(&self) -> Option<&str> {
        self.scanner.root()
    }

    /// How many elements outside of records were passed over, those that hold records not counted.
    pub fn skipped(&self) -> usize {
        self.scanner.skipped()
    }
}

/// Nothing of the body.
impl fmt::Debug for Records<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records").field("left", &self.rest.len()).finish_non_exhaustive()
    }
}

/// Nothing of the body.
impl fmt::Debug for RecordStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waiting = self.buffer.len() - self.done;
        f.debug_struct("RecordStream").field("waiting", &waiting).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{RecordRule, RecordStream};

    #[test]
    fn what_is_done_with_is_dropped() {
        let mut stream = RecordStream::new(RecordRule::named("call"), None);
        stream.push(b"<calls>");
        for _ in 0..1000 {
            stream.push(b"....<call><a>&amp;</a><b c='d");
            assert!(stream.next_record().unwrap().is_none());
            stream.push(b"'/></call><!-- -->");
            assert!(stream.next_record().unwrap().is_some());
            assert!(stream.next_record().unwrap().is_none());
            assert!(stream.buffer.len() < 64);
        }
    }
}
