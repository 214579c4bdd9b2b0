//! What an administrator asks for.

use isp_test_support::fixture;
use nodeny_client::{
    AccessState, ErrorKind, ExtraField, FieldFlag, FieldParam, FieldType, TicketState, UserField,
};
use rust_decimal::dec;

use super::{at, html, serving};

const USERS: [&str; 4] = [
    fixture!("users.json"),
    fixture!("users_result.json"),
    fixture!("users_by_id.json"),
    fixture!("users_result_by_id.json"),
];

/// The container is not published: an array or an object by id, wrapped or not.
#[tokio::test]
async fn subscribers_in_every_container() {
    for body in USERS {
        let (_server, billing) = serving(html(body)).await;
        let users = billing.admin().users().await.unwrap();
        assert_eq!(users, billing.admin().users().stream().collect().await.unwrap());
        let [test, other] = &users[..] else { panic!("{users:?}") };
        assert_eq!(
            (test.id, test.name.as_deref(), test.fio.as_deref()),
            (Some(412), Some("test"), Some("Вигаданий Абонент"))
        );
        assert_eq!(
            (test.contract.as_deref(), test.grp, test.balance),
            (Some("B-412"), Some(5), Some(dec!(-12.5)))
        );
        assert_eq!((&test.state, &other.state), (&Some(AccessState::On), &Some(AccessState::Off)));
        let fields: Vec<_> = test
            .dopdata
            .iter()
            .map(|field| (field.name.as_deref().unwrap(), field.value.as_deref().unwrap()))
            .collect();
        assert_eq!(fields, [("_adr_street", "12"), ("_phone", "+380000000412")]);
        assert_eq!(test.services[0].tm_end, at(1_790_000_000));
        let next = test.next_service().unwrap();
        assert_eq!((next.service_id, next.title, next.set_at), (42, Some("90 Mb unlim"), at(1_700_000_400)));
        assert_eq!((test.last_traf, test.last_auth), (at(1_700_000_500), at(1_700_000_600)));
        // Never ordered is null, never seen is 0, no next service is 0.
        assert_eq!((other.id, other.set_next_time, other.last_traf), (Some(413), None, None));
        assert_eq!((other.next_service(), other.last_auth), (None, at(1_700_000_700)));
        assert!(other.dopdata.is_empty() && other.services.is_empty() && other.extra.is_empty());
    }
}

/// The page does not say whether the next service stands beside the subscriber or in each service.
#[tokio::test]
async fn the_next_service_inside_the_services() {
    let (_server, billing) = serving(html(fixture!("users_next_in_services.json"))).await;
    let users = billing.admin().users().fields([UserField::Services]).await.unwrap();
    let next = users[0].next_service().unwrap();
    assert_eq!((next.service_id, next.title, next.set_at), (42, Some("90 Mb unlim"), at(1_700_000_400)));
}

#[tokio::test]
async fn a_list_of_subscribers_in_no_known_place_is_no_empty_list() {
    for body in [r#"{"users":[{"id":1}]}"#, r#"{"result":"ok","users":[{"id":1}]}"#, r#"{"data":{"1":{}}}"#] {
        let (_server, billing) = serving(html(body)).await;
        for error in [
            billing.admin().users().await.unwrap_err(),
            billing.admin().users().stream().collect().await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        }
    }
}

#[tokio::test]
async fn tickets_with_people_and_without() {
    for body in [fixture!("tickets.json"), fixture!("tickets_by_id.json")] {
        let (_server, billing) = serving(html(body)).await;
        let tickets = billing.admin().tickets("2026-11-01".parse().unwrap()).await.unwrap();
        let [alone, taken] = &tickets[..] else { panic!("{tickets:?}") };
        assert_eq!(
            (alone.id, alone.subject.as_deref(), alone.comment.as_deref()),
            (Some(31), Some("Немає інтернету"), None)
        );
        assert_eq!(
            (&alone.state, taken.state.as_ref().unwrap().as_str()),
            (&Some(TicketState::New), "closed")
        );
        assert_eq!((alone.client_informed, alone.performer_informed), (Some(false), Some(false)));
        assert_eq!((taken.client_informed, taken.performer_informed), (Some(true), Some(true)));
        for nobody in [&alone.updater, &alone.client, &alone.performer, &alone.performer2, &alone.performer3]
        {
            assert_eq!(nobody, &None, "{{}} is nobody");
        }
        assert_eq!(alone.creator.as_ref().unwrap()["name"], "boss");
        assert_eq!(alone.performer_grp.as_ref().unwrap(), "Монтажники");
        assert!(taken.client.is_some() && taken.performer.is_some() && taken.performer2.is_some());
        assert_eq!((&taken.performer3, &taken.performer_grp), (&None, &None));
    }
}

#[tokio::test]
async fn every_service_there_is() {
    let (_server, billing) = serving(html(fixture!("services.json"))).await;
    let services: Vec<nodeny_client::CatalogueService> =
        billing.admin().services().await.unwrap().rows().unwrap();
    let [unlim, tv] = &services[..] else { panic!("{services:?}") };
    assert_eq!((unlim.service_id, unlim.price, &unlim.why_not), (Some(41), Some(dec!(12.5)), &None));
    assert_eq!((tv.service_id, tv.title.as_deref(), tv.price), (Some(52), Some("TV basic"), Some(dec!(40))));
}

fn check_fields(fields: &[ExtraField]) {
    use FieldFlag::*;
    let flags = |index: usize| fields[index].flags.iter().collect::<Vec<_>>();
    let names: Vec<_> = fields.iter().map(|field| field.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["_adr_street", "_phone", "_note", "_empty", "_empty_list"]);
    assert_eq!(fields[0].title.as_deref(), Some("Вулиця"));
    assert!([TrimStart, TrimEnd, Title].iter().all(|flag| fields[0].flags.contains(*flag)));
    assert_eq!(flags(0).len(), 3);
    assert!([RemoveSpaces, Unique, Other('z')].iter().all(|flag| fields[1].flags.contains(*flag)));
    assert!(
        [LowerCase, Transliterate, ReadOnly, SortAsNumber, Multiple]
            .iter()
            .all(|flag| fields[2].flags.contains(*flag))
    );
    assert!(!fields[2].flags.contains(Title) && flags(2).len() == 5, "a letter with 0 is off");
    assert!(fields[3].flags.is_empty());
    let kinds: Vec<_> = fields.iter().map(|field| field.kind.clone().unwrap()).collect();
    assert_eq!(
        kinds,
        [FieldType::Select, FieldType::Line, FieldType::Lines, FieldType::Select, FieldType::Select]
    );
    let choices = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter().map(|(stored, shown)| ((*stored).to_owned(), (*shown).to_owned()));
        Some(FieldParam::Choices(pairs.collect()))
    };
    assert_eq!(fields[0].param, choices(&[("12", "Тестова"), ("13", "Друга")]));
    assert_eq!((&fields[1].param, &fields[2].param), (&None, &Some(FieldParam::Text("^\\w+$".into()))));
    // Perl writes an empty dictionary as either.
    assert_eq!((&fields[3].param, &fields[4].param), (&choices(&[]), &choices(&[])));
}

/// The letters of a field as a text, and as a map of flags; its type by name and by number.
#[tokio::test]
async fn extra_fields_with_letters_and_with_flags() {
    for body in [
        fixture!("extra_fields.json"),
        fixture!("extra_fields_map.json"),
        fixture!("extra_fields_map_text.json"),
    ] {
        let (_server, billing) = serving(html(body)).await;
        check_fields(&billing.admin().extra_fields().await.unwrap());
    }
}

#[tokio::test]
async fn a_field_of_one_row_that_is_not_understood_is_named() {
    for (body, path) in [
        (USERS[0].replace("\"-12.5\"", "[1]"), "[0].balance"),
        (USERS[1].replace("1700000700", "{\"a\":1}"), "result[1].last_auth"),
        (USERS[2].replace("-12.5", "[1]"), "412.balance"),
        (USERS[3].replace("\"1712000000\"", "[1]"), "result.412.services[0].tm_start"),
    ] {
        let (_server, billing) = serving(html(body)).await;
        let whole = billing.admin().users().await.unwrap_err();
        let mut stream = billing.admin().users().stream();
        // The good rows before it come first.
        while let Some(Ok(row)) = stream.next().await {
            assert_eq!((row.id, path.starts_with("result[1]")), (Some(412), true));
        }
        assert!(stream.next().await.is_none());
        let streamed = billing.admin().users().stream().collect().await.unwrap_err();
        for error in [whole, streamed] {
            assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some(path)), "{error}");
        }
    }
    let (_server, billing) = serving(html(fixture!("tickets.json").replace("\"32\"", "[7]"))).await;
    let error = billing.admin().tickets("2026-11-01".parse().unwrap()).await.unwrap_err();
    assert_eq!(error.path(), Some("result[1].id"));
}
