//! Policy documents: their disclosure table, without the text.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::model::Site;

pub(super) const TABLE: Definition = Definition {
    name: "policies",
    title: pair!("政策文件", "Policy documents"),
    description: pair!(
        "一行为一份政策文件的公开信息，按代号排列",
        "One row per policy document with its disclosure table, by slug"
    ),
    section: None,
    columns: &[
        column("policy", Kind::Text, pair!("代号", "Policy"), pair!("文件代号", "The document's slug")),
        column("title", Kind::Text, pair!("标题", "Title"), pair!("标题", "Its title")),
        column(
            "index_number",
            Kind::Text,
            pair!("索引号", "Index number"),
            pair!("政府信息索引号", "Index number of government information"),
        ),
        column("document_number", Kind::Text, pair!("文号", "Document number"), pair!("文号", "The document's number")),
        column(
            "classification",
            Kind::Text,
            pair!("组配分类", "Classification"),
            pair!("组配分类", "Class of information"),
        ),
        column("issuer", Kind::Text, pair!("发布机构", "Issuer"), pair!("发布机构", "Who issued it")),
        column("signed", Kind::Date, pair!("签发日期", "Signed"), pair!("签发日期", "Day it was signed")),
        column("written", Kind::Date, pair!("成文日期", "Written"), pair!("成文日期", "Day of the document")),
        column(
            "published",
            Kind::Text,
            pair!("发布时间", "Published"),
            pair!("写作 2020-09-29 15:30，本站时区", "Written 2020-09-29 15:30, in the site's time zone"),
        ),
        column(
            "disclosure",
            Kind::Text,
            pair!("公开方式", "Disclosure"),
            pair!("主动公开或依申请公开", "Proactive or on request"),
        ),
        column(
            "validity",
            Kind::Text,
            pair!("有效性", "Validity"),
            pair!("有效、废止或失效", "In force, repealed or lapsed"),
        ),
        SOURCE,
        column("summary", Kind::Text, pair!("摘要", "Summary"), pair!("一两句话", "One or two sentences")),
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let row = |(slug, policy): (_, &crate::model::Policy)| {
        let meta = &policy.meta;
        row![
            slug,
            &meta.title,
            meta.index_number.as_ref(),
            meta.document_number.as_ref(),
            meta.classification.as_ref(),
            &meta.issuer,
            meta.signed,
            meta.written,
            meta.published,
            &meta.disclosure,
            &meta.validity,
            meta.source.as_ref(),
            meta.summary.as_ref(),
        ]
    };
    site.policies.iter().map(row).collect()
}
