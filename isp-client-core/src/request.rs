//! A request as plain data: built without I/O, printed without its secrets.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use http::HeaderName;

use crate::wire_form::WireForm;
use crate::{BaseUrl, Error, Secret};

/// The HTTP method. The four products speak these two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// Everything in the query.
    Get,
    /// A form in the body.
    Post,
}

impl Method {
    /// `GET` or `POST`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// The value of a parameter or header.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Value {
    /// May be printed.
    Plain(Cow<'static, str>),
    /// Reaches the wire and nothing else.
    Secret(Secret),
}

impl Value {
    pub(crate) fn wire(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Secret(secret) => secret.expose(),
        }
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Plain(Cow::Borrowed(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Plain(Cow::Owned(text))
    }
}

impl From<Secret> for Value {
    fn from(secret: Secret) -> Self {
        Self::Secret(secret)
    }
}

macro_rules! value_from_number {
    ($($number:ty)+) => {$(
        impl From<$number> for Value {
            fn from(number: $number) -> Self {
                Self::Plain(Cow::Owned(number.to_string()))
            }
        }
    )+};
}
value_from_number!(u8 u16 u32 u64 i8 i16 i32 i64 usize);

type Pairs = Vec<(Cow<'static, str>, Value)>;

/// What one attempt sends: a path below the base address, a query, a form, headers.
///
/// `Debug` and [`Request::shown_url`] print `***` for a secret; only [`Request::wire_url`], [`Request::wire_form`],
/// [`Request::wire_cookie`] and [`Request::headers`] hold it.
///
/// ```
/// use isp_client_core::{BaseUrl, Request, Secret};
///
/// let base: BaseUrl = "https://pbx.example/".parse()?;
/// let request = Request::get("api/call/info").query("token", Secret::new("t0k")).query("callid", "1.2");
/// assert_eq!(request.shown_url(&base), "https://pbx.example/api/call/info?token=***&callid=1.2");
/// # Ok::<(), isp_client_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Request {
    method: Method,
    path: Cow<'static, str>,
    query: Pairs,
    form: Pairs,
    headers: Vec<(HeaderName, Value)>,
    cookies: Pairs,
    credential: Option<&'static str>,
    max_body: Option<usize>,
    multipart_above: Option<usize>,
    charset: Charset,
}

/// The charset of names and values in a query or form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Charset {
    /// What the web uses.
    #[default]
    Utf8,
    /// One byte a character; what old Russian databases use.
    Windows1251,
}

impl Charset {
    /// The text of bytes; what the charset does not know becomes U+FFFD.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes),
            Self::Windows1251 => encoding_rs::WINDOWS_1251.decode_without_bom_handling(bytes).0,
        }
    }

    /// The bytes of a text; none if the charset lacks one of its characters.
    ///
    /// ```
    /// use isp_client_core::Charset;
    ///
    /// assert_eq!(Charset::Windows1251.encode("Яна").as_deref(), Some(&b"\xdf\xed\xe0"[..]));
    /// assert_eq!(Charset::Windows1251.encode("名"), None);
    /// ```
    pub fn encode(self, text: &str) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Utf8 => Some(Cow::Borrowed(text.as_bytes())),
            Self::Windows1251 => {
                let (bytes, _, lacking) = encoding_rs::WINDOWS_1251.encode(text);
                (!lacking).then_some(bytes)
            }
        }
    }
}

impl Request {
    /// A GET of `path`, which is relative to the base address and has no leading slash.
    pub fn get(path: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Method::Get, path.into())
    }

    /// A POST to `path`, which is relative to the base address and has no leading slash.
    pub fn post(path: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Method::Post, path.into())
    }

    fn new(method: Method, path: Cow<'static, str>) -> Self {
        Self {
            method,
            path,
            query: Pairs::new(),
            form: Pairs::new(),
            headers: Vec::new(),
            cookies: Pairs::new(),
            credential: None,
            max_body: None,
            multipart_above: None,
            charset: Charset::Utf8,
        }
    }

    /// Adds a query parameter. The order is kept.
    #[must_use]
    pub fn query(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Adds a query parameter if there is a value.
    #[must_use]
    pub fn query_opt(self, name: impl Into<Cow<'static, str>>, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Adds a field of the form in the body. The order is kept.
    #[must_use]
    pub fn form(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        self.form.push((name.into(), value.into()));
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: impl Into<Value>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Names the credential that the product's dialect has to add.
    #[must_use]
    pub fn credential(mut self, name: &'static str) -> Self {
        self.credential = Some(name);
        self
    }

    /// Allows a larger (or smaller) answer than the client's default, in bytes after decompression.
    #[must_use]
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = Some(bytes);
        self
    }

    /// Writes the query and the form in this charset; what it lacks stays in UTF-8, so ask [`Charset::encode`] before.
    #[must_use]
    pub fn charset(mut self, charset: Charset) -> Self {
        self.charset = charset;
        self
    }

    /// Sends the form as `multipart/form-data` when it would be larger than this many bytes
    /// `application/x-www-form-urlencoded`; zero is always. Otherwise a form is never multipart.
    #[must_use]
    pub fn multipart_above(mut self, bytes: usize) -> Self {
        self.multipart_above = Some(bytes);
        self
    }

    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The path below the base address.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The headers, credentials among them, without the cookies.
    pub fn headers(&self) -> impl Iterator<Item = (&HeaderName, &Value)> {
        self.headers.iter().map(|(name, value)| (name, value))
    }

    /// The names of the query parameters, then those of the form fields.
    pub fn parameter_names(&self) -> impl Iterator<Item = &str> {
        self.query.iter().chain(&self.form).map(|(name, _)| name.as_ref())
    }

    /// The credential that the operation asked for.
    pub fn needs_credential(&self) -> Option<&'static str> {
        self.credential
    }

    pub(crate) fn body_limit(&self) -> Option<usize> {
        self.max_body
    }

    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        let pairs = self.query.iter().chain(&self.form).chain(&self.cookies).map(|(_, value)| value);
        pairs.chain(self.headers.iter().map(|(_, value)| value)).filter_map(|value| match value {
            Value::Secret(secret) => Some(secret),
            Value::Plain(_) => None,
        })
    }

    /// Puts a credential at the front of the query, where the vendors' documents print it.
    pub fn prepend_query(&mut self, name: &'static str, secret: Secret) {
        self.insert_query(0, name, secret);
    }

    /// Puts a credential into the query behind the first `index` parameters, or at its end.
    pub fn insert_query(&mut self, index: usize, name: &'static str, secret: Secret) {
        let index = index.min(self.query.len());
        self.query.insert(index, (Cow::Borrowed(name), Value::Secret(secret)));
    }

    /// Puts a credential at the front of the form.
    pub fn prepend_form(&mut self, name: &'static str, secret: Secret) {
        self.form.insert(0, (Cow::Borrowed(name), Value::Secret(secret)));
    }

    /// Adds a cookie, which goes out as it is.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for a value that would end the cookie: it may come from a server.
    pub fn add_cookie(&mut self, name: &'static str, value: impl Into<Value>) -> Result<(), Error> {
        let value = value.into();
        if !value.wire().bytes().all(|byte| matches!(byte, b'!'..=b'~') && !b";,\"\\".contains(&byte)) {
            return Err(Error::input(name, "holds a character that a cookie cannot carry"));
        }
        self.cookies.push((Cow::Borrowed(name), value));
        Ok(())
    }

    /// The header `Cookie` as it goes to the server. It is not among [`Request::headers`].
    pub fn wire_cookie(&self) -> Option<Secret> {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={}", value.wire()));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        (!cookies.is_empty()).then(|| Secret::new(cookies))
    }

    /// Adds a credential as a header.
    pub fn add_header(&mut self, name: HeaderName, secret: Secret) {
        self.headers.push((name, Value::Secret(secret)));
    }

    /// The whole address as it goes to the server.
    pub fn wire_url(&self, base: &BaseUrl) -> Secret {
        Secret::new(self.url(base, |value| Some(value.wire())))
    }

    /// The body as it goes to the server; none for a GET.
    pub fn wire_form(&self) -> Option<WireForm> {
        if self.method == Method::Get {
            return None;
        }
        let mut text = String::new();
        write_pairs(&mut text, &self.form, self.charset, |value| Some(value.wire()));
        if self.multipart_above.is_some_and(|most| text.len() > most) {
            let fields = self.form.iter().map(|(name, value)| (name.as_ref(), value.wire()));
            return Some(WireForm::multipart(&fields.collect::<Vec<_>>()));
        }
        Some(WireForm::new("application/x-www-form-urlencoded", text))
    }

    /// The whole address with `***` for each secret.
    pub fn shown_url(&self, base: &BaseUrl) -> String {
        self.url(base, |value| match value {
            Value::Plain(text) => Some(text),
            Value::Secret(_) => None,
        })
    }

    fn url(&self, base: &BaseUrl, text_of: impl Fn(&Value) -> Option<&str>) -> String {
        let mut url = String::with_capacity(base.as_str().len() + self.path.len() + 32 * self.query.len());
        url.push_str(base.as_str());
        url.push_str(&self.path);
        if !self.query.is_empty() {
            url.push('?');
            write_pairs(&mut url, &self.query, self.charset, text_of);
        }
        url
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("form", &self.form)
            .field("headers", &self.headers)
            .field("cookies", &self.cookies)
            .finish_non_exhaustive()
    }
}

fn write_pairs(out: &mut String, pairs: &Pairs, charset: Charset, text_of: impl Fn(&Value) -> Option<&str>) {
    for (index, (name, value)) in pairs.iter().enumerate() {
        if index > 0 {
            out.push('&');
        }
        percent_encode(out, name, charset);
        out.push('=');
        match text_of(value) {
            Some(text) => percent_encode(out, text, charset),
            None => out.push_str("***"),
        }
    }
}

/// Escapes everything but letters, digits and `-._~:`. The colon stays because a Mobilon user key holds one and
/// servers were seen to want it so.
fn percent_encode(out: &mut String, text: &str, charset: Charset) {
    let bytes = charset.encode(text).unwrap_or(Cow::Borrowed(text.as_bytes()));
    for &byte in bytes.iter() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> BaseUrl {
        "https://h.test/erp".parse().unwrap()
    }

    #[test]
    fn encodes_everything_that_could_cut_a_query() {
        let request = Request::get("x").query("a b", "k:1 +&=#%/я".to_owned());
        assert_eq!(
            request.wire_url(&base()).expose(),
            "https://h.test/erp/x?a%20b=k:1%20%2B%26%3D%23%25%2F%D1%8F"
        );
    }

    #[test]
    fn forms_go_in_the_body_in_order() {
        let request = Request::post("api.php").form("b", 2_u8).form("a", Secret::new("s&")).query("q", 1_u8);
        assert_eq!(request.wire_form().unwrap().body().expose(), "b=2&a=s%26");
        assert!(Request::get("x").wire_form().is_none());
        assert_eq!(request.wire_url(&base()).expose(), "https://h.test/erp/api.php?q=1");
        assert_eq!(request.parameter_names().collect::<Vec<_>>(), ["q", "b", "a"]);
    }

    #[test]
    fn another_charset_is_percent_encoded_by_its_bytes() {
        let request = Request::get("x").charset(Charset::Windows1251).query("a", "Яна ё").query("b", "名");
        assert_eq!(request.wire_url(&base()).expose(), "https://h.test/erp/x?a=%DF%ED%E0%20%B8&b=%E5%90%8D");
    }

    #[test]
    fn a_large_form_is_multipart_where_that_is_wanted() {
        let form = |most: usize| {
            let request = Request::post("x").form("text", "a=b").multipart_above(most);
            request.wire_form().unwrap().content_type().to_owned()
        };
        assert_eq!(form(10), "application/x-www-form-urlencoded", "text=a%3Db has ten bytes");
        assert!(form(9).starts_with("multipart/form-data"));
        assert!(form(0).starts_with("multipart/form-data"));
    }

    #[test]
    fn no_formatter_shows_a_secret() {
        let mut request = Request::get("x").query("n", 1_u8).form("p", Secret::new("hush"));
        request.prepend_query("key", Secret::new("hush"));
        request.add_header(http::header::AUTHORIZATION, Secret::new("hush"));
        request.add_cookie("ses", Secret::new("hush")).unwrap();
        request.add_cookie("lang", "UA").unwrap();
        request.add_cookie("x", "a; admin=1").unwrap_err();
        assert_eq!(request.wire_cookie().unwrap().expose(), "ses=hush; lang=UA");
        assert_eq!(request.shown_url(&base()), "https://h.test/erp/x?key=***&n=1");
        assert!(!format!("{request:?} {request:#?}").contains("hush"));
        assert_eq!(request.secrets().count(), 4);
    }
}
