//! How firm a figure is, and the marks by which readers are told.

use super::{Figure, MeasureUnit};
use crate::language::Language;
use crate::model::{FigureStatus, vocabulary};

/// How firm a figure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Firmness {
    /// Provisional, final or revised; none where nobody said.
    pub status: Option<FigureStatus>,
    /// Whether the return came after the day on which it was due.
    pub is_late: bool,
}

impl From<Option<FigureStatus>> for Firmness {
    fn from(status: Option<FigureStatus>) -> Self {
        Self { status, is_late: false }
    }
}

impl Firmness {
    /// Of what follows from this figure and an earlier one: provisional where that is.
    #[must_use]
    pub fn and(self, earlier: Self) -> Self {
        let is_provisional = earlier.status == Some(FigureStatus::Provisional);
        Self { status: if is_provisional { earlier.status } else { self.status }, ..self }
    }

    /// Of what is made of several figures: provisional as soon as one of them is, else nothing is said.
    pub fn of_parts(parts: impl IntoIterator<Item = Self>) -> Self {
        let is_provisional = parts.into_iter().any(|part| part.status == Some(FigureStatus::Provisional));
        is_provisional.then_some(FigureStatus::Provisional).into()
    }
}

/// A mark beside a figure. A final figure has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureMark {
    /// 初步数.
    Provisional,
    /// 修订数.
    Revised,
    /// Of a return that came after the day on which it was due (补报).
    Late,
}

vocabulary! {
    FigureMark {
        Provisional "provisional" "初步" "provisional" ("初步数，以后可能调整" "may still change"),
        Revised "revised" "修订" "revised" ("修订数，原数见修订记录" "replaces an earlier value, which is on record"),
        Late "late" "补报" "reported late" ("报送期限过后补报" "reported after the day on which it was due"),
    }
}

impl Figure<'_> {
    /// The marks that belong beside it. Ranks and counts have none: the figures that they follow from stand beside them.
    pub fn marks(&self) -> impl Iterator<Item = FigureMark> {
        use MeasureUnit::{Count, Places, Rank, Tasks};
        let is_marked = self.is_known() && !matches!(self.measure().unit, Count | Places | Rank | Tasks);
        let of_status = match self.firmness.status {
            Some(FigureStatus::Provisional) => Some(FigureMark::Provisional),
            Some(FigureStatus::Revised) => Some(FigureMark::Revised),
            Some(FigureStatus::Final) | None => None,
        };
        let late = self.firmness.is_late.then_some(FigureMark::Late);
        of_status.into_iter().chain(late).filter(move |_| is_marked)
    }

    /// The marks in words: `初步、补报`; nothing where it has none.
    pub fn mark_words(&self, language: Language) -> String {
        language.join(self.marks().map(|mark| crate::model::Coded::word(mark).name.pick(language)))
    }

    /// The figure without its marks where another one beside it has the same.
    #[must_use]
    pub fn unless_marked_as(self, other: Figure<'_>) -> Self {
        if self.firmness == other.firmness { self.unmarked() } else { self }
    }

    /// The figure without its marks, for a place that says them otherwise.
    #[must_use]
    pub fn unmarked(self) -> Self {
        Self { firmness: Firmness::default(), ..self }
    }

    /// Words with the marks behind them: `64.9%（初步）`.
    pub fn with_marks(&self, words: String, language: Language) -> String {
        let marks = self.mark_words(language);
        if marks.is_empty() { words } else { say!(language, "{words}（{marks}）", "{words} ({marks})") }
    }
}
