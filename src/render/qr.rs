//! A page's address as a QR code, for paper: one path of horizontal strokes, without styles.

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, Mask};

/// Light modules around the code, by its standard.
const MARGIN: usize = 4;

/// The code's drawing; none where the address is too long for one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub(super) struct Code {
    /// Modules on a side, with the margin.
    side: usize,
    /// The dark runs, each drawn by a stroke one module wide.
    path: String,
}

/// The code of an address.
pub(super) fn of(address: &str) -> Option<Code> {
    // One mask for all: choosing the best costs more than it helps on paper.
    let code = QRBuilder::new(address).ecl(ECL::M).mask(Mask::Checkerboard).build().ok()?;
    let mut path = String::new();
    for y in 0..code.size {
        let row = &code[y];
        let (mut x, mut pen) = (0, None);
        while x < code.size {
            let length = row[x..code.size].iter().take_while(|module| module.value()).count();
            if length > 0 {
                path.push_str(&match pen {
                    None => format!("M{} {}h{length}", x + MARGIN, y + MARGIN),
                    Some(pen) => format!("m{} 0h{length}", x - pen),
                });
                pen = Some(x + length);
            }
            x += length.max(1);
        }
    }
    Some(Code { side: code.size + 2 * MARGIN, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_corners_and_is_the_same_each_time() {
        let code = of("https://towns.example.cn/towns/yunyao.html").expect("a code");
        assert_eq!(code.side, 29 + 2 * MARGIN);
        assert!(code.path.starts_with("M4 4h7m"), "{}", code.path);
        assert_eq!(of("https://towns.example.cn/towns/yunyao.html"), Some(code));
        assert_eq!(of(&"x".repeat(5000)), None);
    }
}
