//! A file that has its name only once it is finished. Until then it is `FILE.part`.

use std::fs::{self, File, OpenOptions};
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
    /// Before the work begins, so that it is not done for a file that cannot be written.
    pub fn begin(out: &Path, force: bool) -> Result<Self, Failure> {
        check_free(out, force).map_err(usage)?;
        let part = part_of(out);
        let file = for_the_user_alone(OpenOptions::new().write(true).create_new(true)).open(&part);
        let file = file.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => usage(format!(
                "{} is there already: another run is under way, or was killed; then remove it",
                part.display()
            )),
            _ => usage(format!("{}: {error}", part.display())),
        })?;
        Ok(Self { out: out.to_owned(), part, file, force, is_finished: false })
    }

    /// Writes it, and gives it its name once it is on the disk.
    pub fn finish(mut self, text: &str) -> Result<(), Failure> {
        let on_disk = self.file.write_all(text.as_bytes()).and_then(|()| self.file.sync_all());
        on_disk.map_err(|error| format!("{}: {error}", self.part.display()))?;
        check_free(&self.out, self.force).map_err(usage)?;
        fs::rename(&self.part, &self.out).map_err(|error| format!("{}: {error}", self.out.display()))?;
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        if !self.is_finished {
            // Nobody is there to be told.
            let _ = fs::remove_file(&self.part);
        }
    }
}
