//! **Figures in their units and places.** A figure's unit is the measure's, or one of 元, 万元 and 亿元 where the
//! measure's is one of them; a town lies within China; a score is 0 to 100.
//!
//! Why: figures of one measure stand in one column and are held against one standard; latitude and longitude are
//! easily exchanged. Example: `location: {lat: 119.13, lng: 28.07}` is refused at `119.13`.

use rust_decimal::Decimal;

use super::{Content, Report};
use crate::language::Pair;

/// Whether a value in one unit can be shown in the other.
pub(super) fn convertible(from: &str, to: &str) -> bool {
    const MONEY: [&str; 3] = ["元", "万元", "亿元"];
    from == to || (MONEY.contains(&from) && MONEY.contains(&to))
}

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        for (index, figure) in town.figures.iter().enumerate() {
            let Some(unit) = &figure.unit else { continue };
            let Some(measure) = content.tree.rules.measures.iter().find(|measure| measure.key == figure.measure) else {
                continue;
            };
            if !convertible(unit, &measure.unit) {
                let wanted = &measure.unit;
                report.error(
                    "unit",
                    file,
                    &format!("figures[{index}].unit"),
                    message!(
                        "单位“{unit}”不能换算为“{}”所用的“{wanted}”"(measure.name),
                        "the unit `{unit}` cannot be converted to `{wanted}`, the unit of `{}`"(measure.key)
                    ),
                    message!(
                        "金额可写 元、万元 或 亿元；其他指标用 rules.yaml 中的单位",
                        "amounts may be in 元, 万元 or 亿元; other measures keep the unit of rules.yaml"
                    ),
                );
            }
        }
        if let Some(location) = town.location {
            let within =
                |value: Decimal, from: i64, to: i64| value >= Decimal::from(from) && value <= Decimal::from(to);
            let swapped = within(location.lng.0, 3, 54) && within(location.lat.0, 73, 136);
            for (name, value, from, to) in [("lat", location.lat, 3, 54), ("lng", location.lng, 73, 136)] {
                if within(value.0, from, to) {
                    continue;
                }
                let Pair { zh, en } =
                    if name == "lat" { pair!("纬度", "latitude") } else { pair!("经度", "longitude") };
                report.error(
                    "location",
                    file,
                    &format!("location.{name}"),
                    message!("{zh} {value} 不在 {from} 至 {to} 之间", "the {en} {value} is not within {from} and {to}"),
                    if swapped {
                        message!(
                            "经纬度似乎写反了：lat 是纬度，lng 是经度",
                            "latitude and longitude seem to be exchanged"
                        )
                    } else {
                        message!(
                            "以度为单位，用小数，例如 {{lat: 28.07, lng: 119.13}}",
                            "write degrees as decimals, such as {{lat: 28.07, lng: 119.13}}"
                        )
                    },
                );
            }
        }
        for (index, score) in town.scores.iter().enumerate() {
            let path = format!("scores[{index}]");
            if score.value.0 < Decimal::ZERO || score.value.0 > Decimal::ONE_HUNDRED {
                report.error(
                    "score",
                    file,
                    &format!("{path}.value"),
                    message!("得分 {} 不在 0 至 100 之间", "the score {} is not within 0 and 100", score.value),
                    message!(
                        "每项按百分制打分，权重写在 rules.yaml",
                        "each part is scored out of 100; its weight stands in rules.yaml"
                    ),
                );
            }
            if town.scores[..index].iter().any(|other| other.year == score.year && other.key == score.key) {
                report.error(
                    "score",
                    file,
                    &format!("{path}.key"),
                    message!(
                        "{} 年的“{}”打了两次分"(score.year, score.key),
                        "`{}` is scored twice for {}"(score.key, score.year)
                    ),
                    message!("只保留一条", "keep one of them"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn units_places_and_scores() {
        let one = |old, new| found(&[("towns/yunyao.yaml", old, new)]);
        assert_eq!(one("unit: 亿元", "unit: 亩"), ["unit towns/yunyao.yaml 亩"]);
        assert_eq!(one("{lat: 28.07, lng: 119.13}", "{lat: 119.13, lng: 28.07}").len(), 2);
        assert_eq!(one("lat: 28.07", "lat: 98.07"), ["location towns/yunyao.yaml 98.07"]);
        assert_eq!(one("key: image, value: 90", "key: image, value: 100.5"), ["score towns/yunyao.yaml 100.5"]);
    }
}
