use isp_sandbox::kubalink::ATTACHMENT;
use kubalink_client::Client;
use kubalink_client::attach::AttachTo;

use super::{Call, calls};

const CUSTOMER: u64 = isp_sandbox::kubalink::CUSTOMER as u64;

calls! {
    found(erp) {
        erp.attach().get().uuid([ATTACHMENT]);
        erp.attach().get().object_type(AttachTo::Customer).object_id(CUSTOMER);
        erp.attach().get().ext_name("no such file");
        erp.attach().get_file_temporary_link(ATTACHMENT);
    }
}

calls! {
    writes(erp) {
        erp.attach().add(AttachTo::Customer, CUSTOMER, "https://files.example.net/a.jpg").name("a.jpg").employee_id(7);
        erp.attach().delete(ATTACHMENT, "contract.txt");
    }
}

pub(crate) fn reads(erp: &Client) -> Vec<Call> {
    let file = erp.attach().get_file(ATTACHMENT);
    let bytes = Box::pin(async move { Ok(format!("{:?}", file.await?.read_all(1 << 20).await?)) });
    let mut calls = found(erp);
    calls.push(("erp.attach().get_file(ATTACHMENT)", bytes));
    calls
}
