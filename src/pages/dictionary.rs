//! The data dictionary: every table, and every column with its meaning, unit, denominator and codes.

use super::compose::{line, paragraph, section, table, text_column};
use super::context::{Context, Here};
use super::data::row_count;
use super::data::{both_formats, said};
use super::parts::{Cell, Part, Rich, TableRow, words};
use super::{PageKind, PageView, Planned, address};
use crate::datasets::{self, Column, Kind};
use crate::language::{Language, many};
use crate::model::ColumnId;
use crate::words::terms;

/// The page.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Dictionary, address::data("dictionary.html"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::data("dictionary.html"));
    let mut view = here.view(pick!(context, "数据字典", "Data dictionary"), Some(ColumnId::Data));
    view.trail =
        here.trail([here.column_step(ColumnId::Data, pick!(context, "数据开放", "Open data"), address::top("data"))]);
    view.lead = words(pick!(
        context,
        "每张数据表的每一列：名称、含义、单位、分母和代码。",
        "Every column of every table: its name, meaning, unit, denominator and codes."
    ));
    let counts = datasets::row_counts(context.site, context.evaluation);
    view.sections = datasets::definitions(context.site)
        .map(|definition| {
            let caption = context.labelled(definition.name, pick!(context, "各列说明", "columns"));
            let parts = vec![
                paragraph(said(&here, definition.description)),
                columns(&here, caption, definition.columns),
                line(files(&here, definition.name, counts.get(definition.name).copied().unwrap_or_default())),
            ];
            let title = format!("{}{}", said(&here, definition.title), context.bracketed(definition.name));
            let gist = many(context.language, definition.columns.len(), pair!("列", "column"));
            section(format!("table-{}", definition.name), title, parts).folded(gist)
        })
        .collect();
    if context.site.quarters.values().any(|quarter| quarter.analysis.is_some()) {
        let list =
            columns(&here, pick!(context, "各列说明", "Columns").to_owned(), &datasets::key_data_columns(context.site));
        let title =
            pick!(context, "重点数据清单（key-data，每季度一份）", "List of key data (key-data, one each quarter)");
        view.sections.push(section("table-key-data", title, vec![list]));
    }
    here.finish(view)
}

/// The files of a table, with how many rows they have.
fn files(here: &Here, name: &str, rows: usize) -> Rich {
    if rows == 0 {
        return words(pick!(here, "目前没有数据（0行）。", "No rows yet."));
    }
    let count = row_count(rows);
    let mut run = words(match here.language {
        Language::Chinese => format!("共{count}行："),
        Language::English if rows == 1 => "1 row: ".to_owned(),
        Language::English => format!("{count} rows: "),
    });
    run.extend(both_formats(here, name));
    run
}

fn columns(here: &Here, caption: String, columns: &[Column]) -> Part {
    let rows = columns.iter().map(|column| {
        let codes = column.codes.iter().map(|word| {
            let name = terms::of(word, here.language);
            match (here.language, word.meaning) {
                (Language::Chinese, None) => format!("{}＝{name}", word.code),
                (Language::Chinese, Some(meaning)) => format!("{}＝{name}（{}）", word.code, meaning.zh),
                (Language::English, None) => format!("{} = {name}", word.code),
                (Language::English, Some(meaning)) => format!("{} = {name} ({})", word.code, meaning.en),
            }
        });
        let codes: Vec<String> = codes.collect();
        TableRow::of(vec![
            Cell::words(column.name),
            Cell::words(said(here, column.title)),
            Cell::words(kind(here, column.kind)),
            Cell::words(said(here, column.description)),
            // Most columns have none: narrow screens need not say so each time.
            if codes.is_empty() {
                Cell { blank: true, ..Cell::words(pick!(here, "无", "none")) }
            } else {
                Cell::words(codes.join(pick!(here, "；", "; ")))
            },
        ])
    });
    let labels = [
        pick!(here, "列名", "Column"),
        pick!(here, "名称", "Title"),
        pick!(here, "类型", "Kind"),
        pick!(here, "含义", "Meaning"),
        pick!(here, "代码", "Codes"),
    ];
    table(caption, labels.map(text_column).into(), rows.collect(), "")
}

fn kind<'a>(here: &Here<'a>, kind: Kind) -> &'a str {
    match kind {
        Kind::Text => pick!(here, "文字", "text"),
        Kind::Integer => pick!(here, "整数", "integer"),
        Kind::Number => pick!(here, "精确数", "exact number"),
        Kind::Rate => pick!(here, "百分数（一位小数）", "per cent, one digit"),
        Kind::Date => pick!(here, "日期", "day"),
        Kind::PartialDate => pick!(here, "日期（可只到月或年）", "day, month or year"),
        Kind::Boolean => pick!(here, "是否（true、false）", "true or false"),
    }
}
