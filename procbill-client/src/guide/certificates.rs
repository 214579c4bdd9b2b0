//! Certificates: PFX, PEM, pins, authorities, and old boxes.
//!
//! For whoever has a bundle from the billing's box, an address, and an error about trust.
//!
//! Two questions are often mixed up. *Who is this client?* The server asks for a certificate, and [`client_identity`]
//! shows one. *Is this the right server?* Its certificate is checked, and a pin or an authority says how. Each side can
//! refuse the other, and both look alike in the first line of the error; the chain of causes tells which it was.
//!
//! The settings are those of all clients of this family. The code runs against the sandbox, which makes its
//! certificates itself.
//!
//! # The bundle of a cashier, and a pin
//!
//! The box makes one `.pfx` for each cashier, with or without a password, and its own certificate for a domain that may
//! be invented. So the usual client has these two settings:
//!
//! ```
//! use isp_sandbox::Sandbox;
//! use isp_sandbox::procbill::{LOGIN, PASSWORD, SUBSCRIBER, ServerCertificate};
//! use procbill_client::{Client, ClientIdentity};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Sandbox::procbill().server_certificate(ServerCertificate::SelfSigned).start().await?;
//! let (bundle, password) = (server.client_pfx(), server.pfx_password()); // std::fs::read("cashier.pfx")?
//! let pin = server.server_sha256();
//!
//! let billing = Client::builder(&server.url())?
//!     .login(LOGIN, PASSWORD)
//!     .client_identity(ClientIdentity::from_pkcs12(bundle, password)?)
//!     .pin_sha256(pin)
//!     .build()?;
//! assert!(billing.subscriber(SUBSCRIBER.into()).await?.is_some());
//! # Ok(())
//! # }
//! ```
//!
//! # Where a fingerprint comes from
//!
//! ```text
//! openssl s_client -connect billing.example:1443 </dev/null 2>/dev/null | openssl x509 -noout -fingerprint -sha256
//! openssl x509 -in server.pem -noout -fingerprint -sha256
//! ```
//!
//! The first asks whoever answers at that address: run it on the box's own network, or compare with the second, run on
//! the box. [`pin_sha256`] takes the digits with colons and without. A pinned server is taken whatever its name, its
//! dates and its signer, and no other is. The pin is of the server's own certificate, not of its authority, and it is
//! good until the box makes a new one: pin both for the time of the change, either will do.
//!
//! # Reading PFX
//!
//! [`ClientIdentity::from_pkcs12`] reads modern bundles (AES) and those of OpenSSL before 3.0 and of Windows (3DES,
//! RC2). No password and an empty one are two things in such a file: `""` tries both. The certificate store of Windows is
//! not read: export the certificate from there with its private key, as PFX. What is in a bundle, and how long its
//! certificate is good (old ones `openssl` reads only with `-legacy` behind `pkcs12`):
//!
//! ```text
//! openssl pkcs12 -in cashier.pfx -info -noout
//! openssl pkcs12 -in cashier.pfx -nokeys -clcerts | openssl x509 -noout -subject -enddate -checkend 1209600
//! ```
//!
//! # Reading PEM
//!
//! [`ClientIdentity::from_pem`] takes one private key that is not encrypted, and its certificates, in any order and
//! with any text between them. The chain is put together by who signed whom; certificates that do not belong to it are
//! left out.
//!
//! ```
//! use procbill_client::{ClientIdentity, ErrorKind};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = isp_sandbox::Sandbox::procbill().pfx_password("").start().await?;
//! ClientIdentity::from_pkcs12(server.client_pfx(), "")?;
//! ClientIdentity::from_pem(format!("{}\nfrom the box\n{}", server.ca_pem(), server.client_pem()))?;
//!
//! let refused = |error: procbill_client::Error| (error.kind(), error.to_string());
//! let error = ClientIdentity::from_pkcs12(server.client_pfx(), "guess").unwrap_err();
//! assert_eq!(refused(error), (ErrorKind::Input, "PKCS#12 password is wrong, or the bundle is damaged".to_owned()));
//! let error = ClientIdentity::from_pem(server.ca_pem()).unwrap_err();
//! assert_eq!(refused(error), (ErrorKind::Input, "PEM identity holds no private key".to_owned()));
//! # Ok(())
//! # }
//! ```
//!
//! # An authority of your own
//!
//! If the server's certificate is signed by an authority whose certificate you have, [`trust_only_pem`] trusts that one
//! and no other, and [`trust_pem`] adds it to those of the system. Name and dates are checked then. A wrong name is put
//! right by [`tls_server_name`], if the certificate has another one as a `subjectAltName`; a certificate that is over
//! only by a new one, or by a pin. A server that signed itself can be its own authority if its certificate has such a
//! name and is not one of an authority, as those of `openssl req -x509` are; else pin it.
//!
//! ```
//! use std::error::Error as _;
//!
//! use isp_sandbox::Sandbox;
//! use isp_sandbox::procbill::{DOMAIN, LOGIN, PASSWORD, ServerCertificate};
//! use procbill_client::{Client, ClientIdentity, Delivery, Error, ErrorKind};
//!
//! /// The error and its causes, in one line for a log. It holds no secret.
//! fn causes(error: &Error) -> String {
//!     let all = std::iter::successors(error.source(), |&cause| cause.source());
//!     all.fold(error.to_string(), |line, cause| format!("{line}: {cause}"))
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Sandbox::procbill().server_certificate(ServerCertificate::WrongName).start().await?;
//! let identity = ClientIdentity::from_pem(server.client_pem())?;
//! let builder = Client::builder(&server.url())?
//!     .login(LOGIN, PASSWORD)
//!     .client_identity(identity)
//!     .trust_only_pem(server.ca_pem());
//!
//! let error = builder.clone().build()?.homes().await.unwrap_err();
//! assert_eq!((error.kind(), error.delivery(), error.attempts()), (ErrorKind::Tls, Delivery::NotSent, 0));
//! assert!(causes(&error).contains("certificate not valid for name \"127.0.0.1\""), "{}", causes(&error));
//!
//! assert!(builder.tls_server_name(DOMAIN).build()?.homes().await.is_ok());
//! # Ok(())
//! # }
//! ```
//!
//! # Errors, and what each means
//!
//! What is wrong with a file or a setting is found before anything is sent, as [`ErrorKind::Input`] or
//! [`ErrorKind::Config`], and names the field and the rule. What the two sides say to each other is [`ErrorKind::Tls`]:
//! it is `NotSent`, and not repeated, since a repeat cannot help. Look for these words, in the error or in a cause:
//!
//! | words | what it means |
//! | --- | --- |
//! | `the server's certificate is not the pinned one: expected SHA-256 …, saw …` | the box has a new certificate, or somebody stands between: ask at the box before you pin what was seen |
//! | `invalid peer certificate: UnknownIssuer` | nobody whom you trust has signed the server's certificate: pin it, or name its authority |
//! | `CaUsedAsEndEntity` | the server shows the certificate of an authority, often as it signed itself: pin it |
//! | `certificate not valid for name`, or `NotValidForName` on Windows and macOS | [`tls_server_name`], or a pin |
//! | `certificate expired`, or `Expired` on Windows | of the server: a new one, or a pin; or this machine's clock is wrong |
//! | `certificate not valid yet` | this machine's clock is wrong, or the server's was; or a pin |
//! | `received fatal alert: CertificateRequired` | no client certificate was shown: [`client_identity`] is missing |
//! | `received fatal alert:` `UnknownCA` or `BadCertificate` | the server does not take yours: is it that box's? |
//! | `received fatal alert: DecryptError` | the authority that signed yours was made anew under its old name: have a new bundle made |
//! | `received fatal alert: CertificateExpired` | yours is over: have a new bundle made |
//! | `this machine has no CA certificates` | a container without them: install them, or [`trust_only_pem`] |
//! | `the server speaks only an old TLS (1.0 or 1.1)` | see below |
//! | `the server refused the handshake: it wants a client certificate or another one, or knows only old ciphers` | which of them, the server does not say |
//! | `the server's RSA key has 1024 bits, and rustls takes none below 2048` | see below |
//! | `received corrupt message of type InvalidContentType` | no TLS is spoken at this port: is it the plain one? |
//! | `the answer is not HTTP` ([`ErrorKind::Decode`]) | the other way round: `http://` to the port of TLS |
//!
//! Which alert a server sends is its own choice. Under TLS 1.3 it refuses a client only after the handshake; that is
//! `Tls` as well.
//!
//! # Old boxes
//!
//! This client speaks TLS 1.2 and 1.3, and takes RSA keys of 2048 bits and more. Certificates of version 1, without any
//! name in them, are taken when they are pinned. Beyond that there are two ways:
//!
//! - The feature `from-reqwest`: a reqwest client of your own with another TLS library, as a `ReqwestTransport`. Its
//!   bundle, its trust, its proxy, its user agent and its limits on connections are then settings of that client; given
//!   here as well, they are refused at `build()`. See [`own_transport`](super::own_transport).
//! - A tunnel to the box, such as `ssh -L`, and plain http inside of it.
//!
//! One installation was seen to answer on port 1444 too, by plain http and without asking for a certificate. Password
//! and session then cross the network in clear, so a machine other than this one has to be allowed by
//! [`allow_plain_http`]. The end of a tunnel on this machine need not be:
//!
//! ```
//! use procbill_client::{Client, ErrorKind};
//!
//! # fn main() -> Result<(), procbill_client::Error> {
//! let builder = Client::builder("http://billing.example:1444")?.login("api", "secret");
//! assert_eq!(builder.clone().build().unwrap_err().kind(), ErrorKind::Input);
//! builder.allow_plain_http().build()?;
//! Client::builder("http://127.0.0.1:1444")?.login("api", "secret").build()?;
//! # Ok(())
//! # }
//! ```
//!
//! [`danger_accept_any_server_certificate`] is for finding out what is wrong, never for staying: whoever stands between
//! then reads the password. A pin is as little work.
//!
//! # Where to keep the bundle and its password
//!
//! Whoever has both is that cashier. Keep the bundle in a file that only the service's user can read (mode 0400), and
//! the password in another one, or in an environment variable that your service manager sets. Neither belongs in the
//! code, the repository, or the command line, which every user of the machine can see. A bundle without a password is
//! protected by its file mode alone. [`Secret`] and [`ClientIdentity`] are shown by no formatter of this crate.
//!
//! # A new bundle without a restart
//!
//! A client keeps what it was built with. Build another one, try it, and put it in the place of the first; calls that
//! are under way end on the old one. A bundle that cannot be read, or that the server does not take, changes nothing.
//!
//! ```
//! use isp_sandbox::Sandbox;
//! use isp_sandbox::procbill::{LOGIN, PASSWORD};
//! use procbill_client::{Client, ClientIdentity};
//! use tokio::sync::watch;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Sandbox::procbill().start().await?;
//! let builder = Client::builder(&server.url())?.login(LOGIN, PASSWORD).pin_sha256(server.server_sha256());
//! let first = ClientIdentity::from_pkcs12(server.client_pfx(), server.pfx_password())?;
//! let new_bundle = server.client_pem();
//!
//! let (renewed, current) = watch::channel(builder.clone().client_identity(first).build()?);
//! // Each task has a clone of `current`, and asks it for the client of each call.
//! let billing = current.borrow().clone();
//! billing.homes().await?;
//!
//! // When the file has changed:
//! let billing = builder.client_identity(ClientIdentity::from_pem(new_bundle)?).build()?;
//! billing.homes().await?;
//! renewed.send_replace(billing);
//! # Ok(())
//! # }
//! ```
//!
//! [`client_identity`]: crate::ClientBuilder::client_identity
//! [`pin_sha256`]: crate::ClientBuilder::pin_sha256
//! [`trust_pem`]: crate::ClientBuilder::trust_pem
//! [`trust_only_pem`]: crate::ClientBuilder::trust_only_pem
//! [`tls_server_name`]: crate::ClientBuilder::tls_server_name
//! [`allow_plain_http`]: crate::ClientBuilder::allow_plain_http
//! [`danger_accept_any_server_certificate`]: crate::ClientBuilder::danger_accept_any_server_certificate
//! [`ClientIdentity`]: crate::ClientIdentity
//! [`ClientIdentity::from_pem`]: crate::ClientIdentity::from_pem
//! [`ClientIdentity::from_pkcs12`]: crate::ClientIdentity::from_pkcs12
//! [`ErrorKind::Input`]: crate::ErrorKind::Input
//! [`ErrorKind::Config`]: crate::ErrorKind::Config
//! [`ErrorKind::Tls`]: crate::ErrorKind::Tls
//! [`ErrorKind::Decode`]: crate::ErrorKind::Decode
//! [`Secret`]: crate::Secret
