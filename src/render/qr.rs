//! A page's address as a QR code, for paper: a small picture that stands in the page itself, one pixel a module.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, Mask};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

/// Light modules around the code, by its standard.
const MARGIN: usize = 4;

/// The code of an address, as a PNG in base64; none where the address is too long for one.
pub(super) fn of(address: &str) -> Option<String> {
    // One mask for all: choosing the best costs more than it helps on paper.
    let code = QRBuilder::new(address).ecl(ECL::M).mask(Mask::Checkerboard).build().ok()?;
    let side = code.size + 2 * MARGIN;
    let mut pixels = vec![u8::MAX; side * side];
    for y in 0..code.size {
        for x in (0..code.size).filter(|x| code[y][*x].value()) {
            pixels[(y + MARGIN) * side + x + MARGIN] = 0;
        }
    }
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Best, FilterType::NoFilter)
        .write_image(&pixels, side as u32, side as u32, ExtendedColorType::L8)
        .ok()?;
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
        let dark = |x: usize, y: usize| picture.get_pixel((x + MARGIN) as u32, (y + MARGIN) as u32).0 == [0];
        assert_eq!(picture.width() as usize, 29 + 2 * MARGIN);
        assert!((0..7).all(|x| dark(x, 0) && dark(22 + x, 0) && dark(x, 28)) && !dark(7, 0));
        assert!(code.len() < 600, "{}", code.len());
        assert_eq!(of(address), Some(code));
        assert_eq!(of(&"x".repeat(5000)), None);
    }
}
