//! Telephone numbers, as far as two sides spell one differently.

/// The last ten digits, by which numbers are matched: `8…`, `7…` and `+7…` of one subscriber all give the same.
///
/// None for fewer digits, thus for an extension, and for a word such as `CallAPI`. Spaces, `-`, `.`, brackets and `+`
/// do not count. All three spellings were seen, on the side of the PBX and on that of its users' contact lists.
///
/// ```
/// use mobilon_client::phone::last10;
///
/// assert_eq!(last10("89130000003").as_deref(), Some("9130000003"));
/// assert_eq!(last10("+7 (913) 000-00-03"), last10("89130000003"));
/// assert_eq!(last10("110"), None);
/// ```
pub fn last10(number: &str) -> Option<String> {
    let punctuation = |c: char| c.is_whitespace() || matches!(c, '+' | '-' | '.' | '(' | ')');
    if !number.chars().all(|c| c.is_ascii_digit() || punctuation(c)) {
        return None;
    }
    let digits = || number.chars().filter(char::is_ascii_digit);
    let above = digits().count().checked_sub(10)?;
    Some(digits().skip(above).collect())
}

/// Whether this has the length of an extension within the PBX: one to four digits and nothing else.
pub(crate) fn is_extension(number: &str) -> bool {
    (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}
