//! What an administrator can ask.

use isp_client_core::time::LocalDate;

use crate::operations::{
    AllServices, ApiUsers, BankCard, CatalogueService, Connection, ExtraField, List, Message, ReadAccount,
    TakeCredit, Tickets, lists,
};
use crate::{Client, Pending};

/// What an administrator can ask. See [`Client::admin`].
///
/// # Errors
///
/// All methods: [`ErrorKind::Auth`](crate::ErrorKind::Auth) when no session can be had,
/// [`ErrorKind::Api`](crate::ErrorKind::Api) with a [`Refusal`](crate::Refusal) when the server refuses:
/// [`Blocked`](crate::Refusal::Blocked), [`Privilege`](crate::Refusal::Privilege), or a text;
/// [`ErrorKind::Decode`](crate::ErrorKind::Decode) for an answer that is not understood.
#[derive(Debug, Clone)]
pub struct Admin(pub(crate) Client);

impl Admin {
    /// All subscribers. There are no pages: choose [`fields`](Pending::<ApiUsers>::fields), and for many subscribers a
    /// [`stream`](Pending::<ApiUsers>::stream).
    ///
    /// ```no_run
    /// # async fn f(billing: nodeny_client::Client) -> Result<(), nodeny_client::Error> {
    /// let users = billing.admin().users().fields(["name", "balance"]).await?;
    /// println!("{} subscribers", users.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As any call; [`ErrorKind::Input`](crate::ErrorKind::Input) for a name of a field that cannot be one;
    /// [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) above 256 MiB, for which there is the stream.
    ///
    /// # Effect
    ///
    /// [`Read`](crate::Effect::Read). *Source:* the vendor's page (`api_users`); the container is not published: an array
    /// or an object by id, in `result` or not, are read.
    #[doc(alias = "api_users")]
    pub fn users(&self) -> Pending<ApiUsers> {
        self.0.pending(ApiUsers::new())
    }

    /// One subscriber, as they would see themselves.
    ///
    /// ```no_run
    /// # async fn f(billing: nodeny_client::Client) -> Result<(), nodeny_client::Error> {
    /// let account = billing.admin().subscriber(5).account().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn subscriber(&self, uid: u64) -> ViewedSubscriber {
        ViewedSubscriber { client: self.0.clone(), uid: Some(uid) }
    }

    /// All services, as JSON: nobody has published the answer. Where it is a list of rows of the catalogue, which is a
    /// hint of the source of 2012, [`Answer::rows`](crate::Answer::rows) reads them.
    ///
    /// ```no_run
    /// # async fn f(billing: nodeny_client::Client) -> Result<(), nodeny_client::Error> {
    /// use nodeny_client::CatalogueService;
    ///
    /// let services: Vec<CatalogueService> = billing.admin().services().await?.rows()?;
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
    /// [`Read`](crate::Effect::Read). *Source:* the vendor's page (`api_services`); its answer is not published.
    #[doc(alias = "api_services")]
    pub fn services(&self) -> Pending<AllServices> {
        self.0.pending(AllServices::new())
    }

    /// What the extra fields of accounts are: type, properties, choices.
    ///
    /// ```no_run
    /// # async fn f(billing: nodeny_client::Client) -> Result<(), nodeny_client::Error> {
    /// use nodeny_client::FieldFlag;
    ///
    /// let fields = billing.admin().extra_fields().await?;
    /// let titles = fields.iter().filter(|field| field.flags.contains(FieldFlag::Title));
    /// # let _ = titles;
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
    /// [`Read`](crate::Effect::Read). *Source:* the vendor's page (`api_dopdata`).
    #[doc(alias = "api_dopdata")]
    pub fn extra_fields(&self) -> Pending<List<ExtraField>> {
        self.0.pending(lists::extra_fields())
    }

    /// Tickets created on this day or later (`start_date`), by filters. Days are those of the server's own zone.
    ///
    /// ```no_run
    /// # async fn f(billing: nodeny_client::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use nodeny_client::TicketState;
    ///
    /// let open = billing.admin().tickets("2026-11-01".parse()?).state(TicketState::NotClosed).performer(0).await?;
    /// # let _ = open;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As any call; [`ErrorKind::Input`](crate::ErrorKind::Input) for an `end_date` before the start, or an empty filter.
    ///
    /// # Effect
    ///
    /// [`Read`](crate::Effect::Read). *Source:* the vendor's page (`op` with `act=tickets`). To see tickets, the
    /// administrator must be linked to an account in the list of clients (another revision of the page).
    #[doc(alias = "op")]
    pub fn tickets(&self, start_date: LocalDate) -> Pending<Tickets> {
        self.0.pending(Tickets::new(start_date))
    }
}

/// One subscriber in the eyes of an administrator: what can be read. See [`Admin::subscriber`].
///
/// # Errors
///
/// As those of [`Admin`]; [`ErrorKind::Input`](crate::ErrorKind::Input) for an id of 0.
///
/// # Effect
///
/// All are [`Read`](crate::Effect::Read). *Source:* the vendor's page shows `u_main` with `uid`; that the other actions
/// take it too is known from the source of 2012.
#[derive(Debug, Clone)]
pub struct ViewedSubscriber {
    client: Client,
    uid: Option<u64>,
}

impl ViewedSubscriber {
    /// See [`Subscriber::account`](crate::Subscriber::account).
    #[doc(alias = "u_main")]
    pub fn account(&self) -> Pending<ReadAccount> {
        self.client.pending(ReadAccount { uid: self.uid })
    }

    /// See [`Subscriber::messages`](crate::Subscriber::messages).
    #[doc(alias = "u_message")]
    pub fn messages(&self) -> Pending<List<Message>> {
        self.client.pending(lists::messages(self.uid))
    }

    /// See [`Subscriber::connections`](crate::Subscriber::connections).
    #[doc(alias = "u_auth_log")]
    pub fn connections(&self) -> Pending<List<Connection>> {
        self.client.pending(lists::connections(self.uid))
    }

    /// See [`Subscriber::services_to_connect`](crate::Subscriber::services_to_connect).
    #[doc(alias = "u_srv_select")]
    pub fn services_to_connect(&self) -> Pending<List<CatalogueService>> {
        self.client.pending(lists::services_to_connect(self.uid))
    }

    /// See [`Subscriber::credit`](crate::Subscriber::credit).
    #[doc(alias = "u_credit")]
    pub fn credit(&self) -> Pending<TakeCredit> {
        self.client.pending(TakeCredit { uid: self.uid, go: false })
    }

    /// See [`Subscriber::bank_cards`](crate::Subscriber::bank_cards).
    #[doc(alias = "u_autopays")]
    pub fn bank_cards(&self) -> Pending<List<BankCard>> {
        self.client.pending(lists::bank_cards(self.uid))
    }
}
