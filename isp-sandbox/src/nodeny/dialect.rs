//! The switches: everything about the answers that the documents leave open, or that differs between installations.

/// How the emulated billing speaks. The default is what is documented, then what was observed; a guess only where there
/// is neither.
///
/// ```
/// use isp_sandbox::nodeny::{Dialect, MainEnvelope, ServiceForm, Typing};
///
/// let of_2023 = Dialect {
///     typing: Typing::TypedDriver,
///     main_envelope: MainEnvelope::Result,
///     service_form: ServiceForm::Screen,
///     ..Dialect::default()
/// };
/// # let _ = of_2023;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// Which values are JSON numbers.
    pub typing: Typing,
    /// Where the blocks of `u_main` stand.
    pub main_envelope: MainEnvelope,
    /// The rows of `services` in `u_main`.
    pub service_form: ServiceForm,
    /// The container of every list but that of `u_autopays`. Unknown.
    pub lists: ListForm,
    /// Whether `api_users` honours `fields`. `true`: documented since revision 681. `false`: documented before.
    pub fields_honoured: bool,
    /// Where `next_title`, `next_service_id` and `set_next_time` of `api_users` stand.
    pub next_service: NextService,
    /// `flags` of `api_dopdata`.
    pub field_flags: FieldFlags,
    /// What a request without a valid session gets.
    pub unauthorized: Unauthorized,
    /// What a session token is made of.
    pub token_form: TokenForm,
    /// The date in the `Set-Cookie` of a login.
    pub cookie_date: CookieDate,
    /// Seconds of idleness that end a session. 7,200: observed (2012 source, a live client's assumption). 864,000:
    /// observed (default of the open core). What an installation has is unknown.
    pub session_ttl: u32,
    /// Whether `check_auth` is registered. `false`, an unknown command: observed. `true`: observed, in source only.
    pub check_auth: bool,
    /// Whether every answer but a streamed one carries `debug`, with made-up SQL. `false`: documented. `true`: observed
    /// for a super-administrator, here for all.
    pub debug: bool,
    /// Whether `u_credit` without `go` can say the codes of a refusal. Unknown; `true` by default.
    pub quote_refuses: bool,
    /// What `u_srv_add`, `u_message` by POST, `u_gcm` and the switches of `u_autopays` say. Unknown.
    pub write_answer: WriteAnswer,
    /// Keys of `u_fondy` and `u_lpay`. Unknown.
    pub pay_request: PayRequest,
    /// The answer of `version`. Unknown.
    pub version: Version,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            typing: Typing::OldDriver,
            main_envelope: MainEnvelope::TopLevel,
            service_form: ServiceForm::Row,
            lists: ListForm::ResultArray,
            fields_honoured: true,
            next_service: NextService::Flat,
            field_flags: FieldFlags::Letters,
            unauthorized: Unauthorized::Code,
            token_form: TokenForm::Alphanumeric,
            cookie_date: CookieDate::Y2032,
            session_ttl: 7200,
            check_auth: false,
            debug: false,
            quote_refuses: true,
            write_answer: WriteAnswer::ResultOk,
            pay_request: PayRequest::Flat,
            version: Version::ResultText,
        }
    }
}

/// See [`Dialect::typing`]. Conditions are `"1"` and `""` in each; that is observed in two of them, and a guess for
/// [`Typing::OldDriver`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// Everything is a string, `trust` and `id` too; only `null` stays: observed.
    AllStrings,
    /// The database's values are strings, Perl's own are numbers: documented, in the samples.
    OldDriver,
    /// Integers and floats are numbers, decimals strings: observed.
    TypedDriver,
}

/// See [`Dialect::main_envelope`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MainEnvelope {
    /// `{"usr":…,"services":…}`: documented.
    TopLevel,
    /// `{"result":{"usr":…,"services":…}}`: observed on two live installations.
    Result,
}

/// See [`Dialect::service_form`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceForm {
    /// Rows of the database, `tm_start`, `tm_end`, `tags`: documented.
    Row,
    /// What a screen needs, `title`, `time_left`, `human_time`, `next_service_price`: observed.
    Screen,
}

/// See [`Dialect::lists`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListForm {
    /// `{"result":[…]}`, as documented for `u_autopays`; unknown for the others.
    ResultArray,
    /// `{"result":{"<id>":{…}}}`. Unknown.
    ResultById,
    /// `[…]`. Unknown.
    TopArray,
    /// `{"<id>":{…}}`. Unknown.
    TopById,
}

/// See [`Dialect::next_service`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextService {
    /// Beside the other fields of the subscriber: documented, in so far as the list of keys is flat.
    Flat,
    /// In each item of `services`. Unknown.
    InServices,
}

/// See [`Dialect::field_flags`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldFlags {
    /// `"bcq"`: the letters are documented, their container is known from the source of 2012.
    Letters,
    /// `{"b":1,"c":1,"q":1}`: unknown on this wire; the source of 2012 keeps both.
    Map,
}

/// See [`Dialect::unauthorized`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unauthorized {
    /// A text in `error`, `unauthorized` in `err_cod`: documented.
    Code,
    /// `{"error":"unauthorized"}`: documented in older revisions of the vendor's page.
    Legacy,
}

/// See [`Dialect::token_form`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenForm {
    /// 19 to 22 letters and digits: observed, and in the documented samples.
    Alphanumeric,
    /// With `/` inside: documented, in samples of the same page.
    Slashes,
}

/// See [`Dialect::cookie_date`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieDate {
    /// 31 December 2032: observed.
    Y2032,
    /// 31 December 2025: observed (builds before February 2026). A cookie jar throws the cookie away at once.
    Y2025,
    /// 31 December 2020: observed (source of 2012).
    Y2020,
}

/// See [`Dialect::write_answer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteAnswer {
    /// `{"result":"ok"}`.
    ResultOk,
    /// `{}`, which is a legal success elsewhere (observed for `logout`).
    Empty,
}

/// See [`Dialect::pay_request`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayRequest {
    /// `{"result":"ok","id":…,"amt":…}`.
    Flat,
    /// `{"result":{"pay_id":…,"amount":…}}`.
    Wrapped,
}

/// See [`Dialect::version`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// `{"result":"2652"}`.
    ResultText,
    /// `{"version":2652}`, a number unless all is strings.
    Key,
}
