//! Photos, covers and attachments: handles with dimensions. Pictures are measured by their headers, not decoded.

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use image::AnimationDecoder as _;
use image::codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};

use super::walk::{ContentFile, unreadable};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::Asset;

/// The longest attachment.
pub const LONGEST_ASSET: u64 = 64 * 1024 * 1024;
/// The most pixels of a picture: a reader's telephone has to decode it.
const MOST_PIXELS: u64 = 50_000_000;
/// Pictures that browsers do not show; they too can hold the place where they were taken.
pub(crate) const OTHER_PICTURES: [&str; 10] =
    ["heic", "heif", "avif", "tif", "tiff", "bmp", "jfif", "dng", "jxl", "raw"];
/// The longest side of a picture.
const LONGEST_SIDE: u64 = 20_000;

/// Where a picture named in a file may lie: in the folder of the file's name, beside the file, or from the root. In an
/// address what is not plain may be written in per cent.
pub(crate) fn picture_paths(file: &Path, written: &str) -> Vec<String> {
    let plain = percent_encoding::percent_decode_str(written).decode_utf8().ok().filter(|plain| *plain != written);
    let mut paths = Vec::new();
    for written in [Some(written), plain.as_deref()].into_iter().flatten() {
        let written = written.strip_prefix("./").unwrap_or(written);
        if written.split('/').any(|part| part == "..") {
            continue;
        }
        let with_slashes = |path: &Path| path.to_string_lossy().replace('\\', "/");
        let own = with_slashes(&file.with_extension(""));
        let near = file.parent().map(with_slashes).unwrap_or_default();
        paths.extend([
            format!("{own}/{written}"),
            format!("{near}/{written}"),
            written.trim_start_matches('/').to_owned(),
        ]);
    }
    paths
}

/// Looks at an asset.
pub(super) fn read(found: &ContentFile) -> (Option<Asset>, Vec<Diagnostic>) {
    match look(found) {
        Ok(dimensions) => {
            let orientation = if dimensions.is_some() { orientation(found) } else { 1 };
            let dimensions =
                dimensions.map(|(width, height)| if orientation > 4 { (height, width) } else { (width, height) });
            (Some(Asset { file: found.disk.clone(), length: found.length, dimensions, orientation }), Vec::new())
        }
        Err(diagnostic) => (None, vec![*diagnostic]),
    }
}

fn look(found: &ContentFile) -> Result<Option<(u32, u32)>, Box<Diagnostic>> {
    let refuse =
        |rule, message, hint| Err(Box::new(Diagnostic::error(rule, &found.path, Place::File, message).with_hint(hint)));
    if found.length > LONGEST_ASSET {
        let megabytes = found.length.div_ceil(1024 * 1024);
        return refuse(
            "file-too-large",
            message!(
                "文件有 {megabytes} MB，超过 64 MB 的上限",
                "the file has {megabytes} MB, above the limit of 64 MB"
            ),
            message!("请压缩后再放入", "make it smaller first"),
        );
    }
    let ending = found.path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if OTHER_PICTURES.contains(&ending.as_str()) {
        return refuse(
            "picture-format",
            message!(
                "浏览器不能显示 .{ending} 图片，其中还可能记有拍摄地点",
                "browsers cannot show .{ending} pictures, and they may say where they were taken"
            ),
            message!("请用看图软件另存为 JPEG 或 PNG", "save it as JPEG or PNG"),
        );
    }
    // What is only copied is looked into, too: what cannot be read must not be found when everything else is written.
    let mut header = [0; 64];
    let length = match File::open(&found.disk).and_then(|mut file| file.read(&mut header)) {
        Ok(length) => length,
        Err(error) => return Err(Box::new(unreadable(found.path.clone(), &error.to_string()))),
    };
    let Some(expected) = picture(&ending) else { return Ok(None) };
    let kind = imagesize::image_type(&header[..length]).ok();
    let size = imagesize::size(&found.disk).ok();
    let (Some(kind), Some(size)) = (kind, size) else {
        return refuse(
            "not-an-image",
            message!(
                "扩展名是 .{ending}，内容却不是图片，或图片已损坏",
                "ends in .{ending}, but is no picture, or a damaged one"
            ),
            message!("请用看图软件打开确认，再另存为 JPEG 或 PNG", "open it in a viewer and save it as JPEG or PNG"),
        );
    };
    if std::mem::discriminant(&kind) != std::mem::discriminant(&expected) {
        return refuse(
            "not-an-image",
            message!("扩展名是 .{ending}，内容却是另一种格式", "ends in .{ending}, but is of another format"),
            message!(
                "请用看图软件另存为扩展名对应的格式（JPEG、PNG、GIF 或 WebP）",
                "save it in the format that its ending says (JPEG, PNG, GIF or WebP)"
            ),
        );
    }
    let (width, height) = (size.width as u64, size.height as u64);
    let sane = width > 0 && height > 0 && width <= LONGEST_SIDE && height <= LONGEST_SIDE;
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(width_32), Ok(height_32)) if sane && width * height <= MOST_PIXELS => {
            if is_animated(found, &expected) {
                return refuse(
                    "animated-picture",
                    message!(
                        "动图不能用作照片：页面上的图片不应自己动",
                        "is animated; pictures of a page must not move by themselves"
                    ),
                    message!("请截取其中一帧，另存为 JPEG 或 PNG", "save one of its frames as JPEG or PNG"),
                );
            }
            Ok(Some((width_32, height_32)))
        }
        _ => refuse(
            "image-too-large",
            message!(
                "图片为 {width}×{height} 像素，超过上限（边长 2 万、共 5000 万像素）",
                "the picture has {width}×{height} pixels, above the limit (20,000 a side, 50 million in all)"
            ),
            message!("请缩小到长边 4000 像素以内", "scale it down to 4,000 pixels on its longer side"),
        ),
    }
}

/// How the picture has to be turned, by its EXIF data; 1 where it does not say.
fn orientation(found: &ContentFile) -> u8 {
    let read = || {
        let mut reader = BufReader::new(File::open(&found.disk).ok()?);
        let data = exif::Reader::new().read_from_container(&mut reader).ok()?;
        let turn = data.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)?;
        u8::try_from(turn).ok().filter(|turn| (1..=8).contains(turn))
    };
    read().unwrap_or(1)
}

/// Whether the picture moves.
fn is_animated(found: &ContentFile, kind: &imagesize::ImageType) -> bool {
    let Ok(reader) = File::open(&found.disk).map(BufReader::new) else { return false };
    match kind {
        imagesize::ImageType::Gif => {
            GifDecoder::new(reader).is_ok_and(|decoder| decoder.into_frames().take(2).filter(Result::is_ok).count() > 1)
        }
        imagesize::ImageType::Png => PngDecoder::new(reader).is_ok_and(|decoder| decoder.is_apng().unwrap_or(false)),
        imagesize::ImageType::Webp => WebPDecoder::new(reader).is_ok_and(|decoder| decoder.has_animation()),
        _ => false,
    }
}

/// The format that a picture's ending promises.
fn picture(ending: &str) -> Option<imagesize::ImageType> {
    match ending {
        "jpg" | "jpeg" => Some(imagesize::ImageType::Jpeg),
        "png" => Some(imagesize::ImageType::Png),
        "gif" => Some(imagesize::ImageType::Gif),
        "webp" => Some(imagesize::ImageType::Webp),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::walk::FileKind;
    use super::*;

    #[test]
    fn a_file_of_any_kind_that_cannot_be_read_is_told_as_such() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["annex.txt", "annex.pdf", "kiln.png"] {
            // It went after it was found.
            let (path, disk) = (format!("policies/opinions/{name}").into(), folder.path().join(name));
            let found = ContentFile { path, disk, kind: FileKind::Asset, length: 5, stamp: None };
            let (asset, told) = read(&found);
            assert!(asset.is_none(), "{name}");
            assert_eq!(told.iter().map(|told| told.rule).collect::<Vec<_>>(), ["unreadable"], "{name}");
        }
    }
}
