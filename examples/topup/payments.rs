//! The payment file: read as a whole and found good before anything is sent.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};
use procbill_client::Decimal;

use super::Failure;
use crate::terminal::clean;

/// The first line of the file.
pub const HEADER: [&str; 4] = ["reference", "user_id", "sum", "description"];

/// So much of what is wrong is listed.
const PROBLEMS_MOST: usize = 10;
/// `NUMERIC(15,2)`.
const DIGITS_MOST: usize = 13;

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    pub reference: String,
    pub user_id: i64,
    pub sum: Decimal,
    pub description: Option<String>,
}

pub(super) fn read(path: &Path) -> Result<Vec<Payment>, Failure> {
    let unfit = |why: &str| Failure::Unfit(format!("{}: {why}", path.display()));
    let bytes = fs::read(path).map_err(|error| unfit(&error.to_string()))?;
    let text = str::from_utf8(&bytes).map_err(|_| unfit("is not UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut records = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = records.records();
    let header = records.next().and_then(Result::ok);
    if header.is_none_or(|header| !header.iter().map(str::trim).eq(HEADER)) {
        return Err(unfit(&format!("the first line must be {}", HEADER.join(","))));
    }
    let (mut payments, mut problems, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for record in records {
        // No file any more, and UTF-8: what is left to fail is nothing.
        let record = record.map_err(|error| unfit(&error.to_string()))?;
        let line = record.position().map_or(0, |position| position.line());
        let payment = payment(&record).and_then(|payment| {
            // A billing may compare without case.
            if seen.insert(payment.reference.to_ascii_uppercase()) {
                Ok(payment)
            } else {
                Err(format!("the reference {} was there before", payment.reference))
            }
        });
        match payment {
            Ok(payment) => payments.push(payment),
            Err(problem) => problems.push(format!("line {line}: {problem}")),
        }
    }
    if problems.is_empty() {
        return Ok(payments);
    }
    let more = problems.len().saturating_sub(PROBLEMS_MOST);
    problems.truncate(PROBLEMS_MOST);
    if more > 0 {
        problems.push(format!("and {more} more"));
    }
    Err(unfit(&format!("nothing was paid\n  {}", problems.join("\n  "))))
}

fn payment(record: &StringRecord) -> Result<Payment, String> {
    let cells: Vec<_> = record.iter().map(str::trim).collect();
    let &[reference, user_id, sum, description] = cells.as_slice() else {
        return Err(format!("has {} cells, not {}", cells.len(), HEADER.len()));
    };
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter);
    if reference.is_empty() || reference.chars().count() > 10 || !reference.chars().all(is_plain) {
        let reference = clean(reference);
        return Err(format!("the reference {reference:?} is not one to ten of A-Z a-z 0-9 - _ . /"));
    }
    let user_id = user_id.parse().ok().filter(|id| *id > 0);
    let description = Some(description).filter(|text| !text.is_empty());
    if description.is_some_and(|text| text.chars().count() > 255) {
        return Err("the description has more than 255 characters".to_owned());
    }
    // The client refuses both too, but only when the payment is to be sent.
    if description.is_some_and(|text| text.contains('\'') || text.chars().any(char::is_control)) {
        return Err("the description has a quote (') or a line break, which no payment may carry".to_owned());
    }
    if [Some(reference), description].into_iter().flatten().any(|text| text.eq_ignore_ascii_case("null")) {
        return Err("the text null means none to the billing".to_owned());
    }
    Ok(Payment {
        reference: reference.to_owned(),
        user_id: user_id.ok_or("the user id is not a whole number above zero")?,
        sum: money(sum).ok_or("the sum is not above zero, or not written like 350 or 350.50")?,
        description: description.map(str::to_owned),
    })
}

fn money(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "00"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_money =
        is_number(whole) && is_number(fraction) && whole.len() <= DIGITS_MOST && fraction.len() <= 2;
    let sum: Decimal = text.parse().ok().filter(|_| is_money)?;
    (sum > Decimal::ZERO).then_some(sum)
}
