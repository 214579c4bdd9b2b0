//! One telephone number in all the spellings that an ERP or a billing may hold it in.

use mobilon_client::phone::last10;

/// A number that calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As it came.
    pub shown: String,
    /// What to look for: the spelling that came first. Empty if the number is withheld or is a word.
    pub spellings: Vec<String>,
}

/// What the PBX has in place of a caller for the first leg of a call by its API. `0000` has the length of an extension.
const API: &str = "CallAPI";
/// Shorter ones are extensions.
const LEAST_DIGITS: usize = 5;
/// E.164, with what is dialled before a country's code.
const MOST_DIGITS: usize = 20;

impl Number {
    /// None for an extension and for the API itself: nobody calls from outside.
    pub fn from_outside(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let is_number = !digits.is_empty()
            && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-.()".contains(c));
        if text == API || (is_number && digits.len() < LEAST_DIGITS) {
            return None;
        }
        let spellings = match is_number && digits.len() <= MOST_DIGITS {
            true => spellings(&digits, text.starts_with('+')),
            false => Vec::new(),
        };
        Some(Self { shown: text.to_owned(), spellings })
    }

    /// Whether both are one, however they are spelt.
    pub fn is_same(&self, other: &Self) -> bool {
        match self.spellings.is_empty() {
            true => self.shown == other.shown,
            false => self.spellings.iter().any(|spelling| other.spellings.contains(spelling)),
        }
    }
}

/// Numbers of Russia and Kazakhstan are written with 8, 7, +7 or nothing before ten digits, Ukrainian ones with 380, +380,
/// 80 or nothing before ten digits whose first is 0. Of other countries nothing is known but the plus.
fn spellings(digits: &str, has_plus: bool) -> Vec<String> {
    let came = if has_plus { format!("+{digits}") } else { digits.to_owned() };
    let Some(ten) = last10(digits) else { return vec![came] };
    // Dialled from within a country: 810 is Russia's way out. Less behind it is a number of its own.
    let dialled = |exit| digits.strip_prefix(exit).filter(|rest| !has_plus && rest.len() > 9);
    let way_out = dialled("00").or_else(|| dialled("810"));
    let (digits, is_whole) = way_out.map_or((digits, has_plus), |rest| (rest, true));
    let before = digits.strip_suffix(&ten).unwrap_or_default();
    let all = match (before, is_whole, ten.starts_with('0')) {
        ("38", _, true) | ("" | "8", false, true) => {
            vec![format!("38{ten}"), format!("+38{ten}"), format!("8{ten}"), ten]
        }
        ("7", _, false) | ("" | "8", false, false) => {
            vec![format!("8{ten}"), format!("7{ten}"), format!("+7{ten}"), ten]
        }
        _ => vec![digits.to_owned(), format!("+{digits}")],
    };
    let others = all.into_iter().filter(|spelling| *spelling != came);
    std::iter::once(came.clone()).chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn spellings(text: &str) -> Vec<String> {
        let mut all = Number::from_outside(text).map(|number| number.spellings).unwrap_or_default();
        // What came is the first, and nothing is there twice.
        let first = all.first().cloned().unwrap_or_default();
        assert_eq!(first, text.replace([' ', '-', '(', ')'], ""), "{text}");
        all.sort();
        all.dedup();
        all
    }

    #[test]
    fn every_spelling_of_a_number_gives_the_same_others() {
        let russian = ["+79130000003", "79130000003", "89130000003", "9130000003"];
        for text in russian.into_iter().chain(["+7 (913) 000-00-03"]) {
            assert_eq!(spellings(text), russian, "{text}");
        }
        let ukrainian = ["+380500000002", "0500000002", "380500000002", "80500000002"];
        for text in ukrainian {
            assert_eq!(spellings(text), ukrainian, "{text}");
        }
        // As they are dialled from abroad.
        assert_eq!(spellings("810380500000002").len(), 5);
        assert!(spellings("00380500000002").contains(&"0500000002".to_owned()));
        assert!(spellings("0079130000003").contains(&"89130000003".to_owned()));
    }

    #[test]
    fn a_number_of_another_country_is_nobody_elses() {
        assert_eq!(spellings("+375290000001"), ["+375290000001", "375290000001"]);
        assert_eq!(spellings("375290000001"), ["+375290000001", "375290000001"]);
        assert_eq!(spellings("810375290000001"), ["+375290000001", "375290000001", "810375290000001"]);
        // Ten and eleven digits, and neither Russia's nor Ukraine's.
        assert_eq!(spellings("+4790000001"), ["+4790000001", "4790000001"]);
        assert_eq!(spellings("+81900000001"), ["+81900000001", "81900000001"]);
        assert_eq!(spellings("70500000002"), ["+70500000002", "70500000002"]);
    }

    #[test]
    fn a_short_number_is_local_and_a_word_is_nothing_to_look_for() {
        assert_eq!(spellings("2345678"), ["2345678"]);
        // 8 and ten digits, not Russia's way out.
        assert!(spellings("81000000001").contains(&"+71000000001".to_owned()));
        for text in ["", "anonymous", "+7 913 000 00 03; drop", "123456789012345678901"] {
            assert_eq!(Number::from_outside(text).map(|number| number.spellings), Some(Vec::new()), "{text}");
        }
        for inside in ["110", "0000", "CallAPI", "1"] {
            assert_eq!(Number::from_outside(inside), None, "{inside}");
        }
    }

    #[test]
    fn one_number_in_two_spellings_is_the_same() {
        let number = |text| Number::from_outside(text).unwrap_or_else(|| panic!("{text}"));
        assert!(number("89130000003").is_same(&number("+7 913 000-00-03")));
        assert!(number("0500000002").is_same(&number("380500000002")));
        assert!(!number("89130000003").is_same(&number("89130000004")));
        assert!(!number("+375290000001").is_same(&number("80290000001")));
        assert!(number("").is_same(&number("")));
        assert!(!number("").is_same(&number("89130000003")));
    }
}
