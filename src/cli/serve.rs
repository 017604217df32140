//! `sunboard serve`: the site on this machine, built anew after every save.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::ScopedJoinHandle;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chrono::NaiveDateTime;

use super::args::ServeArguments;
use super::build::{identity, in_threads, learn, request, request_for};
use super::progress::ProgressDisplay;
use super::{CommandError, ExitStatus, MessageLanguage, mounts, show, waiting};
use crate::diagnostic::Message;
use crate::language::Speaks as _;
use crate::load::{self, ContentCache};
use crate::preview::{
    BuildControl, FaultNotice, OnDemandPages, Poll, PreviewError, ServedSite, Server, Signals, Watch,
};
use crate::publish::{self, Destination, Outcome, PublishError, Staging};
use crate::render::Pictures;
use crate::{Request, Run};

impl From<PreviewError> for CommandError {
    fn from(error: PreviewError) -> Self {
        Self(error.message)
    }
}

impl From<PublishError> for CommandError {
    fn from(error: PublishError) -> Self {
        Self(error.message)
    }
}

/// So often the clock is looked at: it may be set, and the machine may sleep.
const TICK: Duration = Duration::from_millis(500);

/// What the clocks of a time zone show.
type ZoneClock<'a> = &'a (dyn Fn(chrono_tz::Tz) -> NaiveDateTime + Sync);

/// Builds again and again.
struct Rebuilder<'a> {
    asked: &'a ServeArguments,
    clock: ZoneClock<'a>,
    output: PathBuf,
    news: Arc<ServedSite>,
    speech: &'a MessageLanguage,
    /// What the content files gave when they were last read.
    content_cache: Mutex<ContentCache>,
    /// The messages shown last: those that stay are not shown again.
    shown: Mutex<String>,
    /// Why the first build did not come to an end.
    trouble: Mutex<Option<CommandError>>,
    /// When the site has to be built anew though nothing is saved, by the clock of its time zone.
    due: Mutex<Option<(chrono_tz::Tz, NaiveDateTime)>>,
    /// Whether that moment has come.
    is_due: AtomicBool,
}

/// Ends a turn, however the build ends: whoever waits for it must not wait for ever. After a panic nobody waits for the
/// next change either.
struct EndOnDrop<'a>(&'a BuildControl, &'a Signals);

impl Drop for EndOnDrop<'_> {
    fn drop(&mut self) {
        self.0.end();
        if std::thread::panicking() {
            self.1.end();
        }
    }
}

/// What a build did.
enum RebuildOutcome {
    /// The site is new: pages, pages drawn, and files changed.
    Published { pages: usize, drawn: usize, outcome: Outcome },
    /// The site stays as it was.
    Faulty,
    /// A later build took its place.
    Cancelled,
}

pub(super) fn serve(asked: &ServeArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let clock = request_for(&asked.source.content).clock;
    serve_by(asked, speech, clock, end_on_request)
}

/// The same by a clock; `hand_over` is given what ends it.
fn serve_by(
    asked: &ServeArguments,
    speech: &MessageLanguage,
    clock: ZoneClock<'_>,
    hand_over: impl FnOnce(Signals) -> Result<(), CommandError>,
) -> Result<ExitStatus, CommandError> {
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
    publish::refuse_other_edition(&output, asked.edition.into())?;
    // Before the first build, so that nothing that is saved during it goes unseen.
    let (mut watch, signals) =
        Watch::over(&watched(asked), &output, poll(asked), &mounts::are_changes_told, Instant::now)?;
    hand_over(signals.clone())?;
    let rebuilder = Rebuilder {
        asked,
        clock,
        news: Arc::new(ServedSite::of(&output, run())?),
        output,
        speech,
        content_cache: Mutex::default(),
        shown: Mutex::default(),
        trouble: Mutex::default(),
        due: Mutex::default(),
        is_due: AtomicBool::new(false),
    };
    let (alarm, ended) = mpsc::channel::<()>();
    let mut server = Some(server);
    std::thread::scope(|scope| {
        let mut under_way: Option<(Arc<BuildControl>, ScopedJoinHandle<'_, ()>)> = None;
        let mut panic = None;
        let mut what = None;
        scope.spawn({
            let (rebuilder, signals) = (&rebuilder, signals.clone());
            move || rebuilder.watch_clock(&ended, &signals)
        });
        // The clock is watched as long as this is kept.
        let _alarm = alarm;
        loop {
            if let Some((earlier, _)) = &under_way {
                earlier.pause(true);
            }
            let turn = Arc::new(BuildControl::default());
            let (own, rebuilder, signals) = (Arc::clone(&turn), &rebuilder, &signals);
            let next = scope.spawn(move || rebuilder.build(what.as_deref(), &own, signals));
            if turn.is_planned() {
                turn.show();
                if let Some((earlier, thread)) = under_way.replace((Arc::clone(&turn), next)) {
                    earlier.cancel();
                    panic = thread.join().err();
                }
                turn.write();
            } else {
                panic = next.join().err();
                if let Some((earlier, _)) = &under_way {
                    earlier.pause(false);
                }
            }
            if panic.is_some() || rebuilder.has_trouble() {
                break;
            }
            if let Some(server) = server.take() {
                rebuilder.announce(server, watch.every());
            }
            match watch.wait() {
                Some(touched) if touched.is_empty() && rebuilder.is_due.swap(false, Ordering::Relaxed) => {
                    what = Some(pick!(speech, "时间已到", "time has come").to_owned());
                }
                Some(touched) => what = Some(named(&touched, &watch, speech)),
                None => break,
            }
        }
        if let Some((earlier, _)) = &under_way {
            earlier.cancel();
        }
        // A build's panic is that of the whole, once no other build waits for its turn.
        if let Some(panic) = panic {
            std::panic::resume_unwind(panic);
        }
    });
    match rebuilder.trouble.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(trouble) => Err(trouble),
        None => Ok(ExitStatus::Done),
    }
}

impl Rebuilder<'_> {
    /// Answers readers from now on, and says where.
    fn announce(&self, server: Server, every: Option<Duration>) {
        let speech = self.speech;
        let (url, is_open_to_others) = (server.url(), server.is_open_to_others());
        server.start(Arc::clone(&self.news));
        println!(
            "{}{url}{}",
            pick!(speech, "网站在 ", "The site is at "),
            pick!(speech, "，按 Ctrl-C 结束", " — Ctrl-C ends it")
        );
        if is_open_to_others {
            let note =
                pick!(speech, "同一网络中的其他人也能打开这个网站", "Others in the network can open the site, too");
            println!("{note}");
        }
        if let Some(every) = every {
            let seconds = every.as_secs();
            let note = message!(
                "文件系统不一定通知变化，每隔{seconds}秒查看一遍文件",
                "The file system may not tell of changes: the files are looked at every {seconds} s"
            );
            println!("{}", note.pick(speech));
        }
        if self.asked.open && open::that_detached(&url).is_err() {
            eprintln!(
                "{}",
                pick!(
                    speech,
                    "无法打开浏览器；请自行打开上面的地址",
                    "cannot open the browser; open the address above"
                )
            );
        }
    }

    /// Builds and publishes; without `what` for the first time. Faults are shown here and in the page.
    fn build(&self, what: Option<&str>, turn: &BuildControl, signals: &Signals) {
        let begun = Instant::now();
        let _end = EndOnDrop(turn, signals);
        let number = self.news.begin();
        let round = self.round(what.is_none(), number, turn);
        match round {
            Ok(round) => self.say(&round, what, begun.elapsed().as_millis()),
            Err(CommandError(message)) if what.is_some() => self.tell(number, &message),
            Err(trouble) => {
                *locked(&self.trouble) = Some(trouble);
                signals.end();
            }
        }
    }

    /// Has the site built anew when something comes out, or another day begins.
    fn watch_clock(&self, ended: &Receiver<()>, signals: &Signals) {
        while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
            let mut due = locked(&self.due);
            if due.is_some_and(|(zone, due)| due <= (self.clock)(zone)) {
                *due = None;
                self.is_due.store(true, Ordering::Relaxed);
                signals.wake();
            }
        }
    }

    /// Whether the first build came to no end.
    fn has_trouble(&self) -> bool {
        locked(&self.trouble).is_some()
    }

    /// Says what a build did.
    fn say(&self, round: &RebuildOutcome, what: Option<&str>, milliseconds: u128) {
        let what = what.map_or_else(|| self.asked.source.content.display().to_string(), str::to_owned);
        let line = match round {
            RebuildOutcome::Published { pages, drawn, outcome: Outcome { written, removed, .. } } => say!(
                self.speech,
                "{what}：{pages}个页面，重画{drawn}个；写入{written}个文件，删除{removed}个；用时{milliseconds}毫秒",
                "{what}: {pages} pages, {drawn} drawn; {written} files written, {removed} removed; {milliseconds} ms"
            ),
            RebuildOutcome::Faulty => say!(
                self.speech,
                "{what}：有错误，网站不变；用时{milliseconds}毫秒",
                "{what}: faults; the site stays as it was; {milliseconds} ms"
            ),
            RebuildOutcome::Cancelled => return,
        };
        println!("{line}");
    }

    fn round(&self, is_first: bool, number: u64, turn: &BuildControl) -> Result<RebuildOutcome, CommandError> {
        let begun = Instant::now();
        let source = &self.asked.source;
        let progress = ProgressDisplay::new(!is_first, self.speech.language());
        let inputs = [source.content.clone()].into_iter().chain(source.theme.clone()).collect();
        let staging = Staging::new(Destination {
            output: self.output.clone(),
            inputs,
            force: self.asked.force,
            site: identity(source, self.asked.edition.into()),
        });
        let config = || load::config(&source.content).map(|config| config.base_url.0);
        let base_url = source.base_url.clone().or_else(config).unwrap_or_default();
        let on_demand = OnDemandPages {
            news: &self.news,
            turn,
            round: number,
            base_url: base_url.clone(),
            is_first,
            age: &|| begun.elapsed(),
        };
        let request = Request {
            content_cache: Some(&self.content_cache),
            clock: self.clock,
            ..request(source, self.asked.edition.into(), Pictures::Drawn(staging.pictures()))
        };
        let run = Run {
            is_touched: !is_first,
            is_cancelled: &|| turn.is_cancelled(),
            progress: &|step| progress.note(step),
            on_demand: Some(&on_demand),
        };
        let made = in_threads(source, || crate::build(&request, Some(staging.previous()), &staging, &run))?;
        progress.end();
        let built = match made {
            Ok(built) => built,
            // A fault of the theme is mended like one of the content.
            Err(error) => {
                self.tell(number, &error.message);
                return Ok(RebuildOutcome::Faulty);
            }
        };
        if built.is_cancelled {
            return Ok(RebuildOutcome::Cancelled);
        }
        learn(&built, self.speech);
        let language = self.speech.language();
        if !built.waits.is_pinned
            && let Some((zone, until)) = built.waits.zone.zip(built.waits.until)
        {
            *locked(&self.due) = Some((zone, until));
        }
        if is_first && let Some(note) = waiting::note(&built.waits, language, waiting::IN_BUILD) {
            println!("{note}");
        }
        // What keeps the site from being built comes first: the overlay shows only its beginning at once.
        let mut diagnostics = built.diagnostics;
        diagnostics.sort_by_key(|diagnostic| !diagnostic.is_error());
        let text = show::drawn(&diagnostics, &built.files, language, false);
        let mut shown = locked(&self.shown);
        if text != *shown {
            show::text(&diagnostics, &built.files, language);
            shown.clone_from(&text);
        }
        drop(shown);
        let Some(pages) = built.pages else {
            self.news.fault(number, FaultNotice { text, language });
            return Ok(RebuildOutcome::Faulty);
        };
        let outcome = self.news.publish(
            number,
            base_url,
            || staging.finish(&built.next),
            |outcome| outcome.written + outcome.removed > 0,
        )?;
        Ok(RebuildOutcome::Published { pages, drawn: built.drawn, outcome })
    }

    /// Shows a message that is not about a place in the content.
    fn tell(&self, round: u64, message: &Message) {
        let language = self.speech.language();
        let text = format!("{}{}\n", pick!(self.speech, "错误：", "error: "), message.pick(language));
        eprint!("{text}");
        locked(&self.shown).clone_from(&text);
        self.news.fault(round, FaultNotice { text, language });
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The folders that a site is made from: the content, and the theme that is asked for or all beside the content.
fn watched(asked: &ServeArguments) -> Vec<PathBuf> {
    let content = &asked.source.content;
    let beside = content.parent().unwrap_or(Path::new("")).join("themes");
    vec![content.clone(), asked.source.theme.clone().unwrap_or(beside)]
}

/// Whether and how often files are looked at.
fn poll(asked: &ServeArguments) -> Poll {
    match asked.poll {
        None => Poll::AsNeeded,
        Some(0) => Poll::Never,
        Some(seconds) => Poll::Every(Duration::from_secs(seconds.into())),
    }
}

/// What was changed, in a few words.
fn named(touched: &BTreeSet<PathBuf>, watch: &Watch, speech: &MessageLanguage) -> String {
    // Of a folder and what lies in it, the latter says more.
    let is_leaf = |path: &&PathBuf| !touched.iter().any(|other| other != *path && other.starts_with(path));
    let leaves: Vec<&PathBuf> = touched.iter().filter(is_leaf).collect();
    match leaves.as_slice() {
        [] => pick!(speech, "有变动", "changes").to_owned(),
        [one] => watch.name(one),
        [one, others @ ..] => {
            let (one, others) = (watch.name(one), others.len());
            say!(speech, "{one}等{}处"(others + 1), "{one} and {} more"(others))
        }
    }
}

/// Ends the watch on Ctrl-C, so that the temporary folder is removed; the second time at once.
fn end_on_request(signals: Signals) -> Result<(), CommandError> {
    let asked = AtomicBool::new(false);
    let end = move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        signals.end();
    };
    ctrlc::set_handler(end)
        .map_err(|error| CommandError(message!("无法接收 Ctrl-C：{error}", "cannot listen to Ctrl-C: {error}")))
}

/// A number that no other run of the server has, in milliseconds since 1970.
fn run() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}

fn no_folder(error: &std::io::Error) -> CommandError {
    CommandError(message!(
        "无法建立临时文件夹：{error}；用 --output 指定一个文件夹",
        "cannot make a temporary folder: {error}; name a folder with --output"
    ))
}

#[cfg(test)]
mod tests;
