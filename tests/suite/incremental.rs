//! A build that follows others gives what a build from nothing gives, byte for byte, and does no more work than it must.
//! Work is counted, never timed.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use chrono::NaiveDateTime;
use proptest::prelude::*;
use sunboard::artifact::{Artifact, ArtifactContent, MemoryOutput, Output};
use sunboard::model::Edition;
use sunboard::pages::parts::{ChartView, Part};
use sunboard::publish::{CacheUpdate, Destination, Identity, Outcome, Staging};
use sunboard::render::Pictures;
use sunboard::{Build, Request, Run};

use crate::harness::{copy, files};

/// Whether a build left the site as the one before made it.
fn is_unchanged(built: &Build) -> bool {
    matches!(built.next, CacheUpdate::Unchanged)
}

/// A small site on disk that is built again and again.
struct Site {
    folder: tempfile::TempDir,
    edition: Edition,
    as_of: Option<NaiveDateTime>,
    clock: Clock,
    base_url: Option<String>,
    drafts: bool,
}

type Clock = Box<dyn Fn(chrono_tz::Tz) -> NaiveDateTime + Sync>;

/// The end of a day.
fn day(year: i32, month: u32, day: u32) -> NaiveDateTime {
    chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(23, 59, 59).unwrap()
}

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/mutation/content"),
            &folder.path().join("content"),
        );
        Self {
            folder,
            edition: Edition::Public,
            as_of: Some(day(2020, 10, 31)),
            clock: Box::new(|_| day(2020, 10, 31)),
            base_url: None,
            drafts: false,
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Each edition has a folder of its own: none is published over the other.
    fn output(&self) -> PathBuf {
        self.path(match self.edition {
            Edition::Public => "output",
            Edition::Internal => "output-internal",
        })
    }

    fn destination(&self) -> Destination {
        let site = Identity { edition: self.edition, drafts: self.drafts, ..Identity::default() };
        Destination { output: self.output(), inputs: vec![self.path("content")], force: false, site }
    }

    fn request(&self) -> Request<'_> {
        let theme = self.path("theme");
        Request {
            content: self.path("content"),
            theme: theme.is_dir().then_some(theme),
            edition: self.edition,
            as_of: self.as_of,
            base_url: self.base_url.clone(),
            drafts: self.drafts,
            pictures: Pictures::Checked,
            clock: &*self.clock,
            content_cache: None,
            now: std::time::SystemTime::now(),
        }
    }

    /// Builds into the output folder; nothing is published where the content is faulty.
    fn build(&self) -> (Build, Option<Outcome>) {
        // What was changed within a tick of the clock is not trusted.
        std::thread::sleep(Duration::from_millis(45));
        self.build_at_once()
    }

    fn build_at_once(&self) -> (Build, Option<Outcome>) {
        let staging = Staging::new(self.destination());
        let built = sunboard::build(&self.request(), Some(staging.previous()), &staging, &Run::ALONE).unwrap();
        let outcome = built.pages.is_some().then(|| staging.finish(&built.next).unwrap());
        (built, outcome)
    }

    /// Builds, and tells which files were made anew, whether or not they came out as they were.
    fn made(&self) -> Vec<String> {
        std::thread::sleep(Duration::from_millis(45));
        let staging = Staging::new(self.destination());
        let watched = Watched { staging: &staging, made: Mutex::default() };
        let built = sunboard::build(
            &self.request(),
            Some(staging.previous()),
            &watched,
            &Run { is_touched: true, ..Run::ALONE },
        )
        .unwrap();
        let mut made = watched.made.into_inner().unwrap();
        // So that all files are older than the memory by more than a tick.
        std::thread::sleep(Duration::from_millis(45));
        staging.finish(&built.next).unwrap();
        made.sort();
        made
    }

    /// The published files but the tool's own.
    fn published(&self) -> Vec<(String, Vec<u8>)> {
        let mut found = files(&self.output());
        found.retain(|(path, _)| !path.starts_with(".sunboard/"));
        found.sort();
        found
    }

    /// What a build from nothing gives; none where the content is faulty.
    fn fresh(&self) -> Option<Vec<(String, Vec<u8>)>> {
        let shelf = MemoryOutput::default();
        let built = sunboard::build(&self.request(), None, &shelf, &Run::ALONE).unwrap();
        built.pages.map(|_| crate::harness::contents(shelf))
    }
}

/// Notes which files come.
struct Watched<'a> {
    staging: &'a Staging,
    made: Mutex<Vec<String>>,
}

impl Output for Watched<'_> {
    fn put(&self, artifact: Artifact) {
        if artifact.content != ArtifactContent::Unchanged {
            self.made.lock().unwrap().push(artifact.path.clone());
        }
        self.staging.put(artifact);
    }
}

fn assert_same(site: &Site, what: &dyn std::fmt::Debug) {
    let Some(fresh) = site.fresh() else { return };
    let published = site.published();
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert!(names(&published) == names(&fresh), "other files after {what:?}");
    for ((path, found), (_, wanted)) in published.iter().zip(&fresh) {
        assert!(found == wanted, "{path} is not that of a full build after {what:?}");
    }
}

/// Something that an editor, an office or time does.
#[derive(Clone, Debug)]
enum Change {
    Nothing,
    Figure(u16),
    TownName(u8),
    AnotherTown(u8),
    TownGone(u8),
    TownRenamed(u8),
    StoryText(u16),
    StoryTitle(u8),
    AnotherStory(u8),
    StoryGone(u8),
    Threshold(u8),
    SiteTitle(u8),
    ThemeWord(u8),
    ThemeTemplate(u8),
    ThemeGone,
    Day(u8),
    Today(u8),
    Edition,
    BaseUrl,
    Drafts,
    Annex(u8),
    Picture(u8),
    /// A file of the same size, with the time of the one before.
    FigureUnnoticed(u16),
    /// A file of no meaning, which is warned of.
    Stray,
    StrayGone,
    /// The memory, or a page, is lost or damaged.
    MemoryLost,
    MemoryDamaged(u16),
    PageLost,
    PageDamaged,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Nothing),
        any::<u16>().prop_map(Change::Figure),
        (0..4_u8).prop_map(Change::TownName),
        (0..3_u8).prop_map(Change::AnotherTown),
        (0..3_u8).prop_map(Change::TownGone),
        (0..3_u8).prop_map(Change::TownRenamed),
        any::<u16>().prop_map(Change::StoryText),
        (0..4_u8).prop_map(Change::StoryTitle),
        (0..3_u8).prop_map(Change::AnotherStory),
        (0..3_u8).prop_map(Change::StoryGone),
        (0..4_u8).prop_map(Change::Threshold),
        (0..4_u8).prop_map(Change::SiteTitle),
        (0..4_u8).prop_map(Change::ThemeWord),
        (0..4_u8).prop_map(Change::ThemeTemplate),
        Just(Change::ThemeGone),
        (0..40_u8).prop_map(Change::Day),
        (0..40_u8).prop_map(Change::Today),
        Just(Change::Edition),
        Just(Change::BaseUrl),
        Just(Change::Drafts),
        (0..4_u8).prop_map(Change::Annex),
        (0..2_u8).prop_map(Change::Picture),
        any::<u16>().prop_map(Change::FigureUnnoticed),
        Just(Change::Stray),
        Just(Change::StrayGone),
        Just(Change::MemoryLost),
        any::<u16>().prop_map(Change::MemoryDamaged),
        Just(Change::PageLost),
        Just(Change::PageDamaged),
    ]
}

const TOWN: &str = "content/towns/yunyao.yaml";
const STORY: &str = "content/stories/kiln-night.md";

impl Change {
    fn make(&self, site: &mut Site) {
        let another = |number: &u8| format!("content/towns/another-{number}.yaml");
        let told = |number: &u8| format!("content/stories/told-{number}.md");
        let write = |path: PathBuf, text: &str| {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        match self {
            Self::Nothing => {}
            Self::Figure(number) => {
                let text = fs::read_to_string(site.path(TOWN)).unwrap();
                let mark = "reported: 2020-07-10, total: ";
                let at = text.find(mark).unwrap() + mark.len();
                let end = at + text[at..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap();
                let figure = 30_000 + u32::from(*number) % 8_000;
                fs::write(site.path(TOWN), format!("{}{figure}{}", &text[..at], &text[end..])).unwrap();
            }
            Self::TownName(number) => {
                let text = fs::read_to_string(site.path(TOWN)).unwrap();
                let line = text.lines().find(|line| line.starts_with("name: ")).unwrap();
                fs::write(site.path(TOWN), text.replacen(line, &format!("name: 云窑{number}号小镇"), 1)).unwrap();
            }
            Self::AnotherTown(number) => {
                let text = fs::read_to_string(site.path("content/towns/lanshan.yaml")).unwrap();
                // Two towns of one name are a fault.
                let line = text.lines().find(|line| line.starts_with("name: ")).unwrap();
                let text = text.replacen(line, &format!("{line}{number}号"), 1);
                write(site.path(&another(number)), &text);
            }
            Self::TownGone(number) => _ = fs::remove_file(site.path(&another(number))),
            Self::TownRenamed(number) => {
                _ = fs::rename(site.path(&another(number)), site.path(&another(&((number + 1) % 3))));
            }
            Self::StoryText(number) => {
                let mut text = fs::read_to_string(site.path(STORY)).unwrap();
                let link = if site.path(&another(&1)).exists() { "，见[另一镇](town:another-1)" } else { "" };
                text.push_str(&format!("\n第{number}段{link}。\n"));
                fs::write(site.path(STORY), text).unwrap();
            }
            Self::StoryTitle(number) => {
                let text = fs::read_to_string(site.path(STORY)).unwrap();
                let line = text.lines().find(|line| line.starts_with("title: ")).unwrap();
                fs::write(site.path(STORY), text.replacen(line, &format!("title: 窑火{number}"), 1)).unwrap();
            }
            Self::AnotherStory(number) => write(
                site.path(&told(number)),
                "---\ntitle: 又一篇\ndate: 2020-10-12\ntowns: [yunyao]\nsource: 某报\neditor: 某某\n---\n\n见[夜](story:kiln-night)。\n",
            ),
            Self::StoryGone(number) => _ = fs::remove_file(site.path(&told(number))),
            Self::Threshold(number) => {
                let path = site.path("content/rules.yaml");
                let text = fs::read_to_string(&path).unwrap();
                let at = text.find("yellow: ").unwrap();
                let end = at + text[at..].find(',').unwrap();
                fs::write(&path, format!("{}yellow: {}{}", &text[..at], 80 - number, &text[end..])).unwrap();
            }
            Self::SiteTitle(number) => {
                let path = site.path("content/site.yaml");
                let text = fs::read_to_string(&path).unwrap();
                let line = text.lines().find(|line| line.starts_with("title: ")).unwrap();
                fs::write(&path, text.replacen(line, &format!("title: 阳光榜{number}"), 1)).unwrap();
            }
            Self::ThemeWord(number) => write(site.path("theme/words/zh-CN.yaml"), &format!("skip: 跳到正文{number}\n")),
            Self::ThemeTemplate(number) => write(
                site.path("theme/templates/alias.html"),
                &format!("{{% extends \"base.html\" %}}{{% block main %}}<h1>{number}</h1>{{% endblock main %}}"),
            ),
            Self::ThemeGone => _ = fs::remove_dir_all(site.path("theme")),
            Self::Day(days) => site.as_of = Some(day(2020, 9 + u32::from(days / 30), 1 + u32::from(days % 30))),
            Self::Today(days) => {
                let path = site.path("content/site.yaml");
                let text = fs::read_to_string(&path).unwrap();
                if let Some(pin) = text.lines().find(|line| line.starts_with("as_of: ")) {
                    fs::write(path, text.replacen(pin, "", 1)).unwrap();
                }
                site.as_of = None;
                let minute = chrono::TimeDelta::minutes(i64::from(*days) * 37);
                let now = day(2020, 9 + u32::from(days / 30), 1 + u32::from(days % 30)) - minute;
                site.clock = Box::new(move |_| now);
            }
            Self::BaseUrl => {
                let other = "https://other.example.cn/a".to_owned();
                site.base_url = if site.base_url.is_none() { Some(other) } else { None };
            }
            Self::Drafts => site.drafts = !site.drafts,
            Self::Annex(number) => write(site.path("content/policies/opinions/annex.txt"), &format!("附件{number}\n")),
            Self::Picture(number) => {
                let other = ["content/stories/kiln-night/cover.png", "content/towns/yunyao/kiln.png"];
                let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/mutation");
                let bytes = fs::read(original.join(other[usize::from(*number)])).unwrap();
                fs::write(site.path("content/towns/yunyao/kiln.png"), bytes).unwrap();
            }
            Self::FigureUnnoticed(number) => {
                let before = fs::metadata(site.path(TOWN)).unwrap();
                Self::Figure(*number).make(site);
                assert_eq!(fs::metadata(site.path(TOWN)).unwrap().len(), before.len());
                let file = fs::File::options().write(true).open(site.path(TOWN)).unwrap();
                file.set_modified(before.modified().unwrap()).unwrap();
            }
            Self::Stray => write(site.path("content/stray.txt"), "1"),
            Self::StrayGone => _ = fs::remove_file(site.path("content/stray.txt")),
            Self::Edition => {
                site.edition = match site.edition {
                    Edition::Public => Edition::Internal,
                    Edition::Internal => Edition::Public,
                }
            }
            Self::MemoryLost => _ = fs::remove_file(site.output().join(".sunboard/memory")),
            Self::MemoryDamaged(place) => {
                let path = site.output().join(".sunboard/memory");
                if let Ok(mut bytes) = fs::read(&path) {
                    let place = usize::from(*place) % bytes.len();
                    bytes[place] ^= 0x40;
                    fs::write(path, bytes).unwrap();
                }
            }
            Self::PageLost => _ = fs::remove_file(site.output().join("index.html")),
            Self::PageDamaged => {
                if site.output().join("index.html").exists() {
                    fs::write(site.output().join("index.html"), "damaged").unwrap();
                }
            }
        }
    }
}

/// What each chart of the site is known by before it is drawn, with all that is drawn of it.
fn charts(site: &Site) -> Vec<(u64, String)> {
    let Some((site, evaluation)) = sunboard::build::content::evaluated(&site.request(), None).unwrap().site else {
        return Vec::new();
    };
    let mut charts = Vec::new();
    for planned in sunboard::pages::plan(&site, &evaluation) {
        for section in planned.page().view.sections {
            for part in section.parts {
                let Part::Chart(ChartView { sketch, .. }) = part else { continue };
                let mut hasher = DefaultHasher::new();
                sketch.hash(&mut hasher);
                let drawn = (sketch.svg(), sketch.row_svgs(), sketch.option(), sketch.figures());
                charts.push((hasher.finish(), format!("{drawn:?}")));
            }
        }
    }
    charts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 60, ..ProptestConfig::default() })]

    /// A chart whose drawing has an input that its hash lacks would be shown as it was before.
    #[test]
    fn charts_that_are_drawn_otherwise_are_known_by_something_else(changes in prop::collection::vec(change(), 4..12)) {
        let mut site = Site::new();
        let mut known: BTreeMap<u64, String> = charts(&site).into_iter().collect();
        prop_assert!(known.len() > 5, "{}", known.len());
        for change in &changes {
            change.make(&mut site);
            for (hash, drawn) in charts(&site) {
                let before = known.entry(hash).or_insert_with(|| drawn.clone());
                prop_assert_eq!(&*before, &drawn, "after {:?}", change);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_build_that_follows_others_gives_what_a_full_build_gives(changes in prop::collection::vec(change(), 1..9)) {
        let mut site = Site::new();
        site.build().1.unwrap();
        for change in &changes {
            change.make(&mut site);
            site.build();
            assert_same(&site, change);
        }
    }
}

#[test]
fn each_change_by_itself_gives_what_a_full_build_gives() {
    let mut site = Site::new();
    assert!(site.build().1.is_some());
    for change in [
        Change::Figure(8000),
        Change::TownName(1),
        Change::AnotherTown(1),
        Change::TownRenamed(1),
        Change::TownGone(2),
        Change::AnotherTown(1),
        Change::StoryText(1),
        Change::AnotherStory(1),
        Change::StoryTitle(2),
        Change::Threshold(1),
        Change::SiteTitle(2),
        Change::ThemeWord(1),
        Change::ThemeTemplate(1),
        Change::ThemeGone,
        Change::Day(5),
        Change::Today(6),
        Change::Today(7),
        Change::BaseUrl,
        Change::BaseUrl,
        Change::Drafts,
        Change::Annex(1),
        Change::Annex(2),
        Change::Picture(0),
        Change::FigureUnnoticed(8001),
        Change::Edition,
        Change::Edition,
        Change::StoryGone(1),
        Change::MemoryLost,
        Change::PageLost,
        Change::PageDamaged,
    ] {
        change.make(&mut site);
        let (built, _) = site.build();
        let faults: Vec<&str> = built.diagnostics.iter().map(|fault| fault.message.en.as_str()).collect();
        assert!(built.pages.is_some(), "{change:?}: {faults:?}");
        assert_same(&site, &change);
    }
}

#[test]
fn a_build_after_no_change_draws_and_writes_nothing() {
    let site = Site::new();
    let (first, _) = site.build();
    assert_eq!(first.drawn, first.pages.unwrap());
    let (again, outcome) = site.build();
    assert!(is_unchanged(&again) && again.drawn == 0);
    assert_eq!((again.pages, again.language), (first.pages, first.language));
    let files = site.published().len();
    assert_eq!(outcome, Some(Outcome { written: 0, unchanged: files, removed: 0 }));
}

#[test]
fn a_build_between_two_moments_is_the_one_before_and_one_after_a_moment_is_another() {
    let mut site = Site::new();
    let pin = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    let pin = pin.lines().filter(|line| !line.starts_with("as_of: ")).map(|line| format!("{line}\n"));
    fs::write(site.path("content/site.yaml"), pin.collect::<String>()).unwrap();
    Change::AnotherStory(0).make(&mut site);
    let told = site.path("content/stories/told-0.md");
    let text = fs::read_to_string(&told).unwrap();
    fs::write(&told, text.replace("date: 2020-10-12", "date: 2020-10-25 15:00")).unwrap();
    // A link to what is not out yet is warned of, and whoever warns has to look again.
    let text = fs::read_to_string(site.path(STORY)).unwrap();
    fs::write(site.path(STORY), text.replace("(quarter:2020Q3)", "(town:yunyao)")).unwrap();
    site.as_of = None;
    // Of this day, 2020Q3 is out from 9:00 and the story from 15:00 on.
    let is_there = |site: &Site, path: &str| site.path("output").join(path).exists();
    let mut last: Option<Vec<(String, Vec<u8>)>> = None;
    for (now, stays, board, story) in [
        ("2020-10-25 00:05", false, false, false),
        ("2020-10-25 08:59", true, false, false),
        ("2020-10-25 09:00", false, true, false),
        ("2020-10-25 09:01", true, true, false),
        ("2020-10-25 14:59", true, true, false),
        ("2020-10-25 15:00", false, true, true),
        ("2020-10-25 23:59", true, true, true),
        ("2020-10-26 00:00", false, true, true),
        ("2020-10-25 23:58", false, true, true),
        ("2020-10-25 08:58", false, false, false),
    ] {
        let at = moment(now);
        site.clock = Box::new(move |_| at);
        let (built, outcome) = site.build();
        assert!(built.pages.is_some(), "{now}");
        assert_eq!(is_unchanged(&built), stays, "{now}");
        assert_eq!(is_there(&site, "boards/2020q3.html"), board, "{now}: the board");
        assert_eq!(is_there(&site, "stories/told-0.html"), story, "{now}: the story");
        let waiting = usize::from(!board) + usize::from(!story);
        assert!(built.waits.count >= waiting, "{now}: {:?}", built.waits);
        let published = site.published();
        if stays {
            assert!(last.as_ref() == Some(&published) && outcome.unwrap().written == 0, "{now}");
        }
        assert_same(&site, &now);
        last = Some(published);
    }
    // Asked for, a day means its end, and a minute that minute.
    site.as_of = Some(moment("2020-10-25 09:30"));
    assert!(!is_unchanged(&site.build().0));
    site.as_of = Some(moment("2020-10-25 14:00"));
    assert!(is_unchanged(&site.build().0), "the same effective moment");
    site.as_of = Some(day(2020, 10, 25));
    assert!(!is_unchanged(&site.build().0));
    assert_same(&site, &"the end of the day");
}

#[test]
fn a_file_that_was_touched_but_not_changed_writes_nothing() {
    let site = Site::new();
    site.build();
    let text = fs::read_to_string(site.path(TOWN)).unwrap();
    fs::write(site.path(TOWN), text).unwrap();
    let (again, outcome) = site.build();
    assert!(!is_unchanged(&again) && outcome.is_some_and(|outcome| outcome.written == 0));
    // The site map and five old addresses are always drawn: they are few.
    assert!(again.drawn <= 6, "{} of {} pages were drawn", again.drawn, again.pages.unwrap());
    assert!(is_unchanged(&site.build().0));
}

#[test]
fn what_is_changed_in_the_tick_in_which_it_was_read_is_noticed() {
    let mut site = Site::new();
    site.build();
    for number in 0..4 {
        Change::FigureUnnoticed(8000 + number).make(&mut site);
        assert!(!is_unchanged(&site.build_at_once().0));
        Change::FigureUnnoticed(7000 + number).make(&mut site);
        assert!(!is_unchanged(&site.build_at_once().0));
        assert_same(&site, &number);
    }
}

#[test]
fn a_build_after_no_change_warns_as_the_one_before() {
    let mut site = Site::new();
    Change::Stray.make(&mut site);
    let first = site.build().0;
    assert!(first.diagnostics.iter().any(|fault| fault.rule == "unknown-file"));
    let again = site.build().0;
    assert!(is_unchanged(&again));
    assert_eq!(again.diagnostics, first.diagnostics);
    // The words of warnings may be internal; the memory lies beside what is published.
    let memory = fs::read(site.path("output/.sunboard/memory")).unwrap();
    assert!(!memory.windows(5).any(|bytes| bytes == b"stray"));
    Change::StrayGone.make(&mut site);
    let without = site.build().0;
    assert!(!is_unchanged(&without) && without.diagnostics.len() + 1 == first.diagnostics.len());
}

#[test]
fn a_site_that_was_touched_is_mended() {
    let site = Site::new();
    site.build();
    let touches: [&dyn Fn(); 4] = [
        &|| fs::remove_file(site.path("output/index.html")).unwrap(),
        &|| fs::write(site.path("output/towns/yunyao.html"), "damaged").unwrap(),
        &|| fs::remove_file(site.path("output/.sunboard/manifest.json")).unwrap(),
        &|| fs::write(site.path("output/.sunboard/pending.json"), "{\"version\":1,\"files\":{}}").unwrap(),
    ];
    for (number, touch) in touches.iter().enumerate() {
        assert!(is_unchanged(&site.build().0), "before touch {number}");
        touch();
        // Without a manifest nobody knows whose files these are.
        if !site.path("output/.sunboard/manifest.json").exists() {
            fs::remove_dir_all(site.path("output")).unwrap();
        }
        assert!(!is_unchanged(&site.build().0), "touch {number}");
        assert_same(&site, &number);
    }
}

#[test]
fn a_change_of_a_storys_text_draws_its_page_and_few_others() {
    let site = Site::new();
    let mut site = site;
    site.build();
    Change::StoryText(7).make(&mut site);
    let (after, outcome) = site.build();
    // The site map, the page of all tags and five old addresses are always drawn.
    assert!(after.drawn <= 7, "{} pages were drawn", after.drawn);
    let story = String::from_utf8(fs::read(site.path("output/stories/kiln-night.html")).unwrap()).unwrap();
    assert!(story.contains("第7段"));
    // The page; and of the search index the text, the pairs of its new words, and what leads to them.
    assert!(outcome.unwrap().written <= 1 + 2 + 6 + 2, "{outcome:?}");
}

#[test]
fn tables_that_did_not_change_are_not_made_anew() {
    let mut site = Site::new();
    let is_table = |path: &String| [".xlsx", ".csv", ".json"].iter().any(|ending| path.ends_with(ending));
    let made = |site: &Site| {
        let mut made = site.made();
        made.retain(|path| is_table(path) && !path.ends_with("datapackage.json"));
        made
    };
    let all = made(&site);
    assert!(all.len() > 90, "{}", all.len());
    Change::StoryText(7).make(&mut site);
    assert_eq!(made(&site), Vec::<String>::new());
    Change::TownName(2).make(&mut site);
    let renamed = made(&site);
    let is_made = |path: &str| renamed.iter().any(|made| made == path);
    assert!(is_made("data/sunboard.xlsx") && is_made("data/towns.csv") && is_made("data/towns.json"));
    for path in ["data/progress.csv", "data/towns/yunyao.json", "data/plans.csv"] {
        assert!(all.iter().any(|made| made == path) && !is_made(path), "{path}");
    }
    assert_same(&site, &"a town's name");
    // A workbook bears its day; the tables of the quarters are the same on the next.
    Change::Day(59).make(&mut site);
    let day = made(&site);
    assert!(day.iter().any(|path| path.ends_with(".xlsx")));
    assert!(!day.contains(&"data/towns.csv".to_owned()), "{day:?}");
    assert_same(&site, &"a day");
    // A page that went leads nowhere from a table.
    Change::AnotherTown(1).make(&mut site);
    made(&site);
    Change::TownGone(1).make(&mut site);
    let gone = made(&site);
    assert!(gone.len() < all.len() / 2, "{gone:?}");
    assert_same(&site, &"a town gone");
}
