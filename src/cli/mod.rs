//! The only room that prints, and the only one that reads the clock.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this room speaks to the user")]

mod against;
mod amended;
mod args;
mod build;
mod check;
mod ci;
mod diff;
mod explain;
mod export;
mod import;
mod init;
mod inputs;
mod inspection;
mod mounts;
mod names;
mod new;
mod manual;
mod meant;
mod next;
mod progress;
mod quarter;
mod schema;
mod serve;
mod show;
mod status;
mod terminal;
mod usage;
mod waiting;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;

use crate::diagnostic::Message;
use crate::language::{Language, Speaks};
use crate::load;
use args::{Arguments, Command, LanguageArgument};
use init::StartingContent;

/// How a command ended.
enum ExitStatus {
    /// Done.
    Done,
    /// The content has errors, which have been shown.
    Faulty,
    /// Nothing has come out since.
    NotDue,
}

/// Why a command could not run: wrong use, or the file system.
struct CommandError(Message);

/// Runs the command line. Exit codes: 0 done, 1 errors in the content, 2 wrong use or trouble with files, 3 nothing is due
/// (`next --since` alone).
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::tell(&error),
    };
    let speech = MessageLanguage::new(arguments.lang);
    if let Command::Ci { folder, .. } = &arguments.command {
        learn_site(&folder.join("content"), &speech);
    }
    if let Some(content) = arguments.command.content() {
        learn_site(content, &speech);
    }
    let ended = inputs::refuse_missing(&arguments.command).and_then(|()| match arguments.command {
        Command::Init { folder, demo_towns, blank, area } => {
            let beginning = match demo_towns {
                Some(towns) => StartingContent::Towns(towns as usize),
                None if blank => StartingContent::Blank(area),
                None => StartingContent::Example,
            };
            init::init(&folder, &beginning, &speech)
        }
        Command::Check { source, format, inspection, against } => {
            check::check(&source, format, inspection, against.as_deref(), &speech)
        }
        Command::Build(build) => build::build(&build, &speech),
        Command::Serve(serve) => serve::serve(&serve, &speech),
        Command::Diff(asked) => diff::diff(&asked, &speech),
        Command::Explain(asked) => explain::explain(&asked, &speech),
        Command::New(asked) => new::new(&asked, &speech),
        Command::Release(asked) => quarter::release(&asked, &speech),
        Command::Status(asked) => status::status(&asked, &speech),
        Command::Next(asked) => next::next(&asked, &speech),
        Command::Ci { host, folder } => ci::ci(host, &folder, &speech),
        Command::Manual { name } => manual::manual(name),
        Command::Schema(asked) => schema::schema(&asked, &speech),
        Command::Export { what: args::Export::Return(asked) } => export::export_return(&asked, &speech),
        Command::Import(asked) => import::import(&asked, &speech),
    });
    match ended {
        Ok(ExitStatus::Done) => ExitCode::SUCCESS,
        Ok(ExitStatus::Faulty) => ExitCode::from(1),
        Ok(ExitStatus::NotDue) => ExitCode::from(3),
        Err(CommandError(message)) => {
            eprintln!("{}{}", pick!(speech, "错误：", "error: "), message.pick(speech));
            ExitCode::from(2)
        }
    }
}

/// Learns the language of a content folder's site before anything is said, even where its `site.yaml` has faults.
fn learn_site(content: &Path, speech: &MessageLanguage) {
    if let Some(language) = load::language(content) {
        speech.learn(language);
    }
}

/// In which language the user is spoken to: `--lang`, else the environment's, else the site's.
struct MessageLanguage {
    /// `--lang` alone.
    flag: Option<Language>,
    asked: Option<Language>,
    site: std::sync::Mutex<Option<Language>>,
}

impl Speaks for MessageLanguage {
    fn language(&self) -> Language {
        self.asked.or(*self.site()).unwrap_or(Language::Chinese)
    }
}

impl MessageLanguage {
    fn new(lang: Option<LanguageArgument>) -> Self {
        let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let named = variables.iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
        let environment = named.and_then(|value| match value.get(..2) {
            Some("zh") => Some(Language::Chinese),
            Some("en") => Some(Language::English),
            _ => None,
        });
        let flag = lang.map(|lang| match lang {
            LanguageArgument::Zh => Language::Chinese,
            LanguageArgument::En => Language::English,
        });
        Self { flag, asked: flag.or(environment), site: std::sync::Mutex::default() }
    }

    /// Learns the site's language.
    fn learn(&self, language: Language) {
        *self.site() = Some(language);
    }

    fn site(&self) -> std::sync::MutexGuard<'_, Option<Language>> {
        self.site.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The language of what is written into a site's files: others read them too, so that the environment of the one
    /// who writes does not count.
    fn writes(&self) -> Language {
        self.flag.or(*self.site()).unwrap_or(Language::Chinese)
    }
}
