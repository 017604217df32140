//! The texts of the content files: bounded, decoded, kept for showing faults.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::regular::{NotRead, read_regular};
use super::walk::ContentFile;
use crate::diagnostic::{Diagnostic, Place};
use crate::digest;

/// The longest text file that is read. The largest town file with twenty years of returns stays below a tenth of it.
pub const LONGEST_TEXT: u64 = 4 * 1024 * 1024;

/// The content files' texts, by path in the content folder; without BOM, lines ended by `\n`.
///
/// Of files without faults only the place is kept: whoever wants their texts reads them again.
#[derive(Clone, Debug, Default)]
pub struct Files(BTreeMap<PathBuf, StoredText>);

/// A text, or where it is to be had.
#[derive(Clone, Debug)]
pub(super) enum StoredText {
    /// The text.
    Text(Arc<str>),
    /// A file that held the text of this digest.
    On { disk: Arc<Path>, digest: u64 },
}

impl StoredText {
    /// A text that is kept.
    pub(super) fn text(text: String) -> Self {
        Self::Text(text.into())
    }

    /// A text that can be read again.
    pub(super) fn on_disk(disk: &Path, text: &str) -> Self {
        Self::On { disk: disk.into(), digest: digest::of(text) }
    }
}

impl FromIterator<(PathBuf, StoredText)> for Files {
    fn from_iter<T: IntoIterator<Item = (PathBuf, StoredText)>>(texts: T) -> Self {
        Self(texts.into_iter().collect())
    }
}

impl Files {
    /// The text of a file as it was read, where it had one that could be decoded; none where it was changed since.
    pub fn text(&self, path: &Path) -> Option<Arc<str>> {
        match self.0.get(path)? {
            StoredText::Text(text) => Some(Arc::clone(text)),
            StoredText::On { disk, digest: own } => {
                let text = decode(read_regular(disk, LONGEST_TEXT).ok()?).ok()?;
                (digest::of(text.as_str()) == *own).then(|| text.into())
            }
        }
    }

    /// The paths of all texts, in their order.
    pub fn paths(&self) -> Vec<&Path> {
        self.0.keys().map(PathBuf::as_path).collect()
    }

    /// Whether the file had a text.
    pub fn contains(&self, path: &Path) -> bool {
        self.0.contains_key(path)
    }
}

/// Reads a text file. On a fault, what can be shown of the text comes back beside it.
pub(super) fn read_text(found: &ContentFile) -> Result<String, Box<(Option<String>, Diagnostic)>> {
    if found.length > LONGEST_TEXT {
        return Err(Box::new((None, too_long(found))));
    }
    let bytes = read_regular(&found.disk, LONGEST_TEXT).map_err(|fault| {
        let diagnostic = match fault {
            NotRead::TooLong => too_long(found),
            NotRead::NotAFile(what) => super::walk::not_a_file(found.path.clone(), what),
            NotRead::Refused(error) => unreadable(&found.path, &error),
        };
        Box::new((None, diagnostic))
    })?;
    match decode(bytes) {
        Ok(text) => Ok(text),
        Err((text, start, guess)) => {
            let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
            let diagnostic = not_utf8(&found.path, Place::Span { start, end }, guess);
            Err(Box::new((Some(text), diagnostic)))
        }
    }
}

/// What an undecodable file seems to be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    Gbk,
    Utf16,
    Unknown,
}

/// Bytes → text without BOM and with `\n` line ends; else a showable text, the first bad line's start and a guess.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, (String, usize, Guess)> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let (text, _, _) = encoding_rs::UTF_16LE.decode(&bytes);
        return Err((normal(&text), 0, Guess::Utf16));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(normal(&text)),
        Err(error) => {
            let bad = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let (text, _, faulty) = encoding_rs::GBK.decode(bytes);
            let guess = if faulty { Guess::Unknown } else { Guess::Gbk };
            let shown = if faulty { String::from_utf8_lossy(bytes) } else { text };
            let line = bytes[..bad].iter().filter(|&&byte| byte == b'\n').count();
            let shown = normal(&shown);
            let start = shown.split_inclusive('\n').take(line).map(str::len).sum();
            Err((shown, start, guess))
        }
    }
}

fn normal(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

fn too_long(found: &ContentFile) -> Diagnostic {
    let megabytes = found.length.div_ceil(1024 * 1024);
    let message = if found.length > LONGEST_TEXT {
        message!(
            "文件有 {megabytes} MB，超过 4 MB 的上限，未读取",
            "the file has {megabytes} MB, above the limit of 4 MB; it was not read"
        )
    } else {
        message!(
            "文件在读取时仍在变长，超过 4 MB 的上限，未读取",
            "the file grew above the limit of 4 MB while it was read; it was not taken"
        )
    };
    Diagnostic::error("file-too-large", &found.path, Place::File, message).with_hint(message!(
        "请确认放在这里的确是文字文件；大附件应放入同名文件夹",
        "make sure that this is the text file meant; large attachments belong in the folder of the same name"
    ))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let message = message!("文件无法读取（{error}）", "the file cannot be read ({error})");
    Diagnostic::error("unreadable", path, Place::File, message)
        .with_hint(message!("请检查文件权限", "check the file's permissions"))
}

fn not_utf8(path: &Path, place: Place, guess: Guess) -> Diagnostic {
    let message = match guess {
        Guess::Gbk => {
            pair!("文件不是 UTF-8 编码，看来是 GBK（ANSI）编码", "the file is not UTF-8; it seems to be GBK (\"ANSI\")")
        }
        Guess::Utf16 => {
            pair!("文件不是 UTF-8 编码，而是 UTF-16（“Unicode”）编码", "the file is not UTF-8 but UTF-16 (\"Unicode\")")
        }
        Guess::Unknown => {
            pair!(
                "文件不是 UTF-8 编码，从这一行起无法读出",
                "the file is not UTF-8; it cannot be read from this line on"
            )
        }
    };
    Diagnostic::error("not-utf8", path, place, message.into()).with_hint(message!(
        "用记事本打开，“另存为”时编码选 UTF-8；或执行 iconv -f GBK -t UTF-8 旧文件 > 新文件",
        "open it in Notepad and save it with the encoding UTF-8, or run: iconv -f GBK -t UTF-8 old > new"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_and_windows_line_ends_are_accepted() {
        assert_eq!(decode(b"\xef\xbb\xbfname: a\r\nx: b\r\n".to_vec()), Ok("name: a\nx: b\n".to_owned()));
    }

    #[test]
    fn gbk_is_recognised_and_its_first_bad_line_found() {
        let (bytes, _, _) = encoding_rs::GBK.encode("a: 1\nname: 云窑小镇\n");
        let (text, start, guess) = decode(bytes.into_owned()).expect_err("GBK is not UTF-8");
        assert_eq!((text.as_str(), start, guess), ("a: 1\nname: 云窑小镇\n", 5, Guess::Gbk));
    }
}
