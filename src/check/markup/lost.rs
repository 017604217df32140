//! Signs and words that Markdown takes for something else: a minus or a plus for the sign of a list, the words behind an
//! address for a part of it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::links::OUTER_SCHEMES;
use super::unread::MarkupScan;
use crate::diagnostic::Severity;
use crate::markdown::Spanned;

impl MarkupScan<'_> {
    /// The text behind an address, drawn into it: `(https://a.cn，详见后文)`.
    pub(super) fn swallowed(&mut self, address: &str, range: &Range<usize>) {
        let is_outer =
            OUTER_SCHEMES.iter().any(|scheme| address.strip_prefix(scheme).is_some_and(|rest| rest.starts_with(':')));
        let Some(at) = address.find(['，', '。', '；', '！', '？', '、']).filter(|_| is_outer) else { return };
        let Some(place) = self.text[range.clone()].rfind(address) else { return };
        let sign = address[at..].chars().next().unwrap_or_default();
        let start = range.start + place + at;
        self.tell(
            Severity::Warning,
            start..start + sign.len_utf8(),
            message!("“{sign}”及其后的文字成了网址的一部分", "`{sign}` and what follows it are part of the address"),
            message!(
                "网址请只写 {}，其余文字移到括号外面",
                "write `{}` alone and put the other words outside the brackets",
                &address[..at]
            ),
        );
    }

    /// A list of one item that begins with a figure, where the sign seems to be one of arithmetic: `- 5%`, `+ 5%`, and a
    /// sum that goes on in the next line.
    pub(super) fn figure(&mut self, events: &[Spanned<'_>], before: Option<&Spanned<'_>>) {
        let end = events.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::List(_)))).unwrap_or_default();
        let is_item = |event: &&Spanned<'_>| matches!(event.0, Event::Start(Tag::Item));
        if events[..end].iter().filter(is_item).count() != 1 {
            return;
        }
        let Some((_, range)) = events[..end].iter().find(is_item) else { return };
        let item = self.text[range.clone()].trim_end();
        let mut rest = item.chars();
        let Some(sign) = rest.next().filter(|sign| matches!(sign, '-' | '+' | '*')) else { return };
        let words = rest.as_str().trim();
        let unit = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',').trim_start();
        if unit.len() == words.len() {
            return;
        }
        let is_amount = || {
            let unit = unit.trim_end_matches('。');
            ["℃", "°C", "度", "%", "％", "万元", "亿元", "元", "个百分点"].contains(&unit)
                || ["%", "％", "℃", "个百分点"].iter().any(|of_change| unit.starts_with(of_change))
        };
        // The line above is not finished.
        let goes_on = || {
            let above = before.filter(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)));
            above.is_some_and(|(_, above)| {
                let words = self.text[above.clone()].trim_end();
                let gap = &self.text[above.start + words.len()..range.start];
                gap.matches('\n').count() == 1
                    && words.ends_with(|c: char| c.is_ascii_digit() || "共计为达)）=＝".contains(c))
            })
        };
        let is_told = match sign {
            '+' => true,
            '-' => is_amount() || goes_on(),
            _ => goes_on(),
        };
        if !is_told {
            return;
        }
        let words = words.to_owned();
        self.tell(
            Severity::Warning,
            range.clone(),
            message!(
                "行首的“{sign} ”成了列表符号，这个“{sign}”不会显示",
                "`{sign} ` at the head of a line begins a list: this `{sign}` is not shown"
            ),
            message!(
                "属于文字的请写成 \\{sign}{words}，中间不空格",
                "where it belongs to the text write `\\{sign}{words}` without a blank"
            ),
        );
    }
}
