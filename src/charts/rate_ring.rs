//! A ring that fills with a rate, for one figure beside its words; butt caps, so that its end is where the rate is.
//!
//! A rate above 100 per cent closes the ring; the figure in the middle still says it.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::svg::escape;
use crate::units::{Number, Ratio};
use crate::words::{Language, numbers};

/// What the ring shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateRing {
    /// What the rate is of.
    pub label: String,
    /// The rate; none where it is missing.
    pub rate: Option<Ratio>,
    /// Where the plan has it, drawn as a tick.
    pub target: Option<Ratio>,
}

impl RateRing {
    /// The ring in words.
    pub fn title(&self, language: Language) -> String {
        let word = |rate: &Option<Ratio>| rate.as_ref().map_or_else(|| numbers::MISSING.to_owned(), numbers::percent);
        let colon = language.pick("：", ": ");
        let target = match &self.target {
            Some(_) => format!("{}{}", language.pick("，时序进度", ", planned "), word(&self.target)),
            None => String::new(),
        };
        format!("{}{colon}{}{target}", self.label, word(&self.rate))
    }

    /// The drawing: 96 by 96 pixels. Its circle counts as 100 long, so that dashes are per cent.
    pub fn svg(&self, language: Language) -> String {
        let title = escape(&self.title(language));
        let mut body = r#"<circle class="rail" cx="48" cy="48" r="40"/>"#.to_owned();
        if let Some(rate) = &self.rate {
            let length = share(rate);
            let _ = write!(
                body,
                r#"<circle class="arc" cx="48" cy="48" r="40" pathLength="100" stroke-dasharray="{length} 100" transform="rotate(-90 48 48)"/>"#
            );
        }
        if let Some(target) = &self.target {
            // 1 of 100 wide, its middle at the target.
            let before = (share(target) - Decimal::new(5, 1)).max(Decimal::ZERO).normalize();
            let _ = write!(
                body,
                r#"<circle class="tick" cx="48" cy="48" r="40" pathLength="100" stroke-dasharray="0 {before} 1 100" transform="rotate(-90 48 48)"/>"#
            );
        }
        let figure = self.rate.as_ref().map_or_else(|| numbers::MISSING.to_owned(), numbers::percent);
        let _ = write!(body, r#"<text x="48" y="54" text-anchor="middle">{figure}</text>"#);
        format!(
            r#"<svg class="ring" width="96" height="96" role="img" aria-label="{title}"><title>{title}</title>{body}</svg>"#
        )
    }
}

/// Per cent of the ring, 0 to 100, two digits.
fn share(rate: &Ratio) -> Decimal {
    if rate.compare_percent(Number(Decimal::ONE_HUNDRED)).is_ge() {
        return Decimal::ONE_HUNDRED;
    }
    rate.percent(2).max(Decimal::ZERO).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::samples::ratio;

    #[test]
    fn the_arc_is_as_long_as_the_figure_says() {
        let mut ring = RateRing {
            label: "年度计划<完成率>".into(),
            rate: Some(ratio(52_100, 80_000)),
            target: Some(ratio(7, 10)),
        };
        let svg = ring.svg(Language::Chinese);
        roxmltree::Document::parse(&svg).expect("well-formed XML");
        assert!(svg.contains(r#"stroke-dasharray="65.13 100""#) && svg.contains(">65.1%<"), "{svg}");
        assert!(svg.contains(r#"stroke-dasharray="0 69.5 1 100""#), "{svg}");
        ring.rate = Some(ratio(13, 10));
        let svg = ring.svg(Language::English);
        assert!(svg.contains(r#"stroke-dasharray="100 100""#) && svg.contains(">130.0%<"), "{svg}");
        ring.rate = None;
        let svg = ring.svg(Language::English);
        assert!(!svg.contains("arc") && svg.contains(">—<"), "{svg}");
    }
}
