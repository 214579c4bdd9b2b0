use kubalink_client::InventoryId;
use kubalink_client::inventory::{Account, InventoryKey, InventoryLocation, SubAccount};
use rust_decimal::dec;

use super::answered;

#[tokio::test]
async fn zero_is_no_item() {
    for body in [r#"{"result":"OK","id":0}"#, r#"{"Result":"OK","Id":"0"}"#, r#"{"result":"OK"}"#] {
        let found = answered(body).inventory().get_inventory_id(InventoryKey::Mac, "x").await.unwrap();
        assert_eq!(found, None, "{body}");
    }
    let found = answered(r#"{"result":"OK","id":"8"}"#)
        .inventory()
        .get_inventory_id(InventoryKey::Mac, "x")
        .await
        .unwrap();
    assert_eq!(found, Some(InventoryId::from(8)));
}

#[tokio::test]
async fn all_items_that_fit() {
    for body in [
        r#"{"result":"OK","id":[8,9]}"#,
        r#"{"result":"OK","data":["8","9"]}"#,
        r#"{"result":"OK","list":"8,9"}"#,
        r#"{"result":"OK","data":{"8":8,"9":9}}"#,
    ] {
        let found = answered(body).inventory().get_inventory_ids(InventoryKey::Ip, "x").await.unwrap();
        assert_eq!(found, [8, 9].map(InventoryId::from), "{body}");
    }
    let none = answered(r#"{"result":"OK","data":[]}"#)
        .inventory()
        .get_inventory_ids(InventoryKey::Ip, "x")
        .await
        .unwrap();
    assert!(none.is_empty());
}

#[tokio::test]
async fn the_new_item_of_a_split() {
    for body in [r#"{"result":"OK","new_id":9}"#, r#"{"Result":"OK","id":8,"New_Id":"9"}"#] {
        let rest = answered(body).inventory().split_inventory(8, dec!(5)).await.unwrap();
        assert_eq!(rest, InventoryId::from(9), "{body}");
    }
}

#[tokio::test]
async fn the_account_of_an_item_in_both_spellings() {
    let body = r#"{"result":"OK","data":{
        "8":{"id":8,"location_type":"customer","acount":"205080000042","amount":"1"},
        "9":{"account":204030000012,"amount":305.5,"mac":"001a2b3c4d5e"},
        "10":{"acount":"cellar"}
    }}"#;
    let rows = answered(body).inventory().get_inventory_amount(InventoryLocation::Customer).await.unwrap();
    assert_eq!(rows[0].on_account(), Some(Account::customer(42, SubAccount::RENT).unwrap()));
    assert_eq!(rows[0].location_type, Some(InventoryLocation::Customer));
    assert_eq!(rows[1].id, InventoryId::from(9));
    assert_eq!(rows[1].on_account(), Some(Account::storage(12, SubAccount::INVENTORY).unwrap()));
    assert_eq!(rows[1].amount, Some(dec!(305.5)));
    assert_eq!(rows[2].on_account(), None);
    assert_eq!(rows[2].unreadable().collect::<Vec<_>>(), ["acount"]);
}

#[tokio::test]
async fn accounts_of_three_numbers() {
    let body = r#"{"Result":"OK","Data":{"70":{"id":"70","date":"2026-01-05 10:00:00",
        "src_account_type":204,"src_account_sub":3,"src_account_object_id":12,
        "dst_account_type":"205","dst_account_sub":"8","inventory_ids":{"8":8,"9":9}}}}"#;
    let rows = answered(body).inventory().get_operation().id([70]).await.unwrap();
    assert_eq!(rows[0].src_account(), Some(Account::storage(12, SubAccount::INVENTORY).unwrap()));
    assert_eq!(rows[0].dst_account(), None);
    assert_eq!(rows[0].inventory_ids, [8, 9].map(InventoryId::from));

    let body = r#"{"result":"OK","data":{"id":8,"location_type_id":"205","location_subaccount":"8","location_object_id":42}}"#;
    let item = answered(body).inventory().get_inventory(8).await.unwrap().unwrap();
    assert_eq!(item.location(), Some(Account::customer(42, SubAccount::RENT).unwrap()));
}
