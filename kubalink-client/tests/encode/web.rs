//! The addresses of the two pages for a browser.

use kubalink_client::testing::Script;
use kubalink_client::{Client, Mac, RedirectCustomer, RedirectDevice};

use super::erp;

#[test]
fn addresses_of_newin() {
    let page = |newin: kubalink_client::Newin| newin.url().expose().to_owned();
    let start = "https://erp.test/api.php?key=k&cat=newin";
    assert_eq!(page(erp().newin()), start);
    assert_eq!(page(erp().newin().map(false)), start);
    assert_eq!(page(erp().newin().citycode(5)), format!("{start}&citycode=5"));
    assert_eq!(
        page(erp().newin().map(true).cityignore([3, 4]).citycode(5)),
        format!("{start}&citycode=5&cityignore=3%2C4&map=1")
    );
    let nowhere: [u64; 0] = [];
    assert_eq!(page(erp().newin().cityignore([7]).cityignore(nowhere)), start);
}

#[test]
fn addresses_of_redirect() {
    let start = "https://erp.test/api.php?key=k&cat=redirect";
    for (typer, word) in [
        (RedirectCustomer::Tel, "tel"),
        (RedirectCustomer::Ip, "ip"),
        (RedirectCustomer::DogNumber, "dognumber"),
        (RedirectCustomer::Other("own&x".to_owned()), "own%26x"),
    ] {
        let url = erp().redirect_to_customer(typer, "+7 900/1");
        assert_eq!(url.expose(), format!("{start}&action=abon&typer={word}&value=%2B7%20900%2F1"));
    }
    for (typer, word) in [(RedirectDevice::Ip, "ip"), (RedirectDevice::AdditionalData, "additional_data")] {
        let url = erp().redirect_to_device(typer, "10.0.0.1");
        assert_eq!(url.expose(), format!("{start}&action=switch&typer={word}&value=10.0.0.1"));
    }
}

/// The address of a page is that of the installation, and the key ends no value.
#[test]
fn pages_of_an_installation_in_a_folder() {
    for base in ["https://erp.test/isp", "https://erp.test/isp/", "https://erp.test/isp/api.php"] {
        let client =
            Client::builder(base).unwrap().key("a&b=c/д").transport(Script::new([])).build().unwrap();
        let key = "a%26b%3Dc%2F%D0%B4";
        let page = client.newin().url();
        assert_eq!(page.expose(), format!("https://erp.test/isp/api.php?key={key}&cat=newin"));
        let page = client.redirect_to_customer(RedirectCustomer::Tel, "1");
        assert!(page.expose().starts_with(&format!("https://erp.test/isp/api.php?key={key}&cat=redirect&")));
    }
}

/// The key stands in the address, as the vendor's page prints it. So nothing prints the address by chance.
#[test]
fn an_address_is_a_secret() {
    let client = Client::builder("https://erp.test").unwrap().key("s3cr3t").transport(Script::new([]));
    let erp = client.build().unwrap();
    let newin = erp.newin().citycode(5);
    let shown =
        format!("{newin:?} {:?} {:?}", newin.url(), erp.redirect_to_device(RedirectDevice::Ip, "10.0.0.1"));
    assert!(!shown.contains("s3cr3t"), "{shown}");
}

/// Small values with rules of their own.
#[test]
fn hardware_addresses() {
    let mac = Mac::new([0, 0x1a, 0x2b, 0x3c, 0x4d, 0x5e]);
    for text in
        ["001a2b3c4d5e", "00:1A:2b:3C:4d:5E", "00-1a-2b-3c-4d-5e", "001a.2b3c.4d5e", " 001A2B3C4D5E\n"]
    {
        assert_eq!(text.parse::<Mac>().unwrap(), mac, "{text}");
    }
    for text in ["", "001a2b3c4d5", "001a2b3c4d5e0", "001a2b3c4d5g", "00 1a 2b 3c 4d 5e", "٠٠1a2b3c4d5e"] {
        assert_eq!(text.parse::<Mac>().unwrap_err().path(), Some("mac"), "{text}");
    }
    assert_eq!((mac.to_string(), mac.with_colons()), ("001A2B3C4D5E".into(), "00:1A:2B:3C:4D:5E".into()));
}
