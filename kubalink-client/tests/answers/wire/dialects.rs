//! The switches of the sandbox that change what is answered, and not only how.

use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::{
    AdditionalData, AgreementDate, CUSTOMER, DEVICE, DeviceColumns, Dialect, MissingId, MissingObject,
};
use kubalink_client::customer::CustomerKey;
use kubalink_client::device::{DeviceKey, ObjectType};
use kubalink_client::{Client, ErrorKind, LocalDateTime};

use crate::support::patient;

const ID: u64 = CUSTOMER as u64;

async fn erp(dialect: Dialect) -> (isp_sandbox::kubalink::Running, Client) {
    let sandbox = Sandbox::kubalink().dialect(dialect).start().await.unwrap();
    let client = patient(&sandbox).build().unwrap();
    (sandbox, client)
}

#[tokio::test]
async fn dates_of_an_agreement() {
    let mut days = Vec::new();
    for agreement_date in [AgreementDate::DateTime, AgreementDate::Date, AgreementDate::Dotted] {
        let (_sandbox, erp) = erp(Dialect { agreement_date, ..Dialect::default() }).await;
        let card = erp.customer().get_data(ID).await.unwrap().unwrap();
        assert_eq!(card.unreadable().count(), 0);
        days.push(card.agreement[0].date.map(LocalDateTime::date).unwrap());
    }
    assert_eq!((days[0], days[0]), (days[1], days[2]));
}

#[tokio::test]
async fn forms_of_additional_fields() {
    let mut seen: Vec<(Vec<_>, Vec<_>)> = Vec::new();
    for additional_data in
        [AdditionalData::ByObject, AdditionalData::Objects, AdditionalData::Values, AdditionalData::None]
    {
        let (_sandbox, erp) = erp(Dialect { additional_data, ..Dialect::default() }).await;
        let card = erp.customer().get_data(ID).await.unwrap().unwrap();
        let devices = erp.device().get_data(ObjectType::All).object_id(DEVICE as u64).await.unwrap();
        let fields = |values: &[kubalink_client::AdditionalValue]| {
            let field = |value: &kubalink_client::AdditionalValue| (value.id, value.value.clone());
            values.iter().map(field).collect::<Vec<_>>()
        };
        seen.push((fields(&card.additional_data), fields(&devices[0].additional_data)));
    }
    assert!(!seen[0].0.is_empty() && !seen[0].1.is_empty());
    assert_eq!((&seen[0], &seen[0]), (&seen[1], &seen[2]));
    assert_eq!(seen[3], (vec![], vec![]));
}

#[tokio::test]
async fn columns_of_devices() {
    let (sandbox, erp) = erp(Dialect::default()).await;
    let all = || erp.device().get_data(ObjectType::All).is_hide_access_data(false);
    let once = all().await.unwrap();
    sandbox.set_dialect(Dialect { device_columns: DeviceColumns::Twice, ..Dialect::default() });
    let twice = all().await.unwrap();
    assert_eq!(all().stream().collect().await.unwrap(), twice);
    for (once, mut twice) in once.into_iter().zip(twice) {
        assert_eq!(twice.extra.get("ID").unwrap(), once.id.get());
        assert!(!format!("{twice:?}").contains("telnet-"), "values of unknown columns are not printed");
        twice.extra = once.extra.clone();
        assert_eq!(once, twice);
    }
}

/// `Refused` is an error: nobody can tell it from trouble.
#[tokio::test]
async fn what_is_not_there() {
    for missing_id in [MissingId::ByAction, MissingId::Zero, MissingId::Absent, MissingId::Refused] {
        let (_sandbox, erp) = erp(Dialect { missing_id, ..Dialect::default() }).await;
        let customer = erp.customer().get_abon_id(CustomerKey::Login, "nobody").await;
        let device = erp.device().get_device_id(DeviceKey::Ip, "192.0.2.77").await;
        if missing_id == MissingId::Refused {
            assert_eq!(customer.unwrap_err().kind(), ErrorKind::Api);
            assert_eq!(device.unwrap_err().kind(), ErrorKind::Api);
        } else {
            assert_eq!((customer.unwrap(), device.unwrap()), (None, None), "{missing_id:?}");
        }
    }
    for missing_object in
        [MissingObject::ByAction, MissingObject::Absent, MissingObject::EmptyList, MissingObject::Refused]
    {
        let (_sandbox, erp) = erp(Dialect { missing_object, ..Dialect::default() }).await;
        let card = erp.customer().get_data(999_999).await;
        let task = erp.task().show(999_999).await;
        if missing_object == MissingObject::Refused {
            assert_eq!(
                (card.unwrap_err().kind(), task.unwrap_err().kind()),
                (ErrorKind::Api, ErrorKind::Api)
            );
        } else {
            assert_eq!((card.unwrap(), task.unwrap()), (None, None), "{missing_object:?}");
        }
    }
}
