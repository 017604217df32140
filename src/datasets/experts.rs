//! The experts who help each town.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::model::{Section, Site, Word};

const STANDING: Word = Word::new("standing", pair!("常设单位", "standing member"));
const EXTRA: Word = Word::new("extra", pair!("增加单位", "member by industry and project"));
const THINK_TANK: Word = Word::new("think_tank", pair!("柔性智库", "think tank"));

pub(super) const TABLE: Definition = Definition {
    name: "experts",
    title: pair!("专家服务团", "Experts"),
    description: pair!(
        "一行为一个小镇的一位专家或一家智库，按小镇和文件中的次序排列",
        "One row per expert or think tank of a town, by town and the file's order"
    ),
    section: Some(Section::Experts),
    columns: &[
        TOWN,
        coded(
            "role",
            pair!("身份", "Role"),
            pair!("常设单位、增加单位或柔性智库", "Standing member, further member or think tank"),
            &[STANDING, EXTRA, THINK_TANK],
        ),
        column("name", Kind::Text, pair!("名称", "Name"), pair!("所写的名称", "As written")),
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &site.towns {
        let Some(experts) = &town.experts else { continue };
        let groups = [(STANDING, &experts.standing), (EXTRA, &experts.extra), (THINK_TANK, &experts.think_tanks)];
        for (role, names) in groups {
            rows.extend(names.iter().map(|name| row![slug, role.code, name]));
        }
    }
    rows
}
