//! Holding an output folder: one build at a time has it, from before anything in it is read until all is written.
//!
//! The system lets go of the lock when the program ends, however it ends: a file that is left over keeps nobody out.

use crate::diagnostic::Message;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;
use std::time::Duration;

use same_file::Handle;

use super::error::{PublishError, WithPath};
use super::folder::{self, PathContent, is_empty, kind_of};
use super::paths::OWN_FOLDER;

/// How often a folder is tried that goes while it is taken: a build that fails removes the folder that it made.
const TRIES: usize = 200;

/// An output folder that nobody else writes to.
#[derive(Debug)]
pub(super) struct OutputLock {
    file: File,
    /// Whether the tool's own folder was made for it.
    is_new: bool,
    /// Whether there was an output folder before.
    existed: bool,
}

impl OutputLock {
    /// Takes the output folder, and makes it if need be. A folder that holds something and was not made by this tool is
    /// taken only by force, and not touched else.
    ///
    /// # Errors
    /// Where another build has it, where it is not this tool's, or the file system fails.
    pub(super) fn of(output: &Path, force: bool) -> Result<Self, PublishError> {
        let own = output.join(OWN_FOLDER);
        let mut refused = None;
        for round in 0..TRIES {
            if round > 0 {
                std::thread::sleep(Duration::from_millis(5));
            }
            let existed = match kind_of(output)? {
                PathContent::Nothing => false,
                PathContent::Folder => true,
                PathContent::File | PathContent::Link => {
                    let output = output.display();
                    return Err(PublishError::refused(message!("{output} 不是文件夹", "{output} is not a folder")));
                }
            };
            let is_new = match kind_of(&own)? {
                PathContent::Folder => false,
                PathContent::Nothing => {
                    let is_free = match is_empty(output) {
                        _ if force || !existed => true,
                        Err(error) if error.source.as_ref().is_some_and(passes) => continue,
                        is_empty => is_empty?,
                    };
                    // A build that just began has made its own by now.
                    if !is_free && kind_of(&own)? == PathContent::Nothing {
                        return Err(not_ours(output));
                    }
                    match fs::create_dir_all(&own) {
                        Err(error) if passes(&error) => {
                            refused = Some(error);
                            continue;
                        }
                        made => made.at(&own)?,
                    }
                    true
                }
                PathContent::File | PathContent::Link => {
                    let own = own.display();
                    return Err(PublishError::refused(message!(
                        "{own} 不是普通文件夹；请移走它",
                        "{own} is not a plain folder; move it away"
                    )));
                }
            };
            if let Some(file) = lock(output, &own)? {
                return Ok(Self { file, is_new, existed });
            }
            refused = None;
        }
        // A place where no folder can be made at all says the same as a folder that goes again and again.
        Err(refused.map_or_else(|| under_way(output, None), |error| PublishError::io(&own, error)))
    }
}

impl OutputLock {
    /// Removes the folders that were made for it, if any.
    pub(super) fn take_back(&self, output: &Path) {
        if self.is_new {
            _ = folder::clear(&output.join(OWN_FOLDER));
            if !self.existed {
                _ = fs::remove_dir(output);
            }
        }
    }
}

impl Drop for OutputLock {
    /// Nobody is named any more, and the lock goes at once: closing the file alone leaves it to a program that is being
    /// started at this moment, which has all open files until it runs.
    fn drop(&mut self) {
        _ = self.file.set_len(0);
        _ = self.file.unlock();
    }
}

/// A folder that holds something and was not made by this tool.
pub(super) fn not_ours(output: &Path) -> PublishError {
    let output = output.display();
    PublishError::refused(message!(
        "输出文件夹 {output} 不是空的，也不是本工具生成的；请另选文件夹，或用 --force 写入其中",
        "the output folder {output} is not empty and was not made by this tool; choose another folder, or use --force to publish into it"
    ))
}

/// Locks the folder's file; none where the folder or the file went meanwhile, with the build that made it.
fn lock(output: &Path, own: &Path) -> Result<Option<File>, PublishError> {
    let path = own.join("lock");
    // What the other wrote into it must stay.
    let opened = File::options().read(true).write(true).create(true).truncate(false).open(&path);
    let mut file = match opened {
        Err(error) if passes(&error) => return Ok(None),
        opened => opened.at(&path)?,
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(under_way(output, holder(&path))),
        // A file system without locks: go on without one.
        Err(TryLockError::Error(_)) => return Ok(Some(file)),
    }
    // A build that fails takes its folder away again, and the file that is locked now with it.
    match Handle::from_path(&path) {
        Ok(there) if file.try_clone().and_then(Handle::from_file).at(&path)? == there => {}
        Err(error) if !passes(&error) => return Err(PublishError::io(&path, error)),
        Ok(_) | Err(_) => return Ok(None),
    }
    let id = format!("{}\n", std::process::id());
    _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(id.as_bytes()));
    Ok(Some(file))
}

/// Whether an error comes of a folder that goes at this moment.
fn passes(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists)
}

/// The process that has the lock; none where it cannot be said. It says so in the moment after it took it.
fn holder(path: &Path) -> Option<u32> {
    (0..20).find_map(|_| {
        let mut text = String::new();
        File::open(path).and_then(|mut file| file.read_to_string(&mut text)).ok()?;
        let id = text.trim().parse().ok();
        if id.is_none() {
            std::thread::sleep(Duration::from_millis(5));
        }
        id
    })
}

fn under_way(output: &Path, process: Option<u32>) -> PublishError {
    let output = output.display();
    let Message { zh, en } =
        process.map_or_else(|| message!("", ""), |process| message!("（进程 {process}）", " (process {process})"));
    PublishError::refused(message!(
        "另一次生成{zh}正在写入 {output}；请等它结束",
        "another build{en} is writing to {output}; wait for it to end"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_that_has_ended_holds_nothing_whoever_still_has_its_file() {
        let place = tempfile::tempdir().expect("a folder");
        let hold = OutputLock::of(place.path(), false).expect("free");
        // As a program has it that is being started while the build ends.
        let inherited = hold.file.try_clone().expect("a copy");
        assert!(OutputLock::of(place.path(), false).is_err(), "held");
        drop(hold);
        assert!(OutputLock::of(place.path(), false).is_ok(), "free again");
        drop(inherited);
    }
}
