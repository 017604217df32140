//! `sunboard build`: content → site.

use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

use super::args::{Build, Source};
use super::progress::Progress;
use super::{End, Speech, Trouble, show};
use crate::model::Edition;
use crate::publish::{Destination, Outcome, PictureFolder, Staging};
use crate::render::{Pictures, Sink};
use crate::{Built, Request, Step};

pub(super) fn build(asked: &Build, speech: &Speech) -> Result<End, Trouble> {
    let begun = Instant::now();
    let source = &asked.source;
    let drawn = PictureFolder::of(&asked.output);
    let progress = Progress::new(asked.quiet, speech.is_chinese());
    let mut inputs = vec![source.content.clone()];
    inputs.extend(source.theme.clone());
    let staging = Staging::new(Destination { output: asked.output.clone(), inputs, force: asked.force });
    let built = in_threads(source, || {
        make(source, asked.edition.into(), Pictures::Drawn(&drawn), &staging, &|step| progress.note(step))
    })??;
    progress.end();
    learn(&built, speech);
    let shown: Vec<_> =
        built.diagnostics.iter().filter(|diagnostic| diagnostic.is_error() || !asked.quiet).cloned().collect();
    show::text(&shown, &built.files, speech.is_chinese());
    let Some(pages) = built.pages else { return Ok(End::Faulty) };
    let outcome = staging.finish().map_err(|error| Trouble(error.message))?;
    if !built.stays {
        drawn.keep();
    }
    if !asked.quiet {
        println!("{}", summary(pages, outcome, &asked.output, begun, speech));
    }
    Ok(End::Done)
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
        today: &|zone| chrono::Utc::now().with_timezone(&zone).date_naive(),
        remembered: None,
        now: SystemTime::now(),
    }
}

/// What is to be built, as it was asked for.
pub(super) fn request<'a>(source: &Source, edition: Edition, pictures: Pictures<'a>) -> Request<'a> {
    Request {
        theme: source.theme.clone(),
        edition,
        as_of: source.as_of,
        base_url: source.base_url.clone(),
        drafts: source.drafts,
        pictures,
        ..request_for(&source.content)
    }
}

/// Makes a site.
pub(super) fn make(
    source: &Source,
    edition: Edition,
    pictures: Pictures<'_>,
    sink: &dyn Sink,
    observe: &(dyn Fn(Step) + Sync),
) -> Result<Built, Trouble> {
    crate::build(&request(source, edition, pictures), sink, observe).map_err(|error| Trouble(error.message))
}

/// Runs with as many threads as were asked for.
pub(super) fn in_threads<T: Send>(source: &Source, work: impl FnOnce() -> T + Send) -> Result<T, Trouble> {
    let threads = source.threads.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| {
        let text = error.to_string();
        Trouble(crate::diagnostic::Message::new(
            format!("无法启动线程：{text}"),
            format!("cannot start threads: {text}"),
        ))
    })?;
    Ok(pool.install(work))
}

/// From now on the user may be spoken to in the site's language.
pub(super) fn learn(built: &Built, speech: &Speech) {
    if let Some(language) = built.language {
        speech.learn(language);
    }
}

fn summary(pages: usize, outcome: Outcome, output: &Path, begun: Instant, speech: &Speech) -> String {
    let Outcome { written, unchanged, removed } = outcome;
    let milliseconds = begun.elapsed().as_millis();
    let (seconds, tenths) = (milliseconds / 1000, milliseconds % 1000 / 100);
    let output: PathBuf = output.to_owned();
    let output = output.display();
    if speech.is_chinese() {
        format!(
            "{output}：{pages}个页面；写入{written}个文件，未变{unchanged}个，删除{removed}个；用时{seconds}.{tenths}秒"
        )
    } else {
        format!(
            "{output}: {pages} pages; {written} files written, {unchanged} unchanged, {removed} removed; {seconds}.{tenths} s"
        )
    }
}
