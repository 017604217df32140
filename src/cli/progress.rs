//! How far a build is: a bar on a terminal, nothing elsewhere; the summary says the rest.

use std::io::IsTerminal as _;
use std::sync::OnceLock;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::Step;
use crate::diagnostic::Message;

/// Shows the steps of a build.
pub(super) struct Progress {
    quiet: bool,
    chinese: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    pub(super) fn new(quiet: bool, chinese: bool) -> Self {
        Self { quiet, chinese, bar: OnceLock::new() }
    }

    pub(super) fn note(&self, step: Step) {
        match step {
            Step::Planned { pages } if !self.quiet => {
                if std::io::stderr().is_terminal() {
                    self.bar.get_or_init(|| new_bar(pages, self.chinese));
                } else {
                    let told = Message::new(format!("生成{pages}个页面……"), format!("Drawing {pages} pages …"));
                    eprintln!("{}", told.in_chinese(self.chinese));
                }
            }
            Step::Planned { .. } => {}
            Step::Drawn => {
                if let Some(bar) = self.bar.get() {
                    bar.inc(1);
                }
            }
        }
    }

    pub(super) fn end(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn new_bar(pages: usize, chinese: bool) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(pages as u64), ProgressDrawTarget::stderr());
    let template = if chinese { "页面 {bar:40} {pos}/{len}" } else { "pages {bar:40} {pos}/{len}" };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
