use kubalink_client::{Client, LabelId, PolygonId};
use rust_decimal::dec;

use super::{Call, calls};

fn polygon() -> PolygonId {
    PolygonId::from("1")
}

calls! {
    reads(erp) {
        erp.map().check_entry_point_in_polygon(dec!(55.75), dec!(37.61));
        erp.map().get();
        erp.map().get().id([1]);
        erp.map().get_poly();
        erp.map().get_poly().id([polygon()]);
        erp.map().get_poly().id(["no-such-polygon"]);
        erp.map().map_object_facilities_inside(polygon());
    }
}

/// The sandbox has no label of its own.
pub(crate) fn writes(erp: &Client) -> Vec<Call> {
    let map = erp.map();
    let edit = async move {
        let label = map.add_label(dec!(55.75), dec!(37.61), "Yard").await?;
        Ok(format!("{:?}", map.edit_label(label).text("Yard 2").await?))
    };
    let mut calls = others(erp);
    calls.push(("edit_label", Box::pin(edit)));
    calls
}

calls! {
    others(erp) {
        erp.map().add_poly("55.1,37.2,55.3,37.4,55.5,37.6", "North").color("#0a0");
        erp.map().edit_poly(polygon()).name("Middle");
        erp.map().map_object_mark_add(LabelId::from("1"), 3);
        erp.map().map_object_mark_delete(polygon(), 3);
    }
}
