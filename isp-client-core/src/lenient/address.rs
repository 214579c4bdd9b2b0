//! Addresses of machines.

use std::net::Ipv4Addr;

use serde::Deserializer;

use super::leaf::{Leaf, leaf, optional};

const EXPECTED: &str = "an IPv4 address, dotted or as an integer";

/// An IPv4 address: `"198.18.1.2"`, or one integer whose highest byte is the first number, as SQL's `INET_ATON` makes
/// it: `3323068674`, `"3323068674"`. Negative integers are the same 32 bits, signed.
///
/// ```
/// use isp_client_core::lenient;
///
/// for text in [r#""198.18.1.2""#, "3323068674", r#""-971898622""#] {
///     let mut json = serde_json::Deserializer::from_str(text);
///     assert_eq!(lenient::ipv4(&mut json)?.to_string(), "198.18.1.2", "{text}");
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
///
/// Empty, more than 32 bits, or another form.
pub fn ipv4<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Ipv4Addr, D::Error> {
    leaf(deserializer, EXPECTED, read)
}

/// Like [`ipv4`], and empty is none. `0` is `0.0.0.0`.
///
/// # Errors
///
/// More than 32 bits, or another form.
pub fn opt_ipv4<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Ipv4Addr>, D::Error> {
    optional(deserializer, EXPECTED, read)
}

fn read(leaf: Leaf<'_>) -> Option<Ipv4Addr> {
    match leaf.whole() {
        Leaf::Signed(number) => of_integer(number),
        Leaf::Unsigned(number) => i64::try_from(number).ok().and_then(of_integer),
        Leaf::Text(text) => {
            let text = text.trim_ascii();
            text.parse().ok().or_else(|| text.parse().ok().and_then(of_integer))
        }
        Leaf::Nothing | Leaf::Bool(_) | Leaf::Float(_) => None,
    }
}

fn of_integer(number: i64) -> Option<Ipv4Addr> {
    let bits = u32::try_from(number).ok().or_else(|| i32::try_from(number).ok().map(i32::cast_unsigned))?;
    Some(Ipv4Addr::from_bits(bits))
}

#[cfg(test)]
mod tests {
    use super::{Leaf, read};

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["198.18.1", "198.18.1.256", "::1", "4294967296", "-2147483649", "1.5", "ten"] {
            assert_eq!(read(Leaf::Text(text)), None, "{text}");
        }
        for leaf in
            [Leaf::Unsigned(1 << 32), Leaf::Signed(-(1 << 31) - 1), Leaf::Float(1.5), Leaf::Bool(true)]
        {
            assert_eq!(read(leaf), None);
        }
    }
}
