//! The preview by a clock that the test sets.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::time::Instant;

use clap::Parser as _;

use super::super::args::{Arguments, Command};
use super::*;

const SITE: &str = "title: 阳光榜
area: 云岚市
base_url: https://towns.example.cn/
time_zone: Asia/Shanghai
language: zh-CN
notice: 示例
organiser: 市特镇办
contact: {}
editions: {public: {sections: []}, internal: {sections: []}}
";

fn waits_for(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_comes_out_while_the_preview_runs_is_shown() {
    let place = tempfile::tempdir().unwrap();
    let content = place.path().join("content");
    fs::create_dir_all(content.join("stories")).unwrap();
    for (file, text) in [("site.yaml", SITE), ("rules.yaml", "{}\n"), ("counties.yaml", "[]\n")] {
        fs::write(content.join(file), text).unwrap();
    }
    let story = "---\ntitle: 到时\ndate: 2022-03-08 09:30\n---\n正文\n";
    fs::write(content.join("stories/later.md"), story).unwrap();
    let output = place.path().join("preview");
    let asked = Arguments::try_parse_from(
        ["sunboard", "serve", "--port", "0", "--content"].map(Into::into).into_iter().chain([
            content.into_os_string(),
            "--output".into(),
            output.clone().into_os_string(),
        ]),
    )
    .unwrap();
    let Command::Serve(asked) = asked.command else { panic!("another command") };
    let time = |text: &str| -> NaiveDateTime { text.parse().unwrap() };
    let is_late = AtomicBool::new(false);
    let (before, after) = (time("2022-03-08T09:29:59"), time("2022-03-08T09:30:00"));
    let clock = |_| if is_late.load(Ordering::Relaxed) { after } else { before };
    let (hand, handed) = mpsc::channel();
    std::thread::scope(|scope| {
        let speech = MessageLanguage::new(None);
        let (asked, clock) = (&asked, &clock);
        scope.spawn(move || {
            let hand_over = |signals| {
                hand.send(signals).unwrap();
                Ok(())
            };
            serve_by(asked, &speech, clock, hand_over).map_err(|trouble| trouble.0.en).unwrap();
        });
        let signals: Signals = handed.recv().unwrap();
        let has = |path: &str| output.join(path).exists();
        let seen = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            waits_for("the first build", || has("index.html") && has(".sunboard/manifest.json"));
            assert!(!has("stories/later.html"), "it is not out yet");
            is_late.store(true, Ordering::Relaxed);
            waits_for("the story at its minute", || has("stories/later.html"));
        }));
        signals.end();
        seen.unwrap();
    });
}
