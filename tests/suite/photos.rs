//! Photos: what readers get, what they never get, and what hostile files and caches can do.

use std::collections::BTreeMap;
use std::sync::Mutex;

use image::{GenericImageView as _, ImageEncoder as _, ImageFormat};
use sunboard::artifact::{Artifact, ArtifactContent, MemoryOutput};
use sunboard::diagnostic::Diagnostic;
use sunboard::model::Edition;
use sunboard::render::{PictureCache, Pictures};
use sunboard::{Build, Request};
use tempfile::TempDir;

use crate::harness::{content, html, jpeg};

/// A cache in memory that counts what it was asked to keep.
#[derive(Default)]
struct Memory(Mutex<(BTreeMap<String, Vec<u8>>, usize)>);

impl Memory {
    fn puts(&self) -> usize {
        self.0.lock().unwrap().1
    }
}

impl PictureCache for Memory {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap().0.get(key).cloned()
    }

    fn put(&self, key: &str, entry: &[u8]) {
        let mut held = self.0.lock().unwrap();
        held.0.insert(key.to_owned(), entry.to_vec());
        held.1 += 1;
    }
}

fn build(folder: &TempDir, pictures: Pictures<'_>) -> (Build, Vec<Artifact>) {
    let request = Request {
        content: folder.path().to_owned(),
        theme: None,
        edition: Edition::Public,
        as_of: None,
        base_url: None,
        drafts: false,
        pictures,
        clock: &|_| "2020-10-31T09:00:00".parse().unwrap(),
        content_cache: None,
        now: std::time::SystemTime::now(),
    };
    let shelf = MemoryOutput::default();
    let built = sunboard::build(&request, None, &shelf, &sunboard::Run::ALONE).unwrap();
    (built, shelf.into_artifacts())
}

/// The files of a site with a cache of its own.
fn files(folder: &TempDir) -> Vec<Artifact> {
    let (built, artifacts) = build(folder, Pictures::Drawn(&Memory::default()));
    let errors: Vec<&Diagnostic> = built.diagnostics.iter().filter(|found| found.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    artifacts
}

fn bytes(artifact: &Artifact) -> &[u8] {
    match &artifact.content {
        ArtifactContent::Bytes(bytes) => bytes,
        other => panic!("{} is {other:?}", artifact.path),
    }
}

fn media(artifacts: &[Artifact]) -> Vec<&Artifact> {
    artifacts.iter().filter(|artifact| artifact.path.starts_with("media/")).collect()
}

/// EXIF data with an orientation and a place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut data = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    data.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    // GPS data at byte 38: one entry, the map datum.
    data.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0]);
    data.extend([0, 1, 0, 0x12, 0, 2, 0, 0, 0, 12, 0, 0, 0, 56, 0, 0, 0, 0]);
    data.extend(b"GPS-SECRET!\0");
    data
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// A town with a photo.
fn town(photo: &str, picture: &[u8]) -> TempDir {
    let text = format!(
        "name: 云窑小镇\ncategory_history: [{{from: 2018, category: named}}]\nphotos: [{{file: {photo}, alt: 夜色里的龙窑, credit: 图／某某}}]\n"
    );
    content(&[("towns/yunyao.yaml", text.as_bytes()), (&format!("towns/yunyao/{photo}"), picture)])
}

fn png(width: u32, height: u32, clear: bool) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let picture = image::DynamicImage::ImageRgba8(image::RgbaImage::from_fn(width, height, |x, _| {
        image::Rgba([200, 30, 30, if clear && x % 2 == 0 { 0 } else { 255 }])
    }));
    let picture = if clear { picture } else { picture.to_rgb8().into() };
    picture.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

#[test]
fn no_variant_says_where_a_photo_was_taken() {
    let original = jpeg(1400, 800, &exif(1));
    assert!(holds(&original, b"GPS-SECRET!") && holds(&original, b"Exif"));
    let files = files(&town("kiln.jpg", &original));
    let variants = media(&files);
    assert_eq!(variants.len(), 2 * 4, "480, 800, 1200 and 1400 wide, as WebP and JPEG");
    for variant in &files {
        let bytes = bytes(variant);
        for needle in [&b"GPS-SECRET!"[..], b"Exif\0", b"EXIF"] {
            assert!(!holds(bytes, needle), "{} holds {}", variant.path, String::from_utf8_lossy(needle));
        }
        assert_ne!(bytes, original, "{} is the original", variant.path);
    }
}

#[test]
fn widths_and_heights_are_what_the_page_says() {
    let files = files(&town("kiln.jpg", &jpeg(1400, 800, &[])));
    let page = html(&files, "towns/yunyao.html");
    assert!(page.contains("width=\"1400\" height=\"800\" fetchpriority=\"high\""), "{page}");
    assert!(page.contains("alt=\"夜色里的龙窑\"") && page.contains("图／某某"), "words and credit");
    let sets = page.split("srcset=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let candidates: Vec<_> = sets.flat_map(|set| set.split(", ")).filter_map(|one| one.split_once(' ')).collect();
    assert_eq!(candidates.len(), 8);
    for (address, width) in candidates {
        let path = address.strip_prefix("../").unwrap();
        let file = files.iter().find(|artifact| artifact.path == path).unwrap_or_else(|| panic!("no {path}"));
        let format = image::guess_format(bytes(file)).unwrap();
        let (real, tall) = match format {
            ImageFormat::WebP => image::load_from_memory(bytes(file)).unwrap().dimensions(),
            _ => {
                let size = imagesize::blob_size(bytes(file)).unwrap();
                (u32::try_from(size.width).unwrap(), u32::try_from(size.height).unwrap())
            }
        };
        assert_eq!(format!("{real}w"), width, "{path}");
        assert!(tall.abs_diff(real * 800 / 1400) <= 1, "{path}: {real}×{tall}");
        assert_eq!(format == ImageFormat::WebP, path.ends_with(".webp"));
    }
}

#[test]
fn a_photo_stands_upright() {
    // Lying on its right side as stored: 300 wide, 200 tall; light at the top left.
    for (orientation, size, light) in [(1, (300, 200), "left"), (6, (200, 300), "right"), (3, (300, 200), "right")] {
        let files = files(&town("kiln.jpg", &jpeg(300, 200, &exif(orientation))));
        let webp = media(&files).into_iter().find(|artifact| artifact.path.ends_with(".webp")).unwrap();
        let picture = image::load_from_memory(bytes(webp)).unwrap().to_luma8();
        assert_eq!(picture.dimensions(), size, "orientation {orientation}");
        let row = if orientation == 3 { size.1 - 4 } else { 4 };
        let (left, right) = (picture.get_pixel(4, row).0[0], picture.get_pixel(size.0 - 4, row).0[0]);
        assert_eq!(left > right, light == "left", "orientation {orientation}: {left} and {right}");
        let page = html(&files, "towns/yunyao.html");
        assert!(page.contains(&format!("width=\"{}\" height=\"{}\"", size.0, size.1)));
    }
    // A tiny picture is no special case.
    let files = files(&town("kiln.jpg", &jpeg(2, 3, &exif(6))));
    assert!(media(&files).iter().all(|artifact| artifact.path.starts_with("media/towns/yunyao/kiln-3.")));
}

#[test]
fn a_phones_colours_are_drawn_in_srgb() {
    let p3 = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    // sRGB's own red, as a phone records it in Display P3.
    let pixels = [0xea, 0x33, 0x23].repeat(64 * 48);
    let mut jpeg = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut jpeg, 95);
    encoder.add_icc_profile(&p3).unwrap();
    encoder.encode(&pixels, 64, 48, jpeg_encoder::ColorType::Rgb).unwrap();
    let coded = |write: &dyn Fn(&mut Vec<u8>)| {
        let mut file = Vec::new();
        write(&mut file);
        file
    };
    let rgb = image::ExtendedColorType::Rgb8;
    let png = coded(&|file| {
        let mut encoder = image::codecs::png::PngEncoder::new(file);
        encoder.set_icc_profile(p3.clone()).unwrap();
        encoder.write_image(&pixels, 64, 48, rgb).unwrap();
    });
    let webp = coded(&|file| {
        let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(file);
        encoder.set_icc_profile(p3.clone()).unwrap();
        encoder.write_image(&pixels, 64, 48, rgb).unwrap();
    });
    for (name, picture) in [("kiln.jpg", &jpeg), ("kiln.png", &png), ("kiln.webp", &webp)] {
        let files = files(&town(name, picture));
        let drawn = media(&files).into_iter().find(|artifact| artifact.path.ends_with(".webp")).unwrap();
        assert!(!holds(bytes(drawn), b"ICCP"), "a variant needs no profile");
        let seen = *image::load_from_memory(bytes(drawn)).unwrap().to_rgb8().get_pixel(20, 20);
        let near = seen.0.iter().zip([255, 0, 0]).all(|(found, wanted)| found.abs_diff(wanted) <= 8);
        assert!(near, "{name}: {seen:?}");
    }
}

#[test]
fn clear_parts_stay_clear() {
    let clear = files(&town("sign.png", &png(600, 300, true)));
    let endings = |files: &[Artifact]| -> Vec<String> {
        media(files).iter().map(|artifact| artifact.path.rsplit('.').next().unwrap().to_owned()).collect()
    };
    assert_eq!(endings(&clear), ["png", "webp", "png", "webp"]);
    for artifact in media(&clear) {
        let picture = image::load_from_memory(bytes(artifact)).unwrap();
        assert!(picture.color().has_alpha(), "{}", artifact.path);
    }
    assert_eq!(endings(&files(&town("sign.png", &png(600, 300, false)))), ["jpg", "webp", "jpg", "webp"]);
}

/// The rules of the errors of a build that must fail, with their file and message.
fn faults(folder: &TempDir) -> Vec<(String, &'static str, String)> {
    let looked = build(folder, Pictures::Checked).0;
    let built = build(folder, Pictures::Drawn(&Memory::default())).0;
    assert!(built.pages.is_none());
    let errors = |built: &Build| -> Vec<_> {
        let errors = built.diagnostics.iter().filter(|found| found.is_error());
        errors.map(|found| (found.file.display().to_string(), found.rule, found.message.en.clone())).collect()
    };
    assert_eq!(errors(&looked), errors(&built), "a check finds what a build finds");
    errors(&built)
}

#[test]
fn hostile_pictures_are_faults_of_the_content() {
    let whole = jpeg(640, 400, &[]);
    let found = faults(&town("kiln.jpg", &whole[..whole.len() / 2]));
    assert_eq!(found.len(), 1, "{found:?}");
    let (file, rule, message) = &found[0];
    assert_eq!((file.as_str(), *rule), ("towns/yunyao.yaml", "faulty-picture"));
    assert!(message.starts_with("the picture towns/yunyao/kiln.jpg is cut off"), "{message}");

    let whole = png(600, 300, true);
    let found = faults(&town("kiln.png", &whole[..whole.len() * 2 / 3]));
    assert!(found.len() == 1 && found[0].2.contains("is damaged"), "{found:?}");

    // A header that promises 100,000 × 100,000 pixels.
    let mut bomb = png(4, 4, false);
    bomb[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
    assert_eq!(faults(&town("kiln.png", &bomb))[0].1, "image-too-large");
    // One within the caps, but with nothing behind it.
    bomb[16..24].copy_from_slice(&[0, 0, 0x1b, 0x58, 0, 0, 0x1b, 0x58]);
    assert_eq!(faults(&town("kiln.png", &bomb))[0].1, "faulty-picture");
    assert_eq!(faults(&town("kiln.heic", b"\0\0\0\x18ftypheic GPS-SECRET!"))[0].1, "picture-format");
    assert_eq!(faults(&town("kiln.pdf", b"%PDF"))[0].1, "not-an-image");
}

#[test]
fn pictures_that_move_are_refused() {
    let mut file = Vec::new();
    let frame = || image::Frame::new(image::RgbaImage::new(8, 8));
    let animated = {
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut file);
        encoder.encode_frames([frame(), frame()]).unwrap();
        drop(encoder);
        file
    };
    assert_eq!(faults(&town("kiln.gif", &animated))[0].1, "animated-picture");
    let mut still = Vec::new();
    image::codecs::gif::GifEncoder::new(&mut still).encode_frames([frame()]).unwrap();
    assert_eq!(media(&files(&town("kiln.gif", &still))).len(), 2);
}

#[test]
fn a_picture_in_a_story_is_a_figure_and_needs_words() {
    let story = |body: &str| {
        let text = format!("---\ntitle: 开窑\ndate: 2020-09-01\n---\n{body}\n");
        content(&[("stories/kiln.md", text.as_bytes()), ("stories/kiln/fire.jpg", &jpeg(1000, 500, &exif(1)))])
    };
    let shown = files(&story("窑火：\n\n![龙窑 <点火>](fire.jpg \"点火 图／某某\")\n"));
    let page = html(&shown, "stories/kiln.html");
    assert!(page.contains(
        "<figure class=\"ph\"><picture><source type=\"image/webp\" srcset=\"../media/stories/kiln/fire-480."
    ));
    assert!(page.contains("alt=\"龙窑 &lt;点火&gt;\" width=\"1000\" height=\"500\" loading=\"lazy\" decoding=\"async\"></picture><figcaption>点火 图／某某</figcaption></figure>"), "{page}");
    assert!(!page.contains("<p><figure"));
    let inline = files(&story("窑火 ![龙窑](fire.jpg \"点火\") 不熄"));
    let page = html(&inline, "stories/kiln.html");
    assert!(
        page.contains("<p>窑火 <picture>") && page.contains("title=\"点火\"") && page.contains("</picture> 不熄</p>")
    );
    assert_eq!(faults(&story("![](fire.jpg)"))[0].1, "picture-without-alt");
    assert_eq!(media(&files(&story("没有图片"))).len(), 0, "a picture that nothing shows is not published");
}

#[test]
fn a_cover_opens_the_page_and_needs_words() {
    let story = |more: &str| {
        let text = format!("---\ntitle: 开窑\ndate: 2020-09-01\ncover: fire.jpg\n{more}---\n正文\n");
        content(&[("stories/kiln.md", text.as_bytes()), ("stories/kiln/fire.jpg", &jpeg(1000, 500, &[]))])
    };
    let files = files(&story("cover_alt: 点火\n"));
    let page = html(&files, "stories/kiln.html");
    assert!(page.contains("fetchpriority=\"high\" decoding=\"async\"") && !page.contains("loading=\"lazy\""), "{page}");
    assert_eq!(faults(&story(""))[0].1, "cover-alt");
}

#[test]
fn an_attached_picture_keeps_its_name_and_loses_its_place() {
    let text = "---
title: 办法
issuer: 市特镇办
published: 2020-09-01
disclosure: 主动公开
validity: 有效
attachments: [{name: 平面图, file: plan.jpg}, {name: 全文, file: text.pdf}]
---
正文
";
    let folder = content(&[
        ("policies/rules.md", text.as_bytes()),
        ("policies/rules/plan.jpg", &jpeg(900, 600, &exif(6))),
        ("policies/rules/text.pdf", b"%PDF-1.7"),
    ]);
    let files = files(&folder);
    let plan = files.iter().find(|artifact| artifact.path == "media/policies/rules/plan.jpg").unwrap();
    assert!(!holds(bytes(plan), b"GPS-SECRET!"));
    let size = imagesize::blob_size(bytes(plan)).unwrap();
    assert_eq!((size.width, size.height), (600, 900));
    let pdf = files.iter().find(|artifact| artifact.path == "media/policies/rules/text.pdf").unwrap();
    assert!(matches!(pdf.content, ArtifactContent::File(_)));
    assert_eq!(media(&files).len(), 2, "an attachment has no variants");
}

#[test]
fn a_cache_saves_time_and_changes_nothing() {
    let folder = town("kiln.jpg", &jpeg(1000, 600, &[]));
    let first = files(&folder);
    let cache = Memory::default();
    let built = |cache: &Memory| build(&folder, Pictures::Drawn(cache)).1;
    assert!(built(&cache) == first && cache.puts() == 1);
    assert!(built(&cache) == first && cache.puts() == 1, "the second build draws nothing");
    for damage in ["cut", "flipped", "foreign"] {
        for entry in cache.0.lock().unwrap().0.values_mut() {
            match damage {
                "cut" => entry.truncate(entry.len() / 2),
                "flipped" => *entry.last_mut().unwrap() ^= 1,
                _ => *entry = b"something else".to_vec(),
            }
        }
        let before = cache.puts();
        assert!(built(&cache) == first, "{damage}");
        assert_eq!(cache.puts(), before + 1, "{damage}");
    }
}

#[test]
fn threads_change_no_byte() {
    let folder = town("kiln.jpg", &jpeg(1300, 700, &exif(6)));
    let with = |threads: usize| {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| files(&folder))
    };
    assert!(with(1) == with(8));
}
