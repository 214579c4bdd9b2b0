//! What was done of a payment file: one line `reference;state` for each step, the last one counts.

use std::collections::{HashMap, HashSet};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Failure, Payment};
use crate::output::{for_the_user_alone, open_alone};

/// No word of these is the beginning of another: the last line is whole if it ends in one, with or without its line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It is about to be sent, or was; nothing else is known.
    Begun,
    Booked,
    /// Surely not booked.
    Unpaid,
    /// The server took it, and the billing has not shown it. It is never sent again.
    Answered,
    /// The billing did not tell.
    Undecided,
}

impl State {
    const ALL: [(Self, &str); 5] = [
        (Self::Begun, "begun"),
        (Self::Booked, "booked"),
        (Self::Unpaid, "unpaid"),
        (Self::Answered, "answered"),
        (Self::Undecided, "undecided"),
    ];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("", |(_, word)| word)
    }

    pub(super) fn needs_look(self) -> bool {
        matches!(self, Self::Begun | Self::Answered | Self::Undecided)
    }
}

pub(super) struct Journal {
    path: PathBuf,
    file: File,
    states: HashMap<String, State>,
    age: Duration,
}

impl Journal {
    /// Opens what earlier runs have left, or begins. It is this run's alone until it is dropped.
    pub(super) fn open(path: &Path, payments: &[Payment]) -> Result<Self, Failure> {
        let unfit = |why: String| Failure::Unfit(format!("{}: {why}", path.display()));
        let mut options = OpenOptions::new();
        let options = for_the_user_alone(options.read(true).append(true).create(true));
        let mut file = open_alone(options, path).map_err(|error| unfit(error.to_string()))?;
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(Failure::file(path))?;
        let known: HashSet<_> = payments.iter().map(|payment| payment.reference.as_str()).collect();
        let (states, whole) = read(&text, &known).map_err(unfit)?;
        let age = age(&file).map_err(Failure::file(path))?;
        let mut journal = Self { path: path.to_owned(), file, states, age };
        journal.mend(&text, whole).map_err(Failure::file(path))?;
        Ok(journal)
    }

    /// How long ago the last line was written.
    pub(super) fn age(&self) -> Duration {
        self.age
    }

    pub(super) fn state(&self, reference: &str) -> Option<State> {
        self.states.get(reference).copied()
    }

    /// Once this returns, the line is on the disk.
    pub(super) fn note(&mut self, reference: &str, state: State) -> Result<(), Failure> {
        let line = format!("{reference};{}\n", state.word());
        let written = self.file.write_all(line.as_bytes()).and_then(|()| self.file.sync_data());
        written.map_err(Failure::file(&self.path))?;
        self.states.insert(reference.to_owned(), state);
        Ok(())
    }

    /// Takes away a torn last line, ends a whole one, and has a new file's name on the disk too.
    fn mend(&mut self, text: &[u8], whole: usize) -> io::Result<()> {
        self.file.set_len(whole as u64)?;
        self.file.seek(SeekFrom::End(0))?;
        if whole > 0 && text[whole - 1] != b'\n' {
            self.file.write_all(b"\n")?;
        }
        self.file.sync_all()?;
        #[cfg(unix)]
        if whole == 0 {
            let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        }
        Ok(())
    }
}

/// Zero if the clock was set back since.
fn age(file: &File) -> io::Result<Duration> {
    Ok(file.metadata()?.modified()?.elapsed().unwrap_or_default())
}

/// The states, and how many bytes are whole lines.
fn read(text: &[u8], known: &HashSet<&str>) -> Result<(HashMap<String, State>, usize), String> {
    let (mut states, mut whole) = (HashMap::new(), 0);
    for (index, bytes) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let line = str::from_utf8(bytes).unwrap_or_default().trim_ascii();
        let entry = line.split_once(';').and_then(|(reference, word)| {
            let state = State::ALL.iter().find(|(_, known)| *known == word)?.0;
            Some((reference, state))
        });
        let number = index + 1;
        match entry {
            Some((reference, state)) if known.contains(reference) => {
                states.insert(reference.to_owned(), state);
            }
            Some(_) => {
                return Err(format!(
                    "line {number} is of a payment that the file does not have: is this its journal?"
                ));
            }
            None if line.is_empty() && bytes.ends_with(b"\n") => {}
            // Torn, when a run ended at once. What it says was not acted upon yet.
            None if !bytes.ends_with(b"\n") => return Ok((states, whole)),
            None => return Err(format!("line {number} is no line of a journal: nothing was paid")),
        }
        whole += bytes.len();
    }
    Ok((states, whole))
}
