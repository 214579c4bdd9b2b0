use kubalink_client::{LocalDateTime, UnixTime};
use rust_decimal::dec;

use super::calls;

const TRACKER: &str = "350000000000001";

fn hour(hour: u8) -> LocalDateTime {
    LocalDateTime::new(2026, 4, 14, hour, 0, 0).unwrap()
}

calls! {
    reads(erp) {
        erp.gps().get_info(TRACKER);
        erp.gps().get_list();
        erp.gps().get_route(TRACKER, hour(8), hour(17));
    }
}

calls! {
    writes(erp) {
        erp.gps().set_position(TRACKER, dec!(55.75), dec!(37.61)).time(UnixTime::from_seconds(1_776_223_800)).speed(dec!(5.5));
    }
}
