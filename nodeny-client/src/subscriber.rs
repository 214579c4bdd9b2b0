//! What a subscriber can do.

use isp_client_core::Secret;
use rust_decimal::Decimal;

use crate::operations::{
    BankCard, CatalogueService, ConnectService, Connection, List, Message, ReadAccount, RedeemCard,
    RegisterPushToken, RequestPayment, SendMessage, SetNextService, SwitchAutopay, TakeCredit, lists,
};
use crate::{Client, Pending};

/// What a subscriber can do with their own account. See [`Client::subscriber`].
///
/// # Errors
///
/// All methods: [`ErrorKind::Auth`](crate::ErrorKind::Auth) when no session can be had,
/// [`ErrorKind::Api`](crate::ErrorKind::Api) with a [`Refusal`](crate::Refusal) when the server refuses, by a text that
/// may be HTML, [`ErrorKind::Decode`](crate::ErrorKind::Decode) for an answer that is not understood.
#[derive(Debug, Clone)]
pub struct Subscriber(pub(crate) Client);

impl Subscriber {
    /// The account: who the subscriber is, services, credits, payments. Money is decimal, times are absolute.
    ///
    /// ```no_run
    /// # async fn f(billing: nodeny_client::Client) -> Result<(), nodeny_client::Error> {
    /// let account = billing.subscriber().account().await?;
    /// println!("{:?}", account.user.and_then(|user| user.balance));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As any call; an answer without any block of an account is not understood.
    ///
    /// # Effect
    ///
    /// [`Read`](crate::Effect::Read). *Source:* the vendor's page (`u_main`), fields from live installations.
    #[doc(alias = "u_main")]
    pub fn account(&self) -> Pending<ReadAccount> {
        self.0.pending(ReadAccount { uid: None })
    }

    /// Messages from and to the administration.
    ///
    /// ```no_run
    /// # async fn f(billing: nodeny_client::Client) -> Result<(), nodeny_client::Error> {
    /// use nodeny_client::MessageCategory;
    ///
    /// let messages = billing.subscriber().messages().await?;
    /// let blocks = messages.iter().any(|message| message.category == Some(MessageCategory::ToClientBlocking));
    /// # let _ = blocks;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Read`](crate::Effect::Read). *Source:* the vendor's page (`u_message`). Its container is not published: every
    /// likely one is read.
    #[doc(alias = "u_message")]
    pub fn messages(&self) -> Pending<List<Message>> {
        self.0.pending(lists::messages(None))
    }

    /// Sends a message to the administration. A text too long for a plain form goes as multipart, up to 20,000,000 bytes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for an empty or too long text. The server may refuse by a text, for
    /// example too many messages a day.
    ///
    /// # Effect
    ///
    /// [`Once`](crate::Effect::Once). *Source:* the vendor's page (`u_message` by POST); its answer is not published.
    #[doc(alias = "u_message")]
    pub fn send_message(&self, text: impl Into<String>) -> Pending<SendMessage> {
        self.0.pending(SendMessage { text: text.into() })
    }

    /// When the subscriber was connected, and whether a connection goes on now.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Read`](crate::Effect::Read). *Source:* the vendor's page (`u_auth_log`), which documents `end`.
    #[doc(alias = "u_auth_log")]
    pub fn connections(&self) -> Pending<List<Connection>> {
        self.0.pending(lists::connections(None))
    }

    /// Services that could be connected, and why some cannot.
    ///
    /// ```no_run
    /// # async fn f(billing: nodeny_client::Client) -> Result<(), nodeny_client::Error> {
    /// let mut services = billing.subscriber().services_to_connect().await?;
    /// services.retain(|service| service.why_not.is_none());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Read`](crate::Effect::Read). *Source:* the vendor's page (`u_srv_select`), which documents `why_not`.
    #[doc(alias = "u_srv_select")]
    pub fn services_to_connect(&self) -> Pending<List<CatalogueService>> {
        self.0.pending(lists::services_to_connect(None))
    }

    /// Connects a service of [`services_to_connect`](Self::services_to_connect), and charges it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for 0. The server refuses by a text: another group, a similar service,
    /// no money.
    ///
    /// # Effect
    ///
    /// [`Once`](crate::Effect::Once). *Source:* the vendor's page (`u_srv_add`); its answer is not published. That it
    /// charges at once is known from the source of 2012.
    #[doc(alias = "u_srv_add")]
    pub fn connect_service(&self, service_id: u64) -> Pending<ConnectService> {
        self.0.pending(ConnectService { service_id })
    }

    /// Sets what is connected when the service `usr_service_id` ends, which is the
    /// [id of a connected service](crate::ConnectedService::id). That `service_id` 0 means nothing is a hint of the source
    /// of 2012.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for a `usr_service_id` of 0. The server refuses by a text.
    ///
    /// # Effect
    ///
    /// [`Replay`](crate::Effect::Replay). *Source:* the vendor's page (`u_srv_add` with `cmd=set_next`); its answer is not
    /// published.
    #[doc(alias = "u_srv_add")]
    #[doc(alias = "set_next")]
    pub fn set_next_service(&self, usr_service_id: u64, service_id: u64) -> Pending<SetNextService> {
        self.0.pending(SetNextService { usr_service_id, service_id })
    }

    /// The credit that could be taken, or why none can. Amounts are decimal, in the currency that the offer names.
    ///
    /// # Errors
    ///
    /// As any call; an answer without a result is not understood.
    ///
    /// # Effect
    ///
    /// [`Read`](crate::Effect::Read). *Source:* the vendor's page (`u_credit`).
    #[doc(alias = "u_credit")]
    pub fn credit(&self) -> Pending<TakeCredit> {
        self.0.pending(TakeCredit { uid: None, go: false })
    }

    /// Takes the credit. Why it was not given is an outcome, not an error.
    ///
    /// ```no_run
    /// # async fn f(billing: nodeny_client::Client) -> Result<(), nodeny_client::Error> {
    /// use nodeny_client::CreditOutcome;
    ///
    /// match billing.subscriber().take_credit().await?.outcome {
    ///     CreditOutcome::Ok => println!("taken"),
    ///     CreditOutcome::OtherExists => println!("pay the other one back first"),
    ///     other => println!("not taken: {other:?}"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As any call. After an answer without a result it may have been taken.
    ///
    /// # Effect
    ///
    /// [`Once`](crate::Effect::Once). *Source:* the vendor's page (`u_credit` with `go=1`).
    #[doc(alias = "u_credit")]
    pub fn take_credit(&self) -> Pending<TakeCredit> {
        self.0.pending(TakeCredit { uid: None, go: true })
    }

    /// Tops the account up by the code of a scratch card. A wrong code is an outcome, not an error.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for a code that cannot be one. The server may refuse for other
    /// reasons (an expired card, too many wrong codes) by a text.
    ///
    /// # Effect
    ///
    /// [`Once`](crate::Effect::Once): a wrong code is counted each time. *Source:* the vendor's page (`u_cards`).
    #[doc(alias = "u_cards")]
    pub fn redeem_card(&self, code: impl Into<Secret>) -> Pending<RedeemCard> {
        self.0.pending(RedeemCard::new(code))
    }

    /// Stores the token by which push notifications reach the subscriber's phone (`reg_id`).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for a token that cannot be one.
    ///
    /// # Effect
    ///
    /// [`Replay`](crate::Effect::Replay). *Source:* the vendor's page (`u_gcm`), whose text shows the parameter as `®_id`:
    /// a browser's reading of `&reg_id`. Its answer is not published.
    #[doc(alias = "u_gcm")]
    #[doc(alias = "reg_id")]
    pub fn register_push_token(&self, reg_id: impl Into<Secret>) -> Pending<RegisterPushToken> {
        self.0.pending(RegisterPushToken { reg_id: reg_id.into() })
    }

    /// Makes a request to pay over Fondy. The answer holds its id and the amount to pay, which can be more than asked for
    /// because of a commission; the names of those fields are not published.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for an amount that is not above zero or has more than two decimals.
    ///
    /// # Effect
    ///
    /// [`Once`](crate::Effect::Once). *Source:* the vendor's page (`u_fondy`), in words.
    #[doc(alias = "u_fondy")]
    pub fn request_fondy_payment(&self, amount: Decimal) -> Pending<RequestPayment> {
        self.0.pending(RequestPayment::fondy(amount))
    }

    /// Makes a request to pay over LiqPay. The answer holds its id and the amount to pay, which can be more than asked for
    /// because of a commission; the names of those fields are not published.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for an amount that is not above zero or has more than two decimals.
    ///
    /// # Effect
    ///
    /// [`Once`](crate::Effect::Once). *Source:* the vendor's page (`u_lpay`), in words.
    #[doc(alias = "u_lpay")]
    pub fn request_liqpay_payment(&self, amount: Decimal) -> Pending<RequestPayment> {
        self.0.pending(RequestPayment::liqpay(amount))
    }

    /// Saved bank cards for automatic payments. None (`no_tokens`) is an empty list.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Read`](crate::Effect::Read). *Source:* the vendor's page (`u_autopays`).
    #[doc(alias = "u_autopays")]
    #[doc(alias = "no_tokens")]
    pub fn bank_cards(&self) -> Pending<List<BankCard>> {
        self.0.pending(lists::bank_cards(None))
    }

    /// Switches automatic payments by a saved card on or off.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for an id of 0. The server refuses by a text.
    ///
    /// # Effect
    ///
    /// [`Replay`](crate::Effect::Replay). *Source:* another revision of the vendor's page (`u_autopays` with `act=on` or
    /// `act=off`); its answer is not published.
    #[doc(alias = "u_autopays")]
    pub fn switch_autopay(&self, id: u64, on: bool) -> Pending<SwitchAutopay> {
        self.0.pending(SwitchAutopay { id, on })
    }
}
