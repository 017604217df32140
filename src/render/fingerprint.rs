//! A page's fingerprint, the digest of what its file is made from: where it is that of the last build, the page need not be
//! drawn again.
//!
//! Drawing is a function of the page's view, its frame, the ground (tool, theme, words, site view, pictures) and of where
//! the nouns in its texts lead. All of it is in the fingerprint, and nothing that a template gets comes from elsewhere.

use std::hash::{Hash as _, Hasher as _};

use super::nouns::NounRoutes;
use super::{Framed, Renderer};
use crate::digest::Digester;
use crate::pages::address;
use crate::pages::parts::Part;

/// Bytes that most pages need.
const USUAL: usize = 32 * 1024;

impl Renderer<'_> {
    /// The fingerprint of a page: of its file and of the files of its charts.
    pub fn fingerprint(&self, Framed { page, frame }: &Framed<'_>) -> u64 {
        let mut hasher = Digester::with_room(USUAL);
        self.ground.hash(&mut hasher);
        page.hash(&mut hasher);
        frame.hash(&mut hasher);
        for part in page.view.sections.iter().flat_map(|section| &section.parts) {
            if let Part::Prose(prose) = part {
                where_nouns_lead(&prose.markdown, &self.nouns).for_each(|place| place.hash(&mut hasher));
            }
        }
        hasher.finish()
    }
}

/// Where each `town:云窑` and the like of a text leads, if anywhere. It reads more than Markdown would take for a link,
/// never less.
fn where_nouns_lead<'t>(text: &'t str, nouns: &'t NounRoutes<'_>) -> impl Iterator<Item = Option<String>> + 't {
    address::NOUNS.iter().flat_map(move |(noun, _)| {
        text.match_indices(noun).flat_map(move |(at, _)| {
            let rest = text[at + noun.len()..].strip_prefix(':');
            let id = |rest: &'t str| rest.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).next();
            let name = |rest: &'t str| rest.split([')', '#', ' ', '\n']).next();
            let told = rest.into_iter().flat_map(move |rest| [id(rest), name(rest)]).flatten();
            told.map(move |name| nouns.route(noun, name).map(|route| route.path().to_owned()))
        })
    })
}
