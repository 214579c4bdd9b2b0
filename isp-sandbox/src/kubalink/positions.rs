//! The positions of the switches of [`Dialect`](super::Dialect).

/// See [`Dialect::envelope`](super::Dialect::envelope).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Envelope {
    /// `result`, `data`, `id`, `count`; but `Id` where a new task, comment or address is told and from
    /// `get_abon_id`, and `Data` from `get_allow_staff` and `get_related_task_id`: observed.
    ByAction,
    /// `result`, `data`, `id`, `count` everywhere: observed (siblings since 3.18), but for the exceptions above.
    Lower,
    /// `Result`, `Data`, `Id`, `Count`: documented (`Result`), observed (old builds).
    Capital,
    /// `Result`, `data`, `Id`, `count`: observed (a dump of 2024).
    Mixed,
}

/// See [`Dialect::error_style`](super::Dialect::error_style).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorStyle {
    /// A status of 4xx, and a body with `Result` `ERROR` and the text: documented.
    Both,
    /// A status of 4xx, and a body with the text only: observed.
    Status,
    /// Status 200, and a body with `Result` `ERROR` and the text: observed.
    Body,
}

/// See [`Dialect::error_key`](super::Dialect::error_key).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKey {
    /// `ErrorText`: documented.
    ErrorText,
    /// `error`: observed.
    Lower,
    /// `Error`: observed.
    Capital,
    /// `msg`: observed (hooks of one installation).
    Msg,
}

/// See [`Dialect::empties`](super::Dialect::empties).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empties {
    /// `[]`: observed.
    List,
    /// `{}`. Unknown.
    Object,
    /// `null`: observed for values.
    Null,
    /// Nothing, the key neither: observed for `additional_data` and `data`.
    Absent,
}

/// See [`Dialect::lists`](super::Dialect::lists).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lists {
    /// `[…]`: observed.
    Lists,
    /// `{"0":…,"1":…}`, as PHP prints a list with gaps: derived.
    Objects,
}

/// See [`Dialect::unknown_container`](super::Dialect::unknown_container).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownContainer {
    /// `[…]`. Unknown.
    List,
    /// `{"<id>":…}`, as most `get` actions have it. Unknown.
    Map,
}

/// See [`Dialect::typing`](super::Dialect::typing).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// As the samples have it: balance, ids of the billing and integer addresses are strings, other numbers numbers:
    /// observed.
    Mixed,
    /// Every number is a string: observed one by one; all at once, a guess.
    Texts,
    /// Balance, ids of the billing and integer addresses are numbers too, money with a fraction (`150.5`, `0.0`):
    /// observed (newer siblings).
    Numbers,
}

/// See [`Dialect::flags`](super::Dialect::flags).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flags {
    /// `1` and `0`: observed.
    Numbers,
    /// `"1"` and `"0"`: observed of other numbers; of flags, a guess.
    Texts,
    /// `true` and `false`: observed of a few.
    Booleans,
}

/// See [`Dialect::one_or_many`](super::Dialect::one_or_many).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OneOrMany {
    /// One asked for, the object; several, a map by id: observed.
    ByCount,
    /// A map by id. A guess, made of how the other actions do it.
    AlwaysMap,
}

/// See [`Dialect::missing_id`](super::Dialect::missing_id).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingId {
    /// `0` from `inventory.get_inventory_id`, no key from the others: observed.
    ByAction,
    /// `0` from all.
    Zero,
    /// No key from any.
    Absent,
    /// An error.
    Refused,
}

/// See [`Dialect::missing_object`](super::Dialect::missing_object).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingObject {
    /// No `data`; but `[]` from `device.get_ont_data`: observed.
    ByAction,
    /// No `data`.
    Absent,
    /// `data` is `[]`.
    EmptyList,
    /// An error.
    Refused,
}

/// See [`Dialect::missing_item`](super::Dialect::missing_item).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingItem {
    /// The text `error` in its place: observed.
    ErrorText,
    /// It does not stand there. A guess, made of how the other actions do it.
    Absent,
}

/// See [`Dialect::additional_data`](super::Dialect::additional_data).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdditionalData {
    /// Objects for tasks, customers and houses, values for devices, nodes and employees: observed.
    ByObject,
    /// `{"<field>":{"id":…,"caption":…,"value":…}}` for all.
    Objects,
    /// `{"<field>":"<value>"}` for all.
    Values,
    /// No object has any: the switch of empty maps says how that looks.
    None,
}

/// See [`Dialect::id_lists`](super::Dialect::id_lists).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdLists {
    /// `"12,15,18"`, empty when there are none: observed.
    Text,
    /// `[12,15,18]`: observed for related tasks.
    List,
}

/// See [`Dialect::agreement_date`](super::Dialect::agreement_date).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgreementDate {
    /// `2023-03-09 15:47:54`: observed.
    DateTime,
    /// `2023-03-09`: observed.
    Date,
    /// `09.03.2023`: observed.
    Dotted,
}

/// See [`Dialect::device_columns`](super::Dialect::device_columns).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceColumns {
    /// `location`: observed.
    Once,
    /// `location` and `LOCATION`: observed (old builds).
    Twice,
}
