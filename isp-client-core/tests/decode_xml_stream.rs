//! However a document is cut into pieces, the same records come out.

use isp_client_core::decode::xml::{Element, Record, RecordRule, RecordStream, Records};
use isp_client_core::decode::{FaultKind, decode_text};
use proptest::collection::vec;
use proptest::prelude::*;

/// All records as text, and the fault that ended them.
type Outcome = (Vec<String>, Option<(FaultKind, String)>);

fn show(element: Element<'_>) -> String {
    let children: String = element.children().map(show).collect();
    format!("{}={:?}({children})", element.name(), element.text())
}

fn note(record: &Record) -> String {
    format!("{} {}", record.index(), show(record.root()))
}

fn whole(text: &str) -> Outcome {
    let mut records = Records::new(text, RecordRule::named("call"));
    let mut seen = Vec::new();
    loop {
        match records.next_record() {
            Ok(Some(record)) => seen.push(note(record)),
            Ok(None) => return (seen, None),
            Err(fault) => return (seen, Some((fault.kind(), fault.to_string()))),
        }
    }
}

fn streamed<'a>(pieces: impl IntoIterator<Item = &'a [u8]>, content_type: Option<&str>) -> Outcome {
    let mut stream = RecordStream::new(RecordRule::named("call"), content_type);
    let mut pieces = pieces.into_iter();
    let mut seen = Vec::new();
    let mut finished = false;
    loop {
        match stream.next_record() {
            Ok(Some(record)) => seen.push(note(record)),
            Err(fault) => return (seen, Some((fault.kind(), fault.to_string()))),
            Ok(None) if finished => return (seen, None),
            Ok(None) => match pieces.next() {
                Some(piece) => stream.push(piece),
                None => {
                    stream.finish();
                    finished = true;
                }
            },
        }
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-cа-я&;#x\\]>\" \n]{0,10}",
        prop::sample::select(vec![
            "&amp;",
            "&lt;",
            "&#1055;",
            "&#x41f;",
            "&callid=1",
            "&a;",
            "&",
            "&#32;",
            "&am"
        ])
        .prop_map(str::to_owned),
    ]
}

fn hidden() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-bа-б<>&! \\]-]{0,8}".prop_map(|s| format!("<!--{}-->", s.replace('-', "- "))),
        "[a-bа-б<>&\\[\\] ]{0,8}".prop_map(|s| format!("<![CDATA[{}]]>", s.replace("]]>", ""))),
        "[a-b<&?' ]{0,6}".prop_map(|s| format!("<?p {}?>", s.replace("?>", ""))),
    ]
}

fn element() -> impl Strategy<Value = String> {
    let attributes = prop_oneof![Just(""), Just(" a='>\"/'"), Just("\n b = \"&amp;&c='\" п=''"), Just(" ")];
    let name = prop::sample::select(vec!["a", "b", "s:c", "имя", "call"]);
    let leaf = vec(prop_oneof![text(), hidden()], 0..4).prop_map(|parts| parts.concat());
    let content = leaf.prop_recursive(3, 12, 4, move |inner| {
        let inner = (name.clone(), attributes.clone(), inner, any::<bool>()).prop_map(
            |(name, attributes, inner, space)| {
                if inner.is_empty() {
                    format!("<{name}{attributes}/>")
                } else {
                    format!("<{name}{attributes}>{inner}</{name}{}>", if space { " \n" } else { "" })
                }
            },
        );
        vec(prop_oneof![inner, text(), hidden()], 0..4).prop_map(|parts| parts.concat())
    });
    content.prop_map(|content| format!("<call>{content}</call>"))
}

fn document() -> impl Strategy<Value = String> {
    let between = prop_oneof![Just(""), Just("\n  ....\n"), Just("<!-- <call> -->"), Just("<x>&amp;</x>")];
    let records = vec((element(), between), 0..4);
    records.prop_map(|records| {
        let records: String =
            records.into_iter().flat_map(|(record, between)| [record, between.to_owned()]).collect();
        format!("<calls>{records}</calls>\n")
    })
}

proptest! {
    #[test]
    fn cut_at_every_place(document in document()) {
        let expected = whole(&document);
        prop_assert!(expected.1.as_ref().is_none_or(|(kind, _)| *kind == FaultKind::Shape), "{expected:?}");
        let bytes = document.as_bytes();
        prop_assert_eq!(&streamed([bytes], None), &expected);
        prop_assert_eq!(&streamed(bytes.chunks(1), None), &expected);
        for at in 0..=bytes.len() {
            prop_assert_eq!(&streamed([&bytes[..at], &bytes[at..]], None), &expected, "cut at {}", at);
        }
    }

    #[test]
    fn cut_in_another_charset(document in document(), declared in any::<bool>(), step in 1_usize..9) {
        let document =
            if declared { format!("<?xml version=\"1.0\" encoding=\"windows-1251\"?>{document}") } else { document };
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&document);
        let header = (!declared).then_some("text/xml; charset=windows-1251");
        let expected = whole(&document);
        prop_assert_eq!(&whole(&decode_text(&bytes, header)), &expected);
        prop_assert_eq!(&streamed(bytes.chunks(step), header), &expected);
    }

    #[test]
    fn any_bytes(bytes in any::<Vec<u8>>(), step in 1_usize..9) {
        let _ = whole(&decode_text(&bytes, None));
        prop_assert_eq!(streamed(bytes.chunks(step), None), streamed([&bytes[..]], None));
    }

    #[test]
    fn anything_that_looks_like_markup(
        parts in vec(prop::sample::select(vec![
            "<", ">", "/", "</", "/>", "<!--", "-->", "-", "<![CDATA[", "]]>", "]", "<?", "?>", "&", "amp;", "a", "call",
            "<call>", "</call>", "<a>", "</a>", " ", "=", "'", "\"", "!", "п", "<!DOC", "TYPE",
        ]), 0..20),
        inside in any::<bool>(),
        step in 1_usize..5,
    ) {
        let text = parts.concat();
        let text = if inside { format!("<call>{text}</call>") } else { text };
        let expected = whole(&text);
        prop_assert_eq!(&streamed([text.as_bytes()], None), &expected);
        prop_assert_eq!(&streamed(text.as_bytes().chunks(step), None), &expected);
    }
}
