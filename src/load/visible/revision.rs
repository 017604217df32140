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
    if !future.is_empty() {
        row.status = if row.history.is_empty() { FigureStatus::Final } else { FigureStatus::Revised };
    }
}
