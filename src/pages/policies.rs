//! The list of policy documents, newest first.

use super::compose::{paragraph, section, table, text_column};
use super::context::Context;
use super::parts::{Cell, TableRow, words};
use super::{PageKind, PageView, Planned, address};
use crate::model::{ColumnId, Policy};
use crate::units::Slug;

/// The list.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Policies, address::top("policies"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("policies"));
    let mut view = here.column_view(ColumnId::Policies, pick!(context, "政策文件", "Policy documents"));
    let all = newest(context);
    if !all.is_empty() {
        view.lead = words(context.count(all.len(), pair!("份文件，新的在前。", "documents, newest first.")));
    }
    let columns = [
        pick!(context, "标题", "Title"),
        pick!(context, "文号", "Document number"),
        pick!(context, "发布机构", "Issuer"),
        pick!(context, "成文日期", "Written"),
        pick!(context, "发布时间", "Published"),
        pick!(context, "有效性", "Validity"),
    ];
    let rows = all.iter().map(|(slug, policy)| {
        let meta = &policy.meta;
        let mut title = here.inline(meta.title.0.clone(), &address::policy(slug));
        if meta.internal {
            title.push(super::parts::remark(pick!(context, "内部", "internal")));
        }
        title.extend(meta.summary.as_ref().map(|summary| super::parts::remark(summary.0.clone())));
        TableRow::of(vec![
            Cell::rich(title),
            context.cell_or_unrecorded(meta.document_number.as_ref()),
            Cell::words(meta.issuer.0.clone()),
            context.cell_or_unrecorded(meta.written),
            Cell::words(meta.published.to_string()),
            Cell::words(meta.validity.0.clone()),
        ])
    });
    let list = table(
        pick!(context, "政策文件一览", "Policy documents"),
        columns.map(text_column).into(),
        rows.collect(),
        pick!(context, "目前没有政策文件。", "There is no policy document yet."),
    );
    view.sections = vec![section("list", pick!(context, "文件列表", "List of documents"), vec![list])];
    if all.is_empty() {
        view.sections[0].parts.push(paragraph(pick!(
            context,
            "规则的依据见规则页。",
            "What the rules rest on stands on the page of rules."
        )));
    }
    here.finish(view)
}

/// Documents, newest first, ties by slug.
pub fn newest(context: Context<'_>) -> Vec<(&Slug, &Policy)> {
    let mut policies: Vec<_> = context.site.policies.iter().collect();
    policies.sort_by(|(a, one), (b, other)| other.meta.published.cmp(&one.meta.published).then(a.cmp(b)));
    policies
}
