//! A return as it read on a day: corrections made later are undone.

use chrono::NaiveDate;

use crate::model::{FigureStatus, Progress, ProgressField};

/// Puts back the values that held on `as_of` and forgets what was corrected after it.
pub(super) fn roll_back(row: &mut Progress, as_of: NaiveDate) {
    let (future, past): (Vec<_>, Vec<_>) =
        std::mem::take(&mut row.history).into_iter().partition(|entry| entry.replaced.0 > as_of);
    row.history = past;
    for field in ProgressField::ALL {
        // Of the corrections still to come the nearest replaced the value that held on the day.
        let next = future.iter().filter(|entry| entry.field == field).min_by_key(|entry| entry.replaced);
        if let Some(entry) = next {
            *field.of_mut(row) = Some(entry.value);
            row.missing.remove(&field);
        }
    }
    // The status that held on the day is that of the nearest correction still to come.
    if let Some(next) = future.iter().min_by_key(|entry| entry.replaced) {
        let unsaid = if row.history.is_empty() { FigureStatus::Final } else { FigureStatus::Revised };
        row.status = future
            .iter()
            .filter(|entry| entry.replaced == next.replaced)
            .find_map(|entry| entry.status)
            .unwrap_or(unsaid);
    }
}
