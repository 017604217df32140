//! Stories: what each is called and about, without its text.

use std::sync::Arc;

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::model::Site;

pub(super) const TABLE: Definition = Definition {
    name: "stories",
    title: pair!("小镇故事", "Stories"),
    description: pair!("一行为一篇报道，按代号排列", "One row per story, by slug"),
    section: None,
    columns: &[
        column("story", Kind::Text, pair!("代号", "Story"), pair!("报道代号", "The story's slug")),
        column("title", Kind::Text, pair!("标题", "Title"), pair!("标题", "Its title")),
        column(
            "date",
            Kind::Text,
            pair!("发布时间", "Published"),
            pair!("写作 2020-09-29 15:30，本站时区", "Written 2020-09-29 15:30, in the site's time zone"),
        ),
        column(
            "towns",
            Kind::Text,
            pair!("相关小镇", "Towns"),
            pair!("小镇代号，以分号隔开", "Slugs of the towns it is about, joined by semicolons"),
        ),
        column("tags", Kind::Text, pair!("标签", "Tags"), pair!("标签，以分号隔开", "Tags, joined by semicolons")),
        column("author", Kind::Text, pair!("作者", "Author"), pair!("作者", "Who wrote it")),
        SOURCE,
        column("summary", Kind::Text, pair!("摘要", "Summary"), pair!("一两句话", "One or two sentences")),
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let row = |(slug, story): (_, &Arc<crate::model::Story>)| {
        let meta = &story.meta;
        let known = meta.towns.iter().filter(|town| site.towns.contains_key(*town));
        row![
            slug,
            &meta.title,
            meta.date,
            Value::list(known),
            Value::list(&meta.tags),
            meta.author.as_ref(),
            meta.source.as_ref(),
            meta.summary.as_ref(),
        ]
    };
    site.stories.iter().map(row).collect()
}
