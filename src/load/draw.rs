//! A diagnostic as an editor sees it: the sentence, the file and line, the line itself with the fault underlined, the cure.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Files, locate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;

/// Draws one diagnostic in Chinese or in English, with or without colours. Ends with a line break.
pub fn draw(diagnostic: &Diagnostic, files: &Files, language: Language, colour: bool) -> String {
    let error = pick!(language, "错误", "error");
    let warning = pick!(language, "警告", "warning");
    let hint = pick!(language, "建议", "hint");
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(error),
        Severity::Warning => Level::WARNING.with_name(warning),
    };
    let title = level.primary_title(diagnostic.message.pick(language)).id(diagnostic.rule);
    let path = diagnostic.file.to_string_lossy();
    let span = locate::span(diagnostic, files);
    let text = files.text(&diagnostic.file);
    let mut group: Group<'_> = match (text.as_deref(), span) {
        (Some(text), Some(span)) => {
            let line = text[..span.start].matches('\n').count();
            let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
            let end = text[span.end..].find('\n').map_or(text.len(), |length| span.end + length);
            // Only the line at fault is drawn, and of a very long one the part around the fault.
            let (from, to) = window(text, start..end, &span);
            let source = &text[from..to];
            let mark = AnnotationKind::Primary.span(span.start - from..span.end.min(to).max(span.start) - from);
            let snippet = Snippet::source(source).line_start(line + 1).path(path.as_ref()).annotation(mark);
            title.element(snippet)
        }
        _ if path.is_empty() => Group::with_title(title),
        _ => title.element(Origin::path(path.as_ref())),
    };
    if let Some(cure) = &diagnostic.hint {
        group = group.element(Level::HELP.with_name(hint).message(cure.pick(language)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut drawn = renderer.decor_style(DecorStyle::Ascii).term_width(140).render(&[group]);
    drawn.push('\n');
    drawn
}

/// The part of a line that is drawn: from its beginning, so that the column is true, to somewhat behind the fault.
fn window(text: &str, line: std::ops::Range<usize>, span: &std::ops::Range<usize>) -> (usize, usize) {
    let mut end = (span.end.min(span.start + 200).max(line.start + 400)).min(line.end);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    (line.start, end)
}
