//! **Counties apart.** Ids and division codes are unique, codes have six digits, a development zone has none, and each
//! tile of the map holds one county.
//!
//! Why: ids are addresses, and two counties on one tile hide each other. Example: two counties at `{x: 1, y: 2}`.

use std::path::Path;

use super::{Content, Report};
use crate::model::CountyKind;

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let file = Path::new("counties.yaml");
    let counties = &content.tree.counties;
    for (index, county) in counties.iter().enumerate() {
        let before = &counties[..index];
        if before.iter().any(|other| other.id == county.id) {
            report.error(
                "same-id",
                file,
                &format!("[{index}].id"),
                message!(
                    "代号“{}”已用于另一个县（市、区）",
                    "the id `{}` is already that of another county",
                    county.id
                ),
                message!("每个县（市、区）的代号（id）各不相同", "give each county an id of its own"),
            );
        }
        if let Some(code) = &county.code {
            let six_digits = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
            let fault = if county.kind == CountyKind::Zone {
                Some(message!("开发区没有行政区划代码", "a development zone has no division code"))
            } else if !six_digits {
                Some(message!("行政区划代码“{code}”不是六位数字", "the division code `{code}` is not six digits"))
            } else if before.iter().any(|other| other.code.as_ref() == Some(code)) {
                Some(message!(
                    "行政区划代码 {code} 已用于另一个县（市、区）",
                    "the division code {code} is already that of another county"
                ))
            } else {
                None
            };
            if let Some(message) = fault {
                report.error(
                    "county-code",
                    file,
                    &format!("[{index}].code"),
                    message,
                    message!(
                        "写民政部公布的六位代码，例如 \"331121\"；没有的删去这一行",
                        "write the official six digits, such as \"331121\", or leave it out"
                    ),
                );
            }
        }
        let Some(tile) = county.tile else { continue };
        let place = (tile.x, tile.y);
        let taken = before.iter().find(|other| other.tile.is_some_and(|tile| (tile.x, tile.y) == place));
        if let Some(other) = taken {
            report.error(
                "tile",
                file,
                &format!("[{index}].tile"),
                message!(
                    "格子（{}，{}）已是{}的位置",
                    "the tile ({}, {}) is already that of {}",
                    tile.x,
                    tile.y,
                    other.name
                ),
                message!("请换一个格子", "choose another tile"),
            );
        }
        for (name, value) in [("x", tile.x), ("y", tile.y)] {
            if !(1..=12).contains(&value) {
                report.error(
                    "tile",
                    file,
                    &format!("[{index}].tile.{name}"),
                    message!("{value} 不在 1 至 12 之间", "{value} is not within 1 and 12"),
                    message!(
                        "x 是从左数的列，y 是从上数的行，都从 1 开始",
                        "x is the column from the left, y the row from the top, both from 1"
                    ),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn counties_are_apart() {
        let one = |old, new| found(&[("counties.yaml", old, new)]);
        assert_eq!(one("id: kaifaqu", "id: yunxi"), ["same-id counties.yaml yunxi"]);
        assert_eq!(one("\"330001\"", "\"33000\""), ["county-code counties.yaml \"33000\""]);
        assert_eq!(one("kind: zone", "kind: zone, code: \"330002\""), ["county-code counties.yaml \"330002\""]);
        assert_eq!(one("{x: 2, y: 2}", "{x: 1, y: 2}"), ["tile counties.yaml {x: 1, y: 2}"]);
        assert_eq!(one("{x: 2, y: 2}", "{x: 0, y: 2}"), ["tile counties.yaml 0"]);
    }
}
