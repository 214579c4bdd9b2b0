//! Nodes, what is in them, and whose they are.

use kubalink_client::Coordinates;
use kubalink_client::node::{NodeKey, NodeType};
use rust_decimal::dec;

use super::calls;

const NODE: u64 = isp_sandbox::kubalink::NODE as u64;
const BUILDING: u64 = isp_sandbox::kubalink::BUILDING as u64;
const NOBODY: u64 = 999_999;

calls! {
    reads(erp) {
        erp.node().get();
        erp.node().get().id([NODE, NOBODY]).object_type(NodeType::Node);
        erp.node().get().id([NOBODY]);
        erp.node().get_icon_list();
        erp.node().get_id(NodeKey::Number, "N-301");
        erp.node().get_id(NodeKey::additional_field(31), "keys").is_entry(true);
        erp.node().get_id(NodeKey::Comment, "none");
        erp.node().get_id_by_coord(dec!(55.75), dec!(37.61)).range(50);
        erp.node().get_id_by_coord(dec!(55.75), dec!(37.61));
        erp.node().get_id_by_coord(dec!(0), dec!(0)).range(50);
        erp.node().get_redevelopment_scheme(NODE);
        erp.node().get_scheme(NODE);
        erp.node().get_type_list();
        erp.owner().get();
        erp.owner().get().id([NOBODY]);
        erp.splitter().get();
        erp.splitter().get().id([1]);
        erp.vlan().get_list();
    }
}

// The read among them gives JSON of an unknown form, in which every switch shows.
calls! {
    writes(erp) {
        erp.vlan().get_list().vid(100);
        erp.node().add(NodeType::Closure).coordinates(Coordinates::new(dec!(55.7), dec!(37.6))).number("M-9");
        erp.node().edit(NODE).comment("c").house_id(BUILDING);
        erp.node().change_custom_icon(NODE, 2);
        erp.node().add_mark(NODE, 4);
        erp.node().delete_mark(NODE, 4);
        erp.owner().add("New").cost(dec!(5.50));
        erp.owner().edit(1).comment("c");
        erp.owner().bind_building(1, BUILDING);
        erp.owner().bind_fiber(1, 202);
        erp.owner().bind_node(1, NODE);
        erp.owner().unbind_building(1, BUILDING);
        erp.owner().unbind_fiber(202);
        erp.owner().unbind_node(NODE);
        erp.owner().delete(2);
        erp.splitter().add(NODE, 1, 8).description("1:8");
        erp.splitter().edit(1).is_planned(true);
        erp.splitter().delete(1);
        erp.node().delete(302);
        erp.vlan().add(300, "new").comment("c");
        erp.vlan().edit(300).name("renamed");
        erp.vlan().delete(300);
    }
}
