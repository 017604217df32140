//! `sunboard diff`: what a change of the content changes, in the tables, pages and files that readers get.

mod json;
mod report;
mod values;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::args::{DiffArguments, DiffFormat, ViewArguments};
use super::build::request_for;
use super::{CommandError, ExitStatus, MessageLanguage, show};
use crate::Request;
use crate::build::BuildError;
use crate::build::content::theme_folder;
use crate::diagnostic::Diagnostic;
use crate::editor::changes::{FileChange, FileDigests, TableChange, changes};
use crate::evaluate::Evaluation;
use crate::language::{Pair, Speaks as _};
use crate::load::Files;
use crate::model::Site;
use crate::units::{self, Timestamp};
pub(super) use report::DiffReport;

pub(super) fn diff(asked: &DiffArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let (old, new) = (&asked.old, asked.new.as_ref());
    let checkout;
    let (old, new) = match (&asked.git, new) {
        (None, Some(new)) => (old.clone().unwrap_or_default(), new.clone()),
        (Some(revision), None) => {
            let content = old.clone().unwrap_or_else(|| PathBuf::from("content"));
            checkout = checked_out(&content, revision)?;
            (checkout.path().join("tree"), content)
        }
        _ => {
            return Err(CommandError(message!(
                "请写两个内容文件夹，或写 --git 版本号",
                "name two content folders, or --git with a revision"
            )));
        }
    };
    let sight = Sight::of(&asked.sight);
    let (Some(before), Some(after)) = (sight.evaluated(&old, None, speech)?, sight.evaluated(&new, None, speech)?)
    else {
        return Ok(ExitStatus::Faulty);
    };
    speech.learn(after.site.config.language);
    let (tables, files) = sight.differences(&before, &after, &new)?;
    let report = DiffReport {
        language: speech.language(),
        before: &before.site,
        after: &after.site,
        tables: &tables,
        files: Some(&files),
        all: asked.all,
    };
    match asked.format {
        DiffFormat::Text => say(&report.text()),
        DiffFormat::Markdown => say(&report.markdown()),
        DiffFormat::Json => say(&format!("{}\n", report.json())),
    }
    Ok(ExitStatus::Done)
}

/// To the standard output; whoever reads it may stop before the end.
pub(super) fn say(text: &str) {
    _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// A tree as the asked edition sees it; none where it has errors, which are shown.
pub(super) fn evaluated(
    sight: &ViewArguments,
    content: &Path,
    speech: &MessageLanguage,
) -> Result<Option<(Site, Evaluation)>, CommandError> {
    let tree = Sight::of(sight).evaluated(content, None, speech)?;
    Ok(tree.map(|tree| (tree.site, tree.evaluation)))
}

/// How trees are looked at: as asked, and each at the same moment.
pub(super) struct Sight<'a> {
    asked: &'a ViewArguments,
    now: DateTime<Utc>,
}

/// A content folder as an edition sees it, evaluated.
pub(super) struct EvaluatedTree {
    pub site: Site,
    pub evaluation: Evaluation,
    /// The texts of its files.
    pub texts: Files,
}

impl<'a> Sight<'a> {
    /// As asked, now.
    pub fn of(asked: &'a ViewArguments) -> Self {
        Self { asked, now: Utc::now() }
    }

    fn request<'c>(&self, content: &Path, clock: &'c (dyn Fn(chrono_tz::Tz) -> NaiveDateTime + Sync)) -> Request<'c> {
        Request {
            edition: self.asked.edition.into(),
            as_of: self.asked.as_of.map(Timestamp::end),
            drafts: self.asked.drafts,
            clock,
            ..request_for(content)
        }
    }

    /// A tree as the asked edition sees it; none where it has errors, which are shown.
    /// Another file may stand for its rules.
    pub fn evaluated(
        &self,
        content: &Path,
        rules: Option<&PathBuf>,
        speech: &MessageLanguage,
    ) -> Result<Option<EvaluatedTree>, CommandError> {
        let clock = |zone| units::local(self.now, zone);
        let request = self.request(content, &clock);
        let evaluated = crate::build::content::evaluated(&request, rules.map(PathBuf::as_path))
            .map_err(|error| CommandError(error.message))?;
        let texts = evaluated.files;
        if let Some((site, evaluation)) = evaluated.site {
            return Ok(Some(EvaluatedTree { site, evaluation, texts }));
        }
        eprintln!("{}{}", pick!(speech, "内容有误：", "faults in the content: "), content.display());
        let errors: Vec<Diagnostic> = evaluated.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
        show::text(&errors, &texts, speech.language());
        Ok(None)
    }

    /// What differs in the tables and in the files of two trees. `content` is the folder of the new one, whose theme both
    /// are shown in.
    pub fn differences(
        &self,
        before: &EvaluatedTree,
        after: &EvaluatedTree,
        content: &Path,
    ) -> Result<(Vec<TableChange>, Vec<FileChange>), CommandError> {
        let clock = |zone| units::local(self.now, zone);
        let request = self.request(content, &clock);
        let theme = theme_folder(&request, &after.site.config);
        let digests = |tree: &EvaluatedTree| -> Result<FileDigests, BuildError> {
            FileDigests::of(&request, (&tree.site, &tree.texts), theme.as_deref())
        };
        let (old, new) = rayon::join(|| digests(before), || digests(after));
        let [old, new] = [old, new].map(|digests| digests.map_err(|error| CommandError(error.message)));
        let tables = changes((&before.site, &before.evaluation), (&after.site, &after.evaluation));
        Ok((tables, old?.changes(&new?)))
    }
}

/// The content folder as it was in a revision, in a folder that goes when it is dropped.
pub(super) fn checked_out(content: &Path, revision: &str) -> Result<tempfile::TempDir, CommandError> {
    let trouble = |Pair { zh, en }, why: &str| {
        let why = why.trim();
        CommandError(message!("{zh}“{revision}”：{why}", "{en} `{revision}`: {why}"))
    };
    let folder =
        tempfile::tempdir().map_err(|error| trouble(pair!("取不出版本", "cannot check out"), &error.to_string()))?;
    let git = |arguments: &[&str]| -> Result<String, CommandError> {
        let index = folder.path().join("index");
        let ran = Command::new("git").arg("-C").arg(content).args(arguments).env("GIT_INDEX_FILE", index).output();
        let ran = ran.map_err(|error| {
            trouble(pair!("无法运行 git 取出版本", "cannot run git to check out"), &error.to_string())
        })?;
        if !ran.status.success() {
            return Err(trouble(
                pair!("git 取不出版本", "git cannot check out"),
                &String::from_utf8_lossy(&ran.stderr),
            ));
        }
        Ok(String::from_utf8_lossy(&ran.stdout).trim().to_owned())
    };
    if revision.starts_with('-') {
        return Err(trouble(pair!("不是版本", "no revision"), "-"));
    }
    let prefix = git(&["rev-parse", "--show-prefix"])?;
    let root = git(&["rev-parse", "--show-toplevel"])?;
    // An index that holds the content folder alone, as if it were the root of the work tree.
    git(&["read-tree", &format!("{revision}:{prefix}")])?;
    let target = format!("--prefix={}/", folder.path().join("tree").display());
    git(&["-C", &root, "checkout-index", "--all", "--quiet", &target])?;
    Ok(folder)
}
