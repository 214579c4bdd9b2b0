use kubalink_client::ErrorKind;

use super::answered;

#[tokio::test]
async fn dates_that_are_objects_and_dates_that_are_not() {
    let body = r#"{"result":"OK","data":{
        "3":{"id":3,"gps_id":"860000000000001","gps_activity":{"date":"2026-01-02 03:04:05"},
             "date_add":{"date":"2025-01-01 00:00:00.000000","timezone_type":3,"timezone":"UTC"}},
        "4":{"id":4,"gps_activity":[],"date_add":"2025-01-01"},
        "5":{"id":5,"gps_activity":{"date":"soon"},"date_add":""}
    }}"#;
    let vehicles = answered(body).vehicle().get().await.unwrap();
    let dates = |at: usize| {
        let vehicle = &vehicles[at];
        [&vehicle.gps_activity, &vehicle.date_add]
            .map(|date| date.as_ref()?.date.map(|date| date.to_string()))
    };
    assert_eq!(dates(0), [Some("2026-01-02 03:04:05".to_owned()), Some("2025-01-01 00:00:00".to_owned())]);
    assert_eq!(vehicles[0].date_add.as_ref().unwrap().extra.get("timezone"), Some(&"UTC".into()));
    assert_eq!(dates(1), [None, Some("2025-01-01 00:00:00".to_owned())]);
    assert_eq!(dates(2), [None, None]);
    assert_eq!(vehicles[2].gps_activity.as_ref().unwrap().extra.get("date"), Some(&"soon".into()));
}

#[tokio::test]
async fn dates_of_another_form_are_refused() {
    for date in [r#"["secret"]"#, r#"{"date":{"secret":1}}"#] {
        let body = format!(r#"{{"result":"OK","data":[{{"id":3,"date_add":{date}}}]}}"#);
        let error = answered(body).vehicle().get().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
    }
}
