//! What was drawn in earlier builds. An entry is trusted only if its own digest is right.

use sha2::{Digest, Sha256};

/// A place that remembers drawn pictures between builds. Losing an entry costs time, nothing else.
pub trait PictureCache: Sync {
    /// The entry of this key, if it is there.
    fn get(&self, key: &str) -> Option<Vec<u8>>;
    /// Remembers an entry, if it can.
    fn put(&self, key: &str, entry: &[u8]);
}

const MARK: &[u8] = b"sunboard pictures 1\n";
const DIGEST: usize = 32;

/// An entry: mark, digest of the rest, then each file behind its length.
pub(super) fn pack(files: &[Vec<u8>]) -> Vec<u8> {
    let mut rest = Vec::with_capacity(files.iter().map(|file| file.len() + 8).sum());
    for file in files {
        rest.extend_from_slice(&(file.len() as u64).to_le_bytes());
        rest.extend_from_slice(file);
    }
    [MARK, Sha256::digest(&rest).as_slice(), &rest].concat()
}

/// The files of an entry; none unless it is whole and holds so many.
pub(super) fn unpack(entry: &[u8], count: usize) -> Option<Vec<Vec<u8>>> {
    let (digest, mut rest) = entry.strip_prefix(MARK)?.split_at_checked(DIGEST)?;
    if Sha256::digest(rest).as_slice() != digest {
        return None;
    }
    let mut files = Vec::with_capacity(count);
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<8>()?;
        let (file, after) = after.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        files.push(file.to_vec());
        rest = after;
    }
    (files.len() == count).then_some(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_entry_is_believed() {
        let files = vec![b"one".to_vec(), Vec::new(), b"three".to_vec()];
        let entry = pack(&files);
        assert_eq!(unpack(&entry, 3), Some(files));
        assert_eq!(unpack(&entry, 2), None);
        for at in 0..entry.len() {
            let mut damaged = entry.clone();
            damaged[at] ^= 1;
            assert_eq!(unpack(&damaged, 3), None, "byte {at}");
            assert_eq!(unpack(&entry[..at], 3), None, "cut at {at}");
        }
    }
}
