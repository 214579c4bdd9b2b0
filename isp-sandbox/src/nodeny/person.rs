//! What the billing keeps about one subscriber.

use super::account::{Credit, Subscriber};

/// A row of `pays`: payments, charges and messages share a table (source of 2012).
#[derive(Debug, Clone)]
pub(crate) struct Pay {
    pub(crate) id: u32,
    pub(crate) time: u32,
    /// Hundredths; negative is a charge.
    pub(crate) cash: i64,
    pub(crate) category: u32,
    pub(crate) creator: &'static str,
    pub(crate) comment: String,
}

/// A connected service.
#[derive(Debug, Clone)]
pub(crate) struct Connected {
    pub(crate) id: u32,
    pub(crate) service_id: u32,
    /// 0 is none.
    pub(crate) next_service_id: u32,
    pub(crate) pay_id: u32,
    pub(crate) start: u32,
    /// 0 is no end.
    pub(crate) end: u32,
}

/// A row of the connection history.
#[derive(Debug, Clone)]
pub(crate) struct Online {
    pub(crate) id: u32,
    pub(crate) start: u32,
    /// 0 is still connected.
    pub(crate) end: u32,
}

/// A saved bank card.
#[derive(Debug, Clone)]
pub(crate) struct BankCard {
    pub(crate) id: u32,
    pub(crate) enabled: bool,
    pub(crate) created: u32,
    pub(crate) last_paid: u32,
    pub(crate) paysystem: &'static str,
    pub(crate) mask: &'static str,
    pub(crate) token: &'static str,
}

#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) account: Subscriber,
    pub(crate) services: Vec<Connected>,
    pub(crate) pays: Vec<Pay>,
    pub(crate) credits: Vec<(u32, i64)>,
    pub(crate) messages: Vec<Pay>,
    pub(crate) online: Vec<Online>,
    pub(crate) bank_cards: Vec<BankCard>,
    /// Stored values of the extra fields.
    pub(crate) fields: Vec<(&'static str, String)>,
    pub(crate) set_next_time: Option<u32>,
    pub(crate) last_traf: u32,
}

impl Person {
    pub(crate) fn new(account: Subscriber) -> Self {
        Self {
            account,
            services: Vec::new(),
            pays: Vec::new(),
            credits: Vec::new(),
            messages: Vec::new(),
            online: Vec::new(),
            bank_cards: Vec::new(),
            fields: Vec::new(),
            set_next_time: None,
            last_traf: 0,
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.account.id
    }

    /// Id and its check digit, the sum of digits modulo 10 (source of 2012).
    pub(crate) fn payment_code(&self) -> String {
        let id = self.id().to_string();
        let sum: u32 = id.chars().filter_map(|digit| digit.to_digit(10)).sum();
        format!("{id}{}", sum % 10)
    }

    pub(crate) fn address(&self) -> [u8; 4] {
        let [.., high, low] = self.id().to_be_bytes();
        [198, 18, high, low]
    }

    pub(crate) fn last_auth(&self) -> u32 {
        self.online.iter().map(|row| row.start).max().unwrap_or(0)
    }

    pub(crate) fn lend(&mut self, now: u32, amount: i64) {
        self.credits.push((now, amount));
        self.account.credit = Credit::OtherExists;
    }
}
