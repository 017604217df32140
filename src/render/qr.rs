//! A page's address as a QR code, for paper: a small picture that stands in the page itself, one pixel a module.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use png::{BitDepth, ColorType, Compression, Encoder};
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// Light modules around the code, by its standard.
const MARGIN: i32 = 4;

/// The code of an address, as a PNG in base64; none where the address is too long for one.
pub(super) fn of(address: &str) -> Option<String> {
    // One mask for all: choosing the best costs more than it helps on paper.
    let code = QrCode::encode_segments_advanced(
        &QrSegment::make_segments(address),
        QrCodeEcc::Medium,
        Version::MIN,
        Version::MAX,
        Some(Mask::new(0)),
        false,
    )
    .ok()?;
    let side = code.size() + 2 * MARGIN;
    // One bit a module, most significant first; a row begins at a byte. White is 1.
    let row = (side as usize).div_ceil(8);
    let mut bits = vec![u8::MAX; row * side as usize];
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let at = (x + MARGIN) as usize;
            bits[(y + MARGIN) as usize * row + at / 8] &= !(0x80 >> (at % 8));
        }
    }
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, side as u32, side as u32);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    // So few bytes that packing them saves nothing.
    encoder.set_compression(Compression::NoCompression);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&bits).ok()?;
    writer.finish().ok()?;
    Some(STANDARD.encode(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_corners_is_small_and_the_same_each_time() {
        let address = "https://towns.example.cn/towns/yunyao.html";
        let code = of(address).expect("a code");
        let picture = image::load_from_memory(&STANDARD.decode(&code).expect("base64")).expect("a PNG").into_luma8();
        let dark = |x: i32, y: i32| picture.get_pixel((x + MARGIN) as u32, (y + MARGIN) as u32).0 == [0];
        assert_eq!(picture.width() as i32, 29 + 2 * MARGIN);
        assert!((0..7).all(|x| dark(x, 0) && dark(22 + x, 0) && dark(x, 28)) && !dark(7, 0));
        assert!(code.len() < 600, "{}", code.len());
        assert_eq!(of(address), Some(code));
        assert_eq!(of(&"x".repeat(5000)), None);
    }
}
