//! XML documents: what is read from them, and how they become typed values.

use isp_client_core::decode::xml::{self, Element, RecordRule, Records};
use isp_client_core::decode::{Fault, FaultKind};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
struct Call {
    callid: String,
    status: Option<String>,
    record_url: Option<String>,
    has_record: bool,
    duration: Option<u32>,
    operator_id: Option<String>,
}

fn calls() -> RecordRule {
    RecordRule::named("call")
}

fn read(text: &str) -> Vec<Call> {
    xml::records(text, calls()).expect("a good document")
}

fn only(text: &str) -> Call {
    xml::one(text, calls()).expect("a good document")
}

fn fault(text: &str) -> Fault {
    xml::records::<Call>(text, calls()).expect_err("a bad document")
}

const JOURNAL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<calls>
  ....
  <call>
    <callid>7000001.11</callid>
    <status>ANSWERED</status>
    <record_url>/api/call/record?token={token}&callid={callid}</record_url>
    <has_record>1</has_record>
    <duration>63</duration>
    <operator_id>500100</operator_id>
  </call>
  ....
  <call>
    <operator_id/>
    <duration> </duration>
    <status>NO ANSWER</status>
    <later_added>x</later_added>
    <callid>7000002.12</callid>
  </call>
</calls>
"#;

#[test]
fn a_journal_with_bare_ampersands_ellipses_and_empty_elements() {
    let first = Call {
        callid: "7000001.11".to_owned(),
        status: Some("ANSWERED".to_owned()),
        record_url: Some("/api/call/record?token={token}&callid={callid}".to_owned()),
        has_record: true,
        duration: Some(63),
        operator_id: Some("500100".to_owned()),
    };
    let second =
        Call { callid: "7000002.12".to_owned(), status: Some("NO ANSWER".to_owned()), ..Call::default() };
    assert_eq!(read(JOURNAL), [first, second]);
    assert_eq!(read(&JOURNAL.replace('&', "&amp;")), read(JOURNAL));
    assert_eq!(read(&format!("\u{feff}\r\n {JOURNAL}")), read(JOURNAL));
}

#[test]
fn one_call_is_found_as_the_root_and_in_a_list() {
    for text in [
        "<call><callid>1.2</callid></call>",
        "<?xml version=\"1.0\"?>\n<calls><call><callid>1.2</callid></call></calls>\n",
        "<answer><calls>\n<call><callid>1.2</callid></call></calls></answer>",
    ] {
        assert_eq!(only(text).callid, "1.2", "{text}");
        assert_eq!(read(text).len(), 1, "{text}");
    }
}

#[test]
fn every_spelling_of_an_empty_list_is_no_record() {
    for text in ["<calls></calls>", "<calls/>", "<?xml version=\"1.0\"?><calls>\n</calls>", "<calls a='b' />"]
    {
        assert_eq!(read(text), [], "{text}");
        assert_eq!(xml::one::<Call>(text, calls()).unwrap_err().kind(), FaultKind::Shape, "{text}");
        assert_eq!(xml::records::<Call>(text, RecordRule::children()).unwrap(), [], "{text}");
    }
}

#[test]
fn an_error_page_does_not_pass_for_an_empty_list() {
    for text in ["<error>no</error>", "<html><body><br/></body></html>", "<calls><total>0</total></calls>"] {
        assert_eq!(fault(text).problem(), "no record, but other content", "{text}");
    }
}

#[test]
fn another_root_can_be_refused() {
    let rule = || calls().within("calls");
    for text in ["<error/>", "<Calls/>", "<answer><calls><call/></calls></answer>"] {
        let fault = xml::records::<Call>(text, rule()).unwrap_err();
        assert_eq!(
            (fault.kind(), fault.problem()),
            (FaultKind::Shape, "the root element has another name"),
            "{text}"
        );
    }
    for (text, count) in [("<calls/>", 0), ("<call/>", 1), ("<calls><call/></calls>", 1)] {
        assert_eq!(xml::records::<Call>(text, rule()).unwrap().len(), count, "{text}");
    }
    assert_eq!(xml::records::<Call>("<Calls/>", rule().any_case()).unwrap(), []);
}

#[test]
fn several_records_are_not_one() {
    let text = "<calls><call/><call/></calls>";
    assert_eq!(xml::one::<Call>(text, calls()).unwrap_err().kind(), FaultKind::Shape);
}

#[test]
fn what_is_passed_over_is_counted() {
    let mut records = Records::new("<calls><a>1</a><call/><b><c/></b><d><call/></d></calls>", calls());
    while records.next_record().unwrap().is_some() {}
    assert_eq!((records.root(), records.skipped()), (Some("calls"), 3));
    let mut records = Records::new("<calls></calls>", calls());
    assert!(records.next_record().unwrap().is_none());
    assert_eq!((records.root(), records.skipped()), (Some("calls"), 0));
}

#[test]
fn ampersands_survive_and_references_are_resolved() {
    for (raw, text) in [
        ("&callid=1", "&callid=1"),
        ("&", "&"),
        ("a & b", "a & b"),
        ("a&b;c", "a&b;c"),
        ("&unknown;&lol9;", "&unknown;&lol9;"),
        ("&lt;a&gt; &amp;amp; &quot;&apos;&#1055;&#x41f;", "<a> &amp; \"'ПП"),
        ("a<![CDATA[<b>&amp;]]]]><!-- no --><?no?>c", "a<b>&amp;]]c"),
        (" \t\r\n a \n b \n", "a \n b"),
        ("&#32;<![CDATA[ a ]]> ", "a"),
        ("a<!-- --> <!-- -->b", "a b"),
        ("a > b ]]> c", "a > b ]]> c"),
    ] {
        assert_eq!(only(&format!("<call><callid>{raw}</callid></call>")).callid, text, "{raw}");
    }
    let text = "<call callid='&callid=1&amp;>' other=\"a&b;'\"/>";
    let mut records = Records::new(text, calls());
    let record = records.next_record().unwrap().unwrap();
    let fields: Vec<_> = record.fields().collect();
    assert_eq!(fields, [("@callid", "&callid=1&>"), ("@other", "a&b;'")]);
}

#[derive(Debug, Deserialize, PartialEq)]
struct Order {
    #[serde(rename = "@id")]
    id: u8,
    #[serde(rename = "$text")]
    note: Option<String>,
    item: Vec<Item>,
    #[serde(default)]
    tag: Vec<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Item {
    n: i16,
}

#[test]
fn repeated_names_become_lists_wherever_they_stand() {
    let text = "<o id='7'>note<item><n>1</n></item><tag>x</tag><item><n>-2</n></item><tag/></o>";
    let order: Order = xml::one(text, RecordRule::root()).unwrap();
    assert_eq!((order.id, order.note.as_deref()), (7, Some("note")));
    assert_eq!(order.item, [Item { n: 1 }, Item { n: -2 }]);
    assert_eq!(order.tag, ["x", ""]);
}

#[test]
fn a_list_may_have_one_item_or_none() {
    let order: Order = xml::one("<o id='7'><item><n>1</n></item><tag/></o>", RecordRule::root()).unwrap();
    assert_eq!((order.item.len(), order.tag.len(), order.note), (1, 0, None));
}

#[test]
fn many_interleaved_names_are_still_grouped() {
    #[derive(Deserialize)]
    struct Wide {
        x: Vec<u32>,
        n9: u32,
        y: Vec<u32>,
    }
    let fields: String = (0..100).map(|i| format!("<x>{i}</x><n{i}>{i}</n{i}><y>{i}</y>")).collect();
    let wide: Wide = xml::one(&format!("<w>{fields}</w>"), RecordRule::root()).unwrap();
    let all: Vec<u32> = (0..100).collect();
    assert_eq!((wide.x, wide.n9, wide.y), (all.clone(), 9, all));
}

#[test]
fn a_single_field_that_came_twice_is_an_error() {
    let twice = "<call><duration>1</duration><callid>a</callid><duration>1</duration></call>";
    let fault = fault(twice);
    assert_eq!(fault.to_string(), "call[0].duration: came several times, expected u32");
    for twice in ["<status/><status>a</status>", "<status>a</status><status/>", "<status/><callid/><status/>"]
    {
        let fault = xml::records::<Call>(&format!("<call>{twice}</call>"), calls()).unwrap_err();
        assert_eq!(fault.to_string(), "call[0].status: came several times, expected a string");
    }
}

#[test]
fn an_element_with_attributes_is_still_its_text() {
    let call = only("<call><duration unit='s'> 5 </duration><status x='y'/></call>");
    assert_eq!((call.duration, call.status.as_deref()), (Some(5), Some("")));
}

#[test]
fn faults_name_the_field_and_hold_no_value() {
    for (record, told) in [
        (
            "<callid>a</callid><duration>s3cret</duration>",
            "call[1].duration: invalid value: text, expected u32",
        ),
        ("<has_record>s3cret</has_record>", "call[1].has_record: invalid value: text, expected a boolean"),
        ("<has_record/>", "call[1].has_record: invalid value: empty text, expected a boolean"),
        ("<duration>4294967296</duration>", "call[1].duration: invalid value: text, expected u32"),
        ("<callid><a>s3cret</a></callid>", "call[1].callid: invalid type: child elements, expected a string"),
    ] {
        let fault = fault(&format!("<calls><call/><call>{record}</call></calls>"));
        assert_eq!(fault.to_string(), told);
        assert_eq!(fault.kind(), FaultKind::Shape);
        assert!(!format!("{fault:?}").contains("s3cret"));
    }
    let fault = xml::one::<Order>(
        "<o id='1'><item><n>1</n></item><item><n>s3cret</n></item></o>",
        RecordRule::root(),
    );
    assert_eq!(fault.unwrap_err().path(), Some("o.item[1].n"));
    let fault = xml::one::<Order>("<o><item><n>1</n></item></o>", RecordRule::root()).unwrap_err();
    assert_eq!(fault.to_string(), "o: missing field `@id`");
}

#[test]
fn messages_of_custom_deserializers_pass_only_if_they_are_marked_as_ours() {
    #[derive(Debug, Deserialize)]
    struct Custom {
        #[serde(deserialize_with = "refuse")]
        _a: u32,
    }
    fn refuse<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        let text = String::deserialize(deserializer)?;
        let marked = text.starts_with("ours");
        let message =
            if marked { "lenient: expected a whole number".to_owned() } else { format!("bad {text}") };
        Err(serde::de::Error::custom(message))
    }
    for (value, told) in [("ours", "expected a whole number"), ("s3cret", "the type refused the value")] {
        let text = format!("<call><_a>{value}</_a></call>");
        let fault = xml::one::<Custom>(&text, calls()).unwrap_err();
        assert_eq!(fault.to_string(), format!("call[0]._a: {told}"));
        let body = format!("{{\"_a\":\"{value}\"}}");
        let fault = isp_client_core::decode::json::from_bytes::<Custom>(body.as_bytes(), None).unwrap_err();
        assert_eq!((fault.path(), fault.problem()), (Some("_a"), told));
    }
}

#[test]
fn open_enums_and_buffered_content_read_texts() {
    #[derive(Debug, Deserialize, PartialEq)]
    enum Direction {
        #[serde(rename = "OUTGOING")]
        Outgoing,
    }
    #[derive(Debug, Deserialize)]
    struct Odd {
        direction: Direction,
        #[serde(flatten)]
        rest: std::collections::BTreeMap<String, serde_json::Value>,
    }
    let text = "<call><a>1</a><direction>OUTGOING</direction><b x='2'>3</b><a/></call>";
    let odd: Odd = xml::one(text, calls()).unwrap();
    assert_eq!(odd.direction, Direction::Outgoing);
    assert_eq!(serde_json::to_string(&odd.rest).unwrap(), r#"{"a":["1",""],"b":{"$text":"3","@x":"2"}}"#);

    let unknown = xml::one::<Odd>(&text.replace("OUT", "s3cret"), calls()).unwrap_err();
    assert!(
        unknown.to_string().starts_with("call[0].direction: unknown variant")
            && !unknown.to_string().contains("s3c")
    );
}

#[test]
fn names_may_be_compared_without_case() {
    let text = "<Result><ROW><Id>1</ID></ROW></Result>";
    let mut records = Records::new(text, RecordRule::named("Row").any_case());
    let record = records.next_record().unwrap().unwrap();
    assert_eq!((record.name(), record.get("id")), ("row", Some("1")));
    assert!(Records::new(text, RecordRule::named("Row")).next_record().is_err());
}

#[test]
fn a_record_can_be_walked() {
    let text = "<s:e xmlns:s='u'>a<b><c>1</c><c/></b><![CDATA[]]> d<b/></s:e>";
    let mut records = Records::new(text, RecordRule::root());
    let record = records.next_record().unwrap().unwrap();
    assert_eq!((record.name(), record.index(), record.root().text()), ("s:e", 0, None));
    let children: Vec<_> = record.root().children().map(|child| (child.name(), child.text())).collect();
    let expected =
        [("@xmlns:s", Some("u")), ("$text", Some("a")), ("b", None), ("$text", Some("d")), ("b", Some(""))];
    assert_eq!(children, expected);
    let inner: Vec<_> =
        record.root().children().filter(|b| b.name() == "b").flat_map(Element::children).collect();
    assert_eq!(inner.iter().map(|c| c.text()).collect::<Vec<_>>(), [Some("1"), Some("")]);
    assert_eq!((record.get("b"), record.get("c")), (None, None));
}

#[test]
fn nothing_of_a_body_is_in_debug_output() {
    let mut records = Records::new("<call><callid>s3cret</callid></call>", calls());
    let shown = format!("{:?}", records.next_record().unwrap().unwrap());
    let shown = format!("{shown} {records:?}");
    assert!(shown.contains("call") && !shown.contains("s3cret"), "{shown}");
}
