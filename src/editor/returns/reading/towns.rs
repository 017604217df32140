//! Which town a row is about: by its id, else by one of its names, and never by guessing.

use super::{Role, TableReader, key};
use crate::diagnostic::Message;
use crate::editor::returns::board_of;
use crate::editor::returns::sheets::SheetCell;
use crate::evaluate::lookup;
use crate::load::nearest;
use crate::model::{Meant, county_named};
use crate::units::{Quarter, Slug};

impl TableReader<'_> {
    /// The town of a row; what keeps it from being known is told.
    pub(super) fn town(&mut self, row: u32) -> Option<Slug> {
        let id = self.cell(Role::Id, row).map(|cell| cell.shown().to_lowercase());
        let name = self.cell(Role::Town, row).map(SheetCell::shown);
        let by_id = id.as_ref().and_then(|id| self.tree.towns.get_key_value(id.as_str()));
        if let (Some(id), None, Some(at)) = (&id, by_id, self.place(Role::Id, row)) {
            let ids: Vec<&str> = self.tree.towns.keys().map(|slug| slug.0.as_str()).collect();
            self.refuse(at, id.clone(), unknown(nearest(id, &ids)));
            return None;
        }
        let Some(name) = name else {
            if let Some((slug, _)) = by_id {
                return Some(slug.clone());
            }
            let at = self.place(Role::Town, row).or(self.place(Role::Id, row)).unwrap_or((row, 0));
            let why = message!("这一行填了数，却没有小镇名称", "this row has figures but names no town");
            self.refuse(at, "", why);
            return None;
        };
        let at = self.place(Role::Town, row).unwrap_or((row, 0));
        if let Some((slug, town)) = by_id {
            // Rows that were sorted without their hidden ids would report for each other.
            if !self.names.bears(slug, &name) {
                let why = message!(
                    "这一行的代号是 {slug}（{}），与名称不符；请核对是否错行",
                    "the id of this row is {slug} ({}), which is not this name; has a row been shifted?",
                    town.name
                );
                self.refuse(at, name, why);
                return None;
            }
            return Some(slug.clone());
        }
        let county = self.cell(Role::County, row).map(SheetCell::shown);
        let county = county.and_then(|name| county_named(&self.tree.counties, &name));
        let why = match self.names.find(&name) {
            Meant::One(slug) => return Some(slug.clone()),
            Meant::Several(slugs) => {
                let here = |slug: &&Slug| self.tree.towns[*slug].county.as_ref() == county.map(|county| &county.id);
                let mut there = slugs.iter().copied().filter(here);
                match (county, there.next(), there.next()) {
                    (Some(_), Some(slug), None) => return Some(slug.clone()),
                    _ => ambiguous(slugs.len()),
                }
            }
            Meant::Nobody => self.unknown_name(&name),
        };
        self.refuse(at, name, why);
        None
    }

    fn unknown_name(&self, name: &str) -> Message {
        let shown = |slug: &Slug| self.tree.towns[slug].name.0.as_str();
        match self.names.find_in_speech(name) {
            // A short name is taken where somebody has said whose it is.
            Meant::One(slug) => message!(
                "没有这个小镇；是否应为“{}”？常用的简称可在 towns/{slug}.yaml 写明：also: [{name}]",
                "there is no such town; did you mean `{}`? A short name in use can be declared in towns/{slug}.yaml: also: [{name}]",
                shown(slug)
            ),
            Meant::Several(slugs) => unknown(slugs.first().map(|slug| shown(slug))),
            Meant::Nobody => {
                let names: Vec<&str> = self.tree.towns.values().map(|town| town.name.0.as_str()).collect();
                let wanted = key(name);
                let inside = names.iter().find(|other| key(other).contains(&wanted)).copied();
                unknown(inside.or_else(|| nearest(name, &self.names.written())))
            }
        }
    }

    /// A town reports on the board on which its category stands; a sheet named after a board is for that board.
    pub(super) fn on_its_board(&self, slug: &Slug, quarter: Quarter) -> Result<(), Message> {
        let own = self.tree.towns.get(slug).and_then(|town| board_of(&self.tree.rules, town, quarter));
        let Some(own) = own else {
            return Err(message!(
                "这个小镇在 {quarter} 不在任何榜单上（已退出，或尚未列入），不收它的数据",
                "this town is on no board in {quarter} (it has left the lists or was not on them yet)"
            ));
        };
        let boards = lookup::rule_set_in(&self.tree.rules, quarter.last_day()).map_or(&[][..], |set| &set.boards);
        let of_sheet = boards.iter().find(|board| board.name.0 == self.sheet.name);
        match of_sheet.filter(|board| board.id != own.id) {
            Some(board) => Err(message!(
                "这个小镇在 {quarter} 属于“{}”，不在“{}”",
                "in {quarter} this town is on `{}`, not on `{}`",
                own.name,
                board.name
            )),
            None => Ok(()),
        }
    }
}

fn unknown(near: Option<&str>) -> Message {
    let Message { zh, en } =
        near.map_or_else(|| message!("", ""), |near| message!("；是否应为“{near}”？", "; did you mean `{near}`?"));
    message!("没有这个小镇{zh}", "there is no such town{en}")
}

fn ambiguous(count: usize) -> Message {
    message!(
        "有 {count} 个小镇叫这个名称；请加“代号”或“县（市、区）”一列说明是哪一个",
        "{count} towns have this name; add a column `id` or `County` to say which"
    )
}
