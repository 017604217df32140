//! Whether all that a table says of its quarter is of one quarter.

use super::{MonthSpan, StatedPeriod};
use crate::diagnostic::Message;
use crate::editor::returns::sheets::{CellPosition, address};
use crate::units::{FromText as _, Quarter};

/// Where a period is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodPlace {
    /// In a cell.
    Cell(CellPosition),
    /// In the name of the sheet.
    SheetName,
    /// In the name of the file.
    FileName,
}

/// What is said somewhere of the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodStatement {
    /// Where.
    pub place: PeriodPlace,
    /// As it is written there.
    pub shown: String,
    /// What it says.
    pub period: StatedPeriod,
    /// Whether it must be right; what is only mentioned counts where nothing else is said.
    pub is_certain: bool,
}

/// What a table says of its quarter, as far as it says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreedPeriod {
    /// The year.
    pub year: Option<i32>,
    /// The quarter's number, with what says it.
    pub number: Option<(u32, Option<PeriodStatement>)>,
    /// Whether the table says that it is about the quarter's own months: 4-6月.
    pub is_own: bool,
}

impl AgreedPeriod {
    /// The quarter, where both its year and its number are known.
    pub fn quarter(&self) -> Option<Quarter> {
        let (year, number) = (self.year?, self.number.as_ref()?.0);
        Quarter::from_text(&format!("{year}Q{number}")).ok()
    }
}

impl PeriodStatement {
    /// Where it stands and what it says.
    pub fn named(&self) -> Message {
        let shown = self.shown.replace('\n', " ");
        match self.place {
            PeriodPlace::Cell(at) => {
                message!("{}“{shown}”", "`{shown}` in {}", address(at))
            }
            PeriodPlace::SheetName => message!("工作表名“{shown}”", "the sheet's name `{shown}`"),
            PeriodPlace::FileName => message!("文件名“{shown}”", "the file's name `{shown}`"),
        }
    }

    fn at(&self) -> CellPosition {
        match self.place {
            PeriodPlace::Cell(at) => at,
            PeriodPlace::SheetName | PeriodPlace::FileName => (0, 0),
        }
    }

    fn fault(&self, why: Message) -> (CellPosition, String, Message) {
        (self.at(), self.shown.clone(), why)
    }
}

/// Why months that end with no quarter are not taken.
pub fn no_quarter() -> Message {
    message!(
        "不是季度末：报送按季度，只收1—3月、1—6月、1—9月、1—12月的累计数",
        "ends with no quarter: returns are quarterly, with the figures of January to March, June, September or December"
    )
}

/// Settles the quarter of a table.
///
/// # Errors
/// Where two places disagree, or one names months that end with no quarter.
pub fn agree(
    said: &[PeriodStatement],
    asked: Option<Quarter>,
) -> Result<AgreedPeriod, (CellPosition, String, Message)> {
    let mut settled = AgreedPeriod::default();
    let mut of_year: Option<&PeriodStatement> = None;
    for said in said.iter().filter(|said| said.is_certain) {
        // 2022年度 is the whole year where nothing says a part of it.
        if let Some(span) = said.period.span.filter(|span| *span != MonthSpan::Year) {
            let Some(number) = span.quarter() else { return Err(said.fault(no_quarter())) };
            settled.is_own |= matches!(span, MonthSpan::Months(..));
            match &settled.number {
                Some((other, Some(first))) if *other != number => return Err(said.fault(differs(first))),
                Some(_) => {}
                None => settled.number = Some((number, Some(said.clone()))),
            }
        }
        if let Some(year) = said.period.year {
            match (settled.year, of_year) {
                (Some(other), Some(first)) if other != year => return Err(said.fault(differs(first))),
                _ => (settled.year, of_year) = (Some(year), of_year.or(Some(said))),
            }
        }
    }
    let mentioned = || said.iter().filter(|said| !said.is_certain || said.period.span == Some(MonthSpan::Year));
    if settled.number.is_none() {
        let fits = |said: &&PeriodStatement| {
            settled.year.is_none() || said.period.year.is_none() || said.period.year == settled.year
        };
        let number = |said: &PeriodStatement| said.period.span.and_then(MonthSpan::quarter);
        let whole = mentioned().filter(fits).find(|said| number(said).is_some());
        // An asked quarter goes before what is only mentioned.
        if let Some(said) = whole.filter(|_| asked.is_none()) {
            settled.number = number(said).map(|number| (number, Some(said.clone())));
            settled.year = settled.year.or(said.period.year);
        }
    }
    if settled.year.is_none() {
        let mut years: Vec<i32> = mentioned().filter_map(|said| said.period.year).collect();
        years.sort_unstable();
        years.dedup();
        if let [year] = years[..] {
            settled.year = Some(year);
        }
    }
    if let Some(asked) = asked {
        let by_number = settled.number.as_ref().filter(|(number, _)| *number != asked.number);
        let by_number = by_number.and_then(|(_, said)| said.as_ref());
        let by_year = of_year.filter(|_| settled.year != Some(asked.year));
        if let Some(said) = by_number.or(by_year) {
            let shown = settled.quarter().map_or_else(|| said.shown.clone(), |quarter| quarter.to_string());
            return Err(said.fault(not_asked(&shown, asked)));
        }
        settled.year = Some(asked.year);
        settled.number = Some((asked.number, settled.number.and_then(|(_, said)| said)));
    }
    Ok(settled)
}

/// Why a table of another quarter than the asked one is not taken.
pub fn not_asked(shown: &str, asked: Quarter) -> Message {
    message!("表里写的是 {shown}，与 --quarter {asked} 不一致", "the table says {shown}, and --quarter says {asked}")
}

/// Why what is said here cannot be together with what is said there.
pub fn differs(other: &PeriodStatement) -> Message {
    let other = other.named();
    message!(
        "与{}不是同一时期；一张表只能是一个季度，请核对后改正其中一处"(other.zh),
        "is another period than {}: a table is of one quarter; correct one of the two"(other.en)
    )
}
