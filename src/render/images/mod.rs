//! Photos → what readers get: upright, in several widths, as WebP and for old browsers as JPEG (PNG where parts of the
//! picture are clear), in sRGB, without EXIF.
//!
//! An original is never published: it may say where and when it was taken. Names are made from the original's bytes and
//! from how it is drawn, so a page knows them before the picture is drawn, and a browser may keep them for ever.

mod cache;
mod colours;
mod decode;
mod encode;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::link::address_of;
use crate::artifact::{Artifact, Output};
use crate::diagnostic::{Diagnostic, Message, Place, value};
use crate::encoding::{self, escape};
use crate::load;
use crate::load::{LONGEST_ASSET, read_regular};
use crate::model::{Asset, Site};
use crate::pages::address;
pub use cache::PictureCache;
use encode::{Form, PictureFile};

/// What is done with pictures.
#[derive(Clone, Copy)]
pub enum Pictures<'a> {
    /// They are looked at for faults only; their artifacts hold no bytes, so such a site is not for publishing.
    Checked,
    /// They are drawn, unless the cache remembers them.
    Drawn(&'a dyn PictureCache),
}

/// The widths that are drawn, besides the widest.
const WIDTHS: [u32; 3] = [480, 800, 1200];
/// The widest.
const WIDEST: u32 = 1600;
/// Browsers that know no `srcset` get the widest up to here.
const PLAIN: u32 = 800;
/// WebP ends here.
const TALLEST: u32 = 16_383;

/// How wide a picture in a text is shown: across the screen, or across the column.
const IN_TEXT: &str = "(min-width: 42em) 40rem, 100vw";

/// All pictures of a site.
pub(super) struct Library<'a> {
    pictures: BTreeMap<&'a str, Picture<'a>>,
}

/// A picture and what will be drawn from it.
struct Picture<'a> {
    asset: &'a Asset,
    /// Digest of the bytes and of how they are drawn.
    key: String,
    /// Path of the variants without width and ending.
    stem: String,
    /// For browsers without WebP.
    fallback: Form,
    /// Sizes of the variants, small ones first; none for an attachment that is only linked.
    sizes: Vec<(u32, u32)>,
    /// The path under which it is linked as a whole, for an attachment.
    whole: Option<String>,
}

/// A picture as a page shows it.
#[derive(Default)]
pub(super) struct Shown {
    /// Address for browsers without `srcset`.
    pub src: String,
    /// Width and height of what is there.
    pub plain: (u32, u32),
    /// Addresses and widths for browsers without WebP.
    pub srcset: String,
    /// Addresses and widths of the WebP variants.
    pub webp: String,
    /// Width of the widest.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl Shown {
    /// The element for a text; the theme draws those of its components itself.
    pub fn element(&self, alt: &str, title: &str) -> String {
        let Self { src, srcset, webp, width, height, .. } = self;
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
        let [src, srcset, webp, alt] = [src, srcset, webp, alt].map(escape);
        format!(
            "<picture><source type=\"image/webp\" srcset=\"{webp}\" sizes=\"{IN_TEXT}\"><img src=\"{src}\" srcset=\"{srcset}\" sizes=\"{IN_TEXT}\" alt=\"{alt}\"{title} width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\"></picture>"
        )
    }
}

impl<'a> Library<'a> {
    /// Looks at all pictures of a site.
    pub fn of(site: &'a Site) -> (Self, Vec<Diagnostic>) {
        let shown = load::pictures_of_texts(&site.towns, &site.quarters, &site.stories, &site.policies, &site.pages);
        let attached = site.policies.iter().flat_map(|(slug, policy)| {
            let files = policy.meta.attachments.iter().filter_map(|attachment| attachment.file.as_ref());
            files.map(move |file| format!("policies/{slug}/{file}"))
        });
        let attached: BTreeMap<String, bool> = attached.map(|path| (path.clone(), shown.contains(&path))).collect();
        let pictures: Vec<_> = site.assets.iter().filter(|(_, asset)| asset.dimensions.is_some()).collect();
        let looked: Vec<_> = pictures
            .into_par_iter()
            .map(|(path, asset)| (path.as_str(), Picture::of(path, asset, attached.get(path).copied())))
            .collect();
        let mut library = Self { pictures: BTreeMap::new() };
        let mut diagnostics: Vec<_> = misplaced(site, &attached).collect();
        for (path, picture) in looked {
            match picture {
                Ok(picture) => _ = library.pictures.insert(path, picture),
                Err(reason) => diagnostics.push(faulty(site, path, &reason)),
            }
        }
        (library, diagnostics)
    }

    /// Each picture and what it is drawn from.
    pub fn keys(&self) -> Vec<String> {
        let pictures = self.pictures.iter();
        pictures.map(|(path, picture)| format!("{path} {} {:?}", picture.key, picture.sizes)).collect()
    }

    /// A picture as a page at this distance from the root shows it.
    pub fn shown(&self, path: &str, root: &str) -> Option<Shown> {
        let picture = self.pictures.get(path)?;
        let &(width, height) = picture.sizes.last()?;
        let address = |width, form| format!("{root}{}", address_of(&picture.variant(width, form)));
        let set = |form| {
            let candidates = picture.sizes.iter().map(|&(width, _)| format!("{} {width}w", address(width, form)));
            candidates.collect::<Vec<_>>().join(", ")
        };
        let plain = picture.sizes.iter().rev().find(|(width, _)| *width <= PLAIN).or(picture.sizes.first())?;
        Some(Shown {
            src: address(plain.0, picture.fallback),
            plain: *plain,
            srcset: set(picture.fallback),
            webp: set(Form::WebP),
            width,
            height,
        })
    }

    /// Draws all pictures; tells which cannot be drawn.
    pub fn draw(&self, site: &Site, how: Pictures<'_>, output: &dyn Output) -> Vec<Diagnostic> {
        // A copy of a picture under a name that differs in its ending only is the same files again.
        let mut drawn: Vec<_> =
            self.pictures.iter().map(|(path, picture)| (picture.outputs(), path, picture)).collect();
        drawn.sort_by(|a, b| a.0.first().map(|output| &output.path).cmp(&b.0.first().map(|output| &output.path)));
        drawn.dedup_by(|a, b| {
            !a.0.is_empty() && a.0.iter().map(|output| &output.path).eq(b.0.iter().map(|output| &output.path))
        });
        let faults = drawn.into_par_iter().filter_map(|(outputs, path, picture)| {
            let (bytes, fault) = picture.draw(how);
            for (file, bytes) in outputs.into_iter().zip(bytes) {
                output.put(Artifact::bytes(file.path, bytes));
            }
            fault.map(|reason| faulty(site, path, &reason))
        });
        faults.collect()
    }
}

impl<'a> Picture<'a> {
    /// `attached` is none for a picture that is no attachment, else whether a text shows it all the same.
    fn of(path: &str, asset: &'a Asset, attached: Option<bool>) -> Result<Self, Message> {
        let bytes = read(asset)?;
        let mut hasher = Sha256::new();
        hasher.update(encode::MANNER);
        hasher.update([asset.orientation]);
        hasher.update(&bytes);
        let key = encoding::hex(&hasher.finalize());
        let media = address::media(path).path().to_owned();
        let stem = media.rsplit_once('.').map_or(media.as_str(), |(stem, _)| stem).to_owned();
        Ok(Self {
            asset,
            key,
            stem,
            fallback: if decode::may_be_clear(&bytes) { Form::Png } else { Form::Jpeg },
            sizes: if attached == Some(false) { Vec::new() } else { sizes(asset.dimensions.unwrap_or_default()) },
            whole: attached.map(|_| media),
        })
    }

    fn variant(&self, width: u32, form: Form) -> String {
        format!("{}-{width}.{}.{}", self.stem, &self.key[..8], form.ending())
    }

    /// What is drawn, in a fixed order.
    fn outputs(&self) -> Vec<PictureFile> {
        let mut outputs = Vec::new();
        for &size in self.sizes.iter().rev() {
            for form in [Form::WebP, self.fallback] {
                outputs.push(PictureFile { path: self.variant(size.0, form), size, form, careful: false });
            }
        }
        if let (Some(path), Some(size)) = (&self.whole, self.asset.dimensions) {
            outputs.push(PictureFile { path: path.clone(), size, form: Form::of_name(path), careful: true });
        }
        outputs
    }

    /// The bytes of each output; none of any where the picture has a fault.
    fn draw(&self, how: Pictures<'_>) -> (Vec<Vec<u8>>, Option<Message>) {
        let outputs = self.outputs();
        if let Pictures::Drawn(cache) = how
            && let Some(bytes) = cache.get(&self.key).and_then(|entry| cache::unpack(&entry, outputs.len()))
        {
            return (bytes, None);
        }
        let made =
            read(self.asset).and_then(|bytes| decode::upright(&bytes, self.asset)).and_then(|picture| match how {
                Pictures::Checked => Ok(vec![Vec::new(); outputs.len()]),
                Pictures::Drawn(cache) => {
                    let bytes = encode::all(&picture, &outputs)?;
                    cache.put(&self.key, &cache::pack(&bytes));
                    Ok(bytes)
                }
            });
        match made {
            Ok(bytes) => (bytes, None),
            // The site will not be published; empty files keep the audit from reporting the same fault again.
            Err(reason) => (vec![Vec::new(); outputs.len()], Some(reason)),
        }
    }
}

fn read(asset: &Asset) -> Result<Vec<u8>, Message> {
    read_regular(&asset.file, LONGEST_ASSET).map_err(|fault| {
        let reason = fault.reason(LONGEST_ASSET);
        message!("无法读取（{}）"(reason.zh), "cannot be read ({})"(reason.en))
    })
}

/// The sizes to draw from a picture of this size, small ones first: never wider than it, none close to the widest.
fn sizes((width, height): (u32, u32)) -> Vec<(u32, u32)> {
    let scaled = |target: u32| (u64::from(height) * u64::from(target) + u64::from(width) / 2) / u64::from(width.max(1));
    let mut widest = width.min(WIDEST);
    if scaled(widest) > u64::from(TALLEST) {
        widest = u32::try_from(u64::from(width) * u64::from(TALLEST) / u64::from(height)).unwrap_or(1);
    }
    let widths = WIDTHS.into_iter().filter(|width| width * 10 < widest * 9).chain([widest.max(1)]);
    widths.map(|width| (width, u32::try_from(scaled(width)).unwrap_or(TALLEST).clamp(1, TALLEST))).collect()
}

/// Files named as a photo or a cover that are no pictures: they would be neither shown nor published.
fn misplaced<'s>(site: &'s Site, attached: &BTreeMap<String, bool>) -> impl Iterator<Item = Diagnostic> + use<'s> {
    let others = site.assets.iter().filter(|(path, asset)| asset.dimensions.is_none() && !attached.contains_key(*path));
    let others: Vec<&str> = others.map(|(path, _)| path.as_str()).collect();
    others.into_iter().map(|path| {
        let reason = message!("不是网页能显示的图片", "is no picture that a page can show");
        faulty(site, path, &reason)
    })
}

/// A fault of a picture, at the place in the YAML that names it.
fn faulty(site: &Site, path: &str, reason: &Message) -> Diagnostic {
    let (file, place) = named_at(site, path);
    let message = message!("图片 {path} {}"(reason.zh), "the picture {path} {}"(reason.en));
    Diagnostic::error("faulty-picture", file, place, message).with_hint(message!(
        "请用看图软件打开确认，再另存为 JPEG 或 PNG",
        "open it in a viewer and save it as JPEG or PNG"
    ))
}

/// Where a picture is named; the picture itself where only a text names it.
fn named_at(site: &Site, path: &str) -> (PathBuf, Place) {
    let parts: Vec<&str> = path.splitn(3, '/').collect();
    let [folder, slug, name] = parts[..] else { return (path.into(), Place::File) };
    let place = match folder {
        "towns" => site.towns.iter().find(|(town, _)| town.0 == slug).and_then(|(_, town)| {
            let index = town.photos.iter().position(|photo| &*photo.file == name)?;
            Some((format!("towns/{slug}.yaml"), format!("photos[{index}].file")))
        }),
        "stories" => site.stories.iter().find(|(story, _)| story.0 == slug).and_then(|(_, story)| {
            let is_cover = story.meta.cover.as_ref().is_some_and(|cover| &**cover == name);
            is_cover.then(|| (format!("stories/{slug}.md"), "cover".to_owned()))
        }),
        "policies" => site.policies.iter().find(|(policy, _)| policy.0 == slug).and_then(|(_, policy)| {
            let is_it =
                |attachment: &crate::model::Attachment| attachment.file.as_ref().is_some_and(|file| &**file == name);
            let index = policy.meta.attachments.iter().position(is_it)?;
            Some((format!("policies/{slug}.md"), format!("attachments[{index}].file")))
        }),
        _ => None,
    };
    match place {
        Some((file, key)) => (file.into(), value(&key)),
        None => (path.into(), Place::File),
    }
}

#[cfg(test)]
mod tests {
    use super::sizes;

    #[test]
    fn no_variant_is_wider_than_the_picture_or_taller_than_webp() {
        assert_eq!(sizes((4000, 3000)), [(480, 360), (800, 600), (1200, 900), (1600, 1200)]);
        assert_eq!(sizes((1200, 750)), [(480, 300), (800, 500), (1200, 750)]);
        assert_eq!(sizes((820, 410)), [(480, 240), (820, 410)]);
        assert_eq!(sizes((2, 3)), [(2, 3)]);
        assert_eq!(sizes((1000, 20_000)).last(), Some(&(819, 16_380)));
        assert_eq!(sizes((20_000, 1)), [(480, 1), (800, 1), (1200, 1), (1600, 1)]);
        assert_eq!(sizes((1, 20_000)), [(1, 16_383)]);
    }
}
