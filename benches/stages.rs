//! How long the inner stages take, one by one, on the example: `cargo bench --bench stages`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use std::path::Path;

use divan::Bencher;
use sunboard::evaluate::{Evaluation, evaluate};
use sunboard::model::{Edition, Site};
use sunboard::pages::{Page, Planned, plan};
use sunboard::render::{Renderer, Theme};
use sunboard::{audit, check, datasets, load};

fn main() {
    divan::main();
}

fn content() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"))
}

fn site() -> Site {
    let tree = load::load(content()).tree;
    let as_of = tree.config.as_ref().unwrap().as_of.unwrap().end();
    load::visible(tree, Edition::Public, as_of, false)
}

/// The planned pages of a kind.
fn of_kind<'p, 'a>(planned: &'p [Planned<'a>], kind: &'p str) -> impl Iterator<Item = &'p Planned<'a>> {
    planned.iter().filter(move |page| page.kind.name() == kind)
}

#[divan::bench]
fn load_all_files(bencher: Bencher) {
    bencher.bench(|| load::load(content()));
}

#[divan::bench]
fn check_the_tree(bencher: Bencher) {
    let loaded = load::load(content());
    bencher.bench(|| check::check(&loaded.tree, &loaded.known, &loaded.files));
}

#[divan::bench]
fn evaluate_the_site(bencher: Bencher) {
    let site = site();
    bencher.bench(|| evaluate(&site));
}

#[divan::bench]
fn fill_all_tables(bencher: Bencher) {
    let site = site();
    let evaluation = evaluate(&site);
    bencher.bench(|| datasets::tables(&site, &evaluation));
}

/// The view of a page with its charts, before it is drawn.
#[divan::bench(args = ["town", "board", "story", "home"])]
fn view_a_page(bencher: Bencher, kind: &str) {
    let site = site();
    let evaluation: Evaluation = evaluate(&site);
    let planned = plan(&site, &evaluation);
    let page = of_kind(&planned, kind).next().unwrap();
    bencher.bench(|| page.page());
}

/// A page from its view to HTML: texts, frame, template.
#[divan::bench(args = ["town", "board", "story", "home"])]
fn draw_a_page(bencher: Bencher, kind: &str) {
    let site = site();
    let evaluation: Evaluation = evaluate(&site);
    let planned = plan(&site, &evaluation);
    let theme = Theme::load(None).unwrap();
    let renderer = Renderer::new(&site, &planned, &theme).unwrap();
    let page: Page = of_kind(&planned, kind).next().unwrap().page();
    bencher.bench(|| renderer.draw(renderer.framed(&page)).unwrap());
}

/// What decides whether a page must be drawn again.
#[divan::bench]
fn fingerprint_a_town(bencher: Bencher) {
    let site = site();
    let evaluation: Evaluation = evaluate(&site);
    let planned = plan(&site, &evaluation);
    let theme = Theme::load(None).unwrap();
    let renderer = Renderer::new(&site, &planned, &theme).unwrap();
    let page: Page = of_kind(&planned, "town").next().unwrap().page();
    bencher.bench(|| renderer.fingerprint(&renderer.framed(&page)));
}

#[divan::bench]
fn audit_a_town(bencher: Bencher) {
    let site = site();
    let evaluation: Evaluation = evaluate(&site);
    let planned = plan(&site, &evaluation);
    let theme = Theme::load(None).unwrap();
    let renderer = Renderer::new(&site, &planned, &theme).unwrap();
    let page = of_kind(&planned, "town").next().unwrap().page();
    let (artifact, _) = renderer.draw(renderer.framed(&page)).unwrap();
    let audit = audit::Audit::new(Edition::Public, "https://towns.example.cn/", []);
    bencher.bench(|| audit.look(&artifact));
}
