//! Names that people type → the towns and counties that they mean, or what to type instead.

use super::CommandError;
use crate::diagnostic::Message;
use crate::load;
use crate::model::{County, Meant, Town, TownNames, county_named};
use crate::units::Slug;

/// A town by its id, its name or one of its other names, with or without 小镇.
pub(super) fn town<'t>(
    towns: impl IntoIterator<Item = (&'t Slug, &'t Town)> + Clone,
    counties: &[County],
    name: &str,
) -> Result<&'t Slug, Message> {
    let names = TownNames::of(towns.clone(), counties);
    match names.find_in_speech(name) {
        Meant::One(slug) => Ok(slug),
        Meant::Several(slugs) => {
            let shown = towns.into_iter().filter(|(slug, _)| slugs.contains(slug));
            let shown: Vec<String> = shown.map(|(slug, town)| format!("{slug} {}", town.name)).collect();
            Err(message!(
                "“{name}”可以指几个小镇，请写代号：{}"(shown.join("、")),
                "`{name}` means several towns; write the id of one: {}"(shown.join(", "))
            ))
        }
        Meant::Nobody => {
            let Message { zh, en } = match load::nearest(name, &names.written()) {
                Some(near) => message!("，是否应为“{near}”？", "; did you mean `{near}`?"),
                None => listed(towns),
            };
            Err(message!("没有小镇“{name}”{zh}", "there is no town `{name}`{en}"))
        }
    }
}

/// The towns that there are; of many the first ones.
fn listed<'t>(towns: impl IntoIterator<Item = (&'t Slug, &'t Town)>) -> Message {
    const MOST: usize = 40;
    let mut all: Vec<String> = towns.into_iter().map(|(slug, town)| format!("{slug} {}", town.name)).collect();
    let more = all.len() > MOST;
    all.truncate(MOST);
    match (all.is_empty(), more) {
        (true, _) => message!("；目前还没有小镇", "; there is no town yet"),
        (_, false) => message!("；可选：{}"(all.join("、")), "; there are: {}"(all.join(", "))),
        (_, true) => message!("；可选：{}等"(all.join("、")), "; there are: {} and more"(all.join(", "))),
    }
}

/// A county by its id or by either of its names.
pub(super) fn county<'c>(counties: &'c [County], name: &str) -> Result<&'c Slug, CommandError> {
    county_named(counties, name).map(|county| &county.id).ok_or_else(|| {
        let names: Vec<&str> = counties.iter().map(|county| county.name.0.as_str()).collect();
        let Message { zh, en } = match names.is_empty() {
            true => message!("counties.yaml 中还没有县（市、区）", "counties.yaml names none yet"),
            false => message!("可选：{}"(names.join("、")), "there are: {}"(names.join(", "))),
        };
        CommandError(message!("没有“{name}”；{zh}", "there is no county `{name}`; {en}"))
    })
}
