//! `sunboard check --against`: which addresses of an earlier site would be gone.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::args::SourceArguments;
use super::build::request_for;
use super::{CommandError, MessageLanguage, diff, show};
use crate::audit::Heading;
use crate::diagnostic::{Diagnostic, Place};
use crate::editor::addresses::{self, AddressRecorder, Addresses, CurrentContent};
use crate::language::Speaks as _;
use crate::model::Edition;
use crate::{Build, Request, Run, load, publish};

/// The longest list of addresses, and the longest page, that is fetched.
const LONGEST: u64 = 256 * 1024 * 1024;
/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);
/// Pages that are fetched to learn what they were known by.
const ASKED: usize = 50;

/// What a site is compared with.
enum ComparedSite {
    /// A content folder.
    Content(PathBuf),
    /// A folder that was built.
    Output(PathBuf),
    /// A list of addresses in a file.
    List(PathBuf),
    /// A list of addresses on the web.
    Web(String),
    /// A revision of git.
    Revision(String),
}

impl ComparedSite {
    /// A file or folder that is there is one; what is no address of the web is a revision.
    fn of(text: &str) -> Self {
        if text.starts_with("https://") || text.starts_with("http://") {
            return Self::Web(text.to_owned());
        }
        let path = PathBuf::from(text.strip_prefix("file://").unwrap_or(text));
        match (path.is_dir(), path.is_file()) {
            (true, _) if addresses::is_content(&path) => Self::Content(path),
            (true, _) => Self::Output(path),
            (_, true) => Self::List(path),
            _ => Self::Revision(text.to_owned()),
        }
    }
}

/// The addresses that are gone since an earlier site. `built` is the site as it is now, `now` its addresses.
pub(super) fn vanished(
    source: &SourceArguments,
    earlier: &str,
    built: &Build,
    now: &Addresses,
    speech: &MessageLanguage,
) -> Result<Vec<Diagnostic>, CommandError> {
    let config = load::config(&source.content);
    let base_url = source.base_url.clone().or_else(|| Some(config.as_ref()?.base_url.0.clone())).unwrap_or_default();
    let nothing = |_: &str| None;
    let text = |path: &Path| built.files.text(path).map(|text| text.to_string());
    let now = CurrentContent { addresses: now, text: &text };
    match ComparedSite::of(earlier) {
        ComparedSite::Content(content) => Ok(match of_content(source, &content, built, speech)? {
            Some(old) => addresses::vanished(&old, &now, &nothing),
            None => vec![cannot_be_built(earlier)],
        }),
        ComparedSite::Revision(revision) => {
            let checkout = diff::checked_out(&source.content, &revision)?;
            Ok(match of_content(source, &checkout.path().join("tree"), built, speech)? {
                Some(old) => addresses::vanished(&old, &now, &nothing),
                None => vec![cannot_be_built(earlier)],
            })
        }
        ComparedSite::Output(folder) => {
            if publish::identity(&folder).is_some_and(|site| site.edition == Edition::Internal) {
                let shown = folder.display();
                return Err(CommandError(message!(
                    "{shown} 里是内部版；请与公开版比较",
                    "{shown} holds the internal edition; compare with the public one"
                )));
            }
            let paths = publish::files(&folder).map_err(|error| CommandError(error.message))?;
            let old: Addresses = paths.into_iter().map(|path| (path, Heading::default())).collect();
            if !old.contains_key("index.html") {
                let shown = folder.display();
                return Err(CommandError(message!(
                    "{shown} 中没有生成过的网站（没有 index.html）",
                    "{shown} holds no site: it has no index.html"
                )));
            }
            let known_by = |path: &str| fs::read(folder.join(path)).ok().map(|page| Heading::of(&page));
            Ok(addresses::vanished(&old, &now, &known_by))
        }
        ComparedSite::List(file) => {
            let text = fs::read_to_string(&file).map_err(|error| {
                let shown = file.display();
                CommandError(message!("无法读取 {shown}：{error}", "cannot read {shown}: {error}"))
            })?;
            let old = addresses::listed(&text, &base_url).ok_or_else(|| no_list(earlier))?;
            Ok(addresses::vanished(&old, &now, &nothing))
        }
        ComparedSite::Web(address) => {
            let (old, root) = fetch_list(&address, &base_url)?;
            let left = Cell::new(ASKED);
            let known_by = |path: &str| {
                left.set(left.get().checked_sub(1)?);
                Some(Heading::of(fetch(&format!("{root}{path}")).ok()?.as_bytes()))
            };
            Ok(addresses::vanished(&old, &now, &known_by))
        }
    }
}

/// The addresses of the site made from other content on the same day, with the same theme; none where it has errors.
fn of_content(
    source: &SourceArguments,
    content: &Path,
    built: &Build,
    speech: &MessageLanguage,
) -> Result<Option<Addresses>, CommandError> {
    let now = Request { theme: source.theme.clone(), ..request_for(&source.content) };
    let theme = load::config(&source.content).and_then(|config| crate::build::content::theme_folder(&now, &config));
    let request = Request {
        theme,
        as_of: built.waits.now,
        base_url: source.base_url.clone(),
        drafts: source.drafts,
        ..request_for(content)
    };
    let taken = AddressRecorder::default();
    let earlier = crate::build(&request, None, &taken, &Run::ALONE).map_err(|error| CommandError(error.message))?;
    if earlier.pages.is_none() {
        let errors: Vec<Diagnostic> = earlier.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
        eprintln!("{}", pick!(speech, "作比较的内容有误：", "faults in the content that is compared with:"));
        show::text(&errors, &earlier.files, speech.language());
        return Ok(None);
    }
    Ok(Some(taken.addresses()))
}

fn cannot_be_built(earlier: &str) -> Diagnostic {
    let message = message!(
        "“{earlier}”的内容按现在的规则有错误，没有比较网址",
        "the content of `{earlier}` has faults by the rules of today, so that no addresses were compared"
    );
    Diagnostic::warning("against", "site.yaml", Place::File, message)
        .with_hint(message!("请与另一个版本比较", "compare with another revision"))
}

fn no_list(earlier: &str) -> CommandError {
    CommandError(message!(
        "“{earlier}”不是网址清单；可以是 .sunboard/manifest.json、sitemap.xml，或每行一个网址",
        "`{earlier}` is no list of addresses: a .sunboard/manifest.json, a sitemap.xml, or one address a line"
    ))
}

/// The addresses of a published site, and the address of its root. The address of a folder means its site map.
fn fetch_list(address: &str, base_url: &str) -> Result<(Addresses, String), CommandError> {
    let address = if address.ends_with('/') { format!("{address}sitemap.xml") } else { address.to_owned() };
    let text = fetch(&address)?;
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    let root = format!("{}/", folder.strip_suffix("/.sunboard").unwrap_or(folder));
    let read = |text: &str| {
        let found = addresses::listed(text, base_url).filter(|found| !found.is_empty());
        found.or_else(|| addresses::listed(text, &root)).ok_or_else(|| no_list(&address))
    };
    let parts = addresses::parts(&text);
    if parts.is_empty() {
        return Ok((read(&text)?, root));
    }
    let mut all = Addresses::new();
    for part in parts {
        all.extend(read(&fetch(&part)?)?);
    }
    Ok((all, root))
}

fn fetch(address: &str) -> Result<String, CommandError> {
    let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().into();
    let answer = agent.get(address).call();
    let text = answer.and_then(|mut answer| answer.body_mut().with_config().limit(LONGEST).read_to_string());
    text.map_err(|error| {
        let error = error.to_string();
        CommandError(message!("取不到 {address}：{error}", "cannot fetch {address}: {error}"))
    })
}
