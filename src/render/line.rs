//! Lines of text and values for machines, set as HTML.

use tera::Value;

use crate::encoding::escape_into;
use crate::pages::parts::{Datum, Rich};

/// A line of text with its links and tones, as HTML. The one place that sets [`Rich`].
pub(super) fn rich(line: &Rich) -> Value {
    let mut out = String::with_capacity(line.iter().map(|run| run.text.len() + 8).sum());
    for run in line {
        let (open, close) = match (&run.href, run.tone) {
            (Some(href), tone) => {
                out.push_str("<a href=\"");
                escape_into(&mut out, href);
                out.push('"');
                class(&mut out, tone);
                (">", "</a>")
            }
            (None, Some("strong")) => ("<strong>", "</strong>"),
            (None, Some("note")) => ("<small>", "</small>"),
            (None, Some("term")) => ("<dfn>", "</dfn>"),
            (None, Some(tone)) => {
                out.push_str("<span");
                class(&mut out, Some(tone));
                (">", "</span>")
            }
            (None, None) => ("", ""),
        };
        out.push_str(open);
        escape_into(&mut out, &run.text);
        out.push_str(close);
    }
    Value::safe_string(&out)
}

fn class(out: &mut String, tone: Option<&str>) {
    if let Some(tone) = tone {
        out.push_str(" class=\"");
        out.push_str(tone);
        out.push('"');
    }
}

/// A line, or nothing where there is none, so that templates can ask for it.
pub(super) fn some_rich(line: &Rich) -> Option<Value> {
    (!line.is_empty()).then(|| rich(line))
}

/// Attributes for machines: ` data-field="…" data-value="…"`.
pub(super) fn attributes(datum: &Datum, names_field: bool, names_value: bool) -> Option<Value> {
    let mut out = String::new();
    if names_field {
        out.push_str(" data-field=\"");
        out.push_str(datum.field);
        out.push('"');
    }
    if names_value {
        out.push_str(" data-value=\"");
        escape_into(&mut out, &datum.value);
        out.push('"');
    }
    (!out.is_empty()).then(|| Value::safe_string(&out))
}

/// Both attributes of a value, where there is one.
pub(super) fn whole(datum: Option<&Datum>) -> Option<Value> {
    datum.and_then(|datum| attributes(datum, true, true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::parts::{Inline, toned, words};

    #[test]
    fn a_line_is_set_with_its_tones_and_nothing_in_it_is_markup() {
        let mut line = words("a<b>&\"'");
        line.push(Inline { text: "甲".into(), href: Some("x.html?a=\"b".into()), tone: Some("up") });
        line.extend(["strong", "note", "term", "down"].iter().flat_map(|tone| toned("乙", tone)));
        assert_eq!(
            rich(&line).as_str(),
            Some(concat!(
                "a&lt;b&gt;&amp;&quot;&#39;<a href=\"x.html?a=&quot;b\" class=\"up\">甲</a>",
                "<strong>乙</strong><small>乙</small><dfn>乙</dfn><span class=\"down\">乙</span>"
            ))
        );
        assert!(rich(&line).is_safe());
    }
}
