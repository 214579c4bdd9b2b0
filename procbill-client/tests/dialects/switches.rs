//! The positions of the switches, one at a time and mixed.

use isp_sandbox::procbill::{
    Addresses, ContentType, Dialect, EditReply, ErrorStyle, Escapes, FinColumns, FinNames, FindArguments,
    Layout, LoginMode as Accepts, NameCase, NotAdmitted, NullForm, ReplyCharset, RequestCharset, SuidForm,
    TextMatch, Timestamps, UnknownSubscriber,
};
use isp_test_support::Dice;
use procbill_client::LoginMode;

/// How the server speaks, and in which of the modes that it accepts the client logs in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Variant {
    pub(crate) dialect: Dialect,
    pub(crate) mode: LoginMode,
}

type Turn = fn(&mut Variant);

macro_rules! positions {
    ($field:ident: $($position:expr),+) => { vec![$(|variant| variant.dialect.$field = $position),+] };
}

/// Every position of every switch.
fn switches() -> Vec<Vec<Turn>> {
    use Accepts::{CredentialsAndSuid, Either, TwoStepOnly};
    vec![
        positions!(charset: ReplyCharset::Cp1251Declared, ReplyCharset::Cp1251Undeclared,
            ReplyCharset::Cp1251ByContentType, ReplyCharset::Utf8),
        positions!(request_charset: RequestCharset::Cp1251, RequestCharset::Utf8),
        positions!(xml_declaration: true, false),
        positions!(layout: Layout::RootAndRows, Layout::Rows, Layout::FlatInRoot, Layout::Flat),
        positions!(root: "data".into(), "RESULT".into(), "ответ".into(), "x-1.y_z".into(), "table".into()),
        positions!(row: "row".into(), "Record".into(), "строка".into(), "r".into(), "item0".into()),
        positions!(names: NameCase::Lower, NameCase::Upper),
        positions!(nulls: NullForm::Empty, NullForm::SelfClosed, NullForm::Missing, NullForm::Word,
            NullForm::EscapedWord),
        positions!(escapes: Escapes::Entities, Escapes::CData, Escapes::BareAmpersand),
        positions!(addresses: Addresses::Signed, Addresses::Unsigned),
        positions!(timestamps: Timestamps::Iso, Timestamps::Fraction, Timestamps::UsOrder, Timestamps::Dotted),
        positions!(line_breaks: true, false),
        positions!(content_type: ContentType::TextXml, ContentType::ApplicationXml, ContentType::TextHtml,
            ContentType::Absent),
        vec![
            |variant| (variant.dialect.login_mode, variant.mode) = (Either, LoginMode::TwoStep),
            |variant| (variant.dialect.login_mode, variant.mode) = (Either, LoginMode::OneStep),
            |variant| (variant.dialect.login_mode, variant.mode) = (TwoStepOnly, LoginMode::TwoStep),
            |variant| (variant.dialect.login_mode, variant.mode) = (TwoStepOnly, LoginMode::Both),
            |variant| (variant.dialect.login_mode, variant.mode) = (CredentialsAndSuid, LoginMode::Both),
        ],
        positions!(suid: SuidForm::Nine, SuidForm::Eighteen),
        positions!(wrong_login: NotAdmitted::NoSuid, NotAdmitted::EmptySuid, NotAdmitted::MinusOne,
            NotAdmitted::ErrorText),
        positions!(find_arguments: FindArguments::TwentyFive, FindArguments::TwentyFour, FindArguments::Any),
        positions!(text_match: TextMatch::Exact, TextMatch::Contains),
        positions!(unknown_subscriber: UnknownSubscriber::NoRows, UnknownSubscriber::NullRow,
            UnknownSubscriber::ErrorText),
        positions!(edit_reply: EditReply::NewId, EditReply::EmptyBody, EditReply::Text, EditReply::NoRows),
        positions!(errors: ErrorStyle::FirebirdText, ErrorStyle::PhpWarning, ErrorStyle::Html403,
            ErrorStyle::ErrorElement),
        positions!(fin_columns: FinColumns::default(),
            FinColumns { number: false, ..FinColumns::default() },
            FinColumns { descr: false, ..FinColumns::default() },
            FinColumns { summa: false, ..FinColumns::default() },
            FinColumns { op_date: false, ..FinColumns::default() },
            FinColumns { number: false, descr: false, summa: false, op_date: false }),
        positions!(fin_names: FinNames::AsArguments, FinNames::Other),
        positions!(refuse_duplicates: false, true),
    ]
}

pub(crate) fn alone() -> Vec<Variant> {
    let of = |turn: Turn| {
        let mut variant = Variant::default();
        turn(&mut variant);
        variant
    };
    switches().into_iter().flatten().map(of).collect()
}

pub(crate) fn mixed(count: usize, seed: u64) -> Vec<Variant> {
    let (mut dice, switches) = (Dice(seed), switches());
    let one = |_| {
        let mut variant = Variant::default();
        for positions in &switches {
            positions[dice.below(positions.len())](&mut variant);
        }
        variant
    };
    (0..count).map(one).collect()
}
