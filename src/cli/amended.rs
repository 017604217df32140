//! Content files that a command edits: all of them or none, and each old or new whatever happens.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::CommandError;

/// A content file before and after.
pub(super) struct Edited {
    pub before: Vec<u8>,
    pub after: String,
}

/// Writes all files, by path in the content folder, beside their places first, and then puts them there.
pub(super) fn write(content: &Path, edited: &BTreeMap<PathBuf, Edited>) -> Result<(), CommandError> {
    let trouble = |path: &Path, error: &dyn std::fmt::Display| {
        let shown = path.display();
        CommandError(message!("无法写入 {shown}（{error}）", "{shown} cannot be written ({error})"))
    };
    let mut staged = Vec::new();
    for (path, edited) in edited {
        // Behind a link it is the file itself that changes.
        let target = content.join(path).canonicalize().map_err(|error| trouble(path, &error))?;
        let folder = target.parent().unwrap_or(content);
        let mut file = tempfile::Builder::new()
            .prefix(".sunboard-")
            .suffix(".tmp")
            .tempfile_in(folder)
            .map_err(|error| trouble(path, &error))?;
        let permissions = fs::metadata(&target).map(|metadata| metadata.permissions());
        file.write_all(edited.after.as_bytes())
            .and_then(|()| file.as_file().sync_all())
            .and_then(|()| file.as_file().set_permissions(permissions?))
            .map_err(|error| trouble(path, &error))?;
        if fs::read(&target).map_err(|error| trouble(path, &error))? != edited.before {
            let words = message!("文件刚被别的程序改过，请再执行一次", "it was changed meanwhile; try again");
            return Err(CommandError(message!("{}：{}"(path.display(), words.zh), "{}: {}"(path.display(), words.en))));
        }
        staged.push((path, target, file));
    }
    for (path, target, file) in staged {
        file.persist(target).map_err(|error| trouble(path, &error.error))?;
    }
    Ok(())
}
