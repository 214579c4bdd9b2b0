use std::borrow::Cow;
use std::{fmt, str};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

/// An XML declaration is looked for in so many bytes.
const HEAD: usize = 1024;

/// The text of a body.
///
/// The charset is told by a byte order mark, else by the XML declaration, else by the `charset` of `content_type`.
/// Without any of them the text is UTF-8 if it is valid UTF-8, and windows-1251 otherwise. A label that no charset has
/// is passed over. Malformed bytes under a told charset become U+FFFD. Valid UTF-8 is borrowed, not copied.
///
/// ```
/// use isp_client_core::decode::decode_text;
///
/// assert_eq!(decode_text(b"\xcf\xf0\xe8\xe2\xe5\xf2", None), "Привет");
/// assert_eq!(decode_text("Привет".as_bytes(), None), "Привет");
/// ```
pub fn decode_text<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    if let Some(encoding) = declared(bytes).or_else(|| from_header(content_type)) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1251.decode_without_bom_handling(bytes).0,
    }
}

/// The charset that a `Content-Type` header tells.
pub(super) fn from_header(content_type: Option<&str>) -> Option<&'static Encoding> {
    content_type?.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let named = name.trim().eq_ignore_ascii_case("charset");
        named
            .then(|| Encoding::for_label_no_replacement(value.trim().trim_matches(['"', '\'']).as_bytes()))?
    })
}

/// The charset that an XML declaration tells.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let declaration = str::from_utf8(&head[..end]).ok()?;
    let (_, after) = declaration.split_once("encoding")?;
    let value = after.trim_ascii_start().strip_prefix('=')?.trim_ascii_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value[1..].split(quote).next()?;
    // A declaration that can be read byte by byte does not stand in UTF-16, whatever it says.
    Encoding::for_label_no_replacement(label.as_bytes())
        .map(|encoding| if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// Whether more bytes could still bring a byte order mark or an XML declaration to light.
fn head_is_open(head: &[u8]) -> bool {
    const DECLARATION: &[u8] = b"<?xml";
    if [&b"\xef\xbb\xbf"[..], b"\xfe\xff", b"\xff\xfe"].iter().any(|mark| mark.starts_with(head)) {
        return true;
    }
    if head.len() >= HEAD {
        return false;
    }
    let text = head.trim_ascii_start();
    DECLARATION.starts_with(text)
        || (text.starts_with(DECLARATION) && !text.windows(2).any(|pair| pair == b"?>"))
}

/// [`decode_text`] for a body that arrives in pieces.
///
/// The charset is told in the same order. Where nothing tells it, the text is read as UTF-8 up to the first bytes that
/// are not, and as windows-1251 from there on. How the body is cut into pieces makes no difference.
pub struct TextDecoder {
    header: Option<&'static Encoding>,
    state: State,
}

enum State {
    /// Too few bytes yet to know whether the charset is told.
    Head(Vec<u8>),
    /// Valid UTF-8 so far; `tail` is the start of a character, `otherwise` reads on after the first invalid bytes.
    Utf8 {
        tail: Vec<u8>,
        otherwise: &'static Encoding,
    },
    Other(Decoder),
}

impl TextDecoder {
    /// A decoder at the start of a body with this `Content-Type`.
    pub fn new(content_type: Option<&str>) -> Self {
        Self { header: from_header(content_type), state: State::Head(Vec::new()) }
    }

    /// Appends the text of the next piece to `out`, except the bytes of a character that is not complete yet.
    pub fn push(&mut self, piece: &[u8], out: &mut String) {
        self.feed(piece, false, out);
    }

    /// Appends what the last bytes stand for when nothing follows them.
    pub fn finish(mut self, out: &mut String) {
        self.feed(&[], true, out);
    }

    fn feed(&mut self, piece: &[u8], last: bool, out: &mut String) {
        match &mut self.state {
            State::Head(head) => {
                head.extend_from_slice(piece);
                if last || !head_is_open(head) {
                    let head = std::mem::take(head);
                    let start = self.decide(&head);
                    self.feed(&head[start..], last, out);
                }
            }
            State::Utf8 { tail, otherwise } => {
                let Err(rest) = push_utf8(tail, piece, last, out) else { return };
                let mut decoder = otherwise.new_decoder_without_bom_handling();
                decode(&mut decoder, &std::mem::take(tail), false, out);
                decode(&mut decoder, rest, last, out);
                self.state = State::Other(decoder);
            }
            State::Other(decoder) => decode(decoder, piece, last, out),
        }
    }

    /// Sets the charset by the first bytes. Returns the length of the byte order mark.
    fn decide(&mut self, head: &[u8]) -> usize {
        let (told, mark) = match Encoding::for_bom(head) {
            Some((encoding, length)) => (Some(encoding), length),
            None => (declared(head).or(self.header), 0),
        };
        self.state = match told {
            Some(encoding) if encoding != UTF_8 => State::Other(encoding.new_decoder_without_bom_handling()),
            told => State::Utf8 { tail: Vec::new(), otherwise: told.unwrap_or(WINDOWS_1251) },
        };
        mark
    }
}

impl fmt::Debug for TextDecoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoding = match &self.state {
            State::Head(_) => None,
            State::Utf8 { .. } => Some(UTF_8),
            State::Other(decoder) => Some(decoder.encoding()),
        };
        f.debug_struct("TextDecoder").field("encoding", &encoding.map(Encoding::name)).finish_non_exhaustive()
    }
}

/// Appends the valid part. `Err` is where another charset has to go on, after the bytes left in `tail`.
fn push_utf8<'a>(
    tail: &mut Vec<u8>,
    mut piece: &'a [u8],
    last: bool,
    out: &mut String,
) -> Result<(), &'a [u8]> {
    while !tail.is_empty() {
        let Some((next, rest)) = piece.split_first() else {
            return if last { Err(piece) } else { Ok(()) };
        };
        tail.push(*next);
        match str::from_utf8(tail) {
            Ok(character) => {
                out.push_str(character);
                tail.clear();
            }
            Err(error) if error.error_len().is_none() => {}
            Err(_) => {
                tail.pop();
                return Err(piece);
            }
        }
        piece = rest;
    }
    let error = match str::from_utf8(piece) {
        Ok(text) => {
            out.push_str(text);
            return Ok(());
        }
        Err(error) => error,
    };
    let (valid, rest) = piece.split_at(error.valid_up_to());
    out.push_str(str::from_utf8(valid).unwrap_or_default());
    if error.error_len().is_some() || last {
        return Err(rest);
    }
    tail.extend_from_slice(rest);
    Ok(())
}

fn decode(decoder: &mut Decoder, mut piece: &[u8], last: bool, out: &mut String) {
    loop {
        out.reserve(decoder.max_utf8_buffer_length(piece.len()).unwrap_or(piece.len()));
        let (result, read, _) = decoder.decode_to_string(piece, out, last);
        piece = &piece[read..];
        if result == encoding_rs::CoderResult::InputEmpty {
            return;
        }
    }
}
