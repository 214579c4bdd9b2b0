use kubalink_client::{LocalDateTime, UnixTime};
use rust_decimal::dec;

use super::{erp, forms, refused};

#[test]
fn forms_of_gps() {
    let gps = erp().gps();
    let hour = |hour| LocalDateTime::new(2024, 3, 1, hour, 0, 0).unwrap();
    forms! {
        gps.get_info(5) => "cat=gps&action=get_info&id=5";
        gps.get_info("350000000000001") => "cat=gps&action=get_info&id=350000000000001";
        gps.get_list() => "cat=gps&action=get_list";
        gps.get_route(5, hour(8), hour(17)) =>
            "cat=gps&action=get_route&id=5&date_start=2024-03-01%2008:00:00&date_finish=2024-03-01%2017:00:00";
        gps.set_position(5, dec!(55.10), dec!(37.2)) => "cat=gps&action=set_position&id=5&lat=55.10&lng=37.2";
        gps.set_position(5, dec!(-55.1), dec!(37.2)).time(UnixTime::from_seconds(1_709_280_000)).speed(dec!(60.5)) =>
            "cat=gps&action=set_position&id=5&lat=-55.1&lng=37.2&time=1709280000&speed=60.5";
    }
}

#[test]
fn what_gps_refuses() {
    let gps = erp().gps();
    assert!(refused(gps.get_info(0).request()).contains("id"));
    assert!(refused(gps.set_position(5, dec!(55), dec!(180.1)).request()).contains("lng"));
}
