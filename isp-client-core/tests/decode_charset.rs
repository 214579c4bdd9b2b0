//! Charsets: whole bodies and bodies in pieces.

use std::borrow::Cow;

use isp_client_core::decode::{TextDecoder, decode_text};
use proptest::prelude::*;

const CYRILLIC_1251: &[u8] = b"\xcf\xf0\xe8\xe2\xe5\xf2";

fn in_pieces<'a>(pieces: impl IntoIterator<Item = &'a [u8]>, content_type: Option<&str>) -> String {
    let mut decoder = TextDecoder::new(content_type);
    let mut text = String::new();
    for piece in pieces {
        decoder.push(piece, &mut text);
    }
    decoder.finish(&mut text);
    text
}

fn declared(label: &str, body: &[u8]) -> Vec<u8> {
    [format!("<?xml version=\"1.0\" encoding=\"{label}\"?>").as_bytes(), body].concat()
}

#[test]
fn a_byte_order_mark_is_first_and_is_not_part_of_the_text() {
    let said = Some("text/xml; charset=windows-1251");
    assert_eq!(decode_text("\u{feff}Привет".as_bytes(), said), "Привет");
    assert_eq!(decode_text(b"\xff\xfe\x1f\x04", said), "П");
    assert_eq!(decode_text(b"\xfe\xff\x04\x1f", said), "П");
    for body in ["\u{feff}Привет".as_bytes(), b"\xff\xfe\x1f\x04", b"\xfe\xff\x04\x1f"] {
        assert_eq!(in_pieces(body.chunks(1), said), decode_text(body, said));
    }
}

#[test]
fn the_declaration_comes_before_the_header() {
    let body = declared("windows-1251", CYRILLIC_1251);
    assert!(decode_text(&body, Some("text/xml; charset=utf-8")).ends_with("Привет"));
    let body = declared("UTF-8", "Привет".as_bytes());
    assert!(decode_text(&body, Some("text/xml; charset=windows-1251")).ends_with("Привет"));
}

#[test]
fn the_declaration_may_stand_after_blanks_and_in_single_quotes() {
    let body = [b"\r\n <?xml version='1.0' encoding = 'cp1251' ?>", CYRILLIC_1251].concat();
    assert!(decode_text(&body, Some("text/xml; charset=koi8-r")).ends_with("Привет"));
}

#[test]
fn the_header_comes_before_the_guess() {
    for header in ["text/xml; charset=koi8-r", "text/xml;boundary=x; Charset=\"KOI8-R\""] {
        assert_eq!(decode_text(b"\xf0\xd2\xc9\xd7\xc5\xd4", Some(header)), "Привет");
    }
}

#[test]
fn unknown_labels_are_passed_over() {
    assert!(decode_text(&declared("martian", CYRILLIC_1251), None).ends_with("Привет"));
    assert_eq!(decode_text("Привет".as_bytes(), Some("text/plain; charset=martian")), "Привет");
    assert_eq!(decode_text("Привет".as_bytes(), Some("charset")), "Привет");
}

#[test]
fn utf_16_in_a_declaration_that_is_readable_as_ascii_is_not_believed() {
    assert!(decode_text(&declared("utf-16", "Привет".as_bytes()), None).ends_with("Привет"));
}

#[test]
fn undeclared_text_is_utf_8_or_windows_1251() {
    assert_eq!(decode_text("Привет".as_bytes(), None), "Привет");
    assert_eq!(decode_text(CYRILLIC_1251, None), "Привет");
    assert_eq!(decode_text(b"", None), "");
}

#[test]
fn malformed_bytes_under_a_told_charset_are_visible() {
    assert_eq!(decode_text(b"a\xffb", Some("text/plain; charset=utf-8")), "a\u{fffd}b");
    assert_eq!(in_pieces([&b"a\xff"[..], b"b"], Some("text/plain; charset=utf-8")), "a\u{fffd}b");
    assert_eq!(in_pieces([&b"a\xd0"[..]], Some("text/plain; charset=utf-8")), "a\u{fffd}");
}

#[test]
fn valid_utf_8_is_borrowed() {
    for header in [None, Some("text/xml; charset=UTF-8"), Some("text/xml")] {
        assert!(matches!(decode_text("Привет".as_bytes(), header), Cow::Borrowed(_)), "{header:?}");
        assert!(matches!(decode_text("\u{feff}Привет".as_bytes(), header), Cow::Borrowed(_)), "{header:?}");
    }
}

#[test]
fn a_character_cut_in_two_waits_for_its_rest() {
    let mut decoder = TextDecoder::new(None);
    let mut text = String::new();
    decoder.push(b"<a>\xd0", &mut text);
    assert_eq!(text, "<a>");
    decoder.push(b"\x9f", &mut text);
    assert_eq!(text, "<a>П");
}

#[test]
fn a_character_that_never_comes_is_read_as_windows_1251() {
    for body in [&b"<a>\xd0"[..], b"\xd0", b"\xef", b"\xef\xbb", b"<?xml \xd0", b" \xd0\x9f\xd0"] {
        assert_eq!(in_pieces(body.chunks(1), None), in_pieces([body], None), "{body:?}");
    }
    assert_eq!(in_pieces([&b"<a>"[..], b"\xd0"], None), "<a>Р");
    assert_eq!(in_pieces([&b"\xef"[..]], None), "п");
    assert_eq!(in_pieces([&b"<?xml \xd0"[..]], None), "<?xml Р");
}

proptest! {
    #[test]
    fn how_a_body_is_cut_makes_no_difference(
        body in prop_oneof![
            any::<Vec<u8>>(),
            "\\PC{0,40}".prop_map(String::into_bytes),
            "(<\\?xml version='1.0' encoding='(utf-8|windows-1251|koi8-r|nothing)'\\?>)?[а-я]{0,20}"
                .prop_map(String::into_bytes),
        ],
        header in prop_oneof![Just(None), Just(Some("a/b; charset=utf-8")), Just(Some("a/b; charset=windows-1251"))],
        cut in any::<prop::sample::Index>(),
    ) {
        let (left, right) = body.split_at(cut.index(body.len() + 1));
        let whole = in_pieces([&body[..]], header);
        prop_assert_eq!(&in_pieces([left, right], header), &whole);
        prop_assert_eq!(&in_pieces(body.chunks(1), header), &whole);
        // Only text without a told charset that turns out not to be UTF-8 may differ: it changes on the way.
        if header.is_some() || std::str::from_utf8(&body).is_ok() {
            prop_assert_eq!(&whole, &decode_text(&body, header));
        }
    }
}
