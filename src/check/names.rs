//! **Names that mean one town.** A town's other names (`also`) are no other town's id, name or other name, and say
//! something new; two towns of one name have notes that tell them apart (`name_note`).
//!
//! Why: tables and commands find towns by these names. A name that means two would put one town's figures on the other.
//!
//! Example: `also: [百草小镇]` in another file than that of 百草小镇 is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Content, Report};
use crate::diagnostic::Message;
use crate::language::Pair;
use crate::model::{Town, name_key};
use crate::units::Slug;

/// What bears a name in a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NameField {
    Id,
    Name,
    Also,
}

/// A name of a town, and what bears it.
struct UsedName<'a> {
    file: &'a Path,
    slug: &'a Slug,
    town: &'a Town,
    bearer: NameField,
    /// As it is written there.
    name: &'a str,
    path: String,
}

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let mut borne: BTreeMap<String, Vec<UsedName<'_>>> = BTreeMap::new();
    for (file, slug, town) in content.towns() {
        let mut own = BTreeSet::new();
        let mut bear = |name, bearer: NameField, path: String, report: &mut Report| {
            let key = name_key(name);
            if own.insert(key.clone()) {
                borne.entry(key).or_default().push(UsedName { file, slug, town, bearer, name, path });
            } else if bearer == NameField::Also {
                report.warning("also", file, &path, repeated(name), message!("请删去这一项", "leave it out"));
            }
        };
        bear(&slug.0, NameField::Id, String::new(), report);
        bear(&town.name, NameField::Name, "name".to_owned(), report);
        for (index, name) in town.also.iter().enumerate() {
            bear(name, NameField::Also, format!("also[{index}]"), report);
        }
    }
    for bearers in borne.values().filter(|bearers| bearers.len() > 1) {
        // The blame is with the name that is easiest to give up, and of equals with the later file.
        let Some(keeper) = bearers.iter().min_by_key(|one| (one.bearer as u8, one.slug)) else { continue };
        for one in bearers.iter().filter(|one| one.slug != keeper.slug) {
            match one.bearer {
                NameField::Also => report.error("also", one.file, &one.path, taken(one, keeper), another()),
                // Each says what tells it from the other, and that stands wherever its name does.
                NameField::Name if keeper.bearer == NameField::Name && are_told_apart(one.town, keeper.town) => {}
                NameField::Name => report.error("same-name", one.file, &one.path, taken(one, keeper), different()),
                NameField::Id => {}
            }
        }
    }
}

fn are_told_apart(one: &Town, other: &Town) -> bool {
    let notes = one.name_note.as_ref().zip(other.name_note.as_ref());
    notes.is_some_and(|(one, other)| name_key(one) != name_key(other))
}

fn repeated(name: &str) -> Message {
    message!(
        "“{name}”已是这个小镇的代号、名称或前面写过的其他名称",
        "`{name}` is this town's id, name or an earlier entry of `also` already"
    )
}

fn taken(one: &UsedName<'_>, keeper: &UsedName<'_>) -> Message {
    let (name, file, kept) = (one.name, keeper.file.display(), &keeper.town.name);
    let Pair { zh, en } = match keeper.bearer {
        NameField::Id => pair!("代号", "the id"),
        NameField::Name => pair!("名称", "the name"),
        NameField::Also => pair!("其他名称（also）", "another name (`also`)"),
    };
    message!(
        "“{name}”也是“{kept}”（{file}）的{zh}，表格和命令分不清是哪一个",
        "`{name}` is {en} of `{kept}` ({file}) too, so tables and commands cannot tell them apart"
    )
}

fn another() -> Message {
    message!(
        "请改用只指这个小镇的名称，或在其中一个文件里删去",
        "choose a name that means this town alone, or leave it out of one of the files"
    )
}

fn different() -> Message {
    message!(
        "同一个小镇只写一个文件；确是两个同名小镇的，在两个文件里各写不同的 name_note，例如 name_note: 遂昌，显示为“名称（遂昌）”",
        "a town has one file; where they are two towns, give each a `name_note` of its own, such as its county's short name"
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const YUNYAO: &str = "towns/yunyao.yaml";
    const LANSHAN: &str = "towns/lanshan.yaml";

    fn with(yunyao: &str, lanshan: &str) -> Vec<String> {
        let (yunyao, lanshan) = (format!("also: [{yunyao}]"), format!("also: [{lanshan}]\ncategory_history"));
        found(&[(YUNYAO, "also: [云窑]", &yunyao), (LANSHAN, "category_history", &lanshan)])
    }

    #[test]
    fn a_name_means_one_town() {
        assert_eq!(with("云窑, 龙窑小镇", "岚杉, 老林场"), Vec::<String>::new());
        for taken in ["岚杉小镇", "lanshan", "岚 杉小镇"] {
            assert_eq!(with(&format!("云窑, {taken}"), "岚杉"), [format!("also {YUNYAO} {taken}")]);
        }
        assert_eq!(with("云窑, 老街", "岚杉, 老街"), [format!("also {YUNYAO} 老街")], "the later file");
        assert_eq!(with("云窑, 云窑小镇", "岚杉"), [format!("also {YUNYAO} 云窑小镇")]);
        assert_eq!(with("云窑, 云窑", "岚杉"), [format!("also {YUNYAO} 云窑")]);
    }

    #[test]
    fn two_towns_of_one_name_have_notes_that_tell_them_apart() {
        let named = |yunyao: &str, lanshan: &str| {
            let there = format!("name: 云窑小镇\n{yunyao}");
            let here = format!("name: 云窑小镇\n{lanshan}");
            found(&[(YUNYAO, "name: 云窑小镇\n", &there), (LANSHAN, "name: 岚杉小镇\nname_note: 岚江\n", &here)])
        };
        let refused = [format!("same-name {YUNYAO} 云窑小镇")];
        assert_eq!(named("name_note: 云溪\n", "name_note: 开发区\n"), Vec::<String>::new());
        assert_eq!(named("", "county: kaifaqu\n"), refused, "another county alone does not tell them apart");
        assert_eq!(named("name_note: 云溪\n", ""), refused);
        assert_eq!(named("name_note: 云溪\n", "name_note: 云 溪\n"), refused);
    }
}
