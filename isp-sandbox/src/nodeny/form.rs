//! Parameters and cookies as the billing's core reads them, with its traps (all observed).

/// A larger form that is not multipart crashes the core.
pub(crate) const FORM_MOST: usize = 44_000;
/// The limit of a multipart body.
pub(crate) const MULTIPART_MOST: usize = 20_000_000;
/// The sandbox's own limit of parts in it.
const PARTS_MOST: usize = 1000;

/// Body first, then query; the last of a name wins.
#[derive(Debug, Default)]
pub(crate) struct Parameters(pub(crate) Vec<(String, String)>);

impl Parameters {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn urlencoded(&mut self, bytes: &[u8]) {
        for pair in bytes.split(|byte| *byte == b'&') {
            // Split on every `=`: what stands after a second one is lost.
            let mut parts = pair.split(|byte| *byte == b'=');
            let name = decode(parts.next().unwrap_or_default());
            let value = decode(parts.next().unwrap_or_default());
            self.add(name, value);
        }
    }

    pub(crate) fn multipart(&mut self, content_type: &str, body: &[u8]) {
        let Some(boundary) = boundary(content_type) else { return };
        let mark = [b"--", boundary.as_bytes()].concat();
        let mut rest = body;
        let mut parts = Vec::new();
        while let Some(at) = find(rest, &mark).filter(|_| parts.len() <= PARTS_MOST) {
            parts.push(&rest[..at]);
            rest = &rest[at + mark.len()..];
        }
        // What stands before the first boundary is no part.
        for part in parts.into_iter().skip(1) {
            let Some(head_end) = find(part, b"\r\n\r\n") else { continue };
            let head = String::from_utf8_lossy(&part[..head_end]);
            let value = &part[head_end + 4..];
            let value = value.strip_suffix(b"\r\n").unwrap_or(value);
            if let Some(name) = field_name(&head) {
                self.add(name.into_bytes(), value.to_vec());
            }
        }
    }

    /// A name or value that is not UTF-8 is dropped without a word.
    fn add(&mut self, name: Vec<u8>, value: Vec<u8>) {
        if let (Ok(name), Ok(value)) = (String::from_utf8(name), String::from_utf8(value))
            && !name.is_empty()
        {
            self.0.push((name, value));
        }
    }
}

/// `+` is a space, `%XX` a byte, once; anything else stands for itself.
fn decode(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        rest = tail;
        let two = tail.get(..2).filter(|two| two.iter().all(u8::is_ascii_hexdigit));
        let coded = two.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        match (first, coded) {
            (b'+', _) => out.push(b' '),
            (b'%', Some(byte)) => {
                out.push(byte);
                rest = &tail[2..];
            }
            (other, _) => out.push(*other),
        }
    }
    out
}

fn boundary(content_type: &str) -> Option<&str> {
    let value = content_type.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?;
    let value = value.trim_matches('"');
    // RFC 2046: up to 70 characters.
    (1..=70).contains(&value.len()).then_some(value)
}

fn field_name(head: &str) -> Option<String> {
    let is_disposition = |line: &&str| line.to_ascii_lowercase().starts_with("content-disposition:");
    let line = head.lines().find(is_disposition)?;
    let name = line.split(';').find_map(|part| part.trim().strip_prefix("name="))?;
    Some(name.trim_matches('"').to_owned())
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// A cookie's value, not decoded; a raw `;` ends it.
pub(crate) fn cookie<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.rfind(|(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Vec<(String, String)> {
        let mut parameters = Parameters::default();
        parameters.urlencoded(bytes);
        parameters.0
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_traps_of_urlencoding() {
        assert_eq!(of(b"a=b=c&d=e%3Df"), pairs(&[("a", "b"), ("d", "e=f")]));
        assert_eq!(of(b"a=1+2%2B3&b=%2541"), pairs(&[("a", "1 2+3"), ("b", "%41")]));
        assert_eq!(of(b"a=%FF&b=%D0%AF&c=%zz%4"), pairs(&[("b", "\u{42f}"), ("c", "%zz%4")]));
        assert_eq!(of(b"&&=x&lone"), pairs(&[("lone", "")]));
        assert_eq!(of(b"%+1=2&x=%+1"), pairs(&[("% 1", "2"), ("x", "% 1")]));
    }

    #[test]
    fn parts_of_a_multipart_body() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"msg\"\r\n\r\na=b&c\r\n--x\r\n\
            Content-Disposition: form-data; name=\"bad\"\r\n\r\n\xff\r\n--x--\r\n";
        let mut parameters = Parameters::default();
        parameters.multipart("multipart/form-data; boundary=x", body);
        assert_eq!(parameters.0, pairs(&[("msg", "a=b&c")]));
        for (content_type, body) in [
            ("multipart/form-data", &body[..]),
            ("multipart/form-data; boundary=\"\"", body),
            ("; boundary=x", &b"--x"[..]),
        ] {
            let mut none = Parameters::default();
            none.multipart(content_type, body);
            assert!(none.0.is_empty(), "{content_type}");
        }
    }

    #[test]
    fn cookies() {
        assert_eq!(cookie("nolang=UA; noses=a/b%2Fc", "noses"), Some("a/b%2Fc"));
        assert_eq!(cookie("noses=a;b", "noses"), Some("a"));
        assert_eq!(cookie("xnoses=a", "noses"), None);
    }
}
