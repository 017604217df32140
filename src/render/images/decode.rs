//! A picture file → pixels in sRGB, upright. Whatever the file holds besides pixels ends here.
//!
//! The JPEG decoder is asked for its portable arithmetic: the pixels are the same on every machine.

use std::io::Cursor;

use image::codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, Limits, RgbImage};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};

use super::colours;
use crate::diagnostic::Message;
use crate::model::Asset;

/// The most memory for a picture's pixels: the caps of loading leave 50 million pixels of eight bytes at most.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;

/// Whether parts of a picture may be clear, going by its header.
pub(super) fn may_be_clear(bytes: &[u8]) -> bool {
    let source = Cursor::new(bytes);
    match image::guess_format(bytes) {
        Ok(ImageFormat::Png) => PngDecoder::new(source).is_ok_and(|decoder| decoder.color_type().has_alpha()),
        Ok(ImageFormat::WebP) => WebPDecoder::new(source).is_ok_and(|decoder| decoder.color_type().has_alpha()),
        Ok(ImageFormat::Gif) => true,
        _ => false,
    }
}

/// A picture as it is stored, with the profile that says what its colours mean.
type Decoded = (DynamicImage, Option<Vec<u8>>);

/// A picture as it is to be seen, in eight-bit RGB, or RGBA where parts may be clear.
pub(super) fn upright(bytes: &[u8], asset: &Asset) -> Result<DynamicImage, Message> {
    let source = Cursor::new(bytes);
    let decoded = match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => jpeg(bytes, asset),
        Ok(ImageFormat::Png) => PngDecoder::new(source).map_err(damaged).and_then(|decoder| pixels(decoder, asset)),
        Ok(ImageFormat::Gif) => GifDecoder::new(source).map_err(damaged).and_then(|decoder| pixels(decoder, asset)),
        Ok(ImageFormat::WebP) => WebPDecoder::new(source).map_err(damaged).and_then(|decoder| pixels(decoder, asset)),
        _ => Err(changed()),
    };
    let (picture, profile) = decoded?;
    let picture = match picture.color().has_alpha() {
        true => DynamicImage::ImageRgba8(picture.into_rgba8()),
        false => DynamicImage::ImageRgb8(picture.into_rgb8()),
    };
    let mut picture = colours::to_srgb(picture, profile.as_deref());
    picture.apply_orientation(Orientation::from_exif(asset.orientation).unwrap_or(Orientation::NoTransforms));
    Ok(picture)
}

fn pixels(mut decoder: impl ImageDecoder, asset: &Asset) -> Result<Decoded, Message> {
    if decoder.dimensions() != asset.stored_dimensions() {
        return Err(changed());
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    decoder.set_limits(limits).map_err(damaged)?;
    // A profile that cannot be read is as good as none.
    let profile = decoder.icc_profile().ok().flatten();
    Ok((DynamicImage::from_decoder(decoder).map_err(damaged)?, profile))
}

fn jpeg(bytes: &[u8], asset: &Asset) -> Result<Decoded, Message> {
    if !is_complete(bytes) {
        return Err(message!("不完整：文件在中途断开", "is cut off: the file ends in its midst"));
    }
    let (width, height) = asset.stored_dimensions();
    let options = DecoderOptions::default()
        .set_use_unsafe(false)
        .set_max_width(width as usize)
        .set_max_height(height as usize)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(damaged)?;
    if decoder.dimensions() != Some((width as usize, height as usize)) {
        return Err(changed());
    }
    let pixels = decoder.decode().map_err(damaged)?;
    let picture = RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8).ok_or_else(changed)?;
    Ok((picture, decoder.icc_profile()))
}

/// Whether a JPEG reaches its end mark; the decoder would fill what is missing with grey.
fn is_complete(bytes: &[u8]) -> bool {
    let mut at = 2;
    let mut in_scan = false;
    while let Some(&[mark, kind]) = bytes.get(at..at + 2).and_then(|pair| pair.first_chunk::<2>()) {
        match (mark, kind) {
            (0xff, 0xd9) => return true,
            (0xff, 0x00 | 0xd0..=0xd7) if in_scan => at += 2,
            (0xff, 0xff) => at += 1,
            (0xff, 0x01 | 0xd0..=0xd8) => at += 2,
            (0xff, _) => {
                let Some(length) = bytes.get(at + 2..at + 4).and_then(|pair| pair.first_chunk::<2>()) else {
                    return false;
                };
                in_scan = kind == 0xda;
                at += 2 + usize::from(u16::from_be_bytes(*length)).max(2);
            }
            _ => at += 1,
        }
    }
    false
}

fn damaged(error: impl std::fmt::Display) -> Message {
    message!("已损坏（{error}）", "is damaged ({error})")
}

fn changed() -> Message {
    message!("在生成过程中被改动", "was changed while the site was being built")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every byte of a file turned over, and the file cut at every byte.
    fn each_damage(whole: &[u8], dimensions: (u32, u32)) {
        let asset = Asset { file: "".into(), length: 0, dimensions: Some(dimensions), orientation: 1 };
        assert!(upright(whole, &asset).is_ok());
        for at in 0..whole.len() {
            let mut damaged = whole.to_vec();
            damaged[at] = !damaged[at];
            for bytes in [&damaged[..], &whole[..at]] {
                may_be_clear(bytes);
                _ = upright(bytes, &asset);
            }
            assert!(!whole.starts_with(b"\xff\xd8") || upright(&whole[..at], &asset).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn no_byte_of_a_picture_makes_the_decoders_panic() {
        let pixels: Vec<u8> = (0..32 * 20 * 3).map(|at| (at % 251) as u8).collect();
        for progressive in [false, true] {
            let mut jpeg = Vec::new();
            let mut encoder = jpeg_encoder::Encoder::new(&mut jpeg, 80);
            encoder.set_progressive(progressive);
            encoder.encode(&pixels, 32, 20, jpeg_encoder::ColorType::Rgb).unwrap();
            each_damage(&jpeg, (32, 20));
        }
        let picture = DynamicImage::ImageRgb8(RgbImage::from_raw(32, 20, pixels).unwrap());
        for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
            let mut file = Cursor::new(Vec::new());
            picture.write_to(&mut file, format).unwrap();
            each_damage(&file.into_inner(), (32, 20));
        }
    }
}
