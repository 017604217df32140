//! `sunboard build`: content → site.

use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

use super::args::{BuildArguments, EditionName, SourceArguments};
use super::progress::ProgressDisplay;
use super::{CommandError, ExitStatus, MessageLanguage, show, usage, waiting};
use crate::artifact::Output;
use crate::diagnostic::Message;
use crate::language::Speaks as _;
use crate::load;
use crate::model::Edition;
use crate::publish::{self, Destination, Identity, Outcome, Previous, Staging};
use crate::render::Pictures;
use crate::units::{self, Timestamp};
use crate::{Build as Built, Request, Run};

/// Where a site goes that is not told where to go.
const DEFAULT_OUTPUT: &str = "output";

pub(super) fn build(asked: &BuildArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let begun = Instant::now();
    let source = &asked.source;
    let edition = asked.edition.into();
    let output = output(asked)?;
    publish::refuse_other_edition(output, edition)?;
    let site = identity(source, edition);
    let before = publish::identity(output);
    let progress = ProgressDisplay::new(asked.quiet, speech.language());
    let mut inputs = vec![source.content.clone()];
    inputs.extend(source.theme.clone());
    let staging =
        Staging::new(Destination { output: output.to_owned(), inputs, force: asked.force, site: site.clone() });
    let built = in_threads(source, || {
        let run = Run { is_cancelled: &|| staging.has_failed(), progress: &|step| progress.note(step), ..Run::ALONE };
        make(source, edition, Pictures::Drawn(staging.pictures()), Some(staging.previous()), &staging, &run)
    })??;
    progress.end();
    learn(&built, speech);
    let shown: Vec<_> =
        built.diagnostics.iter().filter(|diagnostic| diagnostic.is_error() || !asked.quiet).cloned().collect();
    show::text(&shown, &built.files, speech.language());
    let Some(pages) = built.pages.or(built.is_cancelled.then_some(0)) else {
        if asked.source.drafts {
            staging.pictures().forget_unfinished();
        }
        return Ok(ExitStatus::Faulty);
    };
    // What cancelled the build is told here, too.
    let outcome = staging.finish(&built.next)?;
    if let Some(told) = before.and_then(|before| changed(&before, &site, output)) {
        eprintln!("{}{}", pick!(speech, "注意：", "note: "), told.pick(speech));
    }
    if !asked.quiet {
        if let Some(note) = waiting::note(&built.waits, speech.language(), waiting::IN_BUILD) {
            println!("{note}");
        }
        println!("{}", summary(pages, outcome, output, begun, speech));
    }
    Ok(ExitStatus::Done)
}

/// The output folder. The default one is that of the public edition, and the other is never put there by a slip.
fn output(asked: &BuildArguments) -> Result<&Path, CommandError> {
    match (&asked.output, asked.edition) {
        (Some(output), _) => Ok(output),
        (None, EditionName::Public) => Ok(Path::new(DEFAULT_OUTPUT)),
        (None, EditionName::Internal) => {
            let typed = format!("{} --output {DEFAULT_OUTPUT}-internal", usage::typed());
            Err(CommandError(message!(
                "内部版不能放在公开版的文件夹 {DEFAULT_OUTPUT} 里，请另指定一个：{typed}",
                "the internal edition does not go into {DEFAULT_OUTPUT}, the folder of the public one; name another: {typed}"
            )))
        }
    }
}

/// Which site is built, as far as its settings can be read.
pub(super) fn identity(source: &SourceArguments, edition: Edition) -> Identity {
    let (title, area) = load::config(&source.content).map(|config| (config.title.0, config.area.0)).unwrap_or_default();
    Identity { edition, drafts: source.drafts, title, area }
}

/// What to tell of a folder that held something else before.
fn changed(before: &Identity, site: &Identity, output: &Path) -> Option<Message> {
    let output = output.display();
    if site.is_other_than(before) {
        let (old, new) = (&before.title, &site.title);
        return Some(message!(
            "{output} 里原来是“{old}”（{}），现在是“{new}”（{}），原来的页面已经删除",
            "{output} held `{old}` ({}) and now holds `{new}` ({}); the pages of the former are removed",
            before.area,
            site.area
        ));
    }
    (site.drafts && !before.drafts).then(|| {
        message!("{output} 里原来没有草稿，现在有；不要公开发布，去掉 --drafts 再生成一次即可删除草稿", "{output} held no drafts and holds them now; do not publish it, and build again without --drafts to remove them")
    })
}

/// The public edition of a content folder, with the clock of this machine as the last resort for the as-of date.
pub(super) fn request_for(content: &Path) -> Request<'static> {
    Request {
        content: content.to_owned(),
        theme: None,
        edition: Edition::Public,
        as_of: None,
        base_url: None,
        drafts: false,
        pictures: Pictures::Checked,
        clock: &|zone| units::local(chrono::Utc::now(), zone),
        content_cache: None,
        now: SystemTime::now(),
    }
}

/// What is to be built, as it was asked for.
pub(super) fn request<'a>(source: &SourceArguments, edition: Edition, pictures: Pictures<'a>) -> Request<'a> {
    Request {
        theme: source.theme.clone(),
        edition,
        as_of: source.as_of.map(Timestamp::end),
        base_url: source.base_url.clone(),
        drafts: source.drafts,
        pictures,
        ..request_for(&source.content)
    }
}

/// Makes a site.
pub(super) fn make(
    source: &SourceArguments,
    edition: Edition,
    pictures: Pictures<'_>,
    previous: Option<Previous<'_>>,
    output: &dyn Output,
    run: &Run<'_>,
) -> Result<Built, CommandError> {
    crate::build(&request(source, edition, pictures), previous, output, run)
        .map_err(|error| CommandError(error.message))
}

/// Runs with as many threads as were asked for.
pub(super) fn in_threads<T: Send>(
    source: &SourceArguments,
    work: impl FnOnce() -> T + Send,
) -> Result<T, CommandError> {
    let threads = source.threads.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| {
        let text = error.to_string();
        CommandError(message!("无法启动线程：{text}", "cannot start threads: {text}"))
    })?;
    Ok(pool.install(work))
}

/// From now on the user may be spoken to in the site's language.
pub(super) fn learn(built: &Built, speech: &MessageLanguage) {
    if let Some(language) = built.language {
        speech.learn(language);
    }
}

fn summary(pages: usize, outcome: Outcome, output: &Path, begun: Instant, speech: &MessageLanguage) -> String {
    let Outcome { written, unchanged, removed } = outcome;
    let milliseconds = begun.elapsed().as_millis();
    let (seconds, tenths) = (milliseconds / 1000, milliseconds % 1000 / 100);
    let output: PathBuf = output.to_owned();
    let output = output.display();
    say!(
        speech,
        "{output}：{pages}个页面；写入{written}个文件，未变{unchanged}个，删除{removed}个；用时{seconds}.{tenths}秒",
        "{output}: {pages} pages; {written} files written, {unchanged} unchanged, {removed} removed; {seconds}.{tenths} s"
    )
}
