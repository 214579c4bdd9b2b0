//! The switches: everything about the answers that the documents leave open, or that differs between installations.

use super::positions::{
    AdditionalData, AgreementDate, DeviceColumns, Empties, Envelope, ErrorKey, ErrorStyle, Flags, IdLists,
    Lists, MissingId, MissingItem, MissingObject, OneOrMany, Typing, UnknownContainer,
};

/// How the emulated ERP speaks. The default is what is documented, then what was observed on products of the same API
/// (UserSide, WorkerNet); a guess only where there is neither. No answer of KubaLink itself was ever published.
///
/// ```
/// use isp_sandbox::kubalink::{Dialect, Envelope, ErrorStyle};
///
/// let old = Dialect { envelope: Envelope::Capital, error_style: ErrorStyle::Body, ..Dialect::default() };
/// # let _ = old;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// How the keys of the envelope are spelt.
    pub envelope: Envelope,
    /// How a refusal is told.
    pub error_style: ErrorStyle,
    /// The key of a refusal's text.
    pub error_key: ErrorKey,
    /// What stands where a map has no entry.
    pub empties: Empties,
    /// What a list with entries is.
    pub lists: Lists,
    /// The container of rows where nobody has shown it.
    pub unknown_container: UnknownContainer,
    /// Which values are JSON numbers.
    pub typing: Typing,
    /// What a flag is.
    pub flags: Flags,
    /// What `customer.get_data` and `task.show` answer when asked for one.
    pub one_or_many: OneOrMany,
    /// How a search for one id says that there is none.
    pub missing_id: MissingId,
    /// How a read of one object says that there is none.
    pub missing_object: MissingObject,
    /// How a task that is not there stands among several of `task.show`.
    pub missing_item: MissingItem,
    /// The additional fields of an object.
    pub additional_data: AdditionalData,
    /// Lists of ids in `task.get_list` and `task.get_related_task_id`.
    pub id_lists: IdLists,
    /// The date of a customer's agreement.
    pub agreement_date: AgreementDate,
    /// The columns of `device.get_data`.
    pub device_columns: DeviceColumns,
    /// Whether text is HTML-escaped (`&quot;`, `&#039;`). `true`: observed.
    pub escaped: bool,
    /// Whether a parameter that the vendor's list does not have is refused, by its name. `true` finds a client's
    /// misspellings; what the product does is unknown.
    pub strict: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            envelope: Envelope::ByAction,
            error_style: ErrorStyle::Both,
            error_key: ErrorKey::ErrorText,
            empties: Empties::List,
            lists: Lists::Lists,
            unknown_container: UnknownContainer::List,
            typing: Typing::Mixed,
            flags: Flags::Numbers,
            one_or_many: OneOrMany::ByCount,
            missing_id: MissingId::ByAction,
            missing_object: MissingObject::ByAction,
            missing_item: MissingItem::ErrorText,
            additional_data: AdditionalData::ByObject,
            id_lists: IdLists::Text,
            agreement_date: AgreementDate::DateTime,
            device_columns: DeviceColumns::Once,
            escaped: true,
            strict: true,
        }
    }
}

impl Dialect {
    /// The default, and every other position of every switch of answers, one at a time, each with its name. `strict` is
    /// not among them: it is about requests.
    pub fn positions() -> Vec<(String, Self)> {
        let mut all = vec![("default".to_owned(), Self::default())];
        macro_rules! each {
            ($($field:ident: $kind:ident [$($position:ident)*],)*) => {
                $($({
                    let dialect = Self { $field: $kind::$position, ..Self::default() };
                    if dialect != Self::default() {
                        all.push((concat!(stringify!($field), ": ", stringify!($position)).to_owned(), dialect));
                    }
                })*)*
            };
        }
        each! {
            envelope: Envelope [ByAction Lower Capital Mixed],
            error_style: ErrorStyle [Both Status Body],
            error_key: ErrorKey [ErrorText Lower Capital Msg],
            empties: Empties [List Object Null Absent],
            lists: Lists [Lists Objects],
            unknown_container: UnknownContainer [List Map],
            typing: Typing [Mixed Texts Numbers],
            flags: Flags [Numbers Texts Booleans],
            one_or_many: OneOrMany [ByCount AlwaysMap],
            missing_id: MissingId [ByAction Zero Absent Refused],
            missing_object: MissingObject [ByAction Absent EmptyList Refused],
            missing_item: MissingItem [ErrorText Absent],
            additional_data: AdditionalData [ByObject Objects Values None],
            id_lists: IdLists [Text List],
            agreement_date: AgreementDate [DateTime Date Dotted],
            device_columns: DeviceColumns [Once Twice],
        }
        all.push(("escaped: false".to_owned(), Self { escaped: false, ..Self::default() }));
        all
    }
}
