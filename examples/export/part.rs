//! The file while it grows: whole rows only, and what is in it already.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use csv::{Terminator, WriterBuilder};

use super::{Columns, Failure};
use crate::output::{for_the_user_alone, open_alone, remove_own, rename_own};

/// Rows that are held back, so that a disk is not asked for each.
const BATCH: usize = 500;

pub(super) struct Part {
    path: PathBuf,
    file: File,
    ids: HashSet<u64>,
    /// The writer of the library hands rows on in pieces; here they are whole before they reach the file.
    batch: csv::Writer<Vec<u8>>,
    batched: usize,
}

impl Part {
    /// Opens what an earlier run has left, without a torn last row, or begins. It is this run's alone.
    pub(super) fn open(path: &Path, columns: &Columns) -> Result<Self, Failure> {
        let mut header = writer();
        header.write_record(columns.names()).map_err(|error| Failure::file(path)(error.into()))?;
        let header = bytes(header).map_err(Failure::file(path))?;
        let mut options = OpenOptions::new();
        let options = for_the_user_alone(options.read(true).write(true).create(true));
        let unfit = |why: String| Failure::Unfit(format!("{}: {why}", path.display()));
        let mut file = open_alone(options, path).map_err(|error| unfit(error.to_string()))?;
        let (ids, length) = read(&mut file, &header, columns).map_err(Failure::file(path))?.map_err(unfit)?;
        let mut begin = || {
            file.set_len(length)?;
            file.seek(SeekFrom::Start(length))?;
            if length == 0 { file.write_all(&header) } else { Ok(()) }
        };
        begin().map_err(Failure::file(path))?;
        Ok(Self { path: path.to_owned(), file, ids, batch: writer(), batched: 0 })
    }

    /// How many subscribers it has.
    pub(super) fn rows(&self) -> u64 {
        self.ids.len() as u64
    }

    /// Whether the subscriber was not there yet.
    pub(super) fn add(&mut self, id: u64, cells: &[String]) -> Result<bool, Failure> {
        if !self.ids.insert(id) {
            return Ok(false);
        }
        self.batch.write_record(cells).map_err(|error| Failure::file(&self.path)(error.into()))?;
        self.batched += 1;
        if self.batched >= BATCH {
            self.flush()?;
        }
        Ok(true)
    }

    /// Hands on what is held back.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.batched = 0;
        let rows = bytes(std::mem::replace(&mut self.batch, writer()));
        rows.and_then(|rows| self.file.write_all(&rows)).map_err(Failure::file(&self.path))
    }

    /// Keeps it for the next run, if anything is in it.
    pub(super) fn leave(mut self) -> Result<(), Failure> {
        self.flush()?;
        if self.ids.is_empty() {
            remove_own(&self.file, &self.path).map_err(Failure::file(&self.path))
        } else {
            Ok(())
        }
    }

    /// Gives it its name, once it is on the disk.
    pub(super) fn finish(self, out: &Path) -> Result<(), Failure> {
        let named = self.file.sync_all().and_then(|()| rename_own(&self.file, &self.path, out));
        named.map_err(Failure::file(&self.path))
    }
}

/// RFC 4180: CRLF ends a row, what holds a comma, a quote or a line break is quoted.
fn writer() -> csv::Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new())
}

fn bytes(writer: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    writer.into_inner().map_err(|error| error.into_error())
}

/// The ids in the file and the length of its whole rows, or why it is not the beginning of this export.
fn read(
    file: &mut File,
    header: &[u8],
    columns: &Columns,
) -> io::Result<Result<(HashSet<u64>, u64), String>> {
    let mut ids = HashSet::new();
    let mut start = Vec::new();
    Read::by_ref(file).take(header.len() as u64).read_to_end(&mut start)?;
    if start != header {
        // A run that ended at once may have left a piece of the header.
        let is_torn = header.starts_with(&start);
        let why = || format!("has other columns than {}; remove it, or ask for its columns", list(columns));
        return Ok(if is_torn { Ok((ids, 0)) } else { Err(why()) });
    }
    file.seek(SeekFrom::Start(0))?;
    let length = whole_rows(BufReader::new(Read::by_ref(file)))?;
    file.seek(SeekFrom::Start(0))?;
    let damaged = |what: String| Ok(Err(format!("is damaged ({what}); remove it to begin anew")));
    for (row, record) in csv::Reader::from_reader(file.take(length)).byte_records().enumerate() {
        let number = row + 1;
        let record = match record {
            Ok(record) => record,
            Err(error) => match error.into_kind() {
                csv::ErrorKind::Io(error) => return Err(error),
                _ => return damaged(format!("row {number} has another number of cells")),
            },
        };
        let id = record.get(0).and_then(|cell| std::str::from_utf8(cell).ok()?.parse().ok());
        match id.map(|id| ids.insert(id)) {
            Some(true) => {}
            Some(false) => return damaged(format!("the id of row {number} was there before")),
            None => return damaged(format!("row {number} has no id")),
        }
    }
    Ok(Ok((ids, length)))
}

fn list(columns: &Columns) -> String {
    columns.names().collect::<Vec<_>>().join(",")
}

/// Where the last whole row ends. A line break inside of quotes ends nothing; a quote in quotes is written twice.
fn whole_rows(mut file: impl BufRead) -> io::Result<u64> {
    let (mut position, mut whole, mut is_quoted) = (0, 0, false);
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            return Ok(whole);
        }
        for byte in bytes {
            position += 1;
            match byte {
                b'"' => is_quoted = !is_quoted,
                b'\n' if !is_quoted => whole = position,
                _ => {}
            }
        }
        let read = bytes.len();
        file.consume(read);
    }
}

#[cfg(test)]
mod tests {
    use super::whole_rows;

    #[test]
    fn a_row_is_whole_at_its_line_break_outside_of_quotes() {
        for (text, whole) in [
            ("", 0),
            ("id,n", 0),
            ("id\r\n", 4),
            ("id\r\n1,\"a\r\nb\"", 4),
            ("id\r\n1,\"a\r\nb\"\r\n", 14),
            ("id\r\n1,\"a\"\"\r\n", 4),
            ("id\r\n1,a\r", 4),
        ] {
            assert_eq!(whole_rows(text.as_bytes()).unwrap(), whole, "{text}");
        }
    }
}
