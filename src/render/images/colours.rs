//! Colours of a wider kind → sRGB. Phones record Display P3; without its profile such a photo would look dull, and
//! variants carry no profile: every browser takes bare pixels for sRGB.
//!
//! The arithmetic is of whole numbers (13 bits after the point), so the pixels do not hang on the processor.

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, TransformOptions};

/// Draws eight-bit RGB or RGBA pixels anew in sRGB. A profile that is damaged or of another kind (a printer's, or of greys)
/// changes nothing: the picture is then what a browser without colour management would show.
pub(super) fn to_srgb(picture: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let Some(profile) = profile.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok()) else { return picture };
    if profile.color_space != DataColorSpace::Rgb {
        return picture;
    }
    let layout = if picture.color().has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let options = TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        prefer_fixed_point: true,
        ..TransformOptions::default()
    };
    let Ok(transform) = profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, options) else {
        return picture;
    };
    let mut drawn = vec![0; picture.as_bytes().len()];
    if transform.transform(picture.as_bytes(), &mut drawn).is_err() {
        return picture;
    }
    let (width, height) = (picture.width(), picture.height());
    let made = match layout {
        Layout::Rgba => image::RgbaImage::from_raw(width, height, drawn).map(DynamicImage::ImageRgba8),
        _ => image::RgbImage::from_raw(width, height, drawn).map(DynamicImage::ImageRgb8),
    };
    made.unwrap_or(picture)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    /// A picture of one colour, drawn with a profile.
    fn seen(colour: [u8; 3], profile: Option<&[u8]>) -> [u8; 3] {
        let picture = DynamicImage::ImageRgb8(image::RgbImage::from_pixel(5, 3, image::Rgb(colour)));
        let drawn = to_srgb(picture, profile).into_rgb8();
        assert!(drawn.pixels().all(|pixel| pixel == drawn.get_pixel(0, 0)));
        drawn.get_pixel(0, 0).0
    }

    #[test]
    fn colours_of_phones_are_what_they_were_recorded_as() {
        let p3 = ColorProfile::new_display_p3().encode().unwrap();
        // Display P3 (CSS Color 4): #ea3323 is sRGB's own red, #75fb4c its green, #0000f5 its blue; greys are the same.
        for (recorded, expected) in [
            ([0xea, 0x33, 0x23], [255, 0, 0]),
            ([0x75, 0xfb, 0x4c], [0, 255, 0]),
            ([0, 0, 0xf5], [0, 0, 255]),
            ([128, 128, 128], [128, 128, 128]),
            ([255, 255, 255], [255, 255, 255]),
        ] {
            let found = seen(recorded, Some(&p3));
            let near = found.iter().zip(expected).all(|(found, expected)| found.abs_diff(expected) <= 6);
            assert!(near, "{recorded:?} is seen as {found:?} instead of {expected:?}");
        }
    }

    #[test]
    fn what_is_srgb_or_no_profile_at_all_stays_as_it_is() {
        let srgb = ColorProfile::new_srgb().encode().unwrap();
        let grey = ColorProfile::new_gray_with_gamma(2.2).encode().unwrap();
        for colour in [[0, 0, 0], [200, 30, 30], [12, 130, 250]] {
            let near = seen(colour, Some(&srgb)).iter().zip(colour).all(|(found, given)| found.abs_diff(given) <= 1);
            assert!(near, "{colour:?}");
            for other in [None, Some(&grey[..]), Some(&srgb[..60]), Some(b"nonsense")] {
                assert_eq!(seen(colour, other), colour);
            }
        }
    }

    #[test]
    fn clear_parts_stay_as_clear() {
        let p3 = ColorProfile::new_display_p3().encode().unwrap();
        let picture = image::RgbaImage::from_fn(256, 1, |x, _| image::Rgba([200, 100, 50, x as u8]));
        let drawn = to_srgb(DynamicImage::ImageRgba8(picture), Some(&p3)).into_rgba8();
        assert!((0..256).all(|x| u32::from(drawn.get_pixel(x, 0).0[3]) == x));
    }

    #[test]
    fn no_byte_of_a_profile_makes_a_panic() {
        for whole in [ColorProfile::new_display_p3(), ColorProfile::new_srgb()].map(|profile| profile.encode().unwrap())
        {
            for at in 0..whole.len() {
                let mut damaged = whole.clone();
                damaged[at] = !damaged[at];
                seen([200, 100, 50], Some(&damaged));
                seen([200, 100, 50], Some(&whole[..at]));
            }
        }
    }
}
