//! The award ledger in words.

use crate::language::Language;

/// That the year of payment is over and no payment is on record; what the office paid unrecorded is not known here.
pub fn late(year: i32, language: Language) -> String {
    say!(
        language,
        "政策写明的兑现年度（{year}年）已过，未收录兑现记录",
        "the policy's payment year, {year}, is over; no payment is on record"
    )
}
