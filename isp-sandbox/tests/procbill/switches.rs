//! Every position of the switches that shape a reply.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};
use isp_sandbox::procbill::{
    ContentType, Dialect, Escapes, Layout, NameCase, NullForm, ReplyCharset, Timestamps,
};

use crate::http::{Answer, call, filters, speaking};

fn terse() -> Dialect {
    Dialect {
        charset: ReplyCharset::Cp1251Undeclared,
        xml_declaration: false,
        line_breaks: false,
        ..Dialect::default()
    }
}

async fn list(dialect: Dialect) -> Answer {
    call(&speaking(dialect).await, "CLN_SWITCH_LIST", &[]).await
}

async fn two_rows(dialect: Dialect) -> String {
    call(&speaking(dialect).await, "CLN_USR_FIND_2", &filters(&[(10, "400"), (13, "1")])).await.text()
}

#[tokio::test]
async fn charset_and_declaration() {
    let cyrillic = "чердак";
    let cases: [(ReplyCharset, bool, &str, &str, &'static Encoding); 8] = [
        (
            ReplyCharset::Cp1251Declared,
            true,
            "<?xml version=\"1.0\" encoding=\"windows-1251\"?>",
            "text/xml",
            WINDOWS_1251,
        ),
        (
            ReplyCharset::Cp1251Declared,
            false,
            "<?xml version=\"1.0\" encoding=\"windows-1251\"?>",
            "text/xml",
            WINDOWS_1251,
        ),
        (ReplyCharset::Cp1251Undeclared, true, "<?xml version=\"1.0\"?>", "text/xml", WINDOWS_1251),
        (ReplyCharset::Cp1251Undeclared, false, "", "text/xml", WINDOWS_1251),
        (
            ReplyCharset::Cp1251ByContentType,
            true,
            "<?xml version=\"1.0\"?>",
            "text/xml; charset=windows-1251",
            WINDOWS_1251,
        ),
        (ReplyCharset::Cp1251ByContentType, false, "", "text/xml; charset=windows-1251", WINDOWS_1251),
        (ReplyCharset::Utf8, true, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "text/xml", UTF_8),
        (ReplyCharset::Utf8, false, "", "text/xml", UTF_8),
    ];
    for (charset, xml_declaration, declared, content_type, encoding) in cases {
        let answer =
            list(Dialect { charset, xml_declaration, line_breaks: false, ..Dialect::default() }).await;
        let text = encoding.decode_without_bom_handling(&answer.body).0;
        assert!(text.starts_with(&format!("{declared}<data><row><id>31</id>")), "{charset:?}: {text}");
        assert!(text.contains(cyrillic), "{charset:?}");
        assert_eq!(answer.header("content-type"), Some(content_type), "{charset:?}");
    }
}

#[tokio::test]
async fn what_the_charset_lacks() {
    let mut subscriber = isp_sandbox::procbill::Subscriber::new(60, "x", "Ә и ї");
    subscriber.comment = Some("\u{1F600}".to_owned());
    let billing = isp_sandbox::Sandbox::procbill().subscriber(subscriber).start().await.unwrap();
    let found = call(&billing, "CLN_USR_FIND_2", &filters(&[(4, "60")])).await;
    assert_eq!(found.value("identify").as_deref(), Some("&#1240; и ї"));
    assert_eq!(found.value("comment").as_deref(), Some("&#128512;"));
}

#[tokio::test]
async fn content_types() {
    for (content_type, plain, with_charset) in [
        (ContentType::TextXml, Some("text/xml"), Some("text/xml; charset=windows-1251")),
        (ContentType::ApplicationXml, Some("application/xml"), Some("application/xml; charset=windows-1251")),
        (ContentType::TextHtml, Some("text/html"), Some("text/html; charset=windows-1251")),
        (ContentType::Absent, None, None),
    ] {
        let answer = list(Dialect { content_type, ..Dialect::default() }).await;
        assert_eq!(answer.header("content-type"), plain);
        let charset = ReplyCharset::Cp1251ByContentType;
        let answer = list(Dialect { content_type, charset, ..Dialect::default() }).await;
        assert_eq!(answer.header("content-type"), with_charset);
    }
}

#[tokio::test]
async fn layouts() {
    for (layout, start, between, end) in [
        (
            Layout::RootAndRows,
            "<data><row><id>1204</id>",
            "<color></color></row><row><id>1402</id>",
            "</row></data>",
        ),
        (
            Layout::Rows,
            "<row><id>1204</id>",
            "<color></color></row><row><id>1402</id>",
            "<color></color></row>",
        ),
        (Layout::FlatInRoot, "<data><id>1204</id>", "<color></color><id>1402</id>", "<color></color></data>"),
        (Layout::Flat, "<id>1204</id>", "<color></color><id>1402</id>", "<color></color>"),
    ] {
        let text = two_rows(Dialect { layout, ..terse() }).await;
        assert!(text.starts_with(start), "{layout:?}: {text}");
        assert!(text.contains(between), "{layout:?}: {text}");
        assert!(text.ends_with(end), "{layout:?}: {text}");
    }
    let empty = async |layout| {
        call(&speaking(Dialect { layout, ..terse() }).await, "CLN_HOME_LIST", &["999"]).await.text()
    };
    assert_eq!(empty(Layout::RootAndRows).await, "<data></data>");
    assert_eq!(empty(Layout::FlatInRoot).await, "<data></data>");
    assert_eq!(empty(Layout::Rows).await, "");
    assert_eq!(empty(Layout::Flat).await, "");
}

#[tokio::test]
async fn names_of_elements() {
    for (root, row) in [("result", "item"), ("NewDataSet", "Table"), ("a", "a")] {
        let text = two_rows(Dialect { root: root.to_owned(), row: row.to_owned(), ..terse() }).await;
        assert!(text.starts_with(&format!("<{root}><{row}><id>1204</id>")), "{text}");
        assert!(text.ends_with(&format!("</{row}></{root}>")), "{text}");
    }
    let upper = two_rows(Dialect { names: NameCase::Upper, ..terse() }).await;
    assert!(upper.starts_with("<data><row><ID>1204</ID><PARENT_IDENTIFY>"), "{upper}");
    assert_eq!(upper.to_lowercase(), two_rows(terse()).await.to_lowercase());
}

#[tokio::test]
async fn nulls() {
    for (nulls, written) in [
        (NullForm::Empty, "<psw_telnet></psw_telnet>"),
        (NullForm::SelfClosed, "<psw_telnet/>"),
        (NullForm::Missing, ""),
        (NullForm::Word, "<psw_telnet>null</psw_telnet>"),
        (NullForm::EscapedWord, "<psw_telnet>&lt;null&gt;</psw_telnet>"),
    ] {
        let text = list(Dialect { nulls, ..terse() }).await.text();
        assert!(text.contains(&format!("<psw_ssh>ssh-31</psw_ssh>{written}<home_id>11</home_id>")), "{text}");
    }
}

#[tokio::test]
async fn markup_in_values() {
    for (escapes, comment) in [
        (Escapes::Entities, "подъезд 2 &amp; &quot;домофон&quot; 'код' &lt;38&gt;"),
        (Escapes::CData, "<![CDATA[подъезд 2 & \"домофон\" 'код' <38>]]>"),
        (Escapes::BareAmpersand, "подъезд 2 & \"домофон\" 'код' &lt;38&gt;"),
    ] {
        let text = two_rows(Dialect { escapes, ..terse() }).await;
        assert!(text.contains(&format!("<comment>{comment}</comment>")), "{text}");
        assert!(text.contains("<login>sokolov34</login>"), "what has no markup stays: {text}");
    }
}

#[tokio::test]
async fn timestamps() {
    for (timestamps, moment, day) in [
        (Timestamps::Iso, "2026-05-01 00:00:00", "2012-03-15"),
        (Timestamps::Fraction, "2026-05-01 00:00:00.0000", "2012-03-15"),
        (Timestamps::UsOrder, "05/01/2026 00:00:00", "03/15/2012"),
        (Timestamps::Dotted, "01.05.2026 00:00:00", "15.03.2012"),
    ] {
        let billing = speaking(Dialect { timestamps, ..Dialect::default() }).await;
        let row = call(&billing, "CLN_USR_GET", &["1204"]).await;
        assert_eq!(row.value("next_auto_acount").as_deref(), Some(moment));
        assert_eq!(row.value("create_date").as_deref(), Some(day));
    }
}

#[tokio::test]
async fn line_breaks_are_all_the_difference() {
    let broken = two_rows(Dialect { line_breaks: true, ..terse() }).await;
    assert!(broken.starts_with("<data>\n<row>\n<id>1204</id>\n"));
    assert_eq!(broken.replace('\n', ""), two_rows(terse()).await);
}
