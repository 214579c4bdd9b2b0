//! The client, its builder, and the way to each category.

use std::fmt;
use std::sync::Arc;

use isp_client_core::{BaseUrl, Error, Method, Secret, Settings};

use crate::dialect::{Kubalink, PATH};
use crate::draft::Sending;
use crate::{
    Raw, additional_data, address, advertising, attach, billing, cable_route, call, commutation, cross,
    customer, cwdm, device, employee, fiber, gps, inventory, key, map, node, notepad, owner, service,
    setting, sms, splitter, system, tariff, task, trader, vehicle, vlan,
};

/// One KubaLink installation. A clone is cheap and shares connections and limits.
///
/// ```no_run
/// # async fn f() -> Result<(), kubalink_client::Error> {
/// let erp = kubalink_client::Client::builder("https://erp.example.net")?.key("secret").build()?;
/// let card = erp.customer().get_data(42).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    core: isp_client_core::Client,
    sending: Arc<Sending>,
    key: Secret,
}

impl Client {
    /// A builder for the installation at this address, to which `api.php` is added; the address of `api.php` itself
    /// does too.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for an address that cannot be used; see [`BaseUrl`].
    pub fn builder(base_url: &str) -> Result<ClientBuilder, Error> {
        let given = base_url.trim_end().trim_end_matches('/');
        let folder = given.strip_suffix(PATH).filter(|base| base.ends_with('/') && !base.ends_with("://"));
        Ok(ClientBuilder {
            base: folder.unwrap_or(given).parse()?,
            key: None,
            sending: Sending {
                method: Method::Post,
                skip_internal_api: false,
                lang: None,
                escape_slashes: false,
            },
            settings: Settings::new(concat!("kubalink-client/", env!("CARGO_PKG_VERSION"))),
        })
    }

    /// Any action, known here or not. The answer is the whole JSON; an answer that is an error is an error here too.
    ///
    /// ```no_run
    /// # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
    /// let card: serde_json::Value = erp.raw("customer", "get_data").param("customer_id", 42).await?;
    /// let messages = erp.raw("abon", "msg").param("usercode", 1).effect(kubalink_client::Effect::Read).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Effect
    ///
    /// That of the table [`OPERATIONS`](crate::OPERATIONS); of what is not in it
    /// [`Once`](crate::Effect::Once), unless you say otherwise by [`Raw::effect`].
    pub fn raw(&self, category: &str, action: &str) -> Raw {
        Raw::new(self, category, action)
    }

    /// The address of the installation.
    pub fn base_url(&self) -> &BaseUrl {
        self.core.base_url()
    }

    pub(crate) fn core(&self) -> &isp_client_core::Client {
        &self.core
    }

    /// For the addresses of pages.
    pub(crate) fn api_key(&self) -> &Secret {
        &self.key
    }

    pub(crate) fn sending(&self) -> &Sending {
        &self.sending
    }
}

macro_rules! categories {
    ($( $(#[$doc:meta])* $name:ident; )+) => {
        impl Client {
            $(
                $(#[$doc])*
                pub fn $name(&self) -> $name::Actions {
                    $name::Actions::new(self)
                }
            )+
        }
    };
}
categories! {
    /// Additional fields of objects (дополнительные поля).
    additional_data;
    /// Addresses (адреса): provinces, cities, streets, houses.
    address;
    /// Advertising campaigns (рекламные кампании).
    advertising;
    /// Attached files (прикрепляемые файлы).
    attach;
    /// Billings (биллинги).
    billing;
    /// Cable routes and their ducts (кабельные трассы и каналы).
    cable_route;
    /// Phone calls (звонки).
    call;
    /// Connections between objects (коммутация).
    commutation;
    /// Crosses (ODF, кроссы), where fibers are put together.
    cross;
    /// Customers (абоненты).
    customer;
    /// CWDM multiplexers.
    cwdm;
    /// Devices (оборудование).
    device;
    /// Employees (сотрудники) and divisions.
    employee;
    /// Cable lines (кабельные линии) and their fibers.
    fiber;
    /// GPS trackers (GPS-трекеры).
    gps;
    /// The warehouse (склад).
    inventory;
    /// Physical keys (ключи).
    key;
    /// Coverage maps (карты покрытия), their labels and polygons.
    map;
    /// Nodes, closures, poles and manholes (сооружения связи, объекты инфраструктуры).
    node;
    /// The notepad (блокнот).
    notepad;
    /// Owners of objects (собственники объектов).
    owner;
    /// Additional services (дополнительные услуги).
    service;
    /// Settings (настройка) and marks (метки).
    setting;
    /// Text messages (SMS-сообщения).
    sms;
    /// Splitters (делители/уплотнители).
    splitter;
    /// The installation itself (системная информация), and mail.
    system;
    /// Tariffs (тарифы).
    tariff;
    /// Tasks (задания).
    task;
    /// Suppliers (поставщики).
    trader;
    /// Vehicles (автотранспорт).
    vehicle;
    /// VLANs.
    vlan;
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.core.fmt(f)
    }
}

/// Collects what a [`Client`] needs: a key, and limits that all have defaults.
#[must_use = "a builder does nothing until `build`"]
#[derive(Debug, Clone)]
pub struct ClientBuilder {
    base: BaseUrl,
    key: Option<Secret>,
    sending: Sending,
    settings: Settings,
}

impl ClientBuilder {
    /// The key of the API. It needs the right to each section that you use.
    pub fn key(mut self, key: impl Into<Secret>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// How everything is sent. The default is [`Method::Post`], with all in the body: the query of a
    /// [`Method::Get`], the key in it, stands in the logs of servers and proxies.
    pub fn method(mut self, method: Method) -> Self {
        self.sending.method = method;
        self
    }

    /// Whether the installation's own triggers are left out. A program that is itself called by a trigger needs it, so
    /// that the two do not call each other for ever.
    pub fn skip_internal_api(mut self, yes: bool) -> Self {
        self.sending.skip_internal_api = yes;
        self
    }

    /// The language of localised objects, such as `en`. Which there are is not documented.
    pub fn lang(mut self, code: impl Into<String>) -> Self {
        self.sending.lang = Some(code.into());
        self
    }

    /// Writes `/` and `\` in texts as `&#047;` and `&#092;`; a [`Secret`] goes out as it is. Some clients of sibling products do; whether a server
    /// needs it is not known. The default is not to.
    pub fn escape_slashes(mut self, yes: bool) -> Self {
        self.sending.escape_slashes = yes;
        self
    }

    isp_client_core::client_setters!();

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) or [`ErrorKind::Input`](crate::ErrorKind::Input): no key, plain
    /// http to another machine that was not allowed, a limit of zero.
    pub fn build(self) -> Result<Client, Error> {
        let Self { base, key, sending, settings } = self;
        let key = key.ok_or_else(|| Error::config("a client needs the key of the API, by key()"))?;
        if key.expose().trim().is_empty() {
            return Err(Error::input("key", "must not be empty"));
        }
        sending.check()?;
        let core = isp_client_core::Client::new(base, Kubalink { key: key.clone() }, settings)?;
        Ok(Client { core, sending: Arc::new(sending), key })
    }
}
