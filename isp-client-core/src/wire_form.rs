//! A form as it goes over the wire.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::Secret;

/// The body of a POST, with its type.
#[derive(Debug, Clone)]
pub struct WireForm {
    content_type: String,
    body: Secret,
}

impl WireForm {
    pub(crate) fn new(content_type: impl Into<String>, body: String) -> Self {
        Self { content_type: content_type.into(), body: Secret::new(body) }
    }

    /// As RFC 7578 has it, in UTF-8, without files.
    pub(crate) fn multipart(fields: &[(&str, &str)]) -> Self {
        let boundary = boundary(fields);
        let mut body = String::new();
        for (name, value) in fields {
            let name = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
            // Writing into a String cannot fail.
            let _ = write!(
                body,
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
        }
        let _ = write!(body, "--{boundary}--\r\n");
        Self::new(format!("multipart/form-data; boundary={boundary}"), body)
    }

    /// For the header `Content-Type`.
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// The body, secrets included.
    pub fn body(&self) -> &Secret {
        &self.body
    }
}

/// A line that stands in no field. A field may hold such lines on purpose.
fn boundary(fields: &[(&str, &str)]) -> String {
    const START: &str = "form-part-";
    const DIGITS: usize = 8;
    let texts = fields.iter().flat_map(|(name, value)| [*name, *value]);
    let taken: HashSet<&str> = texts
        .flat_map(|text| {
            text.match_indices(START).filter_map(|(at, _)| text[at + START.len()..].get(..DIGITS))
        })
        .collect();
    // One number more than are taken: one of them is free.
    let mut numbers = (0..=taken.len()).map(|number| format!("{number:0DIGITS$}"));
    let free = numbers.find(|number| !taken.contains(number.as_str())).unwrap_or_default();
    format!("{START}{free}")
}

#[cfg(test)]
mod tests {
    use super::WireForm;

    #[test]
    fn parts_with_a_boundary_that_is_in_none() {
        let form = WireForm::multipart(&[("a\"\r\nb", "x=1&\r\n--form-part-00000000--"), ("я", "")]);
        assert_eq!(form.content_type(), "multipart/form-data; boundary=form-part-00000001");
        let expected = "--form-part-00000001\r\nContent-Disposition: form-data; name=\"a%22%0D%0Ab\"\r\n\r\n\
            x=1&\r\n--form-part-00000000--\r\n--form-part-00000001\r\nContent-Disposition: form-data; name=\"я\"\r\n\r\n\r\n\
            --form-part-00000001--\r\n";
        assert_eq!(form.body().expose(), expected);
        assert!(!format!("{form:?}").contains("form-data; name"));
    }
}
