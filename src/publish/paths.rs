//! Which paths may be published: none that leaves the output folder, none that two file systems read differently.

use std::borrow::Cow;

use super::PublishError;

/// The tool's own folder inside the output folder.
pub(super) const OWN_FOLDER: &str = ".sunboard";

/// Whether a path stays below the output folder and names the same file on every system.
pub(super) fn is_safe(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    !first.eq_ignore_ascii_case(OWN_FOLDER) && path.split('/').all(is_safe_name)
}

fn is_safe_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let reserved = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|digit: char| digit.is_ascii_digit()));
    !name.is_empty()
        && name != "."
        && name != ".."
        && !name.ends_with(['.', ' '])
        && !name.starts_with(' ')
        && !name.chars().any(|c| c.is_control() || r#"\:*?"<>|"#.contains(c))
        && !reserved
}

/// Refuses a path that could leave the output folder or name another file on another system.
pub(super) fn refuse_unsafe(path: &str) -> Result<(), PublishError> {
    match is_safe(path) {
        true => Ok(()),
        false => Err(PublishError::refused(
            format!("“{path}”不能作为输出文件的路径"),
            format!("`{path}` cannot be the path of a published file"),
        )),
    }
}

/// Two artifacts would be one file.
pub(super) fn same_file(other: &str, path: &str) -> PublishError {
    PublishError::refused(
        format!("“{other}”和“{path}”会写到同一个文件；请把其中一个改名"),
        format!("`{other}` and `{path}` would be the same file; rename one of them"),
    )
}

/// Refuses two files of one name, names that differ in case only, and a file where a folder is needed.
pub(super) fn refuse_collisions<'a>(paths: impl Iterator<Item = &'a str>) -> Result<(), PublishError> {
    let folded = |path: &'a str| match path.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        true => Cow::Borrowed(path),
        false => Cow::Owned(path.to_lowercase()),
    };
    let mut seen: Vec<(Cow<'a, str>, &str)> = paths.map(|path| (folded(path), path)).collect();
    seen.sort();
    if let Some([(_, other), (_, path)]) = seen.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(same_file(other, path));
    }
    let mut before = "";
    for (folded, path) in &seen {
        // The files of a folder stand together: its folders are looked at once.
        let folder = folder_of(folded);
        if folder == before {
            continue;
        }
        before = folder;
        for (slash, _) in folded.match_indices('/') {
            if let Ok(place) = seen.binary_search_by(|(other, _)| (**other).cmp(&folded[..slash])) {
                let file = seen[place].1;
                return Err(PublishError::refused(
                    format!("“{file}”既是文件，又是“{path}”所在的文件夹；请把其中一个改名"),
                    format!("`{file}` is a file and also the folder of `{path}`; rename one of them"),
                ));
            }
        }
    }
    Ok(())
}

/// The folder that a file lies in; nothing where it lies in none.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traversal_is_impossible() {
        for bad in [
            "../a",
            "a/../b",
            "/a",
            "a//b",
            "",
            "a/",
            "a\\b",
            "c:/x",
            "a/./b",
            ".sunboard/manifest.json",
            ".SunBoard/x",
            "nul",
            "aux.html",
            "com1.txt",
            "a./b",
            "a\0b",
            "a\nb",
        ] {
            assert!(!is_safe(bad), "{bad:?}");
        }
        for good in ["index.html", "towns/yunyao.html", "media/towns/云窑/夜.jpg", "com.html", ".well-known/x"] {
            assert!(is_safe(good), "{good:?}");
        }
    }

    #[test]
    fn one_name_is_one_file() {
        let check = |paths: &[&str]| refuse_collisions(paths.iter().copied()).map_err(|error| error.message.en);
        assert!(check(&["a.html", "b.html", "c/a.html"]).is_ok());
        assert!(check(&["a.html", "A.html"]).is_err());
        assert!(check(&["a.html", "a.html"]).is_err());
        assert!(check(&["C/a.html", "c"]).is_err());
        assert!(check(&["c/d/e.html", "c/d"]).is_err_and(|text| text.contains("`c/d` is a file")));
    }
}
