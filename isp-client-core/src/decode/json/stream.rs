use std::fmt;

use serde_json::{Map, Value};

use super::super::{Fault, TextDecoder};
use super::record::Record;
use super::rule::RecordRule;
use super::scan::{Scanner, Step};

/// The records of a body that arrives in pieces. Does no I/O.
///
/// A list may be an array or an object; `null` and a text without content are an empty one. The other fields of the
/// envelope are kept, up to 64 KiB of them unless the rule says more. Refused: more than 127 arrays and objects within each other, a field of the
/// envelope that comes twice, anything after the root. A record's name that comes twice is not noticed.
///
/// ```
/// use isp_client_core::decode::json::{RecordRule, RecordStream};
/// use serde::Deserialize;
///
/// #[derive(Deserialize)]
/// struct Account {
///     balance: f64,
/// }
///
/// let mut stream = RecordStream::new(RecordRule::field("data"), Some("application/json"));
/// let mut seen = Vec::new();
/// for piece in [r#"{"Result":"OK","da"#, r#"ta":{"7":{"balance":1"#, r#"0},"8":{"balance":-2}}}"#] {
///     stream.push(piece.as_bytes());
///     while let Some(record) = stream.next_record()? {
///         seen.push((record.key().map(str::to_owned), record.decode::<Account>()?.balance));
///     }
/// }
/// stream.finish();
/// assert!(stream.next_record()?.is_none());
/// assert_eq!(seen, [(Some("7".to_owned()), 10.0), (Some("8".to_owned()), -2.0)]);
/// assert_eq!(stream.envelope()["Result"], "OK");
/// # Ok::<(), isp_client_core::decode::Fault>(())
/// ```
pub struct RecordStream {
    /// `None` after the end of the body.
    decoder: Option<TextDecoder>,
    buffer: String,
    scanner: Scanner,
    /// An object in the place of the list that is itself a record: as far as it was read, and whole.
    one: String,
    whole_one: String,
}

impl RecordStream {
    /// A stream at the start of a body with this `Content-Type`.
    pub fn new(rule: RecordRule, content_type: Option<&str>) -> Self {
        Self {
            decoder: Some(TextDecoder::new(content_type)),
            buffer: String::new(),
            scanner: Scanner::new(rule),
            one: String::new(),
            whole_one: String::new(),
        }
    }

    /// Takes the next piece of the body. Read all records before you push again: the pieces are kept until then.
    /// After [`finish`](Self::finish) or an error no piece is taken.
    pub fn push(&mut self, piece: &[u8]) {
        self.buffer.drain(..self.scanner.forget());
        if let Some(decoder) = &mut self.decoder
            && !self.scanner.has_failed()
        {
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
    /// The document is empty, cut short, malformed, too deep, has no such field, or a record or the envelope is too
    /// large. After an error the same error comes again.
    pub fn next_record(&mut self) -> Result<Option<Record<'_>>, Fault> {
        loop {
            match self.scanner.next(&self.buffer, self.decoder.is_none())? {
                Step::Record if self.gather()? => {}
                Step::Record => break,
                Step::End if !self.one.is_empty() => {
                    self.whole_one = std::mem::take(&mut self.one);
                    self.whole_one.push('}');
                    let field = self.scanner.field();
                    return Ok(Some(Record { field, key: None, index: 0, text: &self.whole_one }));
                }
                Step::More | Step::End => return Ok(None),
            }
        }
        Ok(Some(Record {
            field: self.scanner.field(),
            key: self.scanner.key(),
            index: self.scanner.index(),
            text: &self.buffer[self.scanner.range()],
        }))
    }

    /// Adds a field of a record that stands in the place of the list. `false` where it is a list indeed.
    fn gather(&mut self) -> Result<bool, Fault> {
        let Some(name) = self.scanner.key() else { return Ok(false) };
        let value = &self.buffer[self.scanner.range()];
        if self.scanner.index() == 0 && self.scanner.is_one(name, value) {
            self.one.push('{');
        }
        if self.one.is_empty() {
            return Ok(false);
        }
        if self.one.len() > 1 {
            self.one.push(',');
        }
        self.one.push_str(&Value::from(name).to_string());
        self.one.push(':');
        self.one.push_str(value);
        self.scanner.check_size(self.one.len()).map(|()| true)
    }

    /// Whether the list was found, empty or not, as far as the document was read.
    pub fn has_list(&self) -> bool {
        self.scanner.has_list()
    }

    /// The fields beside the records, as far as they were read: an error may stand there, also behind the records.
    ///
    /// Where a single value stood in the place of the records, it is here too.
    pub fn envelope(&self) -> &Map<String, Value> {
        self.scanner.envelope()
    }
}

/// Nothing of the body.
impl fmt::Debug for RecordStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordStream").field("buffered", &self.buffer.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{RecordRule, RecordStream};

    #[test]
    fn what_is_done_with_is_dropped() {
        let mut stream = RecordStream::new(RecordRule::items(), None);
        stream.push(b"[");
        for _ in 0..1000 {
            stream.push(b" {\"a\": [\"}\\\"");
            assert!(stream.next_record().unwrap().is_none());
            stream.push(b"\"]} , 7\n,");
            assert!(stream.next_record().unwrap().is_some());
            assert!(stream.next_record().unwrap().is_some());
            assert!(stream.next_record().unwrap().is_none());
            assert!(stream.buffer.len() < 64);
        }
    }
}
