//! Numbers of the table that is being read, as its messages show them.

use rust_decimal::Decimal;

use crate::figure::Figure;
use crate::figure::measures::progress;
use crate::language::Language;
use crate::units::{Money, Number};

/// A number as the table states it, with the decimals that it has there.
pub(super) fn grouped(stated: Decimal) -> String {
    Figure::of(&progress::STATED, Number(stated)).as_stated().unwrap_or_default()
}

/// An amount without its unit.
pub fn wan(amount: Money) -> String {
    Figure::of(&progress::STATED_AMOUNT, amount).digits().unwrap_or_default()
}

/// An exact amount with its unit.
pub fn exact_money(amount: Money, language: Language) -> String {
    Figure::of(&progress::STATED_AMOUNT, amount).exact(language).unwrap_or_default()
}
