//! `name=value&…` of a query or a form.

use isp_client_core::decode::decode_text;

/// The decoded pairs, in order.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = (String, String)> + '_ {
    text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name), decoded(value))
    })
}

/// Unlike `form_urlencoded`, this reads windows-1251 too, and so loses nothing.
fn decoded(text: &str) -> String {
    if !text.contains(['%', '+']) {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        bytes.push(match first {
            b'+' => b' ',
            b'%' => match escape(after) {
                Some(byte) => {
                    rest = &after[2..];
                    byte
                }
                None => b'%',
            },
            other => *other,
        });
    }
    decode_text(&bytes, None).into_owned()
}

fn escape(after: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::pairs;

    fn read(text: &str) -> Vec<(String, String)> {
        pairs(text).collect()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn broken_escapes_stay_as_they_are() {
        for text in ["%", "%4", "%zz", "%+4", "100%"] {
            assert_eq!(read(text), [pair(&text.replace('+', " "), "")], "{text}");
        }
    }

    #[test]
    fn reads_names_without_values_and_values_with_equals_signs() {
        assert_eq!(read("&&a&b=&c=d=e&"), [pair("a", ""), pair("b", ""), pair("c", "d=e")]);
    }

    #[test]
    fn reads_both_charsets() {
        assert_eq!(read("a=%D0%9F%D1%80&b=%CF%F0"), [pair("a", "Пр"), pair("b", "Пр")]);
    }
}
