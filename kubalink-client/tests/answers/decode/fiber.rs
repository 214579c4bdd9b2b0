use rust_decimal::dec;

use super::{answered, refused};

#[tokio::test]
async fn a_line_with_its_course_and_fibers() {
    let body = r##"{"result": "OK", "data": {"9": {
        "code": 9, "opticalen": "150", "ishide": 0, "layers": {"1": 1, "4": "4"},
        "path": [{"lat": "55.10", "lon": 37.2}, {"lat": 55.2, "lon": 37.3, "alt": 5}],
        "properties": {"module_custom_label": {"1": "red"}, "coordinates_on_scheme": "1;2"},
        "fibers": {"1": {"number": 1, "id": "77", "color": {"name": "blue", "htmlCode": "#00f", "tag_count": null}}}
    }, "10": {"path": [], "properties": [], "fibers": []}}}"##;
    let lines = answered(body).fiber().get_list().await.unwrap();
    let [line, empty] = lines.as_slice() else { panic!("two lines") };
    assert_eq!((line.id.get(), empty.id.get()), (9, 10));
    assert_eq!(line.layers, [1, 4]);
    assert_eq!(line.path[0].coordinates().unwrap().lat, dec!(55.10));
    assert!(line.path[1].extra.get("alt").is_some());
    assert!(line.properties.as_ref().unwrap().module_custom_label.as_ref().unwrap().is_object());
    assert_eq!(line.fibers[0].id, Some(77.into()));
    let color = line.fibers[0].color.as_ref().unwrap();
    assert_eq!((color.html_code.as_ref().unwrap().as_given(), color.tag_count), ("#00f", None));
    assert!(empty.path.is_empty() && empty.fibers.is_empty() && empty.properties.is_none());
}

#[tokio::test]
async fn points_in_every_form() {
    let two = r#"[[55.1, "37.2"], [55.2, 37.3]]"#;
    for path in [
        two,
        r#"[{"lat": "55.1", "lon": "37.2"}, {"lat": 55.2, "lon": 37.3}]"#,
        r#"{"pt1": {"lat": 55.1, "lon": 37.2}, "pt2": [55.2, 37.3]}"#,
        r#"["55.1,37.2", "55.2, 37.3"]"#,
        r#"{"0": {"0": 55.1, "1": 37.2}, "1": {"0": "55.2", "1": "37.3"}}"#,
    ] {
        let body = format!(r#"{{"result": "OK", "data": [{{"code": 9, "path": {path}}}]}}"#);
        let lines = answered(body).fiber().get_list().await.unwrap();
        let path: Vec<_> = lines[0].path.iter().map(|point| point.coordinates().unwrap()).collect();
        assert_eq!((path[0].lat, path[0].lon), (dec!(55.1), dec!(37.2)));
        assert_eq!((path[1].lat, path[1].lon), (dec!(55.2), dec!(37.3)));
    }
}

#[tokio::test]
async fn points_keep_their_order() {
    let points: Vec<_> = (1..=12).map(|n| format!(r#""pt{n}": [{n}, 0]"#)).collect();
    let body = format!(r#"{{"result": "OK", "data": [{{"code": 9, "path": {{{}}}}}]}}"#, points.join(","));
    let lines = answered(body).fiber().get_list().await.unwrap();
    let lats: Vec<_> = lines[0].path.iter().map(|point| point.lat.unwrap()).collect();
    assert_eq!(lats, (1..=12).map(rust_decimal::Decimal::from).collect::<Vec<_>>());
}

#[tokio::test]
async fn what_is_no_point_is_refused_without_its_value() {
    for path in [
        "[[1, 2, 3]]",
        "[77.125]",
        r#"[["a"]]"#,
        r#"["hidden"]"#,
        r#"[{"0": 1, "1": 2, "2": 3}]"#,
        r#"[{"0": 1}]"#,
    ] {
        let body = format!(r#"{{"result": "OK", "data": [{{"code": 9, "path": {path}}}]}}"#);
        let problem = refused(answered(body).fiber().get_list().await);
        assert!(
            problem.contains("path") && !problem.contains("hidden") && !problem.contains("77"),
            "{problem}"
        );
    }
    let body = r#"{"result": "OK", "data": [{"code": 9, "path": [{"lat": "north", "lon": 1}]}]}"#;
    let lines = answered(body).fiber().get_list().await.unwrap();
    assert_eq!(lines[0].path[0].coordinates(), None);
    assert!(lines[0].path[0].extra.get("lat").is_some());
}

#[tokio::test]
async fn a_length_beside_the_status_or_in_the_data() {
    for body in [r#"{"result": "OK", "data": 1500}"#, r#"{"result": "OK", "length": "1500"}"#] {
        assert_eq!(answered(body).fiber().get_geo_length(9).await.unwrap(), Some(1500));
    }
}
