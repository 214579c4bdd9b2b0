//! What a server wrote, on a terminal.

use nodeny_client::{UnixTime, plain_text};

/// A text without characters that steer a terminal.
pub fn clean(text: &str) -> String {
    text.replace(|letter: char| letter.is_control(), "\u{fffd}")
}

/// A text that may be HTML, without its markup.
pub fn plain(text: &str) -> String {
    clean(&plain_text(text))
}

/// A value that the server may leave out.
pub fn or_unknown(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "?".to_owned(), |value| clean(&value.to_string()))
}

/// The first `most` characters of a text.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A moment, in UTC: the zone of the server is in no answer.
pub fn time(time: UnixTime) -> String {
    time.local_at_offset(0).map_or_else(|| time.to_string(), |local| format!("{local} UTC"))
}

/// Rows in columns as wide as their widest cell.
pub fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut lines = String::new();
    for row in rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        lines.push_str(format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end());
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{clean, plain, shortened, table};

    #[test]
    fn a_server_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[2J\u{9b}b\n"), "a\u{fffd}[2J\u{fffd}b\u{fffd}");
        assert_eq!(plain("<b>ні</b>\u{7}"), "ні\u{fffd}");
        assert_eq!((shortened("ніч", 2), shortened("ніч", 3)), ("ні…".to_owned(), "ніч".to_owned()));
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [["ї", "1", ""], ["її", "", "x"]].map(|row| row.map(str::to_owned));
        assert_eq!(table(&rows), "  ї   1\n  її     x\n");
    }
}
