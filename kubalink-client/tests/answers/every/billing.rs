use super::calls;

calls! {
    reads(erp) {
        erp.billing().get();
    }
}
