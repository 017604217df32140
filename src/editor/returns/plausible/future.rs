//! `future-date`: a day of report that has not come yet, and a day of taking in (`--on`) that has not.

use chrono::NaiveDate;

use super::{PlausibilityContext, PlausibilityFinding};
use crate::editor::returns::update::ChangedValue;

pub(super) fn find(look: &PlausibilityContext<'_>) -> Vec<PlausibilityFinding> {
    let reported = look.changes.iter().filter(|change| change.what == ChangedValue::Reported);
    let late = reported.filter_map(|change| {
        let day = change.after.parse::<NaiveDate>().ok().filter(|day| *day > look.today)?;
        let name = look.tree.towns.get(&change.town).map_or(change.town.0.as_str(), |town| &town.name);
        let (quarter, today) = (change.quarter, look.today);
        let message = message!(
            "{name} {quarter} 的报送日期 {day} 晚于今天（{today}）；请核对年份和月份",
            "{name} {quarter}: the day of the report, {day}, is after today ({today}); check year and month"
        );
        Some(PlausibilityFinding { rule: "future-date", origin: change.origin.clone(), message })
    });
    let on = (look.today > look.clock).then(|| {
        let (day, clock) = (look.today, look.clock);
        let message = message!(
            "--on {day} 晚于今天（{clock}）；请核对年份和月份",
            "--on {day} is after today ({clock}); check year and month"
        );
        PlausibilityFinding { rule: "future-date", origin: None, message }
    });
    on.into_iter().chain(late).collect()
}
