//! How far a build is: a bar on a terminal, nothing elsewhere; the summary says the rest.

use std::io::IsTerminal as _;
use std::sync::OnceLock;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::BuildStep;
use crate::language::Language;

/// Shows the steps of a build.
pub(super) struct ProgressDisplay {
    quiet: bool,
    language: Language,
    /// Set with the first step; no bar where nobody looks at a terminal.
    bar: OnceLock<Option<ProgressBar>>,
}

impl ProgressDisplay {
    pub(super) fn new(quiet: bool, language: Language) -> Self {
        Self { quiet, language, bar: OnceLock::new() }
    }

    pub(super) fn note(&self, step: BuildStep) {
        match step {
            BuildStep::Planned { .. } if self.quiet => {}
            BuildStep::Planned { pages } => {
                if let Some(bar) = self.bar.get_or_init(|| self.begin()) {
                    bar.inc_length(pages as u64);
                }
            }
            BuildStep::Drawn => {
                if let Some(Some(bar)) = self.bar.get() {
                    bar.inc(1);
                }
            }
        }
    }

    /// The bar, or one line in its place. The line says no number: how many pages there are is not known before the end.
    fn begin(&self) -> Option<ProgressBar> {
        if std::io::stderr().is_terminal() {
            return Some(new_bar(self.language));
        }
        let told = message!("正在生成页面……", "Drawing the pages …");
        eprintln!("{}", told.pick(self.language));
        None
    }

    pub(super) fn end(&self) {
        if let Some(Some(bar)) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn new_bar(language: Language) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    let template = pick!(language, "页面 {bar:40} {pos}/{len}", "pages {bar:40} {pos}/{len}");
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
