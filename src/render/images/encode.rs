//! Pixels → files. The arithmetic is the same on every machine and for any number of threads.

use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::FilterType;
use image::{DynamicImage, ImageEncoder};
use jpeg_encoder::{ColorType, SamplingFactor};

use crate::diagnostic::Message;

/// How pictures are drawn. Change it with the libraries or the settings below, and all are drawn anew under new names.
pub(super) const MANNER: &[u8] =
    b"2 sRGB by moxcms 0.8; image 0.25 catmull-rom; jpeg-encoder 0.7 q80/90 4:2:0; libwebp 1.5 q78/90 m4; png";

/// A file format that browsers get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// For all browsers of today.
    WebP,
    /// For older ones.
    Jpeg,
    /// For older ones, where parts of the picture are clear.
    Png,
}

impl Form {
    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// What a file's name promises.
    pub fn of_name(path: &str) -> Self {
        match path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).as_deref() {
            Some("jpg" | "jpeg") => Self::Jpeg,
            Some("webp") => Self::WebP,
            _ => Self::Png,
        }
    }
}

/// A file to be drawn.
pub(super) struct PictureFile {
    /// Its path in the site.
    pub path: String,
    /// Its width and height.
    pub size: (u32, u32),
    /// Its format.
    pub form: Form,
    /// Whether it is an attachment to be kept, drawn with more care than a picture in a text.
    pub careful: bool,
}

/// The bytes of each output. Large variants come first: each smaller one is drawn from the largest.
pub(super) fn all(picture: &DynamicImage, outputs: &[PictureFile]) -> Result<Vec<Vec<u8>>, Message> {
    let own = (picture.width(), picture.height());
    let mut largest: Option<DynamicImage> = None;
    let mut current: Option<DynamicImage> = None;
    let mut files = Vec::with_capacity(outputs.len());
    for output in outputs {
        let (width, height) = output.size;
        let is_there = current.as_ref().is_some_and(|current| (current.width(), current.height()) == output.size);
        if output.size == own {
            files.push(file(picture, output.form, output.careful)?);
            continue;
        }
        if !is_there {
            let from = largest.as_ref().unwrap_or(picture);
            let scaled = from.resize_exact(width, height, FilterType::CatmullRom);
            if largest.is_none() {
                largest = Some(scaled.clone());
            }
            current = Some(scaled);
        }
        files.push(file(current.as_ref().unwrap_or(picture), output.form, output.careful)?);
    }
    Ok(files)
}

fn file(picture: &DynamicImage, form: Form, careful: bool) -> Result<Vec<u8>, Message> {
    match form {
        Form::WebP => webp(picture, careful),
        Form::Jpeg => jpeg(picture, careful),
        Form::Png => png(picture),
    }
}

fn webp(picture: &DynamicImage, careful: bool) -> Result<Vec<u8>, Message> {
    let (pixels, width, height) = (picture.as_bytes(), picture.width(), picture.height());
    let encoder = match picture.color().has_alpha() {
        true => webp::Encoder::from_rgba(pixels, width, height),
        false => webp::Encoder::from_rgb(pixels, width, height),
    };
    let mut config = webp::WebPConfig::new().map_err(|()| failed("WebP"))?;
    config.quality = if careful { 90.0 } else { 78.0 };
    config.method = 4;
    let drawn = encoder.encode_advanced(&config).map_err(|error| failed(&format!("WebP, {error:?}")))?;
    Ok(drawn.to_vec())
}

fn jpeg(picture: &DynamicImage, careful: bool) -> Result<Vec<u8>, Message> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, if careful { 90 } else { 80 });
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let pixels = picture.to_rgb8();
    let side = |length: u32| u16::try_from(length).map_err(|_| failed("JPEG"));
    let (width, height) = (side(pixels.width())?, side(pixels.height())?);
    encoder.encode(&pixels, width, height, ColorType::Rgb).map_err(|error| failed(&error.to_string()))?;
    Ok(file)
}

fn png(picture: &DynamicImage) -> Result<Vec<u8>, Message> {
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Default, PngFilter::Adaptive)
        .write_image(picture.as_bytes(), picture.width(), picture.height(), picture.color().into())
        .map_err(|error| failed(&error.to_string()))?;
    Ok(file)
}

fn failed(reason: &str) -> Message {
    message!("无法转换（{reason}）", "cannot be converted ({reason})")
}
