//! Files that end: a named pipe, a device, a folder or a file that never ends must not hold up whoever reads them.

use std::fs::{File, FileType, metadata};
use std::io::{self, Read as _};
use std::path::Path;

use crate::diagnostic::Message;

/// Why a file was not read.
#[derive(Debug)]
pub enum NotRead {
    /// The system refused it.
    Refused(io::Error),
    /// It is something else than a file with bytes in it.
    NotAFile(Message),
    /// It holds more bytes than asked for, or grew while it was read.
    TooLong,
}

impl NotRead {
    /// The reason, to stand in brackets or behind a colon. `most` is the bound that was asked for.
    pub fn reason(&self, most: u64) -> Message {
        match self {
            Self::Refused(error) => Message::from_joined(&error.to_string()),
            Self::NotAFile(what) => what.clone(),
            Self::TooLong => {
                let megabytes = most >> 20;
                message!("超过 {megabytes} MB 的上限", "it is above the limit of {megabytes} MB")
            }
        }
    }
}

/// Reads a whole file of at most `most` bytes. What is no regular file is not even opened: that alone could wait for ever.
///
/// # Errors
/// Where it cannot be read, is no regular file, or is longer.
pub fn read_regular(path: &Path, most: u64) -> Result<Vec<u8>, NotRead> {
    let found = metadata(path).map_err(NotRead::Refused)?;
    if !found.is_file() {
        return Err(NotRead::NotAFile(what_it_is(found.file_type())));
    }
    if found.len() > most {
        return Err(NotRead::TooLong);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default());
    File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(NotRead::Refused)?;
    if bytes.len() as u64 > most { Err(NotRead::TooLong) } else { Ok(bytes) }
}

/// What is no regular file, in words.
pub(super) fn what_it_is(kind: FileType) -> Message {
    if kind.is_dir() {
        return message!("这是文件夹，不是文件", "this is a folder, not a file");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return message!("这是命名管道，不是普通文件", "this is a named pipe, not a regular file");
        }
        if kind.is_char_device() || kind.is_block_device() {
            return message!("这是设备，不是普通文件", "this is a device, not a regular file");
        }
        if kind.is_socket() {
            return message!("这是套接字，不是普通文件", "this is a socket, not a regular file");
        }
    }
    message!("这不是普通文件", "this is not a regular file")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn only_files_within_the_bound_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        std::fs::write(&file, "12345").unwrap();
        assert_eq!(read_regular(&file, 5).unwrap(), b"12345");
        assert!(matches!(read_regular(&file, 4), Err(NotRead::TooLong)));
        assert!(matches!(read_regular(folder.path(), 5), Err(NotRead::NotAFile(_))));
        assert!(matches!(read_regular(&folder.path().join("b"), 5), Err(NotRead::Refused(_))));
    }

    #[cfg(unix)]
    #[test]
    fn devices_and_what_never_ends_are_not_waited_for() {
        for device in ["/dev/zero", "/dev/null"] {
            let refused = read_regular(Path::new(device), 5).unwrap_err();
            assert!(matches!(&refused, NotRead::NotAFile(what) if what.en.contains("device")), "{refused:?}");
        }
    }
}
