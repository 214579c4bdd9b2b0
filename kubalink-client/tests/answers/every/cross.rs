use kubalink_client::CrossId;

use super::calls;

const NODE: u64 = isp_sandbox::kubalink::NODE as u64;

calls! {
    reads(erp) {
        erp.cross().get_list();
        erp.cross().get_list().node_id([NODE]);
        erp.cross().get_list().id([CrossId::from("no-such-cross")]);
    }
}

calls! {
    writes(erp) {
        erp.cross().add(NODE, 24).description("rack 2").is_planned(true);
    }
}
