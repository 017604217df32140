//! File names that lost their encoding on the way: Windows packs Chinese names as GBK, and other systems unpack them as
//! bytes that are no UTF-8, or as Latin letters and frames.

use std::ffi::OsStr;
use std::path::PathBuf;

use encoding_rs::{GBK, WINDOWS_1252};

use crate::diagnostic::{Diagnostic, Message, Place};

/// The upper half of code page 437, by which unpackers read names that say nothing of their encoding.
const CODE_PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// A file name that is no UTF-8.
pub(super) fn not_utf8(path: PathBuf, name: &OsStr) -> Diagnostic {
    let (text, _, is_faulty) = GBK.decode(name.as_encoded_bytes());
    let message = if is_faulty {
        message!("文件名不是 UTF-8 编码", "the file name is not UTF-8")
    } else {
        message!(
            "文件名不是 UTF-8 编码，看来是 GBK 编码的“{text}”",
            "the file name is not UTF-8; it seems to be `{text}` in GBK"
        )
    };
    Diagnostic::error("bad-file-name", path, Place::File, message).with_hint(cure())
}

/// A name of Latin letters, frames or rare characters that was a Chinese one.
pub(super) fn told(path: PathBuf, meant: &str) -> Diagnostic {
    let message =
        message!("文件名是乱码，看来应为“{meant}”", "the file name was garbled; it seems to have been `{meant}`");
    Diagnostic::warning("garbled-file-name", path, Place::File, message).with_hint(cure())
}

fn cure() -> Message {
    message!(
        "压缩包里的中文文件名是 GBK 编码时：在 Linux 上重新解压 unzip -O GBK 文件.zip；或在 Windows 上用 7-Zip 重新打包，参数填 cu=on（文件名存为 UTF-8）；也可以直接改文件名",
        "where an archive holds Chinese names in GBK: unpack it anew with `unzip -O GBK file.zip`, or pack it anew on Windows with 7-Zip and the parameter cu=on (names in UTF-8); or rename the file"
    )
}

/// The Chinese name that a garbled one was, where that is certain.
pub(super) fn meant(name: &str) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    [latin, frames, twice].iter().find_map(|reading| reading(name)).filter(|meant| meant != name)
}

/// GBK read as Windows-1252: `ÔÆÒ¤`.
fn latin(name: &str) -> Option<String> {
    let (bytes, _, is_lost) = WINDOWS_1252.encode(name);
    if is_lost { None } else { gb2312(&bytes) }
}

/// GBK read by code page 437: `╘╞╥ñ`.
fn frames(name: &str) -> Option<String> {
    let byte = |c: char| {
        let upper = || CODE_PAGE_437.chars().zip(0x80..=0xff).find(|(other, _)| *other == c).map(|(_, byte)| byte);
        if c.is_ascii() { u8::try_from(c).ok() } else { upper() }
    };
    gb2312(&name.chars().map(byte).collect::<Option<Vec<u8>>>()?)
}

/// UTF-8 read as GBK: `浜戠獞`.
fn twice(name: &str) -> Option<String> {
    let (bytes, _, is_lost) = GBK.encode(name);
    // A name of common characters is one, whatever else its bytes could mean.
    let is_common = bytes.iter().all(|byte| byte.is_ascii() || *byte >= 0xa1);
    let text = if is_lost || is_common { None } else { String::from_utf8(bytes.into_owned()).ok() };
    text.filter(|text| text.chars().all(|c| c.is_ascii() || is_han(c)))
}

/// Bytes of GB 2312 with at least two characters side by side. Two accented letters of the West seldom stand so, three of
/// them or one alone are no such text.
fn gb2312(bytes: &[u8]) -> Option<String> {
    let mut runs = bytes.split(u8::is_ascii).filter(|run| !run.is_empty());
    let is_whole = |run: &[u8]| {
        run.len().is_multiple_of(2)
            && run.chunks(2).all(|pair| (0xb0..=0xf7).contains(&pair[0]) && (0xa1..=0xfe).contains(&pair[1]))
    };
    if !runs.all(is_whole) {
        return None;
    }
    let (text, _, is_faulty) = GBK.decode(bytes);
    (!is_faulty && text.chars().any(is_han)).then(|| text.into_owned())
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbled_names_are_read_back() {
        for (garbled, name) in
            [("ÔÆÒ¤", "云窑"), ("╘╞╥ñ.jpg", "云窑.jpg"), ("浜戠獞", "云窑"), ("01-ÔÆÒ¤.png", "01-云窑.png")]
        {
            assert_eq!(meant(garbled).as_deref(), Some(name), "{garbled}");
        }
    }

    #[test]
    fn names_of_any_language_are_left_alone() {
        for name in [
            "kiln.jpg",
            "云窑.jpg",
            "联通",
            "été.jpg",
            "naïve.png",
            "Zoë",
            "señor-niño.jpg",
            "Ångström",
            "Łódź",
            "龙窑（夜）.png",
            "窯火.jpg",
            "café-2.jpg",
            "ταΐ.png",
            "夜の窯.jpg",
            "Müßig.jpg",
            "Kreißsäle.png",
            "重點項目.png",
            "鳌江.jpg",
            "㙟.png",
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
