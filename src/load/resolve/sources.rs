//! Titles of sources in the place of their ids: `source: 省政府网站通知` and `source: [省政府网站通知]` mean the entry of
//! `sources.yaml` with that title. Other words stay words: a source need not be listed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file_of;
use crate::diagnostic::{Diagnostic, value};
use crate::model::{Source, Tree, title_key};
use crate::units::{SourceReference, Text};

/// The sources that are listed.
struct ListedSources {
    /// Ids by title.
    titled: BTreeMap<String, Vec<Text>>,
    /// Ids as they are written.
    ids: BTreeMap<String, Text>,
}

pub(super) fn resolve(tree: &mut Tree, is_known: bool, has: &dyn Fn(&str) -> bool, told: &mut Vec<Diagnostic>) {
    if !is_known || tree.sources.is_empty() {
        return;
    }
    let listed = ListedSources::of(&tree.sources);
    for (slug, town) in &mut tree.towns {
        if town.sources().iter().any(|(_, source)| listed.concerns(source)) {
            let file = file_of(slug, has);
            for (path, source) in Arc::make_mut(town).sources_mut() {
                listed.settle(source, &file, &path.to_string(), told);
            }
        }
    }
    for (slug, story) in &mut tree.stories {
        if listed.concerns(&story.meta.source) {
            let file = PathBuf::from(format!("stories/{slug}.md"));
            listed.settle(&mut Arc::make_mut(story).meta.source, &file, "source", told);
        }
    }
    for (slug, policy) in &mut tree.policies {
        listed.settle(&mut policy.meta.source, &PathBuf::from(format!("policies/{slug}.md")), "source", told);
    }
    for (index, county) in tree.counties.iter_mut().enumerate() {
        listed.settle(&mut county.source, Path::new("counties.yaml"), &format!("[{index}].source"), told);
    }
    if let Some(conference) = tree.config.as_mut().and_then(|config| config.conference.as_mut()) {
        listed.settle(&mut conference.source, Path::new("site.yaml"), "conference.source", told);
    }
}

impl ListedSources {
    fn of(sources: &BTreeMap<Text, Source>) -> Self {
        let (mut titled, mut ids) = (BTreeMap::<_, Vec<Text>>::new(), BTreeMap::new());
        for (id, source) in sources {
            titled.entry(title_key(&source.title)).or_default().push(id.clone());
            ids.insert(id.0.clone(), id.clone());
        }
        Self { titled, ids }
    }

    /// The ids that a text means: its own, where it is one, else those with such a title.
    fn meant(&self, text: &str) -> Vec<Text> {
        match self.ids.get(text) {
            Some(id) => vec![id.clone()],
            None => self.titled.get(&title_key(text)).cloned().unwrap_or_default(),
        }
    }

    /// Whether a reference says a title, or an id outside of a list.
    fn concerns(&self, source: &Option<SourceReference>) -> bool {
        match source {
            None => false,
            Some(SourceReference::Words(words)) => self.parts(words).is_some(),
            Some(SourceReference::Ids(ids)) => {
                ids.iter().any(|id| !self.ids.contains_key(&id.0) && !self.meant(id).is_empty())
            }
        }
    }

    /// The titles and ids that words are made of, if they are nothing else.
    fn parts<'w>(&self, words: &'w str) -> Option<Vec<&'w str>> {
        if !self.meant(words).is_empty() {
            return Some(vec![words]);
        }
        let parts: Vec<&str> = words.split(['、', '，', ',', '；', ';']).map(str::trim).collect();
        (parts.len() > 1 && parts.iter().all(|part| !self.meant(part).is_empty())).then_some(parts)
    }

    fn settle(&self, source: &mut Option<SourceReference>, file: &Path, path: &str, told: &mut Vec<Diagnostic>) {
        let mut one = |text: &str, path: String| {
            let found = self.meant(text);
            if let [id] = &found[..] {
                return id.clone();
            }
            if !found.is_empty() {
                told.push(ambiguous(text, &found, file, &path));
            }
            Text(text.to_owned())
        };
        match source {
            None => {}
            Some(SourceReference::Words(words)) => {
                let Some(parts) = self.parts(words) else { return };
                let ids: Vec<Text> = parts.iter().map(|part| one(part, path.to_owned())).collect();
                if ids.iter().all(|id| self.ids.contains_key(&id.0)) {
                    *source = Some(SourceReference::Ids(ids));
                }
            }
            Some(SourceReference::Ids(ids)) => {
                for (index, id) in ids.iter_mut().enumerate() {
                    *id = one(id, format!("{path}[{index}]"));
                }
            }
        }
    }
}

fn ambiguous(title: &str, ids: &[Text], file: &Path, path: &str) -> Diagnostic {
    let ids: Vec<&str> = ids.iter().map(|id| id.0.as_str()).collect();
    let message = message!("名称“{title}”不止指一个来源", "the name `{title}` means more than one source");
    Diagnostic::error("reference", file, value(path), message).with_hint(message!(
        "请改写代号：{}，写作 [{}]"(ids.join("、"), ids[0]),
        "write the id instead: {}, such as [{}]"(ids.join(", "), ids[0])
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(pairs: &[(&str, &str)]) -> ListedSources {
        let source = |(id, title): &(&str, &str)| {
            let text = format!("id: {id}\ntitle: {title}\n");
            serde_yaml::from_str::<Source>(&text).expect("a source")
        };
        let sources = pairs.iter().map(source).map(|source| (source.id.clone(), source));
        ListedSources::of(&sources.collect())
    }

    #[test]
    fn titles_mean_their_ids_and_other_words_stay() {
        let listed = listed(&[("C", "省政府网站通知"), ("F", "统计局季报"), ("G1", "快报"), ("G2", "快报")]);
        let read = |yaml: &str| {
            let mut source: Option<SourceReference> = serde_yaml::from_str(yaml).expect("a reference");
            let mut told = Vec::new();
            let concerns = listed.concerns(&source);
            let before = source.clone();
            listed.settle(&mut source, Path::new("towns/a.yaml"), "source", &mut told);
            assert!(concerns || before == source, "{yaml}");
            let ids = match source {
                Some(SourceReference::Ids(ids)) => ids.into_iter().map(|id| id.0).collect(),
                Some(SourceReference::Words(words)) => vec![format!("words: {words}")],
                None => Vec::new(),
            };
            (ids, told.len())
        };
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        for (yaml, wanted) in [
            ("省政府网站通知", ids(&["C"])),
            ("《省政府网站通知》", ids(&["C"])),
            ("[省政府 网站通知, F]", ids(&["C", "F"])),
            ("F", ids(&["F"])),
            ("省政府网站通知、统计局季报", ids(&["C", "F"])),
            ("省政府网站通知（2020年）", ids(&["words: 省政府网站通知（2020年）"])),
            ("统计局季报、走访", ids(&["words: 统计局季报、走访"])),
            ("[没有的]", ids(&["没有的"])),
        ] {
            assert_eq!(read(yaml), (wanted, 0), "{yaml}");
        }
        assert_eq!(read("快报").1, 1);
        assert_eq!(read("[快报]").1, 1);
    }
}
