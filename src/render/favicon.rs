//! `favicon.ico`: for browsers and readers of feeds that ask for it unasked. It holds the theme's small icon as it is.

/// Where it stands.
pub(super) const PATH: &str = "favicon.ico";

/// The bytes before the picture: the file's head and one entry.
const HEAD: u32 = 22;

/// An icon file of one PNG; none where the bytes are no PNG of at most 256 pixels.
pub(super) fn write(png: &[u8]) -> Option<Vec<u8>> {
    let side = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    if !png.starts_with(b"\x89PNG\r\n\x1a\n") {
        return None;
    }
    // 0 stands for 256.
    let byte = |side: u32| (1..=256).contains(&side).then_some((side % 256) as u8);
    let (width, height) = (byte(side(16)?)?, byte(side(20)?)?);
    let mut file = vec![0, 0, 1, 0, 1, 0, width, height, 0, 0, 1, 0, 32, 0];
    file.extend(u32::try_from(png.len()).ok()?.to_le_bytes());
    file.extend(HEAD.to_le_bytes());
    file.extend(png);
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_stands_behind_a_head_that_tells_its_size_and_place() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x20".to_vec();
        png.resize(300, 7);
        let file = write(&png).expect("an icon");
        assert_eq!(file[..22], [0, 0, 1, 0, 1, 0, 32, 32, 0, 0, 1, 0, 32, 0, 44, 1, 0, 0, 22, 0, 0, 0]);
        assert_eq!(file[22..], png);
        assert_eq!(write(b"GIF89a"), None);
        assert_eq!(write(&png[..18]), None);
    }
}
