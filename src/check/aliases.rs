//! **Old addresses.** An old address is a path within the site that every system can hold, stands once, takes no page's
//! place, and leads, perhaps by others, to something that is there.
//!
//! Why: one that leads nowhere, in a circle or to a page that hides it does nothing, and nobody would hear of it.
//!
//! Example: `aliases: [stories/rice-seed.html]` is refused in another story while `stories/rice-seed.md` is there.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Content, Report, did_you_mean};
use crate::diagnostic::Message;
use crate::model::{Moved, Ways};
use crate::units::{Collision, collisions, path_key, site_path};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let Some(config) = &content.tree.config else { return };
    let base = config.base_url.0.as_str();
    let all = content.tree.moved();
    let ways = Ways::of(&all, base);
    let mut sound: BTreeMap<String, (&Moved<'_>, String)> = BTreeMap::new();
    for moved in &all {
        let to = match (site_path(&moved.to, base), moved.of) {
            (Ok(to), _) => Some(to),
            (Err((message, hint)), None) => {
                report.error("alias", Path::new("site.yaml"), &format!("aliases[{}].to", moved.index), message, hint);
                None
            }
            (Err(_), Some(_)) => None,
        };
        let from = match site_path(moved.from, base) {
            Ok(from) => from,
            Err((message, hint)) => {
                tell(content, report, moved, message, hint);
                continue;
            }
        };
        if let Some((_, earlier)) = sound.get(&path_key(&from)) {
            let message = if *earlier == from {
                message!("旧地址“{from}”写了两次", "the old address `{from}` is written twice")
            } else {
                Collision::Same(earlier, &from).message()
            };
            tell(
                content,
                report,
                moved,
                message,
                message!("一个旧地址只能转到一处", "an old address leads to one place"),
            );
            continue;
        }
        if let Some(to) = to {
            lead(content, report, &ways, moved, (&from, &to));
        }
        sound.insert(path_key(&from), (moved, from));
    }
    let paths = sound.values().map(|(_, from)| from.as_str());
    for collision in collisions(paths) {
        if let Some((moved, _)) = sound.get(&path_key(collision.paths()[1])) {
            let hint = message!("两个旧地址只能保留一个", "only one of the two old addresses can stay");
            tell(content, report, moved, collision.message(), hint);
        }
    }
}

fn tell(content: &Content<'_>, report: &mut Report, moved: &Moved<'_>, message: Message, hint: Message) {
    let file = moved.file(&|path| content.files.contains(path));
    report.error("alias", &file, &moved.place(), message, hint);
}

/// Whether it leads away from itself, from where nothing is, to something.
fn lead(content: &Content<'_>, report: &mut Report, ways: &Ways, moved: &Moved<'_>, (from, to): (&str, &str)) {
    if path_key(from) == path_key(to) {
        let message =
            message!("“{from}”就是现在的网址，不是旧地址", "`{from}` is the address as it is now, not an old one");
        return tell(content, report, moved, message, message!("请删去这一条", "leave it out"));
    }
    if let Some(file) = noun(content, from).and_then(|(file, is_there, _)| is_there.then_some(file)) {
        let message = message!(
            "“{from}”是 {file} 现在的网址，不能再作旧地址",
            "`{from}` is where {file} stands now; it cannot be an old address"
        );
        return tell(content, report, moved, message, message!("请删去这一条", "leave it out"));
    }
    let Some(end) = ways.end(to).filter(|end| path_key(end) != path_key(from)) else {
        let message = message!("旧地址“{from}”转来转去又回到自己", "the old address `{from}` leads back to itself");
        let hint = message!("请写现在的网址", "write where it stands now");
        return tell(content, report, moved, message, hint);
    };
    if let Some((_, false, names)) = noun(content, end).filter(|_| moved.of.is_none()) {
        let name = end.rsplit('/').next().unwrap_or_default().trim_end_matches(".html");
        let names: Vec<&str> = names.iter().map(|name| name.0.as_str()).collect();
        let hint = did_you_mean(name, &names, message!("请改为现在的网址", "write where it stands now"));
        report.error(
            "alias",
            Path::new("site.yaml"),
            &format!("aliases[{}].to", moved.index),
            message!("站内没有“{end}”", "the site has no `{end}`"),
            hint,
        );
    }
}

/// The file of the town, story, policy or page that would stand at an address, whether it is there, and which of its kind
/// are; none for the address of anything else.
fn noun<'c>(
    content: &Content<'c>,
    address: &str,
) -> Option<(String, bool, &'c std::collections::BTreeSet<crate::units::Slug>)> {
    let (folder, name) = address.split_once('/')?;
    // Lists and tags of stories have pages of their own below these folders; a point makes the name of a continuation.
    let name = name.strip_suffix(".html").filter(|name| !name.contains(['/', '.']))?;
    let (names, ending) = match folder {
        "towns" => (&content.known.towns, "yaml"),
        "stories" => (&content.known.stories, "md"),
        "policies" => (&content.known.policies, "md"),
        "pages" => (&content.known.pages, "md"),
        _ => return None,
    };
    Some((format!("{folder}/{name}.{ending}"), names.contains(name), names))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn site(aliases: &str) -> Vec<String> {
        found(&[("site.yaml", "from: news/12.html, to: stories/kiln-night.html", aliases)])
    }

    fn story(aliases: &str) -> Vec<String> {
        found(&[("stories/kiln-night.md", "aliases: [news/13.html]", &format!("aliases: {aliases}"))])
    }

    #[test]
    fn an_old_address_is_a_path_within_the_site() {
        assert_eq!(site("from: ../12.html, to: stories/kiln-night.html"), ["alias site.yaml ../12.html"]);
        assert_eq!(site("from: news/12.aspx, to: stories/kiln-night.html"), ["alias site.yaml news/12.aspx"]);
        for bad in ["con.html", "news./x.html", "\"news/12.html?id=3\"", "https://other.example.cn/12.html"] {
            assert_eq!(story(&format!("[{bad}]")), [format!("alias stories/kiln-night.md {bad}")]);
        }
        for good in ["/news/14.html", "https://towns.example.cn/news/14.html", "新闻/14.html", "\"%E6%96%B0/14.html\""]
        {
            assert!(story(&format!("[{good}]")).is_empty(), "{good}");
        }
    }

    #[test]
    fn an_old_address_leads_to_what_is_there() {
        assert_eq!(site("from: news/12.html, to: stories/kiln.html"), ["alias site.yaml stories/kiln.html"]);
        assert!(site("from: news/12.html, to: towns/yunyao.html").is_empty());
        assert!(site("from: news/12.html, to: news/13.html").is_empty(), "by another, to the story");
        let circle = "from: a.html, to: b.html}\n  - {from: b.html, to: a.html";
        assert_eq!(site(circle), ["alias site.yaml a.html", "alias site.yaml b.html"]);
        assert_eq!(site("from: a.html, to: a.html"), ["alias site.yaml a.html"]);
        assert_eq!(story("[stories/kiln-night.html]"), ["alias stories/kiln-night.md stories/kiln-night.html"]);
        assert_eq!(story("[towns/yunyao.html]"), ["alias stories/kiln-night.md towns/yunyao.html"]);
    }

    #[test]
    fn old_addresses_are_no_twins() {
        assert_eq!(
            site("from: news/13.html, to: stories/kiln-night.html"),
            ["alias stories/kiln-night.md news/13.html"]
        );
        assert_eq!(story("[News/14.html, news/14.html]"), ["alias stories/kiln-night.md news/14.html"]);
        assert_eq!(story("[news.html, news.html/x.html]"), ["alias stories/kiln-night.md news.html/x.html"]);
    }
}
