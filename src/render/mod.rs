//! Page → Artifact: the only room that knows Tera and themes.
//!
//! Templates compute nothing and read nothing: they get text, lists of it, and booleans.

mod common;
mod favicon;
mod fingerprint;
mod images;
mod layout;
mod line;
mod link;
mod manifest;
mod markdown;
mod nouns;
mod phrases;
mod qr;
mod share;
mod shown;
mod table;
mod theme;
mod view;

use std::collections::BTreeMap;

use tera::{Context, Tera};

use crate::artifact::{Artifact, Output};
use crate::diagnostic::Diagnostic;
use crate::digest;
use crate::model::Site;
use crate::pages::{Page, Planned, address};
use images::Library;
pub use images::{PictureCache, Pictures};
use layout::{Frame, Navigation, SiteView};
use nouns::NounRoutes;
pub use theme::{Theme, ThemeError};

/// Bytes that most pages fit into.
const ROOM: usize = 32 << 10;

/// A page with what stands around its matter.
pub struct Framed<'p> {
    page: &'p Page,
    frame: Frame,
}

/// Draws the pages of a site: the theme is read, the templates are compiled, the places of columns and nouns are known.
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    tera: Tera,
    places: Navigation<'a>,
    nouns: NounRoutes<'a>,
    library: Library<'a>,
    /// The word for the way back from a footnote.
    back: String,
    /// The theme's static files: name, published path, bytes.
    statics: Vec<(&'a str, String, &'a [u8])>,
    /// Files that are named as pictures and are none.
    faults_of_pictures: Vec<Diagnostic>,
    /// A digest of what all pages share.
    ground: u64,
}

impl<'a> Renderer<'a> {
    /// A renderer of these pages.
    ///
    /// # Errors
    /// Where a template is faulty; content cannot make this fail.
    pub fn new(site: &'a Site, planned: &'a [Planned<'a>], theme: &'a Theme) -> Result<Self, ThemeError> {
        let words = theme.words(site.config.language);
        let nouns = NounRoutes::of(site, planned);
        let statics: Vec<_> = theme.statics().collect();
        let assets: BTreeMap<&str, &str> = statics.iter().map(|(name, path, _)| (*name, path.as_str())).collect();
        let places = Navigation::of(site, &nouns, &words, &assets);
        let mut tera = Tera::new();
        tera.add_raw_templates(theme.templates()).map_err(|error| theme.explain(&error))?;
        let global = tera.global_context();
        let view = SiteView::of(site);
        global.insert("site", &view);
        global.insert("t", &words);
        global.insert("assets", &assets);
        let back = words.get("back_from_note").cloned().unwrap_or_default();
        let (library, faults_of_pictures) = Library::of(site);
        let templates: Vec<_> = theme.templates().collect();
        let ground = digest::made_from((&view, &words, &assets, &templates, library.keys()));
        Ok(Self { site, theme, tera, places, nouns, library, back, statics, faults_of_pictures, ground })
    }

    /// A page with what stands around its matter, which is worked out once.
    pub fn framed<'p>(&self, page: &'p Page) -> Framed<'p> {
        Framed { page, frame: self.places.frame(page, &self.library) }
    }

    /// Draws a page, and tells of links that lead nowhere and pictures that are not there.
    ///
    /// # Errors
    /// Where a template is faulty.
    pub fn draw(&self, Framed { page, frame }: Framed<'_>) -> Result<(Artifact, Vec<Diagnostic>), ThemeError> {
        let around = markdown::Surroundings {
            route: &page.route,
            nouns: &self.nouns,
            pictures: &self.library,
            back: &self.back,
        };
        let frame = frame.with_code(page);
        let (view, problems) = view::of(page, &around, frame.root());
        let mut context = Context::new();
        context.insert("kind", page.kind.name());
        context.insert("frame", &frame);
        context.insert_value("page", view);
        let own = format!("{}.html", page.kind.name());
        let template = if self.theme.has_template(&own) { own.as_str() } else { "page.html" };
        let mut html = Vec::with_capacity(ROOM);
        self.tera.render_to(template, &context, &mut html).map_err(|error| self.theme.explain(&error))?;
        let mut artifact = Artifact::bytes(page.route.path(), html);
        artifact.written_by = view::written_by(page);
        Ok((artifact, problems))
    }

    /// Draws the pictures, and tells which cannot be drawn.
    pub fn pictures(&self, how: Pictures<'_>, output: &dyn Output) -> Vec<Diagnostic> {
        let mut faults = self.faults_of_pictures.clone();
        faults.extend(self.library.draw(self.site, how, output));
        faults
    }

    /// What pages load beside pictures: styles, scripts, icons; and the attachments. The chart runtime is large, so a
    /// site without interactive charts does not carry it.
    pub fn rest(&self, has_interactive_charts: bool, output: &dyn Output) {
        let assets: BTreeMap<&str, &str> = self.statics.iter().map(|(name, path, _)| (*name, path.as_str())).collect();
        output.put(Artifact::bytes(manifest::PATH, manifest::write(self.site, &assets)));
        let small = self.statics.iter().find(|(name, ..)| *name == "icon-32.png");
        if let Some(icon) = small.and_then(|(_, _, bytes)| favicon::write(bytes)) {
            output.put(Artifact::bytes(favicon::PATH, icon));
        }
        for (name, path, bytes) in &self.statics {
            if has_interactive_charts || *name != theme::RUNTIME_NAME {
                output.put(Artifact::bytes(path.clone(), *bytes));
            }
        }
        for (path, asset) in self.site.assets.iter().filter(|(_, asset)| asset.dimensions.is_none()) {
            output.put(Artifact::copy(address::media(path).path(), &asset.file));
        }
    }
}

/// Whether a page has a chart that can be made interactive.
pub use view::has_interactive_chart;
