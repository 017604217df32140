//! All sources of facts, each with its kind and how far it can be trusted. Facts link to the anchors here.

use super::compose::{section, table, text_column};
use super::context::Context;
use super::parts::{Cell, Rich, TableRow, link, words};
use super::{PageKind, PageView, Planned, address};
use crate::model::{ColumnId, Source};

/// The page.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Sources, address::top("sources"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("sources"));
    let mut view = here.view(pick!(context, "资料来源", "Sources"), Some(ColumnId::Data));
    let sources = &context.site.sources;
    if !sources.is_empty() {
        view.lead = words(context.count(
            sources.len(),
            pair!(
                "项来源。数字旁的方括号编号即指此处。",
                "sources. The bracketed numbers beside figures refer to them."
            ),
        ));
    }
    let columns = [
        pick!(context, "编号", "Id"),
        pick!(context, "名称", "Title"),
        pick!(context, "类型", "Kind"),
        pick!(context, "可信程度", "Trust"),
        pick!(context, "网址或索引号", "Address or index number"),
    ];
    let rows = sources.values().map(|source| TableRow {
        id: Some(format!("source-{}", source.id)),
        cells: vec![
            Cell::words(source.id.0.clone()),
            Cell::words(source.title.0.clone()),
            context.cell_or_unrecorded(source.kind.as_ref()),
            context.cell_or_unrecorded(source.trust.as_ref()),
            address_of(source).map_or_else(|| context.cell_or_unrecorded(None::<String>), Cell::rich),
        ],
        ..TableRow::default()
    });
    let list = table(
        pick!(context, "资料来源一览", "Sources"),
        columns.map(text_column).into(),
        rows.collect(),
        pick!(
            context,
            "没有收录编号的来源；各数字的来源以文字注在旁边。",
            "No numbered source is on record; sources stand in words beside the figures."
        ),
    );
    view.sections = vec![section("list", pick!(context, "来源列表", "List of sources"), vec![list])];
    here.finish(view)
}

/// The address: a link where it is one and nothing else.
fn address_of(source: &Source) -> Option<Rich> {
    let text = source.address.as_ref()?.0.clone();
    let whole = (text.starts_with("https://") || text.starts_with("http://"))
        && !text.chars().any(|c| c.is_whitespace() || !c.is_ascii() || matches!(c, '<' | '>' | '"' | '\''));
    Some(if whole { link(text.clone(), text) } else { words(text) })
}
