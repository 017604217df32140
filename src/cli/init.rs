//! `sunboard init`: a new site from the example.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::Path;

use super::{End, Speech, Trouble, schema};
use crate::diagnostic::Message;
use crate::editor::demo;
use crate::render::Theme;

/// The example's files, by their path in `content/`.
static EXAMPLE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/example.rs"));

pub(super) fn init(folder: &Path, demo_towns: Option<usize>, speech: &Speech) -> Result<End, Trouble> {
    let trouble = |path: &Path, error: io::Error| {
        let path = path.display();
        Trouble(Message::new(format!("无法写入 {path}：{error}"), format!("cannot write {path}: {error}")))
    };
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                let folder = folder.display();
                return Err(Trouble(Message::new(
                    format!("{folder} 不是空文件夹；请换一个名称"),
                    format!("{folder} is not empty; choose another name"),
                )));
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(trouble(folder, error)),
    }
    let theme = Theme::default_files().map(|(path, bytes)| (format!("themes/default/{path}"), bytes));
    let example: Vec<(String, Cow<'_, [u8]>)> = match demo_towns {
        Some(towns) => {
            demo::files(EXAMPLE, towns).into_iter().map(|(path, text)| (path, Cow::Owned(text.into_bytes()))).collect()
        }
        None => EXAMPLE.iter().map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes))).collect(),
    };
    let files = example.into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes));
    let theme = theme.map(|(path, bytes)| (path, Cow::Borrowed(bytes)));
    let mut count = 0;
    for (path, bytes) in files.chain(theme) {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| trouble(parent, error))?;
        }
        fs::write(&path, bytes).map_err(|error| trouble(&path, error))?;
        count += 1;
    }
    count += schema::with_settings(folder, &folder.join("content"), speech)?;
    let folder = folder.display();
    if speech.is_chinese() {
        println!("已在 {folder} 写入{count}个文件。下一步：cd {folder}，再运行 sunboard build");
    } else {
        println!("Wrote {count} files to {folder}. Next: cd {folder}, then sunboard build");
    }
    Ok(End::Done)
}
