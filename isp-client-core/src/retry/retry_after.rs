//! The header `Retry-After`, in seconds and as a date.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, header};

/// The wait that the server asks for. A date is measured from the answer's own `Date` if it has one, so that a wrong
/// clock on either side does not matter; else from `now`.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are a wait without end.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let from = headers.get(header::DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    Some(until.duration_since(from.unwrap_or(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

    fn wait(headers: &[(header::HeaderName, &'static str)]) -> Option<u64> {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), http::HeaderValue::from_static(value)))
            .collect();
        retry_after(&headers, httpdate::parse_http_date(NOW).unwrap()).map(|wait| wait.as_secs())
    }

    #[test]
    fn reads_both_forms() {
        use header::{DATE, RETRY_AFTER};
        assert_eq!(wait(&[]), None);
        assert_eq!(wait(&[(RETRY_AFTER, "7")]), Some(7));
        assert_eq!(wait(&[(RETRY_AFTER, " 0 ")]), Some(0));
        assert_eq!(wait(&[(RETRY_AFTER, "99999999999999999999999")]), Some(u64::MAX));
        assert_eq!(wait(&[(RETRY_AFTER, "Sun, 06 Nov 1994 08:50:07 GMT")]), Some(30));
        assert_eq!(wait(&[(RETRY_AFTER, "Sunday, 06-Nov-94 08:50:07 GMT")]), Some(30));
        assert_eq!(wait(&[(RETRY_AFTER, "Sun, 06 Nov 1994 08:00:00 GMT")]), Some(0));
        for nonsense in ["", "soon", "-5", "1.5"] {
            assert_eq!(wait(&[(RETRY_AFTER, nonsense)]), None, "{nonsense}");
        }
        let skewed =
            [(RETRY_AFTER, "Sat, 21 Nov 2026 10:00:10 GMT"), (DATE, "Sat, 21 Nov 2026 10:00:00 GMT")];
        assert_eq!(wait(&skewed), Some(10));
    }
}
