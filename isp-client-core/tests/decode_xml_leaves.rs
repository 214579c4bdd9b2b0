//! Rows of documents whose outer elements are not known.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use isp_client_core::decode::FaultKind;
use isp_client_core::decode::xml::LeafRows;

type Row = Vec<(String, String)>;

struct Read {
    rows: Vec<Row>,
    beside: Row,
    stray: bool,
    fault: Option<FaultKind>,
}

fn read(text: &str) -> Read {
    let owned = |row: &isp_client_core::decode::xml::LeafRow| {
        row.columns().map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Row>()
    };
    let mut reader = LeafRows::new(text);
    let mut rows = Vec::new();
    let fault = loop {
        match reader.next_row() {
            Ok(Some(row)) => rows.push(owned(row)),
            Ok(None) => {
                assert!(reader.next_row().unwrap().is_none(), "{text}");
                break None;
            }
            Err(fault) => {
                assert_eq!(reader.next_row().unwrap_err(), fault);
                break Some(fault.kind());
            }
        }
    };
    Read { rows, beside: owned(reader.beside()), stray: reader.has_stray_text(), fault }
}

fn columns(pairs: &[(&str, &str)]) -> Row {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn two_rows_in_every_container() {
    let expected = [columns(&[("id", "1"), ("name", "a b")]), columns(&[("id", "2"), ("name", "")])];
    for text in [
        "<r><w><id>1</id><name>a b</name></w><w><id>2</id><name/></w></r>",
        "<?xml version='1.0' encoding='windows-1251'?>\n<DATA>\n<ROW>\n<ID>1</ID>\n<NAME> a b </NAME></ROW>\
         <ROW><ID>2</ID><NAME> </NAME></ROW></DATA>\n",
        "<a><b><c><w><id>1</id><name>a b</name></w></c><c><w><id>2</id><name></name></w></c></b></a>",
        "<w><id>1</id><name>a b</name></w><w><id>2</id><name/></w>",
        "<r><id>1</id><name>a b</name><id>2</id><name/></r>",
        "<id>1</id><name>a b</name><id>2</id><name/>",
        "\u{feff}<w><id>1</id><!-- no --><name><![CDATA[a b]]></name></w><w><id>2</id><name/></w>",
    ] {
        let read = read(text);
        assert_eq!((read.rows, read.fault, read.stray), (expected.to_vec(), None, false), "{text}");
    }
}

#[test]
fn no_rows() {
    for text in [
        "",
        " \n",
        "<r/>",
        "<r></r>",
        "<r>\n</r>",
        "<?xml version='1.0'?><r> <!-- none --> </r>",
        "<r><rows/></r>",
        "<r><row> </row></r>",
        "<r><row/><row/></r>",
        "<rows count='0'/>",
        "<a><b><c/></b></a>",
    ] {
        let read = read(text);
        assert_eq!((read.rows.len(), read.fault, read.stray), (0, None, false), "{text}");
    }
}

#[test]
fn what_stands_beside_rows_is_kept() {
    let read =
        read("<r total='2'><count>2</count><w n='1'><id>1</id></w><w n='2'><id cur='x'>2</id></w><end/></r>");
    assert_eq!(
        read.rows,
        [columns(&[("@n", "1"), ("id", "1")]), columns(&[("@n", "2"), ("id", "2"), ("id@cur", "x")])]
    );
    assert_eq!(read.beside, columns(&[("@total", "2"), ("count", "2"), ("end", "")]));
}

#[test]
fn a_lone_leaf_with_text_is_a_row() {
    assert_eq!(read("<suid>7</suid>").rows, [columns(&[("suid", "7")])]);
    assert_eq!(read("<r><suid>7</suid></r>").rows, [columns(&[("suid", "7")])]);
    assert_eq!(read("<r><suid/><x/></r>").rows, [columns(&[("suid", ""), ("x", "")])]);
}

#[test]
fn text_that_is_no_column_is_told() {
    assert!(read("Dynamic SQL Error").stray);
    assert!(read("Warning: x<r><w><id>1</id></w></r>").stray);
    assert!(read("<r>text<w><id>1</id></w></r>").stray);
    assert!(!read("<r>\n <w>\n <id>1</id>\n </w>\n </r>\n").stray);
}

#[test]
fn entities_and_bare_ampersands() {
    let row = &read("<r><a>&lt;&#1055;&amp;&nbsp;& b&</a></r>").rows[0];
    assert_eq!(row[0].1, "<П&&nbsp;& b&");
}

#[test]
fn a_document_cut_anywhere_gives_no_part_of_a_row() {
    let text = "<r><w><id>1</id><name>ab</name></w><w><id>2</id><name>c</name></w></r>";
    let first = text.find("</w>").unwrap() + 4;
    let second = text.rfind("</w>").unwrap() + 4;
    for at in 1..text.len() {
        let read = read(&text[..at]);
        let expected = usize::from(at >= first) + usize::from(at >= second);
        assert_eq!((read.rows.len(), read.fault), (expected, Some(FaultKind::EndedEarly)), "{}", &text[..at]);
        assert!(read.rows.iter().all(|row| row.len() == 2));
    }
}

#[test]
fn what_is_broken_or_meant_to_do_harm_is_refused() {
    for (text, kind) in [
        ("<a><b></a></b>", FaultKind::Malformed),
        ("</a>", FaultKind::Malformed),
        ("<r><w><id@x>1</id@x></w></r>", FaultKind::Malformed),
        ("<a b='1' b='2'/>", FaultKind::Malformed),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><a>&a;</a>", FaultKind::Forbidden),
        (&"<a>".repeat(65), FaultKind::TooLarge),
    ] {
        assert_eq!(read(text).fault, Some(kind), "{text}");
    }
    assert_eq!(read(&("<a>".repeat(64) + "x" + &"</a>".repeat(64))).rows.len(), 1);
}

#[test]
fn an_attribute_of_the_root_does_not_join_flat_rows() {
    let read = read("<r count='2'><id>1</id><name>a</name><id>2</id><name>b</name></r>");
    assert_eq!(read.rows.len(), 2);
    assert_eq!(read.rows[0], columns(&[("@count", "2"), ("id", "1"), ("name", "a")]));
}

#[test]
fn a_row_that_holds_more_than_columns_is_refused() {
    let nested = "<r><w><id>1</id><address><city>x</city></address></w></r>";
    assert_eq!(read(nested).fault, Some(FaultKind::Shape));
}

#[test]
fn a_null_in_brackets_is_a_text() {
    let read = read("<r><w><id>1</id><name><null></name></w></r>");
    assert_eq!(read.rows, [columns(&[("id", "1"), ("name", "<null>")])]);
}

#[test]
fn many_attributes_are_refused() {
    let attributes: String = (0..100).map(|number| format!(" a{number}='x'")).collect();
    assert_eq!(read(&format!("<r{attributes}/>")).fault, Some(FaultKind::TooLarge));
}
