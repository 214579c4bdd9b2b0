use super::calls;

const NODE: u64 = isp_sandbox::kubalink::NODE as u64;

calls! {
    reads(erp) {
        erp.cwdm().get();
        erp.cwdm().get().id([1]);
        erp.cwdm().get().id([1]).node_id([NODE]);
        erp.cwdm().get().id([999_999]);
    }
}
