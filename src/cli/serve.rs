//! `sunboard serve`: the site on this machine, built anew after every save.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use super::args::Serve;
use super::build::{in_threads, learn, make};
use super::progress::Progress;
use super::{End, Speech, Trouble, show};
use crate::diagnostic::Message;
use crate::load;
use crate::preview::{Fault, News, PreviewError, Server, Signals, Watch};
use crate::publish::{Destination, Outcome, PictureFolder, PublishError, Staging};
use crate::render::Pictures;

impl From<PreviewError> for Trouble {
    fn from(error: PreviewError) -> Self {
        Self(error.message)
    }
}

impl From<PublishError> for Trouble {
    fn from(error: PublishError) -> Self {
        Self(error.message)
    }
}

/// Builds again and again.
struct Workshop<'a> {
    asked: &'a Serve,
    output: PathBuf,
    news: Arc<News>,
    speech: &'a Speech,
    /// The messages shown last: those that stay are not shown again.
    shown: String,
}

/// What a build did.
enum Round {
    /// The site is new: pages, pages drawn, and files changed.
    Published { pages: usize, drawn: usize, outcome: Outcome },
    /// The site stays as it was.
    Faulty,
}

pub(super) fn serve(asked: &Serve, speech: &Speech) -> Result<End, Trouble> {
    let server = Server::bind(asked.bind, asked.port)?;
    // Removed when it goes out of scope.
    let temporary = match &asked.output {
        Some(_) => None,
        None => Some(tempfile::Builder::new().prefix("sunboard-").tempdir().map_err(|error| no_folder(&error))?),
    };
    let output = match (&asked.output, &temporary) {
        (Some(output), _) => output.clone(),
        (None, folder) => folder.as_ref().map(|folder| folder.path().join("site")).unwrap_or_default(),
    };
    // Before the first build, so that nothing that is saved during it goes unseen.
    let (mut watch, signals) = Watch::over(&watched(asked), &output)?;
    end_on_request(signals)?;
    let news = Arc::new(News::of(&output, run())?);
    let mut workshop = Workshop { asked, output, news: Arc::clone(&news), speech, shown: String::new() };
    workshop.build(None)?;
    let url = server.url();
    let is_open_to_others = server.is_open_to_others();
    server.start(news);
    println!(
        "{}{url}{}",
        speech.say("网站在 ", "The site is at "),
        speech.say("，按 Ctrl-C 结束", " — Ctrl-C ends it")
    );
    if is_open_to_others {
        let note = ("同一网络中的其他人也能打开这个网站", "Others in the network can open the site, too");
        println!("{}", speech.say(note.0, note.1));
    }
    if asked.open && open::that_detached(&url).is_err() {
        eprintln!(
            "{}",
            speech.say("无法打开浏览器；请自行打开上面的地址", "cannot open the browser; open the address above")
        );
    }
    while let Some(touched) = watch.wait() {
        let what = named(&touched, &watch, speech);
        if let Err(Trouble(message)) = workshop.build(Some(&what)) {
            workshop.tell(&message);
        }
    }
    Ok(End::Done)
}

impl Workshop<'_> {
    /// Builds and publishes; without `what` for the first time. Faults are shown here and in the page.
    fn build(&mut self, what: Option<&str>) -> Result<(), Trouble> {
        let begun = Instant::now();
        let round = self.round(what.is_none())?;
        let milliseconds = begun.elapsed().as_millis();
        let what = what.map_or_else(|| self.asked.source.content.display().to_string(), str::to_owned);
        let line = match (round, self.speech.is_chinese()) {
            (Round::Published { pages, drawn, outcome: Outcome { written, removed, .. } }, true) => format!(
                "{what}：{pages}个页面，重画{drawn}个；写入{written}个文件，删除{removed}个；用时{milliseconds}毫秒"
            ),
            (Round::Published { pages, drawn, outcome: Outcome { written, removed, .. } }, false) => format!(
                "{what}: {pages} pages, {drawn} drawn; {written} files written, {removed} removed; {milliseconds} ms"
            ),
            (Round::Faulty, true) => format!("{what}：有错误，网站不变；用时{milliseconds}毫秒"),
            (Round::Faulty, false) => format!("{what}: faults; the site stays as it was; {milliseconds} ms"),
        };
        println!("{line}");
        Ok(())
    }

    fn round(&mut self, first: bool) -> Result<Round, Trouble> {
        let source = &self.asked.source;
        let drawn = PictureFolder::of(&self.output);
        let progress = Progress::new(!first, self.speech.is_chinese());
        let inputs = [source.content.clone()].into_iter().chain(source.theme.clone()).collect();
        let staging = Staging::new(Destination { output: self.output.clone(), inputs, force: self.asked.force });
        let made = in_threads(source, || {
            make(source, self.asked.edition.into(), Pictures::Drawn(&drawn), &staging, &|step| progress.note(step))
        })?;
        progress.end();
        let built = match made {
            Ok(built) => built,
            // A fault of the theme is mended like one of the content.
            Err(Trouble(message)) => {
                self.tell(&message);
                return Ok(Round::Faulty);
            }
        };
        learn(&built, self.speech);
        let chinese = self.speech.is_chinese();
        let text = show::drawn(&built.diagnostics, &built.files, chinese, false);
        if text != self.shown {
            show::text(&built.diagnostics, &built.files, chinese);
            self.shown.clone_from(&text);
        }
        let Some(pages) = built.pages else {
            self.news.fault(Fault { text, chinese });
            return Ok(Round::Faulty);
        };
        let config = || load::config(&source.content).map(|config| config.base_url.0);
        let base_url = source.base_url.clone().or_else(config).unwrap_or_default();
        let outcome =
            self.news.publish(base_url, || staging.finish(), |outcome| outcome.written + outcome.removed > 0)?;
        if !built.stays {
            drawn.keep();
        }
        Ok(Round::Published { pages, drawn: built.drawn, outcome })
    }

    /// Shows a message that is not about a place in the content.
    fn tell(&mut self, message: &Message) {
        let chinese = self.speech.is_chinese();
        let text = format!("{}{}\n", self.speech.say("错误：", "error: "), message.in_chinese(chinese));
        eprint!("{text}");
        self.shown.clone_from(&text);
        self.news.fault(Fault { text, chinese });
    }
}

/// The folders that a site is made from: the content, and the theme that is asked for or all beside the content.
fn watched(asked: &Serve) -> Vec<PathBuf> {
    let content = &asked.source.content;
    let beside = content.parent().unwrap_or(Path::new("")).join("themes");
    vec![content.clone(), asked.source.theme.clone().unwrap_or(beside)]
}

/// What was changed, in a few words.
fn named(touched: &BTreeSet<PathBuf>, watch: &Watch, speech: &Speech) -> String {
    // Of a folder and what lies in it, the latter says more.
    let is_leaf = |path: &&PathBuf| !touched.iter().any(|other| other != *path && other.starts_with(path));
    let leaves: Vec<&PathBuf> = touched.iter().filter(is_leaf).collect();
    match (leaves.as_slice(), speech.is_chinese()) {
        ([], _) => speech.say("有变动", "changes").to_owned(),
        ([one], _) => watch.name(one),
        ([one, others @ ..], true) => format!("{}等{}处", watch.name(one), others.len() + 1),
        ([one, others @ ..], false) => format!("{} and {} more", watch.name(one), others.len()),
    }
}

/// Ends the watch on Ctrl-C, so that the temporary folder is removed; the second time at once.
fn end_on_request(signals: Signals) -> Result<(), Trouble> {
    let asked = AtomicBool::new(false);
    let end = move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        signals.end();
    };
    ctrlc::set_handler(end).map_err(|error| {
        Trouble(Message::new(format!("无法接收 Ctrl-C：{error}"), format!("cannot listen to Ctrl-C: {error}")))
    })
}

/// A number that no other run of the server has, in milliseconds since 1970.
fn run() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}

fn no_folder(error: &std::io::Error) -> Trouble {
    Trouble(Message::new(
        format!("无法建立临时文件夹：{error}；用 --output 指定一个文件夹"),
        format!("cannot make a temporary folder: {error}; name a folder with --output"),
    ))
}
