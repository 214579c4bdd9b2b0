//! The switches: nearly everything about the answers, since no answer of this product was ever published.

/// How the emulated billing speaks. The default is what is documented, then what two clients of one installation rely
/// on (*observed*); all else is a guess.
///
/// ```
/// use isp_sandbox::procbill::{Dialect, Layout, NullForm, ReplyCharset};
///
/// let terse = Dialect {
///     charset: ReplyCharset::Cp1251Undeclared,
///     layout: Layout::Flat,
///     nulls: NullForm::Missing,
///     line_breaks: false,
///     ..Dialect::default()
/// };
/// # let _ = terse;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// The charset of replies, and where it is said.
    pub charset: ReplyCharset,
    /// The charset of text arguments. Unknown.
    pub request_charset: RequestCharset,
    /// Whether replies start with an XML declaration. Unknown. [`ReplyCharset::Cp1251Declared`] needs one, and has one
    /// whatever this says.
    pub xml_declaration: bool,
    /// What stands around the columns. Unknown.
    pub layout: Layout,
    /// The name of the outer element. Unknown; `data` by default.
    pub root: String,
    /// The name of the element around one row. Unknown; `row` by default.
    pub row: String,
    /// The case of column names.
    pub names: NameCase,
    /// A column without a value. Unknown.
    pub nulls: NullForm,
    /// How markup inside values is written. Unknown.
    pub escapes: Escapes,
    /// IPv4 addresses as integers, in replies and arguments.
    pub addresses: Addresses,
    /// Timestamps in replies.
    pub timestamps: Timestamps,
    /// Whether a line ends after each element. `true`: observed, in so far as one client joins lines. `false`: unknown.
    pub line_breaks: bool,
    /// The `Content-Type` header of replies. Unknown.
    pub content_type: ContentType,
    /// What the caller must show.
    pub login_mode: LoginMode,
    /// How many digits a SUID has.
    pub suid: SuidForm,
    /// What a wrong login or password gets. Unknown.
    pub wrong_login: NotAdmitted,
    /// What a SUID gets that is not or no longer valid. Unknown.
    pub expired_suid: NotAdmitted,
    /// How many arguments `CLN_USR_FIND_2` takes.
    pub find_arguments: FindArguments,
    /// How text filters of `CLN_USR_FIND_2` compare. Unknown.
    pub text_match: TextMatch,
    /// What `CLN_USR_GET` says of a subscriber that is not there. Unknown.
    pub unknown_subscriber: UnknownSubscriber,
    /// What an edit, a payment and a promised payment answer. Unknown: the vendor's page had a picture, and it is lost.
    pub edit_reply: EditReply,
    /// How an error is shown. Unknown.
    pub errors: ErrorStyle,
    /// Which columns `CLN_FIN_OPER` shows. Unknown.
    pub fin_columns: FinColumns,
    /// What it calls them. Unknown.
    pub fin_names: FinNames,
    /// Whether a payment with a number that was used before is refused. Unknown; `false` by default.
    pub refuse_duplicates: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            charset: ReplyCharset::Cp1251Declared,
            request_charset: RequestCharset::Cp1251,
            xml_declaration: true,
            layout: Layout::RootAndRows,
            root: "data".to_owned(),
            row: "row".to_owned(),
            names: NameCase::Lower,
            nulls: NullForm::Empty,
            escapes: Escapes::Entities,
            addresses: Addresses::Signed,
            timestamps: Timestamps::Iso,
            line_breaks: true,
            content_type: ContentType::TextXml,
            login_mode: LoginMode::Either,
            suid: SuidForm::Nine,
            wrong_login: NotAdmitted::NoSuid,
            expired_suid: NotAdmitted::ErrorText,
            find_arguments: FindArguments::TwentyFive,
            text_match: TextMatch::Exact,
            unknown_subscriber: UnknownSubscriber::NoRows,
            edit_reply: EditReply::NewId,
            errors: ErrorStyle::FirebirdText,
            fin_columns: FinColumns::default(),
            fin_names: FinNames::AsArguments,
            refuse_duplicates: false,
        }
    }
}

/// See [`Dialect::charset`]. Windows-1251 is observed; where it is said, if anywhere, is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyCharset {
    /// windows-1251, said by the XML declaration.
    Cp1251Declared,
    /// windows-1251, said nowhere.
    Cp1251Undeclared,
    /// windows-1251, said by the `Content-Type` header, if there is one.
    Cp1251ByContentType,
    /// UTF-8, said by the XML declaration, if there is one. Unknown.
    Utf8,
}

/// See [`Dialect::request_charset`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestCharset {
    /// windows-1251: derived, the database is.
    Cp1251,
    /// UTF-8. Unknown.
    Utf8,
}

/// See [`Dialect::layout`]. Unknown, in every position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// `<data><row><id>1</id></row></data>`.
    RootAndRows,
    /// `<row><id>1</id></row>`, one after the other: a fragment.
    Rows,
    /// `<data><id>1</id><id>2</id></data>`: where the first column comes again, the next row starts.
    FlatInRoot,
    /// `<id>1</id><id>2</id>`: neither a root nor rows.
    Flat,
}

/// See [`Dialect::names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameCase {
    /// `<suid>`: observed.
    Lower,
    /// `<SUID>`: unknown; the documented names are in capitals.
    Upper,
}

/// See [`Dialect::nulls`]. Unknown, in every position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NullForm {
    /// `<email></email>`.
    Empty,
    /// `<email/>`.
    SelfClosed,
    /// No element at all.
    Missing,
    /// `<email>null</email>`.
    Word,
    /// `<email>&lt;null&gt;</email>`, as Firebird's own shell prints it.
    EscapedWord,
}

/// See [`Dialect::escapes`]. Unknown, in every position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escapes {
    /// `&amp;`, `&lt;`, `&gt;`, `&quot;`.
    Entities,
    /// A value with markup in it stands in a CDATA section.
    CData,
    /// `&` and quotes as they are, angle brackets as entities.
    BareAmpersand,
}

/// See [`Dialect::addresses`]. The bits are those of the address, from the left: observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addresses {
    /// From 128.0.0.0 on negative: derived, the columns are of 32 bits with a sign. A larger number is an overflow.
    Signed,
    /// Never negative: unknown. A negative number is an overflow.
    Unsigned,
}

/// See [`Dialect::timestamps`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timestamps {
    /// `2014-06-01 12:00:00`: derived, the default of PHP 5.
    Iso,
    /// `2014-06-01 12:00:00.0000`: unknown; Firebird's own text.
    Fraction,
    /// `06/01/2014 12:00:00`: unknown; older configurations of PHP.
    UsOrder,
    /// `01.06.2014 12:00:00`. Unknown.
    Dotted,
}

/// See [`Dialect::content_type`]. Unknown, in every position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentType {
    /// `text/xml`.
    TextXml,
    /// `application/xml`.
    ApplicationXml,
    /// `text/html`: what PHP says by itself.
    TextHtml,
    /// No such header.
    Absent,
}

/// See [`Dialect::login_mode`]. `CLN_AUTH_LOGIN` is the same in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginMode {
    /// With `login` and `password` the SUID is left out and every position moves down; without them the first argument
    /// is the SUID: documented, from version 3.9.7 (236) on.
    Either,
    /// The first argument is the SUID, `login` and `password` mean nothing: documented for older versions, and one of
    /// the ways in which a request with both can have worked.
    TwoStepOnly,
    /// The first argument is the SUID, with `login` and `password` too, which are checked: observed.
    CredentialsAndSuid,
}

/// See [`Dialect::suid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuidForm {
    /// As an INTEGER: documented in the older sections of the page.
    Nine,
    /// As a NUMERIC(18,0): documented in the newer ones.
    Eighteen,
}

/// See [`Dialect::wrong_login`] and [`Dialect::expired_suid`]. Unknown, in every position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAdmitted {
    /// A reply without rows.
    NoSuid,
    /// A row with an empty `suid`.
    EmptySuid,
    /// A row with `suid` -1, as a sibling script says it.
    MinusOne,
    /// A made-up exception, in the form of [`Dialect::errors`].
    ErrorText,
}

/// See [`Dialect::find_arguments`]. Another count is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindArguments {
    /// With the SUID 25: documented.
    TwentyFive,
    /// With the SUID 24, without `NAS_IP`: observed.
    TwentyFour,
    /// At most 25; what is missing is null. Unknown.
    Any,
}

/// See [`Dialect::text_match`]. Unknown, in both positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextMatch {
    /// The whole value.
    Exact,
    /// A part of it.
    Contains,
}

/// See [`Dialect::unknown_subscriber`]. Unknown, in every position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownSubscriber {
    /// A reply without rows.
    NoRows,
    /// A row of nulls.
    NullRow,
    /// A made-up exception.
    ErrorText,
}

/// See [`Dialect::edit_reply`]. Unknown, in every position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditReply {
    /// A row with `id`: what was added, changed or deleted.
    NewId,
    /// Nothing at all.
    EmptyBody,
    /// Some words.
    Text,
    /// A reply without rows.
    NoRows,
}

/// See [`Dialect::errors`]. Unknown, in every position; the texts of Firebird itself are derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorStyle {
    /// The text alone.
    FirebirdText,
    /// A warning of PHP, in HTML, with the text.
    PhpWarning,
    /// A web server's page with status 403, without the text.
    Html403,
    /// The text in an element `error`.
    ErrorElement,
}

/// See [`Dialect::fin_columns`]. `id` and `user_id` are always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FinColumns {
    /// The reference of the payment.
    pub number: bool,
    /// Its text.
    pub descr: bool,
    /// Its sum.
    pub summa: bool,
    /// Its date.
    pub op_date: bool,
}

impl Default for FinColumns {
    fn default() -> Self {
        Self { number: true, descr: true, summa: true, op_date: true }
    }
}

/// See [`Dialect::fin_names`]. Unknown, in both positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FinNames {
    /// `number`, `descr`, `summa`, `op_date`, `op_type`: as the arguments of `CLN_FIN_OPER_ADD` and `CLN_FIN_OPER`.
    AsArguments,
    /// `doc_number`, `comment`, `oper_sum`, `oper_date`, `type_id`: made up.
    Other,
}
