use kubalink_client::{LabelId, PolygonId};
use rust_decimal::dec;

use super::{erp, forms, refused};

#[test]
fn forms_of_map() {
    let map = erp().map();
    let (label, polygon) = (LabelId::from("la-1"), PolygonId::from("po-1"));
    forms! {
        map.add_label(dec!(55.1), dec!(37.2), "Yard 2") =>
            "cat=map&action=add_label&lat=55.1&lon=37.2&text=Yard%202";
        map.add_poly("55.1,37.2,55.3,37.4", "North") =>
            "cat=map&action=add_poly&coord=55.1%2C37.2%2C55.3%2C37.4&name=North";
        map.add_poly("55.1,37.2", "North").color("#0a0") =>
            "cat=map&action=add_poly&coord=55.1%2C37.2&name=North&color=%230a0";
        map.check_entry_point_in_polygon(dec!(55.1), dec!(37.2)) =>
            "cat=map&action=check_entry_point_in_polygon&lat=55.1&lon=37.2";
        map.edit_label(label.clone()).lat(dec!(55.1)).lon(dec!(37.2)).text("Yard 3") =>
            "cat=map&action=edit_label&id=la-1&lat=55.1&lon=37.2&text=Yard%203";
        map.edit_poly(polygon.clone()).coord("55.1,37.2").name("South").color("green") =>
            "cat=map&action=edit_poly&id=po-1&coord=55.1%2C37.2&name=South&color=green";
        map.get() => "cat=map&action=get";
        map.get().id([1, 2]) => "cat=map&action=get&id=1%2C2";
        map.get_poly().id(["po-1", "po-2"]) => "cat=map&action=get_poly&id=po-1%2Cpo-2";
        map.map_object_facilities_inside(polygon.clone()) =>
            "cat=map&action=map_object_facilities_inside&id=po-1";
        map.map_object_mark_add(label, 3) => "cat=map&action=map_object_mark_add&id=la-1&mark_id=3";
        map.map_object_mark_delete("po-1", 3) => "cat=map&action=map_object_mark_delete&id=po-1&mark_id=3";
    }
}

#[test]
fn what_map_refuses() {
    let map = erp().map();
    assert!(refused(map.add_label(dec!(55), dec!(-181), "x").request()).contains("lon"));
    assert!(refused(map.add_poly(" ", "North").request()).contains("coord"));
    assert!(refused(map.edit_poly("po-1").color("#12345").request()).contains("color"));
    assert!(refused(map.map_object_mark_add("", 3).request()).contains("id"));
    assert!(refused(map.edit_label("0").request()).contains("id"));
}
