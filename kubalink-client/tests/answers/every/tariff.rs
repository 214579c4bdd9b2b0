//! Tariffs and additional services.

use rust_decimal::dec;

use super::calls;

calls! {
    reads(erp) {
        erp.service().get();
        erp.service().get().id([2]);
        erp.tariff().get();
        erp.tariff().get().billing_id(1).name("Home 100");
        erp.tariff().get().name("nothing of this name");
        erp.tariff().get_group();
    }
}

calls! {
    writes(erp) {
        erp.tariff().add("New", 1, "1300");
        erp.tariff().edit(1).payment(dec!(550.00)).payment_interval(30).speed_rx(100_000);
        erp.tariff().add_group("New");
        erp.tariff().edit_group(2, "Renamed");
        erp.tariff().add_tariff_in_group(2, 2);
        erp.tariff().remove_tariff_from_group(2, 2);
        erp.tariff().delete_group(2);
    }
}
