//! How completion stands against the planned pace, in words.

use crate::evaluate::figures::AgainstPlan;
use crate::language::Language;
use std::cmp::Ordering;

/// `，低于时序进度4.4个百分点`, beginning with a comma; nothing where the two cannot be compared. The points are the difference
/// of the two rates as they are shown; where these look alike and are not, that is said.
pub fn comparison(against: AgainstPlan<'_>, language: Language) -> String {
    let Some(stand) = against.standing() else { return String::new() };
    let lead = against.lead();
    let distance = if lead.sign() == Some(Ordering::Equal) {
        pick!(language, "不到0.1个百分点", "less than 0.1 points").to_owned()
    } else {
        let points = lead.magnitude().digits().unwrap_or_default();
        say!(language, "{points}个百分点", "{points} points")
    };
    match stand {
        Ordering::Equal => pick!(language, "，与时序进度持平", ", level with the planned pace").to_owned(),
        Ordering::Less => say!(language, "，低于时序进度{distance}", ", {distance} behind the planned pace"),
        Ordering::Greater => say!(language, "，高于时序进度{distance}", ", {distance} ahead of the planned pace"),
    }
}
