//! A theme: templates, words, and static files. The default one is built in; a folder may put its own files over it.
//!
//! ```text
//! themes/<name>/templates/*.html    Tera templates, each replacing the default one of its name
//! themes/<name>/words/<lang>.yaml   single words of the templates, by key
//! themes/<name>/static/**           styles, scripts, pictures: published with their digest in the name
//! themes/<name>/static/tokens.css   the default theme has none; where there is one, pages read it after style.css
//! ```
//!
//! A template for one kind of page is named after the kind (`town.html`) and extends `page.html`.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Message, value};
use crate::encoding;
use crate::language::{Language, Pair};
use crate::load;
use crate::load::read_regular;

/// The default theme's files, by their path in `themes/default`.
static DEFAULT: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/theme.rs"));

/// The longest file of a theme that is read: fonts and pictures are the longest.
const LONGEST: u64 = 64 << 20;

/// The runtime of interactive charts (Apache ECharts), as the crate `charming` carries it.
static RUNTIME: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/echarts.js"));
/// Where the runtime is published.
const RUNTIME_PATH: &str = concat!("assets/echarts.", env!("SUNBOARD_RUNTIME_DIGEST"), ".js");
/// The runtime's name among the static files.
pub(super) const RUNTIME_NAME: &str = "echarts.js";

/// Why a theme cannot be used: names the file, the line where there is one, and shows it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", .message.en)]
pub struct ThemeError {
    /// The reason.
    pub message: Message,
}

impl ThemeError {
    pub(super) fn new(message: Message) -> Self {
        Self { message }
    }
}

/// Templates, words and static files.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    templates: BTreeMap<String, Template>,
    words: BTreeMap<String, BTreeMap<String, String>>,
    statics: BTreeMap<String, Vec<u8>>,
}

#[derive(Clone, Debug)]
struct Template {
    /// Where it was read, for messages.
    origin: String,
    text: String,
}

impl Theme {
    /// The default theme, with the files of a folder over it.
    ///
    /// # Errors
    /// Where a file cannot be read, or words are not a mapping of known keys to text.
    pub fn load(folder: Option<&Path>) -> Result<Self, ThemeError> {
        let mut theme = Self::default();
        for (path, bytes) in DEFAULT {
            theme.add(path, &format!("themes/default/{path}"), bytes, false)?;
        }
        let Some(folder) = folder else { return Ok(theme) };
        if !folder.is_dir() && folder.symlink_metadata().is_ok() {
            let folder = folder.display();
            return Err(ThemeError::new(message!(
                "{folder} 不是文件夹；主题是一个文件夹",
                "{folder} is not a folder, as a theme is"
            )));
        }
        if !folder.is_dir() {
            let folder = folder.display();
            return Err(ThemeError::new(message!("没有主题文件夹 {folder}", "there is no theme folder {folder}")));
        }
        let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
            let entry = entry.map_err(|error| unreadable(folder, &error))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let file = entry.path();
            let inner = file.strip_prefix(folder).unwrap_or(file).to_string_lossy().replace('\\', "/");
            if entry.path_is_symlink() {
                let shown = file.display();
                return Err(ThemeError::new(message!(
                    "{shown} 是符号链接，不会跟随；请把文件本身复制到主题文件夹里",
                    "{shown} is a symbolic link, which is not followed; copy the file itself into the theme's folder"
                )));
            }
            let bytes = read_regular(file, LONGEST).map_err(|fault| not_read(file, &fault.reason(LONGEST)))?;
            theme.add(&inner, &file.display().to_string(), &bytes, true)?;
        }
        Ok(theme)
    }

    /// What is told where `site.yaml` names a theme that has no folder; none where there is something in its place.
    pub fn missing(name: &str, folder: &Path) -> Option<Diagnostic> {
        if folder.symlink_metadata().is_ok() {
            return None;
        }
        let beside = folder.parent().and_then(|themes| std::fs::read_dir(themes).ok());
        let beside = beside.into_iter().flatten().filter_map(Result::ok).filter(|entry| entry.path().is_dir());
        let mut names: Vec<String> = beside.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let shown = folder.display();
        let hint = match load::nearest(name, &names) {
            Some(near) => message!("是否应为“{near}”？", "did you mean `{near}`?"),
            None => message!(
                "请把主题的文件夹放到那里；用自带的主题请删去这一行",
                "put the theme's folder there, or delete the line to have the theme that is built in"
            ),
        };
        let message = message!("没有主题文件夹 {shown}", "there is no theme folder {shown}");
        Some(Diagnostic::error("theme", "site.yaml", value("theme"), message).with_hint(hint))
    }

    /// The default theme's files, by their path in `themes/default`.
    pub fn default_files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
        DEFAULT.iter().copied()
    }

    /// Takes in one file. Words that go over the default ones must have a key that is in use.
    fn add(&mut self, path: &str, origin: &str, bytes: &[u8], over: bool) -> Result<(), ThemeError> {
        let text = || {
            String::from_utf8(bytes.to_vec()).map_err(|_| {
                ThemeError::new(message!(
                    "{origin} 不是 UTF-8 编码；请另存为 UTF-8",
                    "{origin} is not UTF-8; save it as UTF-8"
                ))
            })
        };
        if let Some(name) = path.strip_prefix("templates/") {
            self.templates.insert(name.to_owned(), Template { origin: origin.to_owned(), text: text()? });
        } else if let Some(language) = path.strip_prefix("words/").and_then(|name| name.strip_suffix(".yaml")) {
            let read: BTreeMap<String, String> = serde_yaml::from_str(&text()?).map_err(|error| {
                ThemeError::new(message!(
                    "{origin} 有误：{error}；每行写作“键: 文字”",
                    "{origin} is wrong: {error}; write `key: text` on each line"
                ))
            })?;
            let words = self.words.entry(language.to_owned()).or_default();
            if let Some(unknown) = read.keys().find(|key| over && !words.contains_key(*key)) {
                let known: Vec<&str> = words.keys().map(String::as_str).collect();
                return Err(ThemeError::new(message!(
                    "{origin} 中的“{unknown}”没有模板使用；可用的有：{}"(known.join("、")),
                    "{origin}: no template uses `{unknown}`; there are: {}"(known.join(", "))
                )));
            }
            words.extend(read);
        } else if let Some(name) = path.strip_prefix("static/") {
            self.statics.insert(name.to_owned(), bytes.to_vec());
        } else if path.contains('/') {
            // A licence or a note may lie in the theme's folder; a misspelt folder would be passed over in silence.
            return Err(ThemeError::new(message!(
                "{origin} 不会用到：主题的文件放在 templates、words 或 static 中",
                "{origin} is not used: a theme's files stand in templates, words or static"
            )));
        }
        Ok(())
    }

    /// The words of a language.
    pub(super) fn words(&self, language: Language) -> BTreeMap<String, String> {
        self.words.get(language.tag()).cloned().unwrap_or_default()
    }

    /// Static files: name in the theme, published path, bytes.
    pub(super) fn statics(&self) -> impl Iterator<Item = (&str, String, &[u8])> {
        let runtime = (RUNTIME_NAME, RUNTIME_PATH.to_owned(), RUNTIME);
        let own = self.statics.iter().map(|(name, bytes)| {
            let digest = encoding::hex(&Sha256::digest(bytes)[..5]);
            let path = match name.rsplit_once('.') {
                Some((stem, extension)) => format!("assets/{stem}.{digest}.{extension}"),
                None => format!("assets/{name}.{digest}"),
            };
            (name.as_str(), path, bytes.as_slice())
        });
        own.chain([runtime])
    }

    /// Templates: name and text.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.templates.iter().map(|(name, template)| (name.as_str(), template.text.as_str()))
    }

    /// Whether there is a template of this name.
    pub(super) fn has_template(&self, name: &str) -> bool {
        self.templates.contains_key(name)
    }

    /// An error of the template engine, with the files where the templates were read.
    pub(super) fn explain(&self, error: &tera::Error) -> ThemeError {
        let mut report = error.to_string();
        let mut cause = std::error::Error::source(error);
        while let Some(inner) = cause {
            report.push_str(&format!("\n{inner}"));
            cause = inner.source();
        }
        for (name, template) in &self.templates {
            // The engine's report says `--> page.html:12:3`.
            report = report.replace(&format!("--> {name}:"), &format!("--> {}:", template.origin));
            // A template that extends one that is not there is named without a place.
            if report.contains(&format!("Template '{name}' is inheriting"))
                && let Some((number, line)) =
                    (1..).zip(template.text.lines()).find(|(_, line)| line.contains("extends"))
            {
                report.push_str(&format!("\n --> {}:{number}:1\n  |\n{number} | {line}", template.origin));
            }
        }
        // Copies that an earlier version wrote ask for values that this one does not give.
        let Pair { zh: cure_zh, en: cure_en } = match report.contains("undefined")
            || report.contains("` is not defined")
        {
            true => pair!(
                "\n  = 建议: 模板要的值这一版没有；若它是旧版自带主题的副本，删去这个文件即用自带的，\
                 或与 sunboard init 新写出的同名文件对照修改",
                "\n  = help: this version does not give that value; if the template is a copy of an earlier default theme, \
                 remove the file to use the built-in one, or compare it with that of a new `sunboard init`",
            ),
            false => pair!("", ""),
        };
        ThemeError::new(message!(
            "主题模板有误：\n{report}{cure_zh}",
            "a template of the theme is wrong:\n{report}{cure_en}"
        ))
    }
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn unreadable(path: &Path, error: &walkdir::Error) -> ThemeError {
    not_read(path, &Message::from_joined(&error.to_string()))
}

fn not_read(path: &Path, reason: &Message) -> ThemeError {
    let path = path.display();
    ThemeError::new(message!("读不出 {path}：{}"(reason.zh), "cannot read {path}: {}"(reason.en)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn both_languages_have_the_same_words() {
        let theme = Theme::load(None).unwrap();
        let keys = |language| theme.words(language).into_keys().collect::<Vec<_>>();
        assert_eq!(keys(Language::Chinese), keys(Language::English));
        assert!(!keys(Language::Chinese).is_empty());
    }

    #[test]
    fn a_theme_that_is_not_there_is_told_where_it_is_named() {
        let themes = tempfile::tempdir().unwrap();
        fs::create_dir(themes.path().join("blue")).unwrap();
        let told = Theme::missing("bleu", &themes.path().join("bleu")).unwrap();
        assert_eq!((told.rule, told.file.to_str()), ("theme", Some("site.yaml")));
        assert_eq!(told.hint.unwrap().en, "did you mean `blue`?");
        assert_eq!(Theme::missing("blue", &themes.path().join("blue")), None);
        fs::write(themes.path().join("file"), "").unwrap();
        assert_eq!(Theme::missing("file", &themes.path().join("file")), None, "it is told for what it is");
        let error = Theme::load(Some(&themes.path().join("file"))).unwrap_err();
        assert!(error.message.en.contains("is not a folder"), "{error}");
    }

    #[test]
    fn a_folder_goes_over_the_default() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("words/zh-CN.yaml", "skip: 直达正文\n");
        write("static/style.css", "body{}");
        write("templates/extra.html", "x");
        let theme = Theme::load(Some(folder.path())).unwrap();
        assert_eq!(theme.words(Language::Chinese)["skip"], "直达正文");
        assert!(theme.has_template("extra.html") && theme.has_template("page.html"));
        let style = theme.statics().find(|(name, ..)| *name == "style.css").unwrap();
        assert!(style.1.starts_with("assets/style.") && style.1.len() == "assets/style.0123456789.css".len());
        write("words/zh-CN.yaml", "skipp: 直达正文\n");
        let error = Theme::load(Some(folder.path())).unwrap_err();
        assert!(error.message.en.contains("no template uses `skipp`"), "{error}");
        write("words/zh-CN.yaml", "skip: 直达正文\n");
        write("README.md", "about this theme");
        assert!(Theme::load(Some(folder.path())).is_ok());
        write("template/page.html", "x");
        let error = Theme::load(Some(folder.path())).unwrap_err();
        assert!(error.message.en.contains("template/page.html is not used"), "{error}");
    }
}
