//! The ways to send a request, keys, and what is refused.

use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::{BUILDING, Dialect, KEY, PATH};
use serde_json::json;

use crate::http::{FORM, call, data, exchange, get, ok, post, refusal, speaking, start};

#[tokio::test]
async fn four_ways_to_send_the_same() {
    let erp = start().await;
    let (head, rest) = (format!("key={KEY}&cat=customer&action=get_data"), "customer_id=42");
    let answers = [
        get(&erp, &format!("{head}&{rest}")).await,
        post(&erp, "", &format!("{head}&{rest}")).await,
        post(&erp, &format!("?{head}"), rest).await,
        post(&erp, &format!("?{head}&{rest}"), "").await,
    ];
    for answer in &answers {
        assert_eq!((answer.status, &answer.json()), (200, &answers[0].json()));
        assert_eq!(answer.json()["data"]["id"], 42);
    }
    let calls = erp.calls();
    let sizes: Vec<_> = calls.iter().map(|call| (call.query.len(), call.form.len())).collect();
    assert_eq!(sizes, [(4, 0), (0, 4), (3, 1), (4, 0)]);
    for call in &calls {
        assert_eq!((call.category.as_str(), call.action.as_str()), ("customer", "get_data"));
        assert_eq!(call.parameter("customer_id"), Some("42"));
    }
}

#[tokio::test]
async fn the_form_wins_and_nothing_received_is_forgotten() {
    let erp = start().await;
    let query = format!("?key={KEY}&cat=customer&action=get_data&customer_id=43&skip_internal_api=1&lang=ru");
    let answer = post(&erp, &query, "customer_id=42").await;
    assert_eq!(answer.json()["data"]["id"], 42);
    let call = &erp.calls()[0];
    assert_eq!(call.parameters().filter(|(name, _)| *name == "customer_id").count(), 2);
    assert_eq!((call.parameter("lang"), call.parameter("skip_internal_api")), (Some("ru"), Some("1")));
}

#[tokio::test]
async fn old_names() {
    let erp = start().await;
    let old = get(&erp, &format!("key={KEY}&cat=task&subcat=show&id=501")).await;
    assert_eq!(old.json()["data"]["id"], 501);
    // The example of the seed, word for word but for the key.
    let example = get(&erp, &format!("key={KEY}&cat=abon&action=msg&usercode=1")).await;
    assert_eq!((example.status, &example.json()["data"][0]["Text"]), (200, &json!("How do I pay?")));
    let messages = get(&erp, &format!("key={KEY}&cat=abon&action=msg&usercode=42")).await;
    assert_eq!(messages.json()["data"][0]["MsgTyper"], "in");
}

#[tokio::test]
async fn keys() {
    let erp = Sandbox::kubalink().key("another").key_for("tasks-only", ["task"]).start().await.unwrap();
    let with = |key: &str, rest: &str| format!("key={key}&{rest}");
    let (show, card) = ("cat=task&action=show&id=501", "cat=customer&action=get_data&customer_id=42");
    for (query, status) in [
        (with("another", card), 200),
        (with("tasks-only", show), 200),
        (with("tasks-only", card), 403),
        (with("wrong", show), 403),
        (with("", show), 403),
        (show.to_owned(), 403),
        // The key comes before all else.
        (with("wrong", "cat=nonsense"), 403),
    ] {
        let answer = get(&erp, &query).await;
        assert_eq!(answer.status, status, "{query}");
        if status == 403 {
            assert_eq!(answer.json()["result"], "ERROR");
        }
    }
    assert!(erp.acts().is_empty());
}

#[tokio::test]
async fn what_is_not_there() {
    let erp = start().await;
    for (target, status) in [("/", 404), ("/erp/api.php", 404), ("/api", 404)] {
        let answer = exchange(erp.addr(), "GET", target, &[], b"").await;
        assert_eq!(answer.status, status, "{target}");
        assert!(answer.text().contains("<html>"));
    }
    for method in ["PUT", "DELETE"] {
        assert_eq!(exchange(erp.addr(), method, PATH, &[], b"").await.status, 405, "{method}");
    }
    for (name, said) in
        [("customers.get", "cat"), ("customer.get", "action"), ("customer.", "action"), (".", "cat")]
    {
        assert!(refusal(&erp, name, &[]).await.contains(said), "{name}");
    }
    // A body that is no form is not read.
    let json = exchange(erp.addr(), "POST", PATH, &["Content-Type: application/json"], b"{}").await;
    assert_eq!(json.status, 403);
    let bare = exchange(erp.addr(), "POST", PATH, &[FORM], b"%FF%00&&=&key").await;
    assert_eq!(bare.status, 403);
}

#[tokio::test]
async fn a_misspelt_parameter_is_refused_by_its_name() {
    let erp = start().await;
    let misspelt = [("customer_id", "42"), ("mark", "1"), ("mark_id", "3")];
    assert!(refusal(&erp, "customer.mark_add", &misspelt).await.contains("unknown parameter mark"));
    assert!(erp.acts().is_empty());
    let lenient = speaking(Dialect { strict: false, ..Dialect::default() }).await;
    ok(&lenient, "customer.mark_add", &misspelt).await;
    assert_eq!(lenient.acts()[0].parameter("mark"), Some("1"));
}

#[tokio::test]
async fn the_list_read_with_sense() {
    let erp = start().await;
    let file = [("object_id", "501"), ("src", "http://files.example.test/a.txt")];
    let of = |kind| [("object_type", kind), file[0], file[1]];
    ok(&erp, "attach.add", &of("task")).await;
    assert!(refusal(&erp, "attach.add", &of("task_comment")).await.contains("comment_id"));
    let link = [("object_id", "1"), ("object1_port", "1"), ("object2_id", "71"), ("object2_port", "2")];
    let joined = |one, other| [&[("object_type", one), ("object2_type", other)][..], &link].concat();
    ok(&erp, "commutation.add", &joined("customer", "switch")).await;
    assert!(refusal(&erp, "commutation.add", &joined("fiber", "switch")).await.contains("object1_side"));
    assert!(refusal(&erp, "commutation.add", &joined("customer", "fiber")).await.contains("object2_side"));
    let card = data(&erp, "customer.get_data", &[("account_number", "10000042"), ("billing_id", "1")]).await;
    assert_eq!(card["id"], 42);
    let half = refusal(&erp, "customer.get_data", &[("account_number", "10000042")]).await;
    assert!(half.contains("billing_id"), "{half}");
    assert_eq!(data(&erp, "customer.get_data", &[("id", "43")]).await["id"], 43);
    assert!(refusal(&erp, "attach.get", &[("object_type", "customer")]).await.contains("object_id"));
    ok(&erp, "address.edit_house", &[("building_id", &BUILDING.to_string()), ("comment", "a")]).await;
    ok(&erp, "address.edit_house", &[("id", "1100"), ("comment", "b")]).await;
    assert!(refusal(&erp, "address.edit_house", &[("comment", "c")]).await.contains("building_id"));
    assert!(refusal(&erp, "fiber.add", &[("object_a_id", "301")]).await.contains("house_b_id"));
    let field = [("cat_id", "28"), ("field_id", "12")];
    assert!(refusal(&erp, "additional_data.change_value_mass", &field).await.contains("data[]"));
    let both = [field[0], field[1], ("data[]", "42|shop"), ("data[43]", "bar|b")];
    ok(&erp, "additional_data.change_value_mass", &both).await;
    for (customer, value) in [("42", "shop"), ("43", "bar|b")] {
        let card = data(&erp, "customer.get_data", &[("customer_id", customer)]).await;
        assert_eq!(card["additional_data"]["12"]["value"], value);
    }
    assert_eq!(
        call(&erp, "task.add", &[("work_datedo", "x"), ("work_typer", "1"), ("dopf_x", "1")]).await.status,
        400
    );
}
