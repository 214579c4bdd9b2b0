use super::answered;

#[tokio::test]
async fn the_version_under_either_name() {
    for body in [
        r#"{"result":"OK","data":{"date_time_unix":1770000000,"os":"Linux","erp_version":"3.19.48"}}"#,
        r#"{"Result":"OK","Data":{"date_time_unix":"1770000000","os":"Linux","userside_version":"3.19.48"}}"#,
        r#"{"result":"OK","date_time_unix":1770000000,"os":"Linux","userside_version":"3.19.48"}"#,
    ] {
        let info = answered(body).system().get_system_info().await.unwrap().unwrap();
        assert_eq!(info.version(), Some(&"3.19.48".into()), "{body}");
        assert_eq!(info.date_time_unix.map(|time| time.seconds()), Some(1_770_000_000));
    }
}
