//! A page's view as plain text for a terminal.

use std::fmt::Write as _;

use crate::pages::PageView;
use crate::pages::parts::{Cell, Part, Rich, SectionView, Table};

/// The page: headings, then each part in lines.
pub(super) fn page(view: &PageView) -> String {
    let mut out = format!("{}\n", view.heading);
    view.sections.iter().for_each(|section| write_section(&mut out, section));
    out
}

fn write_section(out: &mut String, section: &SectionView) {
    let before = out.len();
    _ = writeln!(out, "\n## {}", section.title);
    let filled = out.len();
    section.parts.iter().for_each(|part| write_part(out, part));
    if out.len() == filled {
        out.truncate(before);
    } else if let Some(note) = &section.note {
        _ = writeln!(out, "  {}", plain(note));
    }
}

fn write_part(out: &mut String, part: &Part) {
    match part {
        Part::Paragraph { text } | Part::Subheading { text, .. } => _ = writeln!(out, "  {}", plain(text)),
        Part::Facts { rows } => {
            for fact in rows {
                let note = fact.note.as_ref().map(|note| format!("  [{}]", plain(note))).unwrap_or_default();
                _ = writeln!(out, "  {}: {}{note}", fact.label, plain(&fact.value));
            }
        }
        Part::List { items, .. } => items.iter().for_each(|item| _ = writeln!(out, "  - {}", plain(item))),
        Part::Card { status, period, reason, reply, .. } => {
            _ = writeln!(out, "  {} {}  {period}", status.mark, status.word);
            _ = writeln!(out, "  {}", plain(reason));
            if let Some(reply) = reply {
                _ = writeln!(out, "  > {reply}");
            }
        }
        Part::Workings { items } => {
            for item in items {
                let sum = |terms: &[String]| terms.join(" ÷ ");
                let numbers =
                    if item.numbers.is_empty() { String::new() } else { format!(" = {}", sum(&item.numbers)) };
                _ = writeln!(out, "  {}: {}{numbers} = {}", item.name, sum(&item.formula), item.result);
                item.counted.iter().for_each(|line| _ = writeln!(out, "      {line}"));
                for step in &item.steps {
                    let here = step.here.as_ref().map(|here| format!("  ← {here}")).unwrap_or_default();
                    _ = writeln!(out, "      {} {} {}{here}", step.status.mark, step.status.word, step.range);
                }
            }
        }
        Part::Strip { items } => {
            let cards: Vec<String> = items.iter().map(|item| format!("{}{}", item.label, item.status.mark)).collect();
            _ = writeln!(out, "  {}", cards.join("  "));
        }
        Part::Table(table) | Part::Folded { table, .. } => write_table(out, table),
        _ => {}
    }
}

/// A row a line, each cell after its column's name: columns of Chinese words do not line up in every terminal.
fn write_table(out: &mut String, table: &Table) {
    for row in &table.rows {
        let cells = row.cells.iter().zip(&table.columns).filter(|(cell, _)| !cell.blank);
        let cells: Vec<String> = cells.map(|(cell, column)| format!("{} {}", column.label, said(cell))).collect();
        _ = writeln!(out, "  - {}", cells.join(" | "));
    }
    if table.rows.is_empty() {
        _ = writeln!(out, "  {}", table.empty);
    }
}

fn said(cell: &Cell) -> String {
    let status = cell.status.as_ref().map(|status| format!("{}{} ", status.mark, status.word)).unwrap_or_default();
    format!("{status}{}", plain(&cell.text)).trim_end().to_owned()
}

fn plain(line: &Rich) -> String {
    line.iter()
        .map(|run| if run.tone == Some("note") { format!(" ({})", run.text) } else { run.text.clone() })
        .collect()
}
