//! What else is known of customers.

use isp_client_core::time::LocalDateTime;
use isp_client_core::{lenient, record};
use rust_decimal::Decimal;

use crate::{CustomerGroupId, EmployeeId, MessageId, Text, read};

record! {
    /// An operation on the account of a customer.
    ///
    /// *Source:* the model of one client of a sibling product; `Id`, `OperID`, `BalansBefore`, `PKO` and `BillingDopData`
    /// stood on older pages of one.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct AccountOperation {
        /// The id.
        pub id: Option<u64> = "Id" => lenient::opt_number,
        /// The kind of operation (`Typer`).
        pub kind: Option<Text> = "Typer" => read::text,
        /// When it was done.
        pub date_do: Option<LocalDateTime> = "DateDo" => lenient::opt_date_time,
        /// Who did it (`empoyee_id`). The name on the wire is misspelt.
        pub employee_id: Option<EmployeeId> = "empoyee_id" => read::opt_id,
        /// Who did it (`OperID`), on old servers.
        pub oper_id: Option<u64> = "OperID" => lenient::opt_number,
        /// What was on the account before (`BalansBefore`).
        pub balance_before: Option<Decimal> = "BalansBefore" => lenient::opt_money,
        /// How much.
        pub amount: Option<Decimal> = "Amount" => lenient::opt_money,
        /// The number of the receipt (`PKO`).
        pub pko: Option<Text> = "PKO" => read::text,
        /// A comment.
        pub comment: Option<Text> = "Comment" => read::text,
        /// What the billing adds (`BillingDopData`).
        pub billing_data: Option<Text> = "BillingDopData" => read::text,
    }
}

record! {
    /// A group of customers.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CustomerGroup {
        /// The id.
        pub id: CustomerGroupId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
    }
}

record! {
    /// A message from or to a customer.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Message {
        /// The id.
        pub id: Option<MessageId> = "Id" => read::opt_id,
        /// When it was written (`DateMsg`).
        pub date: Option<LocalDateTime> = "DateMsg" => lenient::opt_date_time,
        /// Who wrote it.
        pub employee_id: Option<EmployeeId> = "employee_id" => read::opt_id,
        /// The kind of message (`MsgTyper`).
        pub kind: Option<Text> = "MsgTyper" => read::text,
        /// What it says.
        pub text: Option<Text> = "Text" => read::text,
    }
}

read::keyed! { CustomerGroup, id = "id"; }
read::unkeyed!(AccountOperation, Message);
