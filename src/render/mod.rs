//! Page → Artifact: alone knows Tera, Markdown and themes.
//!
//! Templates compute nothing and read nothing: they get text, lists of it, and booleans.

mod artifact;
mod images;
mod layout;
mod link;
mod manifest;
mod markdown;
mod nouns;
mod phrases;
mod qr;
mod share;
mod theme;
mod view;

use rayon::prelude::*;
use tera::{Context, Tera};

use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::pages::{Page, address};
pub use artifact::{Artifact, Content};
use images::Library;
pub use images::{PictureCache, Pictures};
use layout::{Places, SiteView};
use nouns::Nouns;
pub use theme::{Theme, ThemeError};

/// The files that render makes, and what it found in the texts.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// Pages, files of the theme, pictures, and attachments.
    pub artifacts: Vec<Artifact>,
    /// Links that lead nowhere, pictures that are not there.
    pub diagnostics: Vec<Diagnostic>,
}

/// Draws all pages and pictures. `on_page` is called once a page is done, from any thread.
///
/// # Errors
/// Where a template is faulty; content cannot make this fail.
pub fn render(
    site: &Site,
    pages: &[Page],
    theme: &Theme,
    pictures: Pictures<'_>,
    on_page: &(dyn Fn() + Sync),
) -> Result<Rendered, ThemeError> {
    let words = theme.words(site.config.language);
    let nouns = Nouns::of(pages);
    let mut tera = Tera::new();
    tera.add_raw_templates(theme.templates()).map_err(|error| theme.explain(&error))?;
    let statics: Vec<_> = theme.statics().collect();
    let assets: std::collections::BTreeMap<&str, &str> =
        statics.iter().map(|(name, path, _)| (*name, path.as_str())).collect();
    let places = Places::of(site, pages, &nouns, &words, &assets);
    let global = tera.global_context();
    global.insert("site", &SiteView::of(site));
    global.insert("t", &words);
    global.insert("assets", &assets);

    let back = words.get("back_from_note").cloned().unwrap_or_default();
    let (library, problems_of_pictures) = Library::of(site);
    let draw = |page: &Page| {
        let around = markdown::Surroundings { route: &page.route, nouns: &nouns, pictures: &library, back: &back };
        let (view, problems) = view::of(page, &around, places.base_url());
        let mut context = Context::new();
        context.insert("kind", page.kind);
        context.insert("frame", &places.frame(page, &library));
        context.insert("page", &view);
        let own = format!("{}.html", page.kind);
        let template = if theme.has_template(&own) { own.as_str() } else { "page.html" };
        let html = tera.render(template, &context).map_err(|error| theme.explain(&error))?;
        let mut artifact = Artifact::bytes(page.route.path(), html);
        artifact.written_by = view::written_by(page);
        on_page();
        Ok((artifact, problems))
    };
    let (drawn, (files_of_pictures, faults_of_pictures)) = rayon::join(
        || pages.par_iter().map(draw).collect::<Result<Vec<(Artifact, Vec<Diagnostic>)>, ThemeError>>(),
        || library.draw(site, pictures),
    );

    let mut rendered = Rendered { artifacts: Vec::new(), diagnostics: problems_of_pictures };
    rendered.diagnostics.extend(faults_of_pictures);
    for (artifact, problems) in drawn? {
        rendered.artifacts.push(artifact);
        rendered.diagnostics.extend(problems);
    }
    rendered.artifacts.push(Artifact::bytes(manifest::PATH, manifest::write(site, &assets)));
    // The runtime is large, so a site without interactive charts does not carry it.
    let needs_runtime = pages.iter().any(view::has_interactive_chart);
    let statics = statics.into_iter().filter(|(name, ..)| needs_runtime || *name != theme::RUNTIME_NAME);
    rendered.artifacts.extend(statics.map(|(_, path, bytes)| Artifact::bytes(path, bytes)));
    rendered.artifacts.extend(files_of_pictures);
    let others = site.assets.iter().filter(|(_, asset)| asset.dimensions.is_none());
    rendered.artifacts.extend(others.map(|(path, asset)| Artifact::copy(address::media(path).path(), &asset.file)));
    // The same text can stand on several pages; its faults are told once.
    rendered.diagnostics.sort();
    rendered.diagnostics.dedup();
    Ok(rendered)
}
