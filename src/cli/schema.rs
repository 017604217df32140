//! `sunboard schema`: JSON Schema of the content files for text editors, and the settings that point to them.

use std::fs;
use std::io;
use std::path::Path;

use super::args::SchemaArguments;
use super::{CommandError, ExitStatus, MessageLanguage};
use crate::editor::schema::{self, schemas};
use crate::load;

/// Where the schemas lie in a site's folder: beside the settings that name them, and outside the content.
const FOLDER: &str = ".vscode/schema";

pub(super) fn schema(asked: &SchemaArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let content = &asked.content;
    let written = match &asked.out {
        Some(folder) => schemas_into(folder, content, speech)?.len(),
        None => {
            let site = content.parent().unwrap_or(Path::new(""));
            with_settings(site, content, speech)?
        }
    };
    let told = message!("已写入{written}个文件", "Wrote {written} files");
    println!("{}", told.pick(speech));
    Ok(ExitStatus::Done)
}

/// The schemas and the settings of a site's folder; how many files were written. Settings that are there stay as they are.
pub(super) fn with_settings(site: &Path, content: &Path, speech: &MessageLanguage) -> Result<usize, CommandError> {
    let schemas = schemas_into(&site.join(FOLDER), content, speech)?;
    let name = content.file_name().map_or_else(|| "content".into(), |name| name.to_string_lossy());
    let mut count = schemas.len();
    for (path, text) in schema::settings(&schemas, FOLDER, &name) {
        let path = site.join(path);
        if path.exists() {
            let path = path.display();
            println!(
                "{}",
                message!("{path} 已存在，没有改动", "{path} is there already and was left alone").pick(speech)
            );
        } else {
            put(&path, &text)?;
            count += 1;
        }
    }
    Ok(count)
}

fn schemas_into(folder: &Path, content: &Path, speech: &MessageLanguage) -> Result<Vec<schema::Schema>, CommandError> {
    if let Some(config) = load::config(content) {
        speech.learn(config.language);
    }
    let (rules, counties) = load::rules_and_counties(content);
    let schemas = schemas(&rules, &counties, speech.writes());
    for one in &schemas {
        put(&folder.join(one.name), &schema::text(&one.schema))?;
    }
    Ok(schemas)
}

fn put(path: &Path, text: &str) -> Result<(), CommandError> {
    let trouble = |error: io::Error| {
        let path = path.display();
        CommandError(message!("无法写入 {path}：{error}", "cannot write {path}: {error}"))
    };
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(trouble)?;
    fs::write(path, text).map_err(trouble)
}
