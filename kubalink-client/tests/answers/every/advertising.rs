use super::calls;

const CUSTOMER: u64 = isp_sandbox::kubalink::CUSTOMER as u64;

calls! {
    reads(erp) {
        erp.advertising().get();
        erp.advertising().get().id([999_999]);
    }
}

calls! {
    writes(erp) {
        erp.advertising().add_customer(1, CUSTOMER);
        erp.advertising().remove_customer(1, CUSTOMER);
    }
}
