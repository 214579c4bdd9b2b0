//! `newin` and `redirect`: pages for a browser. Their addresses are built here; nothing is sent, and nothing is read.

use isp_client_core::{BaseUrl, Request, Secret, open_enum};

use crate::dialect::PATH;
use crate::{CityId, Client};

/// The form by which somebody asks to be connected (заявка на подключение). See [`Client::newin`].
///
/// `Debug` does not show the key.
#[must_use = "an address does nothing until it is asked for"]
#[derive(Debug, Clone)]
pub struct Newin {
    base: BaseUrl,
    key: Secret,
    city: Option<CityId>,
    ignored: Vec<CityId>,
    map: bool,
}

impl Newin {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            base: client.base_url().clone(),
            key: client.api_key().clone(),
            city: None,
            ignored: Vec::new(),
            map: false,
        }
    }

    /// The city, after which the form asks for the street. Without it the form asks for the city.
    pub fn citycode(mut self, city: impl Into<CityId>) -> Self {
        self.city = Some(city.into());
        self
    }

    /// Cities that are not offered.
    pub fn cityignore(mut self, cities: impl IntoIterator<Item = impl Into<CityId>>) -> Self {
        self.ignored = cities.into_iter().map(Into::into).collect();
        self
    }

    /// Whether the place is chosen on a map.
    pub fn map(mut self, yes: bool) -> Self {
        self.map = yes;
        self
    }

    /// The address. It holds the key, as the vendor's page prints it: whoever sees the page sees the key.
    pub fn url(&self) -> Secret {
        let ignored: Vec<_> = self.ignored.iter().map(ToString::to_string).collect();
        let request = Request::get(PATH).query("key", self.key.clone()).query("cat", "newin");
        let request = request.query_opt("citycode", self.city.map(CityId::get));
        let request = request.query_opt("cityignore", (!ignored.is_empty()).then(|| ignored.join(",")));
        request.query_opt("map", self.map.then_some(1_u8)).wire_url(&self.base)
    }
}

open_enum! {
    /// What a card is looked for by, in [`Client::redirect_to_customer`].
    pub enum RedirectCustomer {
        /// A phone number.
        Tel = "tel",
        /// An IP address.
        Ip = "ip",
        /// The number of the contract.
        DogNumber = "dognumber",
    }
}

open_enum! {
    /// What a card is looked for by, in [`Client::redirect_to_device`].
    pub enum RedirectDevice {
        /// An IP address.
        Ip = "ip",
        /// An additional field.
        AdditionalData = "additional_data",
    }
}

impl Client {
    /// The form by which somebody asks to be connected: a web page, for which this makes the address.
    ///
    /// ```
    /// # fn main() -> Result<(), kubalink_client::Error> {
    /// let erp = kubalink_client::Client::builder("https://erp.example.net")?.key("secret").build()?;
    /// let page = erp.newin().map(true).url();
    /// assert_eq!(page.expose(), "https://erp.example.net/api.php?key=secret&cat=newin&map=1");
    /// # Ok(())
    /// # }
    /// ```
    pub fn newin(&self) -> Newin {
        Newin::new(self)
    }

    /// The address at which a browser is sent on to the card of a customer. It holds the key.
    #[doc(alias = "redirect")]
    #[doc(alias = "abon")]
    pub fn redirect_to_customer(
        &self,
        typer: impl Into<RedirectCustomer>,
        value: impl Into<String>,
    ) -> Secret {
        self.redirect("abon", typer.into().to_string(), value.into())
    }

    /// The address at which a browser is sent on to the card of a device. It holds the key.
    #[doc(alias = "redirect")]
    #[doc(alias = "switch")]
    pub fn redirect_to_device(&self, typer: impl Into<RedirectDevice>, value: impl Into<String>) -> Secret {
        self.redirect("switch", typer.into().to_string(), value.into())
    }

    fn redirect(&self, action: &'static str, typer: String, value: String) -> Secret {
        let request = Request::get(PATH).query("key", self.api_key().clone()).query("cat", "redirect");
        request.query("action", action).query("typer", typer).query("value", value).wire_url(self.base_url())
    }
}
