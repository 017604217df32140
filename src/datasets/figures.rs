//! Published figures that are no quarterly returns.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::published;
use crate::figure::measures::standards;
use crate::model::{Coded as _, FigureBasis, PublishedFigure, Site};

pub(super) const TABLE: Definition = Definition {
    name: "figures",
    title: pair!("其他公布数据", "Other published figures"),
    description: pair!(
        "一行为一个公布过的数据，按小镇和文件中的次序排列",
        "One row per published figure that is no quarterly return, by town and the file's order",
    ),
    section: None,
    columns: &[
        TOWN,
        column("measure", Kind::Text, pair!("指标", "Measure"), pair!("指标代码", "Key of the measure")),
        coded("basis", pair!("口径", "Basis"), pair!("数据涵盖的范围", "What the value covers"), FigureBasis::WORDS),
        column("period", Kind::Text, pair!("时期", "Period"), pair!("公布时所写的时期", "The period as published")),
        Column::of(&standards::PUBLISHED),
        column(
            "unit",
            Kind::Text,
            pair!("单位", "Unit"),
            pair!("公布时的单位，未另写的为指标的单位", "The unit as published, else the measure's unit"),
        ),
        column(
            "published",
            Kind::PartialDate,
            pair!("公布日期", "Published"),
            pair!("公布的日期", "When it was published"),
        ),
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let unit = |figure: &PublishedFigure| {
        let measure = site.rules.measures.iter().find(|measure| measure.key == figure.measure);
        figure.unit.clone().or_else(|| measure.map(|measure| measure.unit.clone()))
    };
    per_town(
        site,
        |town| &town.figures,
        |slug, figure| {
            row![
                slug,
                &figure.measure,
                figure.basis,
                figure.period.as_ref(),
                published(slug, figure, ""),
                unit(figure).as_ref(),
                figure.published,
                figure.source.as_ref(),
            ]
        },
    )
}
