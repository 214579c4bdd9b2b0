//! The query string as bytes: its texts need not be UTF-8.

/// Arguments from this one on are only counted.
const ARGUMENTS_MOST: usize = 64;

#[derive(Debug, Default)]
pub(crate) struct Query {
    pub(crate) cmd: Vec<u8>,
    pub(crate) proc: Vec<u8>,
    pub(crate) login: Option<Vec<u8>>,
    pub(crate) password: Option<Vec<u8>>,
    /// `arg1` first. `None`: not there, though a later one is.
    pub(crate) arguments: Vec<Option<Vec<u8>>>,
}

/// The last of a name wins, as in PHP. A bare name has an empty value.
pub(crate) fn parse(query: &str) -> Query {
    let mut read = Query::default();
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = || decoded(value);
        match name {
            "cmd" => read.cmd = value(),
            "proc" => read.proc = value(),
            "login" => read.login = Some(value()),
            "password" => read.password = Some(value()),
            _ => {
                let Some(position) = position(name) else { continue };
                let index = position.min(ARGUMENTS_MOST) - 1;
                if read.arguments.len() <= index {
                    read.arguments.resize(index + 1, None);
                }
                read.arguments[index] = Some(value());
            }
        }
    }
    read
}

/// The N of `argN`, from 1 on.
fn position(name: &str) -> Option<usize> {
    let digits = name.strip_prefix("arg").filter(|digits| !digits.starts_with(['0', '+']))?;
    digits.parse().ok()
}

/// `+` is a space; a `%` that starts nothing stands for itself.
fn decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let digit = |index: usize| char::from(*bytes.get(index)?).to_digit(16);
    let mut out = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(byte) = bytes.get(index) {
        let pair = digit(index + 1).zip(digit(index + 2)).filter(|_| *byte == b'%');
        let pair = pair.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        out.push(match (pair, byte) {
            (Some(byte), _) => byte,
            (None, b'+') => b' ',
            (None, byte) => *byte,
        });
        index += if pair.is_some() { 3 } else { 1 };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_by_their_numbers() {
        let query = parse("cmd=execute&arg3=c&arg1=%E8&proc=A&arg1=%c8+%2&arg0=x&arg01=x&arg=x&arg4&argx=1");
        assert_eq!((query.cmd, query.proc, query.login), (b"execute".to_vec(), b"A".to_vec(), None));
        let expected = [Some(b"\xC8 %2".to_vec()), None, Some(b"c".to_vec()), Some(Vec::new())];
        assert_eq!(query.arguments, expected);
    }

    #[test]
    fn a_large_number_takes_no_memory() {
        assert_eq!(parse("arg18446744073709551615=1").arguments.len(), ARGUMENTS_MOST);
        assert_eq!(parse("arg99999999999999999999999=1").arguments.len(), 0);
    }
}
