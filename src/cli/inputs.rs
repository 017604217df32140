//! What a command reads must be there before anything else is said: a folder that is missing is a slip in the command, not a
//! fault of the content.

use std::io;
use std::path::Path;

use super::CommandError;
use super::args::{Command, DiffArguments};
use crate::diagnostic::Message;

/// Refuses a command whose content folder, theme or rules file is not there, or is something else.
pub(super) fn refuse_missing(command: &Command) -> Result<(), CommandError> {
    let folders = match command {
        Command::Diff(DiffArguments { old, new, git: None, .. }) => {
            [old, new].into_iter().flatten().map(|one| &**one).collect()
        }
        command => command.content().into_iter().collect::<Vec<_>>(),
    };
    folders.into_iter().try_for_each(content)?;
    let source = match command {
        Command::Check { source, .. } => Some(source),
        Command::Build(asked) => Some(&asked.source),
        Command::Serve(asked) => Some(&asked.source),
        _ => None,
    };
    source.and_then(|source| source.theme.as_deref()).map_or(Ok(()), theme)?;
    match command {
        Command::Explain(asked) => asked.rules.as_deref().map_or(Ok(()), rules),
        _ => Ok(()),
    }
}

fn content(folder: &Path) -> Result<(), CommandError> {
    let Err(error) = std::fs::read_dir(folder) else { return Ok(()) };
    let shown = folder.display();
    Err(CommandError(match error.kind() {
        io::ErrorKind::NotFound => message!(
            "没有内容文件夹 {shown}；请在网站所在的文件夹中执行，或用 --content 指明内容文件夹",
            "there is no content folder {shown}; run it in the site's folder, or name the folder with --content"
        ),
        io::ErrorKind::NotADirectory => message!(
            "{shown} 不是文件夹；请指明放内容的文件夹，其中有 site.yaml",
            "{shown} is not a folder; name the folder of the content, which holds site.yaml"
        ),
        _ => unreadable(folder, &error),
    }))
}

fn theme(folder: &Path) -> Result<(), CommandError> {
    match folder.is_dir() {
        true => Ok(()),
        false => {
            let shown = folder.display();
            Err(CommandError(message!("没有主题文件夹 {shown}", "there is no theme folder {shown}")))
        }
    }
}

fn rules(file: &Path) -> Result<(), CommandError> {
    let shown = file.display();
    match std::fs::metadata(file) {
        Ok(found) if found.is_dir() => Err(CommandError(message!("{shown} 不是文件", "{shown} is not a file"))),
        // What kind of file it is, is told where it is read.
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(CommandError(message!(
            "没有规则文件 {shown}，请核对文件名和所在的文件夹",
            "there is no rules file {shown}: check its name and folder"
        ))),
        Err(error) => Err(CommandError(unreadable(file, &error))),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Message {
    let path = path.display();
    message!("无法读取 {path}：{error}", "cannot read {path}: {error}")
}
