//! Lenient decoding: the spellings that servers use, and what holds for every value.

macro_rules! from_json {
    ($helper:expr, $text:expr) => {
        $helper(&mut serde_json::Deserializer::from_str($text))
    };
}

/// What a helper reads from a JSON string and from a source that knows only text; both must agree.
macro_rules! from_both {
    ($helper:ident $(::<$type:ty>)?, $text:expr) => {{
        let json = from_json!(lenient::$helper $(::<$type, _>)?, &json!($text).to_string());
        let plain = lenient::$helper $(::<$type, _>)? (StrDeserializer::<TextError>::new($text));
        assert_eq!(json.as_ref().ok(), plain.as_ref().ok(), "{:?}", $text);
        plain
    }};
}

mod forms;
mod props;
