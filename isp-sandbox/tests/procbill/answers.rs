//! The styles of errors.

use isp_sandbox::procbill::{Dialect, ErrorStyle, Layout, NameCase};

use crate::http::{Answer, call, speaking};

async fn refused(dialect: Dialect) -> Answer {
    let billing = speaking(dialect).await;
    billing.refuse_next("exception 3 E_A Нельзя & <нет> ");
    let answer = call(&billing, "CLN_HOME_EDIT", &["2", "10"]).await;
    assert!(billing.acts().is_empty());
    answer
}

#[tokio::test]
async fn the_text_alone() {
    let answer = refused(Dialect::default()).await;
    assert_eq!((answer.status, answer.text().as_str()), (200, "exception 3 E_A Нельзя & <нет> "));
    assert_eq!(answer.header("content-type"), Some("text/xml"));
}

#[tokio::test]
async fn a_warning_of_php() {
    let answer = refused(Dialect { errors: ErrorStyle::PhpWarning, ..Dialect::default() }).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/html")));
    let text = answer.text();
    assert!(text.contains("<b>Warning</b>:  ibase_query()"), "{text}");
    assert!(text.contains("exception 3 E_A Нельзя & <нет>  in <b>/var/www/api.php</b>"), "{text}");
}

#[tokio::test]
async fn a_page_of_the_web_server() {
    let answer = refused(Dialect { errors: ErrorStyle::Html403, ..Dialect::default() }).await;
    assert_eq!((answer.status, answer.header("content-type")), (403, Some("text/html")));
    assert!(answer.text().starts_with("<!DOCTYPE HTML") && !answer.text().contains("E_A"));
}

#[tokio::test]
async fn an_element() {
    const TEXT: &str = "exception 3 E_A Нельзя &amp; &lt;нет&gt; ";
    let of = |layout, names| Dialect {
        errors: ErrorStyle::ErrorElement,
        xml_declaration: false,
        charset: isp_sandbox::procbill::ReplyCharset::Cp1251Undeclared,
        line_breaks: false,
        layout,
        names,
        ..Dialect::default()
    };
    let rooted = refused(of(Layout::RootAndRows, NameCase::Lower)).await;
    assert_eq!((rooted.status, rooted.text()), (200, format!("<data><error>{TEXT}</error></data>")));
    let bare = refused(of(Layout::Rows, NameCase::Upper)).await;
    assert_eq!(bare.text(), format!("<ERROR>{TEXT}</ERROR>"));
}
