//! What a subscriber can do, or an administrator with the subscriber's `uid`.

use super::account::Credit;
use super::act::Deed;
use super::answer::Reply;
use super::dialect::{MainEnvelope, PayRequest, ServiceForm, WriteAnswer};
use super::money;
use super::person::{Connected, Pay, Person};
use super::services;
use super::state::Desk;
use super::value::{Value, int, map, text};

/// Percent of a pay request; invented.
const COMMISSION: i64 = 2;
/// Messages of one subscriber; the oldest are forgotten.
const MESSAGES_MOST: usize = 1000;

impl Desk<'_> {
    pub(crate) fn for_subscriber(&mut self, action: &str, uid: u32) -> Reply {
        let Some(person) = self.live.person(uid, self.state.generated) else {
            // The text is invented.
            return Reply::error("Нет такого абонента");
        };
        let person = person.clone();
        match action {
            "" | "u_main" => self.main(&person),
            "u_message" => self.messages(&person),
            "u_auth_log" => self.connections(&person),
            "u_srv_select" => {
                let rows = services::CATALOGUE.iter();
                let rows = rows.map(|service| (service.id, service.row(service.why_not(&person))));
                Reply::list(self.dialect.lists, rows)
            }
            "u_srv_add" if self.parameter("cmd") == "set_next" => self.set_next(uid),
            "u_srv_add" => self.connect(&person),
            "u_credit" => self.credit(&person),
            "u_cards" => self.redeem(uid),
            "u_gcm" => self.push_token(uid),
            "u_fondy" => self.pay_request(uid, "fondy"),
            "u_lpay" => self.pay_request(uid, "lpay"),
            "u_autopays" => self.autopays(&person),
            // Every known action has its arm.
            _ => Reply::nothing(),
        }
    }

    fn person(&mut self, uid: u32) -> Option<&mut Person> {
        self.live.people.get_mut(&uid)
    }

    fn written(&self) -> Reply {
        match self.dialect.write_answer {
            WriteAnswer::ResultOk => Reply::result("ok"),
            WriteAnswer::Empty => Reply::nothing(),
        }
    }

    fn pay(&mut self, uid: u32, cash: i64, category: u32, creator: &'static str, comment: &str) -> u32 {
        let pay = Pay {
            id: self.live.new_id(),
            time: self.now,
            cash,
            category,
            creator,
            comment: comment.to_owned(),
        };
        let id = pay.id;
        if let Some(person) = self.person(uid) {
            person.account.balance = person.account.balance.saturating_add(cash);
            person.pays.push(pay);
        }
        id
    }

    fn main(&self, person: &Person) -> Reply {
        let connected = person.services.iter().map(|connected| match self.dialect.service_form {
            ServiceForm::Row => services::database_row(connected, person.id()),
            ServiceForm::Screen => services::screen_row(connected, self.now, &self.human_time(connected.end)),
        });
        let credits = person.credits.iter().map(|(time, cash)| {
            map([("date", text(self.human_time(*time))), ("time", int(*time)), ("cash", Value::Money(*cash))])
        });
        let blocks = map([
            ("usr", self.user(person)),
            ("services", Value::List(connected.collect())),
            ("credits", Value::List(credits.collect())),
            ("pays", Value::List(person.pays.iter().map(|pay| self.pay_row(pay)).collect())),
        ]);
        Reply::Json(match self.dialect.main_envelope {
            MainEnvelope::TopLevel => blocks,
            MainEnvelope::Result => map([("result", blocks)]),
        })
    }

    fn pay_row(&self, pay: &Pay) -> Value {
        map([
            ("id", int(pay.id)),
            ("time", int(pay.time)),
            ("cash", Value::Money(pay.cash)),
            ("category", int(pay.category)),
            ("creator", text(pay.creator)),
            ("creator_id", int(1)),
            ("creator_ip", int(u32::from_be_bytes([127, 0, 0, 1]))),
            ("reason", text("")),
            ("comment", text(&pay.comment)),
            ("date", text(self.human_time(pay.time))),
        ])
    }

    /// POST with `msg` sends; whatever else lists. The columns of a row are those of `pays`: a hint of 2012, no more.
    fn messages(&mut self, person: &Person) -> Reply {
        let Some(message) = self.asked.parameters.get("msg").filter(|_| self.asked.method == "POST") else {
            let rows = person.messages.iter().map(|message| (message.id, self.pay_row(message)));
            return Reply::list(self.dialect.lists, rows);
        };
        let (id, time, comment) = (self.live.new_id(), self.now, message.to_owned());
        let row = Pay { id, time, cash: 0, category: 491, creator: "user", comment };
        if let Some(person) = self.person(person.id()) {
            person.messages.push(row);
            let over = person.messages.len().saturating_sub(MESSAGES_MOST);
            person.messages.drain(..over);
        }
        self.act(person.id(), Deed::MessageSent { text: message.to_owned() });
        self.written()
    }

    /// The columns of a row but `end` are a hint of 2012.
    fn connections(&self, person: &Person) -> Reply {
        let ip = u32::from_be_bytes(person.address());
        let rows = person.online.iter().map(|row| {
            let fields = [
                ("id", int(row.id)),
                ("uid", int(person.id())),
                ("ip", int(ip)),
                ("start", int(row.start)),
                ("end", int(row.end)),
            ];
            (row.id, map(fields))
        });
        Reply::list(self.dialect.lists, rows)
    }

    /// That it charges at once is known from the source of 2012; the texts of refusals are invented.
    fn connect(&mut self, person: &Person) -> Reply {
        let uid = person.id();
        let Some(service) = services::find(money::int(self.parameter("service_id"))) else {
            return Reply::error("Услуга недоступна");
        };
        if let Some(reason) = service.why_not(person) {
            return Reply::error(format!("Услуга не может быть подключена: {reason}"));
        }
        let pay_id = self.pay(uid, -service.price, 100, "kernel", service.title);
        let (id, start) = (self.live.new_id(), self.now);
        let end = start.saturating_add(30 * 86_400);
        if let Some(person) = self.person(uid) {
            let connected = Connected { id, service_id: service.id, next_service_id: 0, pay_id, start, end };
            person.services.push(connected);
        }
        self.act(uid, Deed::Connected { service_id: service.id, usr_service_id: id, price: service.price });
        self.written()
    }

    /// `service_id=0` clears the next service, another must be of the same module: hints of 2012.
    fn set_next(&mut self, uid: u32) -> Reply {
        let now = self.now;
        let usr_service_id = money::int(self.parameter("usr_service_id"));
        let service_id = money::int(self.parameter("service_id"));
        let Some(person) = self.person(uid) else { return Reply::nothing() };
        let Some(connected) = person.services.iter_mut().find(|one| one.id == usr_service_id) else {
            return Reply::error("Нет такой подключенной услуги");
        };
        let module = |id| services::find(id).map(|service| service.module);
        if service_id != 0 && module(service_id) != module(connected.service_id) {
            return Reply::error("Следующая услуга должна быть того же модуля");
        }
        connected.next_service_id = service_id;
        person.set_next_time = Some(now);
        self.act(uid, Deed::NextSet { usr_service_id, service_id });
        self.written()
    }

    fn credit(&mut self, person: &Person) -> Reply {
        let takes = self.parameter("go") == "1";
        let refused = match person.account.credit {
            Credit::Offered(amount) if takes => {
                let uid = person.id();
                self.pay(uid, amount, 3, "user", "кредит");
                let now = self.now;
                if let Some(person) = self.person(uid) {
                    person.lend(now, amount);
                }
                self.act(uid, Deed::CreditTaken { amount });
                return Reply::result("ok");
            }
            Credit::Offered(amount) => return quote(amount),
            Credit::Blocked => "blocked",
            Credit::OtherExists => "other_exists",
            Credit::NoMore => "no_more",
            Credit::ManyNopayDays => "many_nopay_days",
        };
        if takes || self.dialect.quote_refuses { Reply::result(refused) } else { quote(316) }
    }

    fn redeem(&mut self, uid: u32) -> Reply {
        let code = self.parameter("cod").to_owned();
        let refused = match self.live.cards.get_mut(&code) {
            Some(card) if !card.activated => {
                card.activated = true;
                let amount = card.amount;
                self.pay(uid, amount, 99, "user", "карточка");
                self.act(uid, Deed::CardRedeemed { code, amount });
                return Reply::result("ok");
            }
            Some(_) => "already_activated",
            None => "wrong_code",
        };
        self.act(uid, Deed::CardRefused { code });
        Reply::result(refused)
    }

    /// What a request without a token gets is unknown; the text is invented.
    fn push_token(&mut self, uid: u32) -> Reply {
        let reg_id = self.parameter("reg_id").to_owned();
        if reg_id.is_empty() {
            return Reply::error("Нет reg_id");
        }
        self.act(uid, Deed::PushTokenStored { reg_id });
        self.written()
    }

    fn pay_request(&mut self, uid: u32, system: &'static str) -> Reply {
        let asked = money::read(self.parameter("amt"));
        if asked <= 0 {
            // Invented.
            return Reply::error("Неверная сумма");
        }
        let amount = asked.saturating_add(asked.saturating_mul(COMMISSION) / 100);
        let id = self.pay(uid, 0, 444, "user", system);
        self.act(uid, Deed::PayRequested { system, id, amount });
        let (id, amount) = (int(id), Value::Computed(amount));
        Reply::Json(match self.dialect.pay_request {
            PayRequest::Flat => map([("result", text("ok")), ("id", id), ("amt", amount)]),
            PayRequest::Wrapped => map([("result", map([("pay_id", id), ("amount", amount)]))]),
        })
    }

    fn autopays(&mut self, person: &Person) -> Reply {
        let enabled = match self.parameter("act") {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        };
        if let Some(enabled) = enabled {
            return self.switch_autopay(person.id(), enabled);
        }
        if person.bank_cards.is_empty() {
            let message = "Ще не підключено жодної карти, по якій можна здійснювати автоматичні платежі. Вам потрібно \
                здійснити оплату як зазвичай і ми додамо карту, яку ви використовували";
            return Reply::coded(message, "no_tokens");
        }
        let rows = person.bank_cards.iter().map(|card| {
            map([
                ("id", int(card.id)),
                ("uid", int(person.id())),
                ("type", text("paytoken")),
                ("enabled", int(card.enabled)),
                ("paysystem", text(card.paysystem)),
                ("card", text(card.mask)),
                ("token", text(card.token)),
                ("create_time", int(card.created)),
                ("expire_time", int(0)),
                ("last_pay_time", text(self.human_time(card.last_paid))),
            ])
        });
        Reply::Json(map([("result", Value::List(rows.collect()))]))
    }

    fn switch_autopay(&mut self, uid: u32, enabled: bool) -> Reply {
        let id = money::int(self.parameter("id"));
        let cards = self.person(uid).map(|person| person.bank_cards.iter_mut());
        let Some(card) = cards.and_then(|mut cards| cards.find(|card| card.id == id)) else {
            // Invented.
            return Reply::error("Нет такой карты");
        };
        card.enabled = enabled;
        self.act(uid, Deed::AutopaySet { id, enabled });
        self.written()
    }
}

/// The vendor's sample: `amt` is a number, `full_amt` a text.
fn quote(amount: i64) -> Reply {
    let credit = map([
        ("amt", Value::Computed(amount)),
        ("full_amt", text(money::text(amount))),
        ("commission", Value::Computed(0)),
        ("days", Value::Computed(300)),
        ("gr", text("грн")),
    ]);
    Reply::Json(map([("credit", credit), ("result", text("ok"))]))
}
