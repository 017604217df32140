//! A small pen for static drawings: x in per cent of the width, y and type in pixels, no `viewBox`.
//!
//! So one drawing serves 320 to 1440 pixels and paper, with its text always at its own size. Looks come from classes
//! alone (`charts.css`); there is no `style` attribute. Coordinates are exact decimals, rounded once to two places.

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::encoding::escape;
use crate::units::round_half_up;

/// A place: x in per cent of the width, y in pixels from the top.
pub(super) type Point = (Decimal, Decimal);

/// Which part of a label stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The label begins there.
    Start,
    /// Its middle stands there.
    Middle,
    /// It ends there.
    End,
}

/// A drawing being made.
pub(super) struct Canvas {
    height: Decimal,
    body: String,
}

impl Canvas {
    /// An empty drawing of a height.
    pub(super) fn new(height: i64) -> Self {
        Self { height: Decimal::from(height), body: String::new() }
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: Point, to: Point) {
        let _ = write!(self.body, r#"<line class="{class}""#);
        self.lengths(&[("x1", percent(from.0)), ("y1", pixels(from.1)), ("x2", percent(to.0)), ("y2", pixels(to.1))]);
        self.body.push_str("/>");
    }

    /// A rectangle from its upper left corner; the width is in per cent too.
    pub(super) fn rect(&mut self, class: &str, at: Point, width: Decimal, height: Decimal) {
        let _ = write!(self.body, r#"<rect class="{class}""#);
        let (width, height) = (percent(width), pixels(height));
        self.lengths(&[("x", percent(at.0)), ("y", pixels(at.1)), ("width", width), ("height", height)]);
        self.body.push_str("/>");
    }

    /// A dot.
    pub(super) fn dot(&mut self, class: &str, at: Point, radius: i64) {
        let _ = write!(self.body, r#"<circle class="{class}""#);
        self.lengths(&[("cx", percent(at.0)), ("cy", pixels(at.1)), ("r", radius.to_string())]);
        self.body.push_str("/>");
    }

    /// Attributes of lengths. One that is nothing is left out: that is what it means without its attribute.
    fn lengths(&mut self, lengths: &[(&str, String)]) {
        for (name, length) in lengths.iter().filter(|(_, length)| !matches!(length.as_str(), "0" | "0%")) {
            let _ = write!(self.body, r#" {name}="{length}""#);
        }
    }

    /// A label. `shift` moves it by pixels to the right, which per cent alone cannot say.
    pub(super) fn text(&mut self, class: &str, at: Point, anchor: Anchor, shift: i64, text: &str) {
        self.body.push_str("<text");
        self.lengths(&[("x", percent(at.0)), ("y", pixels(at.1))]);
        // A page has many labels, and its weight is bounded: the place of the anchor is a class, not an attribute.
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => "m",
            Anchor::End => "e",
        };
        match (class, anchor) {
            ("", "") => {}
            ("", one) | (one, "") => _ = write!(self.body, r#" class="{one}""#),
            (class, anchor) => _ = write!(self.body, r#" class="{class} {anchor}""#),
        }
        if shift != 0 {
            let _ = write!(self.body, r#" dx="{shift}""#);
        }
        let _ = write!(self.body, ">{}</text>", escape(text));
    }

    /// A mark of a key: 14 pixels of a shape that the drawing uses, moved right of a place given in per cent.
    pub(super) fn swatch(&mut self, shape: Swatch, class: &str, at: Point) {
        let place = [("x", percent(at.0)), ("y", pixels(at.1))];
        if shape == Swatch::Box {
            let _ = write!(self.body, r#"<rect class="{class}""#);
            self.lengths(&place);
            self.body.push_str(r#" width="14" height="10" transform="translate(1 0)"/>"#);
            return;
        }
        self.body.push_str(r#"<svg class="mark""#);
        self.lengths(&place);
        let ends = if shape == Swatch::Line { r#"y1="5" x2="16" y2="5""# } else { r#"x1="8" y1="-2" x2="8" y2="12""# };
        let _ = write!(self.body, r#" width="16" height="10"><line class="{class}" {ends}/></svg>"#);
    }

    /// Begins a group of data with its own title, which readers of screens hear and pointers show.
    pub(super) fn open(&mut self, class: &str, title: &str) {
        let class = if class.is_empty() { String::new() } else { format!(r#" class="{class}""#) };
        let _ = write!(self.body, "<g{class}><title>{}</title>", escape(title));
    }

    /// Begins a group that other drawings of the page take over by its id, which [`Canvas::again`] names. What is taken
    /// over is styled apart from its drawing, so it bears the class that the styles begin with.
    pub(super) fn share(&mut self, id: &str) {
        let _ = write!(self.body, r#"<g class="plot" id="{id}">"#);
    }

    /// Draws a shared group of another drawing of the page once more; lengths in per cent are this drawing's.
    pub(super) fn again(&mut self, id: &str) {
        let _ = write!(self.body, r##"<use href="#{id}"/>"##);
    }

    /// Ends the group.
    pub(super) fn close(&mut self) {
        self.body.push_str("</g>");
    }

    /// The finished drawing without words of its own, for a place whose text says the same.
    pub(super) fn bare(self, class: &str) -> String {
        let (height, body) = (pixels(self.height), self.body);
        format!(r#"<svg class="{class}" width="100%" height="{height}" aria-hidden="true">{body}</svg>"#)
    }

    /// The finished drawing. `id` begins every id in it.
    pub(super) fn finish(self, id: &str, class: &str, title: &str, description: &str) -> String {
        format!(
            r#"<svg class="{class}" width="100%" height="{height}" role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>{body}</svg>"#,
            height = pixels(self.height),
            title = escape(title),
            description = escape(description),
            body = self.body,
        )
    }
}

/// Pixels that a drawing has on the narrowest screens.
const NARROW: usize = 288;

/// A shape in a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Swatch {
    /// A bar.
    Box,
    /// A line.
    Line,
    /// An upright tick.
    Tick,
}

/// Draws a key below a drawing, in columns wide enough for its words at 320 pixels; gives the height it took.
/// The key is a drawing of its own within the drawing, so that it keeps together where that is wide.
pub(super) fn key(canvas: &mut Canvas, top: i64, items: &[(Swatch, &str, &str)]) -> i64 {
    let columns = key_columns(items);
    // Seven pixels a half of a character are enough for the elderly mode's letters.
    let room = columns * (36 + 7 * widest(items));
    let width = if room <= NARROW { format!(r#"width="{room}""#) } else { r#"class="keys""#.to_owned() };
    let _ = write!(canvas.body, "<svg {width}>");
    for (position, (shape, class, words)) in items.iter().enumerate() {
        let (row, column) = (position / columns, position % columns);
        let x = Decimal::from(column * 100 / columns);
        let y = Decimal::from(top + 20 * row as i64);
        canvas.swatch(*shape, class, (x, y));
        canvas.text("ax", (x, y + Decimal::TEN), Anchor::Start, 22, words);
    }
    canvas.body.push_str("</svg>");
    key_height(items)
}

/// The height a key takes.
pub(super) fn key_height(items: &[(Swatch, &str, &str)]) -> i64 {
    20 * items.len().div_ceil(key_columns(items)) as i64
}

fn key_columns(items: &[(Swatch, &str, &str)]) -> usize {
    match (widest(items), items.len()) {
        (0..=6, count) => count.clamp(1, 4),
        (7..=9, count @ 0..=3) => count.max(1),
        (0..=20, _) => 2,
        _ => 1,
    }
}

fn widest(items: &[(Swatch, &str, &str)]) -> usize {
    items.iter().map(|(_, _, words)| width_of(words)).max().unwrap_or_default()
}

/// A length on a scale: `part / whole` of it, rounded once to two places.
pub(super) fn portion(part: Decimal, whole: Decimal, length: Decimal) -> Decimal {
    round_half_up(part * length, whole, 0, 2)
}

/// About how wide words are, in halves of a Chinese character.
pub(super) fn width_of(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{1100}' { 2 } else { 1 }).sum()
}

/// Cuts words to a width, in halves of a Chinese character; the whole stands in the title and in the table.
pub(super) fn shortened(text: &str, width: usize) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if width_of(&kept) + width_of(c.encode_utf8(&mut [0; 4])) + 2 > width {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

fn pixels(value: Decimal) -> String {
    round_half_up(value, Decimal::ONE, 0, 2).normalize().to_string()
}

fn percent(value: Decimal) -> String {
    format!("{}%", pixels(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_carry_two_digits_at_most() {
        assert_eq!(percent(Decimal::new(66_666_667, 6)), "66.67%");
        assert_eq!(percent(Decimal::new(6_250, 3)), "6.25%");
        assert_eq!(pixels(Decimal::new(4_000, 2)), "40");
        assert_eq!(portion(Decimal::ONE, Decimal::from(3), Decimal::ONE_HUNDRED), Decimal::new(3_333, 2));
    }

    #[test]
    fn long_words_are_cut_by_width() {
        assert_eq!(shortened("青窑小镇", 8), "青窑小镇");
        assert_eq!(shortened("青窑小镇", 7), "青窑…");
        assert_eq!(shortened("abcdefgh", 6), "abcd…");
        assert_eq!(escape("<b>&\"'\u{7}"), "&lt;b&gt;&amp;&quot;&#39;");
    }
}
