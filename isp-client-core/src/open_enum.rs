//! Enums of words that keep the words they do not know.

use std::iter;

use serde::Deserializer;

#[doc(hidden)]
pub use serde;

/// Declares an enum of the wire's words. A word that it does not know becomes `Other`, exactly as received.
///
/// ```
/// isp_client_core::open_enum! {
///     /// State of a call.
///     pub enum Status {
///         /// Somebody answered.
///         Answered = "ANSWERED",
///         /// Nobody did.
///         NoAnswer = "NO ANSWER" | "MISSED",
///     }
/// }
///
/// assert_eq!(Status::from("no_answer"), Status::NoAnswer);
/// assert_eq!(Status::NoAnswer.as_str(), "NO ANSWER");
/// assert_eq!(Status::from("PARKED"), Status::Other("PARKED".to_owned()));
///
/// let status: Status = serde_json::from_str(r#""Answered""#)?;
/// assert_eq!(status, Status::Answered);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// The first word of a variant is canonical: `as_str`, `Display` and `Serialize` give it. Those after `|` are
/// accepted too. A word in exactly one of these spellings always names its variant. Otherwise words are
/// compared without regard to ASCII case, to ASCII white space around them, and to spaces, `_` and `-` in
/// them, save before a digit: `-1` is not `1`.
///
/// The enum is `#[non_exhaustive]` and has `Debug`, `Clone`, `PartialEq`, `Eq`, `Hash`, `Display`,
/// `From<&str>`, `From<String>`, an infallible `FromStr`, `Serialize`, `Deserialize`, `as_str()` and `KNOWN`.
/// It is decoded from text, a number or a boolean. Empty in every spelling is the empty word, thus
/// `Other("")`; for an optional field name [`lenient::opt_enum`](crate::lenient::opt_enum), which makes it
/// none.
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal $(| $also:literal)* ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        $vis enum $name {
            $( $(#[$variant_meta])* $variant, )+
            /// A word that is not known here, exactly as received.
            Other(::std::string::String),
        }

        #[allow(dead_code)]
        impl $name {
            /// All but `Other`, in the order of their declaration.
            $vis const KNOWN: &'static [Self] = &[$( Self::$variant ),+];

            /// The word on the wire.
            $vis fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $word, )+
                    Self::Other(word) => word,
                }
            }

            fn known(word: &str) -> ::std::option::Option<Self> {
                match word {
                    $( $word $(| $also)* => return ::std::option::Option::Some(Self::$variant), )+
                    _ => {}
                }
                $(
                    if [$word $(, $also)*].iter().any(|known| $crate::open_enum::same_word(known, word)) {
                        return ::std::option::Option::Some(Self::$variant);
                    }
                )+
                ::std::option::Option::None
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(word: &str) -> Self {
                Self::known(word).unwrap_or_else(|| Self::Other(word.into()))
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(word: ::std::string::String) -> Self {
                Self::known(&word).unwrap_or(Self::Other(word))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(word: &str) -> ::std::result::Result<Self, Self::Err> {
                ::std::result::Result::Ok(Self::from(word))
            }
        }

        impl $crate::open_enum::serde::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error>
            where
                S: $crate::open_enum::serde::Serializer,
            {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::open_enum::serde::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: $crate::open_enum::serde::Deserializer<'de>,
            {
                $crate::open_enum::deserialize(deserializer)
            }
        }
    };
}

#[doc(hidden)]
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'a> From<&'a str>,
    D: Deserializer<'de>,
{
    crate::lenient::word(deserializer)
}

#[doc(hidden)]
pub fn same_word(known: &str, word: &str) -> bool {
    significant(known).eq(significant(word))
}

/// The bytes that tell one word from another. A separator before a digit is kept: it may be a minus.
fn significant(word: &str) -> impl Iterator<Item = u8> + '_ {
    let mut rest = word.trim_ascii().as_bytes().iter().copied().peekable();
    iter::from_fn(move || {
        loop {
            let byte = rest.next()?;
            let separator = matches!(byte, b' ' | b'_' | b'-');
            if !separator || rest.peek().is_some_and(u8::is_ascii_digit) {
                return Some(byte.to_ascii_lowercase());
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::same_word;

    #[test]
    fn words_compare_without_case_and_separators() {
        for word in ["NO ANSWER", "no_answer", "No-Answer", "NOANSWER", " no  answer ", "noanswer-"] {
            assert!(same_word("NO ANSWER", word), "{word}");
        }
        for word in ["NO ANSWERS", "NO", "", "ANSWER NO", "нет ответа"] {
            assert!(!same_word("NO ANSWER", word), "{word}");
        }
    }

    #[test]
    fn a_sign_and_a_separator_between_digits_count() {
        assert!(!same_word("1", "-1"));
        assert!(!same_word("12", "1-2"));
        assert!(!same_word("1-2", "1_2"));
        assert!(same_word("1", " 1 "));
    }
}
