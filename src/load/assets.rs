//! Photos, covers and attachments: handles with dimensions. Pictures are measured, never decoded.

use std::io::Read as _;

use super::walk::Found;
use crate::diagnostic::{Diagnostic, Message, Place};
use crate::model::Asset;

/// The longest attachment.
const LONGEST: u64 = 64 * 1024 * 1024;
/// The most pixels of a picture: a reader's telephone has to decode it.
const MOST_PIXELS: u64 = 50_000_000;
/// The longest side of a picture.
const LONGEST_SIDE: u64 = 20_000;

/// Looks at an asset.
pub(super) fn read(found: &Found) -> (Option<Asset>, Vec<Diagnostic>) {
    match look(found) {
        Ok(dimensions) => (Some(Asset { file: found.disk.clone(), length: found.length, dimensions }), Vec::new()),
        Err(diagnostic) => (None, vec![*diagnostic]),
    }
}

fn look(found: &Found) -> Result<Option<(u32, u32)>, Box<Diagnostic>> {
    let refuse = |rule, zh: String, en: String, hint_zh: &str, hint_en: &str| {
        Err(Box::new(
            Diagnostic::error(rule, &found.path, Place::File, Message::new(zh, en))
                .with_hint(Message::new(hint_zh, hint_en)),
        ))
    };
    if found.length > LONGEST {
        let megabytes = found.length.div_ceil(1024 * 1024);
        return refuse(
            "file-too-large",
            format!("文件有 {megabytes} MB，超过 64 MB 的上限"),
            format!("the file has {megabytes} MB, above the limit of 64 MB"),
            "请压缩后再放入",
            "make it smaller first",
        );
    }
    let ending = found.path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let Some(expected) = picture(&ending) else { return Ok(None) };
    let mut header = [0; 64];
    let length = std::fs::File::open(&found.disk).and_then(|mut file| file.read(&mut header)).unwrap_or(0);
    let kind = imagesize::image_type(&header[..length]).ok();
    let size = imagesize::size(&found.disk).ok();
    let (Some(kind), Some(size)) = (kind, size) else {
        return refuse(
            "not-an-image",
            format!("扩展名是 .{ending}，内容却不是图片，或图片已损坏"),
            format!("ends in .{ending}, but is no picture, or a damaged one"),
            "请用看图软件打开确认，再另存为 JPEG 或 PNG",
            "open it in a viewer and save it as JPEG or PNG",
        );
    };
    if std::mem::discriminant(&kind) != std::mem::discriminant(&expected) {
        return refuse(
            "not-an-image",
            format!("扩展名是 .{ending}，内容却是另一种格式"),
            format!("ends in .{ending}, but is of another format"),
            "请用看图软件另存为扩展名对应的格式（JPEG、PNG、GIF 或 WebP）",
            "save it in the format that its ending says (JPEG, PNG, GIF or WebP)",
        );
    }
    let (width, height) = (size.width as u64, size.height as u64);
    let sane = width > 0 && height > 0 && width <= LONGEST_SIDE && height <= LONGEST_SIDE;
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(width_32), Ok(height_32)) if sane && width * height <= MOST_PIXELS => Ok(Some((width_32, height_32))),
        _ => refuse(
            "image-too-large",
            format!("图片为 {width}×{height} 像素，超过上限（边长 2 万、共 5000 万像素）"),
            format!("the picture has {width}×{height} pixels, above the limit (20,000 a side, 50 million in all)"),
            "请缩小到长边 4000 像素以内",
            "scale it down to 4,000 pixels on its longer side",
        ),
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
