//! Horizontal bars with their words above: what the ranking and the comparison of counties share.
//!
//! The words stand over the bar rather than beside it, so that a bar has the full width on a phone too.

use rust_decimal::Decimal;

use super::MOST_ROWS;
use super::axis::RateAxis;
use super::svg::{Anchor, Canvas, Swatch, key, key_height, shortened, width_of};
use crate::evaluate::card::CardLevel;
use crate::figure::Figure;
use crate::language::Language;
use crate::units::Ratio;
use crate::words::terms;

/// A row: a name, a rate, and where the rate should be.
pub(super) struct BarRow<'a> {
    /// Before the name: a rank.
    pub(super) rank: String,
    /// The name, as long as it is.
    pub(super) name: String,
    /// The rate; none where it is missing.
    pub(super) rate: Figure<'a>,
    /// Where the plan has it.
    pub(super) target: Figure<'a>,
    /// The card, shown by mark and word.
    pub(super) card: Option<CardLevel>,
    /// Said instead of a bar where there is no rate.
    pub(super) missing: String,
}

const ROW: i64 = 46;
const BAR: i64 = 12;
/// Width of a drawing on the narrowest screen, less its margins, in halves of a Chinese character of 13 pixels.
const NARROWEST: usize = 42;

/// Draws the first [`MOST_ROWS`] rows with the key of their marks below. `target` names the tick.
pub(super) fn draw(rows: &[BarRow<'_>], target: &str, language: Language) -> Canvas {
    let keys = [(Swatch::Box, "b-done", pick!(language, "完成率", "completed")), (Swatch::Tick, "b-pace", target)];
    let rows = &rows[..rows.len().min(MOST_ROWS)];
    let bottom = 4 + ROW * rows.len() as i64;
    let mut canvas = Canvas::new(bottom + 8 + key_height(&keys));
    let rates: Vec<Ratio> = rows.iter().flat_map(|row| [row.rate.ratio(), row.target.ratio()]).flatten().collect();
    let axis = RateAxis::holding(&rates);
    for (position, row) in rows.iter().enumerate() {
        draw_row(&mut canvas, row, axis, 4 + ROW * position as i64, language);
    }
    key(&mut canvas, bottom + 8, &keys);
    canvas
}

fn draw_row(canvas: &mut Canvas, row: &BarRow<'_>, axis: RateAxis, top: i64, language: Language) {
    let (zero, full) = (Decimal::ZERO, Decimal::ONE_HUNDRED);
    let figure = row.rate.shown(language);
    let tone = match row.card {
        Some(CardLevel::Yellow) => "yl",
        Some(CardLevel::Red) => "rd",
        _ => "",
    };
    canvas.open(tone, &said(row, &figure, language));
    let line = Decimal::from(top + 16);
    let status = match row.card {
        Some(card) => format!("{}{}", terms::card_mark(card), spaced(terms::name(card, language), language)),
        None if !row.rate.is_known() => row.missing.clone(),
        None => String::new(),
    };
    let indent = if row.rank.is_empty() { 0 } else { 26 };
    if indent > 0 {
        canvas.text("strong", (zero, line), Anchor::Start, 0, &row.rank);
    }
    // Figure and card end at the right edge; the card takes the outer place, in a column of its own width.
    let card_width = if status.is_empty() { 0 } else { status_column(language) };
    let figure_width = (width_of(&figure) + 3).max(8);
    let room = NARROWEST.saturating_sub(card_width / 7 + figure_width + indent as usize / 7);
    canvas.text("nm", (zero, line), Anchor::Start, indent, &shortened(&row.name, room));
    canvas.text("strong", (full, line), Anchor::End, -(card_width as i64), &figure);
    if !status.is_empty() {
        canvas.text("st", (full, line), Anchor::End, 0, &shortened(&status, card_width / 7));
    }
    let bar_top = Decimal::from(top + 25);
    canvas.rect("b-bg", (zero, bar_top), full, BAR.into());
    if let Some(rate) = &row.rate.ratio() {
        canvas.rect("b-done", (zero, bar_top), axis.length(rate, full).max(zero), BAR.into());
    }
    if let Some(target) = &row.target.ratio() {
        let x = axis.length(target, full);
        canvas.line("b-pace", (x, bar_top - Decimal::from(3)), (x, bar_top + Decimal::from(BAR + 3)));
    }
    canvas.close();
}

/// Pixels kept for the card at the right edge.
fn status_column(language: Language) -> usize {
    match language {
        Language::Chinese => 76,
        Language::English => 112,
    }
}

fn spaced(word: &str, language: Language) -> String {
    format!("{}{word}", pick!(language, "", " "))
}

/// The row in words.
fn said(row: &BarRow<'_>, figure: &str, language: Language) -> String {
    let mut words = Vec::new();
    if !row.rank.is_empty() {
        words.push(say!(language, "第{}名", "rank {}", row.rank));
    }
    words.push(row.name.clone());
    words.push(if row.rate.is_known() { figure.to_owned() } else { row.missing.clone() });
    if let Some(card) = row.card {
        words.push(terms::name(card, language).to_owned());
    }
    words.retain(|word| width_of(word) > 0);
    words.join(pick!(language, "，", ", "))
}
