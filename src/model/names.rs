//! Names → the towns and counties that bear them.
//!
//! A town is known by its id, its name and its other names (`also`), each also with its own county before it or in
//! brackets behind it. Blanks, full-width letters and capitals make no difference; nothing else is guessed.

use std::collections::{BTreeMap, BTreeSet};

use super::{County, Town};
use crate::units::{Slug, narrow};

/// What ends the names of most towns, and is often left out in speech.
const ENDINGS: [&str; 2] = ["特色小镇", "小镇"];

/// Whom a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant<'t> {
    /// One town.
    One(&'t Slug),
    /// More than one, by slug.
    Several(Vec<&'t Slug>),
    /// None.
    Nobody,
}

/// A name as names are compared: narrow, small, without blanks.
pub fn name_key(name: &str) -> String {
    name.chars().map(narrow).filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

/// A title as titles are compared: with or without the marks that stand around it (《…的通知》).
pub fn title_key(title: &str) -> String {
    let key = name_key(title);
    key.strip_prefix('《').and_then(|rest| rest.strip_suffix('》')).map_or(key.clone(), str::to_owned)
}

/// The county that an id, a name or a short name means.
pub fn county_named<'c>(counties: &'c [County], name: &str) -> Option<&'c County> {
    let wanted = name_key(name);
    let bears = |county: &&County| county_keys(county).contains(&wanted);
    counties.iter().find(|county| county.id.0 == wanted).or_else(|| counties.iter().find(bears))
}

fn county_keys(county: &County) -> Vec<String> {
    std::iter::once(&county.name).chain(&county.short_name).map(|name| name_key(name)).collect()
}

/// The names of all towns, to look many of them up.
#[derive(Clone, Debug, Default)]
pub struct TownNames<'t> {
    whole: BTreeMap<String, BTreeSet<&'t Slug>>,
    /// Names without 小镇.
    short: BTreeMap<String, BTreeSet<&'t Slug>>,
    written: BTreeSet<&'t str>,
}

impl<'t> TownNames<'t> {
    /// The names of these towns, which answer to these counties.
    pub fn of(towns: impl IntoIterator<Item = (&'t Slug, &'t Town)>, counties: &[County]) -> Self {
        let mut names = Self::default();
        for (slug, town) in towns {
            let county = counties.iter().find(|county| Some(&county.id) == town.county.as_ref());
            let counties = county.map(county_keys).unwrap_or_default();
            names.whole.entry(name_key(&slug.0)).or_default().insert(slug);
            names.written.insert(&slug.0);
            if town.name_note.is_some() {
                names.whole.entry(name_key(&town.shown_name())).or_default().insert(slug);
            }
            for name in std::iter::once(&town.name).chain(&town.also) {
                names.written.insert(name);
                let name = name_key(name);
                for county in &counties {
                    for with in [format!("{county}{name}"), format!("{county}·{name}"), format!("{name}({county})")] {
                        names.whole.entry(with).or_default().insert(slug);
                    }
                }
                if let Some(short) = without_ending(&name) {
                    names.short.entry(short.to_owned()).or_default().insert(slug);
                }
                names.whole.entry(name).or_default().insert(slug);
            }
        }
        names
    }

    /// Whom a name means, as it is declared.
    pub fn find(&self, name: &str) -> Meant<'t> {
        meant(self.whole.get(&name_key(name)))
    }

    /// Whom a name means where a person asks and sees the answer: 云窑 is 云窑小镇, too, where there is no other.
    pub fn find_in_speech(&self, name: &str) -> Meant<'t> {
        let key = name_key(name);
        match self.find(name) {
            Meant::Nobody => meant(self.short.get(without_ending(&key).unwrap_or(&key))),
            found => found,
        }
    }

    /// Whether a town bears a name.
    pub fn bears(&self, town: &Slug, name: &str) -> bool {
        self.whole.get(&name_key(name)).is_some_and(|towns| towns.contains(town))
    }

    /// Every id and name as it is written, to find what was probably meant.
    pub fn written(&self) -> Vec<&'t str> {
        self.written.iter().copied().collect()
    }
}

fn without_ending(name: &str) -> Option<&str> {
    ENDINGS.into_iter().find_map(|ending| name.strip_suffix(ending)).filter(|short| !short.is_empty())
}

fn meant<'t>(found: Option<&BTreeSet<&'t Slug>>) -> Meant<'t> {
    let found: Vec<&Slug> = found.into_iter().flatten().copied().collect();
    match found[..] {
        [] => Meant::Nobody,
        [one] => Meant::One(one),
        _ => Meant::Several(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::site;
    use crate::units::Text;
    use std::sync::Arc;

    #[test]
    fn a_town_is_known_by_its_id_its_names_and_its_own_county() {
        let mut site = site();
        let (yunyao, baicao) = (Slug("yunyao".into()), Slug("baicao".into()));
        let also = ["龙窑小镇", "YY"].map(|name| Text(name.to_owned()));
        Arc::make_mut(site.towns.get_mut(&yunyao).expect("there")).also = also.to_vec();
        let of = |site: &'static crate::model::Site| {
            TownNames::of(site.towns.iter().map(|(slug, town)| (slug, &**town)), &site.counties)
        };
        let names = of(Box::leak(Box::new(site.clone())));
        let county = &site.counties.iter().find(|county| Some(&county.id) == site.towns[&yunyao].county.as_ref());
        let county = county.expect("its county");
        for name in ["yunyao", "云窑小镇", " 云 窑小镇", "龙窑小镇", "ｙｙ", &format!("{}云窑小镇", county.name)]
        {
            assert_eq!(names.find(name), Meant::One(&yunyao), "{name}");
        }
        assert_eq!(names.find(&format!("云窑小镇（{}）", county.name)), Meant::One(&yunyao));
        for name in ["云窑", "云窑特色小镇", "邻县云窑小镇", "小镇", ""] {
            assert_eq!(names.find(name), Meant::Nobody, "{name}");
        }
        for name in ["云窑", "云窑特色小镇", "龙窑"] {
            assert_eq!(names.find_in_speech(name), Meant::One(&yunyao), "{name}");
        }
        assert_eq!(names.find_in_speech("小镇"), Meant::Nobody);

        Arc::make_mut(site.towns.get_mut(&baicao).expect("there")).name = Text("云窑特色小镇".to_owned());
        let names = of(Box::leak(Box::new(site)));
        assert_eq!(names.find_in_speech("云窑"), Meant::Several(vec![&baicao, &yunyao]));
        assert_eq!(names.find_in_speech("云窑小镇"), Meant::One(&yunyao), "a whole name goes before");
    }
}
