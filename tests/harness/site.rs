//! Small sites in memory for tests.

use std::path::Path;

use sunboard::artifact::{Artifact, MemoryOutput, Output as _};
use sunboard::diagnostic::Diagnostic;
use sunboard::model::{Edition, Site};
use sunboard::pages::compose::section;
use sunboard::pages::parts::{Part, Prose};
use sunboard::pages::{Page, PageKind, PageView, Planned, Route};
use sunboard::render::{Pictures, Renderer, Theme, ThemeError};

use super::write;

/// The least that `site.yaml` can say.
pub const SITE: &str = "title: 阳光榜
area: 云岚市
base_url: https://towns.example.cn/
time_zone: Asia/Shanghai
as_of: 2020-10-31
language: zh-CN
organiser: 市特镇办
contact: {phone: 0000-0000000}
columns:
  - {id: home, name: 首页, kind: 首页}
  - {id: towns, name: 小镇, kind: 概况信息}
editions:
  public: {sections: [cards]}
  internal: {sections: [cards, findings]}
notice: 示例数据
";

/// A content folder with a `site.yaml`, files as given, and `rules.yaml`, `counties.yaml` without entries.
pub fn content(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "site.yaml", SITE.as_bytes());
    write(folder.path(), "rules.yaml", b"{}\n");
    write(folder.path(), "counties.yaml", b"[]\n");
    for (path, bytes) in files {
        write(folder.path(), path, bytes);
    }
    folder
}

/// The site of a content folder.
pub fn site(content: &Path, edition: Edition) -> Site {
    let loaded = sunboard::load::load(content);
    let errors: Vec<_> = loaded.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    sunboard::load::visible(loaded.tree, edition, "2020-10-31T23:59:59".parse().unwrap(), false)
}

/// A page with these parts.
pub fn page(route: &str, parts: Vec<Part>) -> Page {
    let view = PageView {
        title: "一页".to_owned(),
        heading: "一页".to_owned(),
        sections: vec![section("s", "一节", parts)],
        ..PageView::default()
    };
    Page { kind: PageKind::Rules, subject: None, route: Route::new(route), view }
}

/// A text of a file, as a part.
pub fn prose(markdown: &str, file: &str, heading_level: u8) -> Part {
    Part::Prose(Prose { markdown: markdown.to_owned(), file: file.into(), heading_level })
}

/// Drawn pages, the files beside them, and what was found in their texts.
pub struct Drawn {
    pub artifacts: Vec<Artifact>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Draws pages with the default theme.
pub fn draw(site: &Site, pages: &[Page]) -> Drawn {
    draw_with(site, pages, &Theme::load(None).unwrap()).unwrap()
}

/// Draws pages with a theme.
pub fn draw_with(site: &Site, pages: &[Page], theme: &Theme) -> Result<Drawn, ThemeError> {
    let planned: Vec<Planned<'_>> =
        pages.iter().map(|page| Planned::new(page.kind, page.route.clone(), || page.view.clone())).collect();
    let renderer = Renderer::new(site, &planned, theme)?;
    let shelf = MemoryOutput::default();
    let mut diagnostics = renderer.pictures(Pictures::Checked, &shelf);
    for page in pages {
        let (artifact, problems) = renderer.draw(renderer.framed(page))?;
        shelf.put(artifact);
        diagnostics.extend(problems);
    }
    renderer.rest(pages.iter().any(sunboard::render::has_interactive_chart), &shelf);
    diagnostics.sort();
    diagnostics.dedup();
    Ok(Drawn { artifacts: shelf.into_artifacts(), diagnostics })
}

/// The files of a site with what is in them, by path.
pub fn contents(shelf: MemoryOutput) -> Vec<(String, Vec<u8>)> {
    let file = |artifact: Artifact| (artifact.path.clone(), sunboard::publish::bytes_of(artifact).unwrap());
    shelf.into_artifacts().into_iter().map(file).collect()
}

/// The HTML of one of the files.
pub fn html<'r>(artifacts: &'r [Artifact], path: &str) -> &'r str {
    let html = artifacts.iter().find(|artifact| artifact.path == path).and_then(Artifact::html).unwrap();
    std::str::from_utf8(html).unwrap()
}

/// A JPEG with a gradient from light at the top left to dark at the bottom right, and with this EXIF data.
pub fn jpeg(width: u16, height: u16, exif: &[u8]) -> Vec<u8> {
    let shade = |x: u16, y: u16| {
        let sum = u32::from(x) * 255 / u32::from(width) + u32::from(y) * 255 / u32::from(height);
        255 - u8::try_from(sum / 2).unwrap()
    };
    let pixels: Vec<u8> = (0..height).flat_map(|y| (0..width).flat_map(move |x| [shade(x, y); 3])).collect();
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 90);
    if !exif.is_empty() {
        encoder.add_exif_metadata(exif).unwrap();
    }
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    file
}

/// The words of every page of a content folder's site, by path: without tags, and without white space beside them.
pub fn page_words(content: &Path, edition: Edition) -> std::collections::BTreeMap<String, String> {
    let shelf = MemoryOutput::default();
    let request = sunboard::Request {
        content: content.to_owned(),
        theme: None,
        edition,
        as_of: None,
        base_url: None,
        drafts: false,
        pictures: Pictures::Checked,
        clock: &|_| "2020-10-31T12:00:00".parse().unwrap(),
        content_cache: None,
        now: std::time::SystemTime::now(),
    };
    let built = sunboard::build(&request, None, &shelf, &sunboard::Run::ALONE).unwrap();
    assert!(built.pages.is_some(), "{:#?}", built.diagnostics);
    // Attributes of our pages have no bare `>`.
    let without_tags = |html: &str| {
        html.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words)).collect::<String>()
    };
    let words = |artifact: &Artifact| Some(without_tags(std::str::from_utf8(artifact.html()?).ok()?));
    shelf.into_artifacts().iter().filter_map(|artifact| Some((artifact.path.clone(), words(artifact)?))).collect()
}
