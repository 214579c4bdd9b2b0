//! The client, and what can be asked of it.

use std::fmt;
use std::sync::Arc;

use isp_client_core::{BaseUrl, Effect, Error, Secret, Session};
use rust_decimal::Decimal;

use crate::login::{Credentials, LogIn};
use crate::payment::{Confirm, Receipt};
use crate::procedure::Rules;
use crate::procedures::{
    AddPayment, Edit, EditHome, EditService, EditSwitch, Execute, FindSubscribers, GetSubscriber, ListHomes,
    ListOperations, ListSwitches, PromisePayment,
};
use crate::{ClientBuilder, Pending};

/// One administrator of one Carbon Billing server. A clone is cheap and shares connections, limits and the session.
///
/// ```no_run
/// # async fn f() -> Result<(), Box<dyn std::error::Error>> {
/// use procbill_client::Client;
///
/// let billing = Client::builder("https://billing.example:1443")?.login("api", "secret").build()?;
/// if let Some(subscriber) = billing.subscriber(1204).await? {
///     println!("{:?}", subscriber.balance);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    pub(crate) core: isp_client_core::Client,
    pub(crate) session: Arc<Session<()>>,
    pub(crate) rules: Arc<Rules>,
    pub(crate) credentials: Option<Credentials>,
    pub(crate) login_procedure: String,
    pub(crate) login_argument: String,
}

impl Client {
    /// A builder for the server at this address, for example `https://billing.example:1443`, to which `api.php` is added.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for an address that cannot be used; see [`BaseUrl`].
    pub fn builder(base_url: &str) -> Result<ClientBuilder, Error> {
        ClientBuilder::new(base_url)
    }

    /// Logs in now. Calls do it by themselves; this is to try a password.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Auth`](crate::ErrorKind::Auth) with [`Refusal::Login`](crate::Refusal::Login) and the server's text, if
    /// the answer holds no session; [`ErrorKind::Config`](crate::ErrorKind::Config) without an administrator.
    ///
    /// # Effect
    ///
    /// [`Replay`](Effect::Replay): one more session. *Source:* the vendor's page (`CLN_AUTH_LOGIN`); the answer was observed.
    #[doc(alias = "CLN_AUTH_LOGIN")]
    pub async fn login(&self) -> Result<(), Error> {
        let missing =
            || Error::config("a login needs a name and a password: give the builder both by login()");
        let credentials = self.credentials.clone().ok_or_else(missing)?;
        let login = LogIn {
            credentials,
            procedure: self.login_procedure.clone(),
            third_argument: self.login_argument.clone(),
            rules: Arc::clone(&self.rules),
        };
        match self.core.call(login).await {
            Ok(logged_in) => {
                self.session.adopt(logged_in).await;
                Ok(())
            }
            Err(error) => {
                self.session.refuse(&error).await;
                Err(error)
            }
        }
    }

    /// The session, to keep it over a restart: hand it to [`ClientBuilder::suid`] then.
    pub fn suid(&self) -> Option<Secret> {
        self.session.token()
    }

    /// One subscriber or group, with all columns. `None` if there is none of this id.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Read`](Effect::Read). *Source:* the vendor's page (`CLN_USR_GET`), six columns observed. What a wrong id brings is
    /// not known: no row and a row without values are `None`.
    #[doc(alias = "CLN_USR_GET")]
    pub fn subscriber(&self, id: i64) -> Pending<GetSubscriber> {
        self.pending(GetSubscriber::of(self.rules(), id))
    }

    /// Searches subscribers and groups: set at least one filter. How filters combine, and whether texts are compared in
    /// whole or in part, is not known.
    ///
    /// ```no_run
    /// # async fn f(billing: procbill_client::Client) -> Result<(), procbill_client::Error> {
    /// let found = billing.find_subscribers().contract("000123").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As any call. [`Refusal::ArgumentCount`](crate::Refusal::ArgumentCount) from a server that takes 24 arguments and not
    /// 25: see [`ClientBuilder::argument_count`].
    ///
    /// # Effect
    ///
    /// [`Read`](Effect::Read). *Source:* the vendor's page (`CLN_USR_FIND_2`), observed.
    #[doc(alias = "CLN_USR_FIND_2")]
    pub fn find_subscribers(&self) -> Pending<FindSubscribers> {
        self.pending(FindSubscribers::new(self.rules()))
    }

    /// Puts money onto an account. The server is given a reference of ten characters, yours by
    /// [`number`](Pending::<AddPayment>::number) or a new one; with it [`confirm`](Self::confirm) finds out later whether
    /// the payment is booked.
    ///
    /// ```no_run
    /// # async fn f(billing: procbill_client::Client, grace: std::time::Duration) -> Result<(), procbill_client::Error> {
    /// use procbill_client::{Confirmation, Delivery};
    /// use rust_decimal::Decimal;
    ///
    /// let payment = billing.add_payment(1204, Decimal::new(350_00, 2));
    /// let receipt = payment.receipt();
    /// match payment.await {
    ///     Ok(outcome) => println!("{outcome:?}"),
    ///     // Never pay again on a guess, nor before the first request can have run its course.
    ///     Err(error) if error.delivery() == Delivery::Unknown => {
    ///         tokio::time::sleep(grace).await; // as long as your web server lets a request run
    ///         match billing.confirm(&receipt).await? {
    ///             Confirmation::Booked(_) => println!("booked after all"),
    ///             Confirmation::NotBooked => println!("pay again"),
    ///             _ => println!("ask a person"),
    ///         }
    ///     }
    ///     Err(error) => return Err(error),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for a sum that is not above zero or has more than two decimals, or a
    /// number of more than ten characters.
    ///
    /// # Effect
    ///
    /// [`Once`](Effect::Once). *Source:* the vendor's page (`CLN_FIN_OPER_ADD`); its answer is not published.
    #[doc(alias = "CLN_FIN_OPER_ADD")]
    pub fn add_payment(&self, user_id: i64, sum: Decimal) -> Pending<AddPayment> {
        self.pending(AddPayment::of(self.rules(), user_id, sum))
    }

    /// Finds out whether a payment is booked, by its number among the operations of the subscriber. It never guesses: see
    /// [`Confirmation`](crate::Confirmation).
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Read`](Effect::Read). *Source:* the vendor's page (`CLN_FIN_OPER`); its columns are not published.
    #[doc(alias = "CLN_FIN_OPER")]
    pub fn confirm(&self, receipt: &Receipt) -> Pending<Confirm> {
        self.pending(Confirm::new(self.rules(), receipt.clone()))
    }

    /// The operations of a subscriber, or of a group with all its subgroups, as rows by name: which columns there are is
    /// not published.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Read`](Effect::Read). *Source:* the vendor's page (`CLN_FIN_OPER`).
    #[doc(alias = "CLN_FIN_OPER")]
    pub fn operations(&self, user_id: i64) -> Pending<ListOperations> {
        self.pending(ListOperations::of_user(self.rules(), user_id))
    }

    /// The same by the other argument for groups.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Read`](Effect::Read). *Source:* the vendor's page (`CLN_FIN_OPER` with `PARENT_ID_IN` in the place of `USER_ID`).
    #[doc(alias = "CLN_FIN_OPER")]
    pub fn group_operations(&self, group_id: i64) -> Pending<ListOperations> {
        self.pending(ListOperations::of_group(self.rules(), group_id))
    }

    /// Takes a promised payment for a subscriber.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for a sum that is not above zero or has more than two decimals.
    ///
    /// # Effect
    ///
    /// [`Once`](Effect::Once). *Source:* the vendor's page (`WEB_USER_PROMISE_PAY`); answers and refusals are not published.
    #[doc(alias = "WEB_USER_PROMISE_PAY")]
    pub fn promise_payment(&self, user_id: i64, sum: Decimal) -> Pending<PromisePayment> {
        self.pending(PromisePayment::of(self.rules(), user_id, sum))
    }

    /// All houses, or one by [`id`](Pending::<ListHomes>::id), as rows by name.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Read`](Effect::Read). *Source:* the vendor's page (`CLN_HOME_LIST`); the columns are not published.
    #[doc(alias = "CLN_HOME_LIST")]
    pub fn homes(&self) -> Pending<ListHomes> {
        self.pending(ListHomes::new(self.rules()))
    }

    /// Adds a house.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Once`](Effect::Once). *Source:* the vendor's page (`CLN_HOME_EDIT` with `P_OP` 1); its answer is not published.
    #[doc(alias = "CLN_HOME_EDIT")]
    pub fn add_home(&self) -> Pending<EditHome> {
        self.pending(EditHome::of(self.rules(), Edit::Add, None))
    }

    /// Changes a house. What is not set goes out as `null`; whether the server then keeps or clears it is not known, so set
    /// everything.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Replay`](Effect::Replay). *Source:* the vendor's page (`CLN_HOME_EDIT` with `P_OP` 0).
    #[doc(alias = "CLN_HOME_EDIT")]
    pub fn change_home(&self, id: i64) -> Pending<EditHome> {
        self.pending(EditHome::of(self.rules(), Edit::Change, Some(id)))
    }

    /// Deletes a house.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Replay`](Effect::Replay). *Source:* the vendor's page, its own example (`CLN_HOME_EDIT` with `P_OP` 2).
    #[doc(alias = "CLN_HOME_EDIT")]
    pub fn delete_home(&self, id: i64) -> Pending<EditHome> {
        self.pending(EditHome::of(self.rules(), Edit::Delete, Some(id)))
    }

    /// All switches, or those of an id or a house, as rows by name. Expect passwords in them.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Read`](Effect::Read). *Source:* the vendor's page (`CLN_SWITCH_LIST`); the columns are not published.
    #[doc(alias = "CLN_SWITCH_LIST")]
    pub fn switches(&self) -> Pending<ListSwitches> {
        self.pending(ListSwitches::new(self.rules()))
    }

    /// Adds a switch. The server restarts its DHCP service after each edit of a switch, so a client leaves
    /// [a gap](ClientBuilder::switch_edit_gap) between them.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Once`](Effect::Once). *Source:* the vendor's page (`CLN_SWITCH_EDIT` with `P_OP` 1); its answer is not published.
    #[doc(alias = "CLN_SWITCH_EDIT")]
    pub fn add_switch(&self) -> Pending<EditSwitch> {
        self.pending(EditSwitch::of(self.rules(), Edit::Add, None))
    }

    /// Changes a switch; as for [`change_home`](Self::change_home), set everything. The server restarts its DHCP service.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Replay`](Effect::Replay). *Source:* the vendor's page (`CLN_SWITCH_EDIT` with `P_OP` 0).
    #[doc(alias = "CLN_SWITCH_EDIT")]
    pub fn change_switch(&self, id: i64) -> Pending<EditSwitch> {
        self.pending(EditSwitch::of(self.rules(), Edit::Change, Some(id)))
    }

    /// Deletes a switch. The server restarts its DHCP service.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Replay`](Effect::Replay). *Source:* the vendor's page (`CLN_SWITCH_EDIT` with `P_OP` 2). It says that the id is
    /// null when deleting, which cannot be: its own example of a deletion passes an id.
    #[doc(alias = "CLN_SWITCH_EDIT")]
    pub fn delete_switch(&self, id: i64) -> Pending<EditSwitch> {
        self.pending(EditSwitch::of(self.rules(), Edit::Delete, Some(id)))
    }

    /// Gives a subscriber a service.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Once`](Effect::Once). *Source:* the vendor's page (`CLN_USR_USLUGA_EDIT` with `UK` 1); its answer is not published.
    #[doc(alias = "CLN_USR_USLUGA_EDIT")]
    pub fn add_service(&self, user_id: i64, service_id: i64) -> Pending<EditService> {
        self.pending(EditService::add(self.rules(), user_id, service_id))
    }

    /// Changes a service of a subscriber by the id of its row; as for [`change_home`](Self::change_home), set everything.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Replay`](Effect::Replay). *Source:* the vendor's page (`CLN_USR_USLUGA_EDIT` with `UK` 0).
    #[doc(alias = "CLN_USR_USLUGA_EDIT")]
    pub fn change_service(&self, id: i64) -> Pending<EditService> {
        self.pending(EditService::of(self.rules(), Edit::Change, Some(id)))
    }

    /// Takes a service from a subscriber by the id of its row.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Replay`](Effect::Replay). *Source:* the vendor's page (`CLN_USR_USLUGA_EDIT` with `UK` 2).
    #[doc(alias = "CLN_USR_USLUGA_EDIT")]
    pub fn delete_service(&self, id: i64) -> Pending<EditService> {
        self.pending(EditService::of(self.rules(), Edit::Delete, Some(id)))
    }

    /// Any procedure by its name, known here or not; the session is added. You say what a repeat would do, since nobody else
    /// knows.
    ///
    /// ```no_run
    /// # async fn f(billing: procbill_client::Client) -> Result<(), procbill_client::Error> {
    /// use procbill_client::Effect;
    ///
    /// let rows = billing.execute("CLN_HOME_LIST", Effect::Read).arg(10).await?;
    /// println!("{:?}", rows[0].get("city"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As any call; [`ErrorKind::Input`](crate::ErrorKind::Input) for a name that is none.
    ///
    /// # Effect
    ///
    /// As you say.
    pub fn execute(&self, procedure: impl Into<String>, effect: Effect) -> Pending<Execute> {
        self.pending(Execute::new(self.rules(), procedure, effect))
    }

    /// The address of the server.
    pub fn base_url(&self) -> &BaseUrl {
        self.core.base_url()
    }

    fn rules(&self) -> Arc<Rules> {
        Arc::clone(&self.rules)
    }

    fn pending<E>(&self, endpoint: E) -> Pending<E> {
        Pending::new(self.core.call(endpoint))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.core.fmt(f)
    }
}
