//! Digests: 64 bits that tell whether something is still what it was when the last build saw it.
//!
//! [`of`] digests whatever is `Hash`; what is fed piece by piece goes into a [`Digester`]. All are XXH3. They hold out
//! against chance, not against forgery: names and entries of published files are SHA-256.

use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::xxh3_64;

/// The tool itself: its sources, its dependencies, its theme. It belongs to the digest of all that another version of the
/// tool would make otherwise of the same.
const PROGRAM: &str = env!("SUNBOARD_PROGRAM");

/// The digest of some things.
pub fn of(things: impl Hash) -> u64 {
    let mut digester = Digester::default();
    things.hash(&mut digester);
    digester.finish()
}

/// The digest of some things and of the tool: of what is made from them.
pub fn made_from(things: impl Hash) -> u64 {
    of((PROGRAM, things))
}

/// The hasher of all digests. What it is fed is gathered and digested at once: of very many small pieces that is quicker
/// than one by one.
#[derive(Debug, Default)]
pub struct Digester(Vec<u8>);

impl Digester {
    /// One with room for so many bytes.
    pub fn with_room(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    /// What it was fed.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Forgets what it was fed and keeps the room.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl Hasher for Digester {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        xxh3_64(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_told_apart() {
        assert_eq!(of(("ab", "c")), of(("ab".to_owned(), "c".to_owned())), "by what they are");
        assert_ne!(of(("ab", "c")), of(("a", "bc")), "and where each ends");
        assert_ne!(of(Some("")), of(None::<&str>));
        assert_ne!(made_from("ab"), of("ab"));
    }

    #[test]
    fn the_digest_is_that_of_all_bytes() {
        let mut digester = Digester::with_room(2);
        digester.write(b"wrong");
        digester.clear();
        digester.write(b"");
        // The value of XXH3's own tests for an input without bytes and the seed 0.
        assert_eq!((digester.bytes(), digester.finish()), (&b""[..], 0x2D06_8005_38D3_94C2));
    }
}
