//! `sunboard init`: a new site, from the example or to be filled in.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::Path;

use super::{CommandError, ExitStatus, MessageLanguage, schema};
use crate::editor::{demo, starter};
use crate::language::Speaks as _;
use crate::render::Theme;

/// The example's files, by their path in `content/`.
static EXAMPLE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/example.rs"));

/// What is no part of a site's repository, in both languages.
static IGNORED: (&str, &str, &str) =
    (".gitignore", include_str!("init/gitignore.zh"), include_str!("init/gitignore.en"));

/// What a new site begins with.
pub(super) enum StartingContent {
    /// The example.
    Example,
    /// An example of so many towns.
    Towns(usize),
    /// Nothing but what is to be filled in, for an area.
    Blank(Option<String>),
}

pub(super) fn init(
    folder: &Path,
    beginning: &StartingContent,
    speech: &MessageLanguage,
) -> Result<ExitStatus, CommandError> {
    let trouble = |path: &Path, error: io::Error| {
        let path = path.display();
        CommandError(message!("无法写入 {path}：{error}", "cannot write {path}: {error}"))
    };
    match fs::read_dir(folder) {
        Ok(entries) => {
            // What belongs to a repository may be there: a site is often begun in a new one.
            let is_git = |name: &std::ffi::OsStr| [".git", IGNORED.0, ".gitattributes"].iter().any(|git| name == *git);
            let mut others = entries.flatten().filter(|entry| !is_git(&entry.file_name()));
            if others.next().is_some() {
                let folder = folder.display();
                return Err(CommandError(message!(
                    "{folder} 不是空文件夹；请换一个名称",
                    "{folder} is not empty; choose another name"
                )));
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(trouble(folder, error)),
    }
    let theme = Theme::default_files().map(|(path, bytes)| (format!("themes/default/{path}"), bytes));
    let made = |files: Vec<(String, String)>| -> Vec<(String, Cow<'_, [u8]>)> {
        files.into_iter().map(|(path, text)| (path, Cow::Owned(text.into_bytes()))).collect()
    };
    let content = match beginning {
        StartingContent::Towns(towns) => made(demo::files(EXAMPLE, *towns)),
        StartingContent::Blank(area) => {
            let language = speech.language();
            let today = chrono::Local::now().date_naive();
            made(starter::files(language, area.as_deref(), today).map_err(CommandError)?)
        }
        StartingContent::Example => {
            EXAMPLE.iter().map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes))).collect()
        }
    };
    let files = content.into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes));
    // A site of one's own uses the theme that the tool carries, so that it comes with the tool's next version.
    let is_blank = matches!(beginning, StartingContent::Blank(_));
    let theme = theme.filter(|_| !is_blank).map(|(path, bytes)| (path, Cow::Borrowed(bytes)));
    let mut count = 0;
    for (path, bytes) in files.chain(theme) {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| trouble(parent, error))?;
        }
        fs::write(&path, bytes).map_err(|error| trouble(&path, error))?;
        count += 1;
    }
    let ignored = folder.join(IGNORED.0);
    if ignored.exists() {
        let told = message!(
            "{} 已有，没有改动；请确认其中有 /output/",
            "{} was there and was left alone; make sure that it holds /output/",
            ignored.display()
        );
        println!("{}", told.pick(speech));
    } else {
        fs::write(&ignored, speech.language().pick(IGNORED.1, IGNORED.2)).map_err(|error| trouble(&ignored, error))?;
        count += 1;
    }
    count += schema::with_settings(folder, &folder.join("content"), speech)?;
    let folder = folder.display();
    println!(
        "{}",
        match is_blank {
            false => say!(
                speech,
                "已在 {folder} 写入{count}个文件。下一步：cd {folder}，再运行 sunboard build",
                "Wrote {count} files to {folder}. Next: cd {folder}, then sunboard build"
            ),
            true => say!(
                speech,
                "已在 {folder} 写入{count}个文件。下一步：cd {folder}，填写 content/site.yaml 和 content/counties.yaml，再运行 sunboard new town",
                "Wrote {count} files to {folder}. Next: cd {folder}, fill in content/site.yaml and content/counties.yaml, then sunboard new town"
            ),
        }
    );
    Ok(ExitStatus::Done)
}
