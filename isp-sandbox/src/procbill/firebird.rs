//! What Firebird says when it refuses: its status lines, joined by spaces as PHP joins them. The forms are derived; the
//! names of constraints and exceptions are made up.

pub(crate) const OVERFLOW: &str = "arithmetic exception, numeric overflow, or string truncation ";
pub(crate) const MALFORMED: &str = "Malformed string ";
/// Cyrillic, so that an error has a charset too.
pub(crate) const WRONG_LOGIN: &str = "exception 5 E_LOGIN Неверный логин или пароль ";
pub(crate) const WRONG_SUID: &str = "exception 7 E_SUID Сессия не найдена ";
pub(crate) const UNKNOWN_SUBSCRIBER: &str = "exception 9 E_USER Абонент не найден ";

pub(crate) fn unknown_procedure(name: &str) -> String {
    format!("Dynamic SQL Error SQL error code = -204 Procedure unknown {name} At line 1, column 15. ")
}

pub(crate) fn mismatch(name: &str) -> String {
    format!("Dynamic SQL Error -Input parameter mismatch for procedure {name} ")
}

pub(crate) fn conversion(text: &str) -> String {
    format!("conversion error from string \"{text}\" ")
}

/// As if the text had been put into the statement as it came.
pub(crate) fn quote(column: usize) -> String {
    format!("Dynamic SQL Error SQL error code = -104 Token unknown - line 1, column {column} ' ")
}

pub(crate) fn foreign_key(name: &str, table: &str) -> String {
    format!("violation of FOREIGN KEY constraint \"{name}\" on table \"{table}\" ")
}

pub(crate) fn primary_key(name: &str, table: &str) -> String {
    format!("violation of PRIMARY or UNIQUE KEY constraint \"{name}\" on table \"{table}\" ")
}
