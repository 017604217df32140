//! Which paths may be published: none that leaves the output folder, none that two file systems read differently. The
//! content is held to the same before, so that whoever checks it hears of it with file and line.

use super::PublishError;
use crate::units::{collisions, path_fault};

/// The tool's own folder inside the output folder.
pub(super) const OWN_FOLDER: &str = ".sunboard";

/// Whether a path stays below the output folder and names the same file on every system.
pub(super) fn is_safe(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    !first.eq_ignore_ascii_case(OWN_FOLDER) && path_fault(path).is_none()
}

/// Refuses a path that could leave the output folder or name another file on another system.
pub(super) fn refuse_unsafe(path: &str) -> Result<(), PublishError> {
    match is_safe(path) {
        true => Ok(()),
        false => Err(PublishError::refused(message!(
            "“{path}”不能作为输出文件的路径",
            "`{path}` cannot be the path of a published file"
        ))),
    }
}

/// Two artifacts would be one file.
pub(super) fn same_file(other: &str, path: &str) -> PublishError {
    PublishError::refused(message!(
        "“{other}”和“{path}”会写到同一个文件；请把其中一个改名",
        "`{other}` and `{path}` would be the same file; rename one of them"
    ))
}

/// A file was to stay as the last build left it, and that left none.
pub(super) fn not_there(path: &str) -> PublishError {
    PublishError::refused(message!(
        "输出文件夹中没有上次生成的“{path}”；请再生成一次",
        "`{path}` of the last build is not in the output folder; build again"
    ))
}

/// Refuses two files of one name, names that differ in case only, and a file where a folder is needed.
pub(super) fn refuse_collisions<'a>(paths: impl Iterator<Item = &'a str>) -> Result<(), PublishError> {
    match collisions(paths).first() {
        Some(collision) => {
            let message = collision.message();
            let (zh, en) = (message.zh, message.en);
            Err(PublishError::refused(message!("{zh}；请把其中一个改名", "{en}; rename one of them")))
        }
        None => Ok(()),
    }
}

/// The folder that a file lies in; nothing where it lies in none.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tools_own_folder_and_what_leads_out_are_refused() {
        for bad in ["../a", "/a", ".sunboard/manifest.json", ".SunBoard/x", "nul", "a./b"] {
            assert!(!is_safe(bad), "{bad:?}");
        }
        for good in ["index.html", "media/towns/云窑/夜.jpg", ".well-known/x"] {
            assert!(is_safe(good), "{good:?}");
        }
    }

    #[test]
    fn one_name_is_one_file() {
        let check = |paths: &[&str]| refuse_collisions(paths.iter().copied()).map_err(|error| error.message.en);
        assert!(check(&["a.html", "b.html", "c/a.html"]).is_ok());
        assert!(check(&["a.html", "A.html"]).is_err());
        assert!(check(&["c/d/e.html", "c/d"]).is_err_and(|text| text.contains("`c/d` is a file")));
    }
}
