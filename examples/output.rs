//! A file that has its name only once it is finished. Until then it is `FILE.part`.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::program::{Failure, usage};

/// The file while it grows.
pub fn part_of(out: &Path) -> PathBuf {
    let mut name = out.to_owned().into_os_string();
    name.push(".part");
    name.into()
}

/// Why the name cannot be taken: something is there that may not be replaced.
pub fn check_free(out: &Path, force: bool) -> Result<(), String> {
    if out.as_os_str().is_empty() {
        return Err("the name of the file is empty".to_owned());
    }
    let shown = out.display();
    match fs::symlink_metadata(out) {
        Ok(_) if !force => Err(format!("{shown} is there already: --force replaces it")),
        Ok(found) if found.is_dir() => Err(format!("{shown} is a folder")),
        _ => Ok(()),
    }
}

/// A file for the one who runs the program alone: what these hold is about people.
pub fn for_the_user_alone(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Opens a file that one run at a time may have: this one, until it drops the file or ends, however it ends.
pub fn open_alone(options: &OpenOptions, path: &Path) -> io::Result<File> {
    loop {
        let file = options.open(path)?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => io::Error::new(io::ErrorKind::WouldBlock, "another run is under way"),
            TryLockError::Error(error) => error,
        })?;
        // Another run may have renamed or removed it between the two.
        if is_at(path, &file)? {
            return Ok(file);
        }
    }
}

/// Gives the file its name. Not in the place of another: a person may have removed it, and begun another run.
pub fn rename_own(file: &File, from: &Path, to: &Path) -> io::Result<()> {
    keeps_place(file, from)?;
    fs::rename(from, to)
}

/// Removes the file, but no other that has come to its place.
pub fn remove_own(file: &File, path: &Path) -> io::Result<()> {
    keeps_place(file, path)?;
    fs::remove_file(path)
}

fn keeps_place(file: &File, path: &Path) -> io::Result<()> {
    let gone = || io::Error::other("it was removed while this run wrote it");
    if is_at(path, file)? { Ok(()) } else { Err(gone()) }
}

/// Whether the path still leads to this file.
fn is_at(path: &Path, file: &File) -> io::Result<bool> {
    match fs::metadata(path) {
        #[cfg(unix)]
        Ok(there) => {
            use std::os::unix::fs::MetadataExt as _;
            let here = file.metadata()?;
            Ok((there.dev(), there.ino()) == (here.dev(), here.ino()))
        }
        // Elsewhere the standard library does not tell one file from another.
        #[cfg(not(unix))]
        Ok(_) => file.metadata().map(|_| true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// A file that is written at once, at the end of the work. If it is dropped before, nothing is left.
#[derive(Debug)]
pub struct Whole {
    out: PathBuf,
    part: PathBuf,
    file: File,
    force: bool,
    is_finished: bool,
}

impl Whole {
    /// Before the work begins, so that it is not done for a file that cannot be written. What a run that was killed has
    /// left is taken over.
    pub fn begin(out: &Path, force: bool) -> Result<Self, Failure> {
        check_free(out, force).map_err(usage)?;
        let part = part_of(out);
        let begun = open_alone(for_the_user_alone(OpenOptions::new().write(true).create(true)), &part)
            .and_then(|file| file.set_len(0).map(|()| file));
        let file = begun.map_err(|error| usage(format!("{}: {error}", part.display())))?;
        Ok(Self { out: out.to_owned(), part, file, force, is_finished: false })
    }

    /// Writes it, and gives it its name once it is on the disk.
    pub fn finish(mut self, text: &str) -> Result<(), Failure> {
        let on_disk = self.file.write_all(text.as_bytes()).and_then(|()| self.file.sync_all());
        on_disk.map_err(|error| format!("{}: {error}", self.part.display()))?;
        check_free(&self.out, self.force).map_err(usage)?;
        rename_own(&self.file, &self.part, &self.out)
            .map_err(|error| format!("{}: {error}", self.part.display()))?;
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        if !self.is_finished {
            // Nobody is there to be told.
            let _ = remove_own(&self.file, &self.part);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::env::temp_dir;
    use std::fs::{self, File};
    use std::path::Path;

    use super::{check_free, is_at, part_of, remove_own, rename_own};

    #[test]
    fn a_file_without_a_name_is_refused() {
        assert!(check_free(Path::new(""), true).unwrap_err().contains("empty"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_was_renamed_is_not_the_one_that_came_after_it() {
        let path = temp_dir().join(format!("examples-output-{}", std::process::id()));
        let file = File::create(&path).unwrap();
        assert!(is_at(&path, &file).unwrap());
        fs::rename(&path, part_of(&path)).unwrap();
        assert!(!is_at(&path, &file).unwrap());
        let after = File::create(&path).unwrap();
        assert!(!is_at(&path, &file).unwrap() && is_at(&path, &after).unwrap());
        assert!(rename_own(&file, &path, &part_of(&path)).is_err() && remove_own(&file, &path).is_err());
        assert!(is_at(&path, &after).unwrap());
        fs::remove_file(part_of(&path)).unwrap();
        fs::remove_file(&path).unwrap();
    }
}
