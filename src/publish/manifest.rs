//! What the tool has published: path → digest. Only what stands here is ever replaced or removed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::cache::PublishedStamp;
use super::error::{PublishError, WithPath};
use super::identity::Identity;
use super::paths::{OWN_FOLDER, is_safe};
use crate::encoding;

const VERSION: u32 = 1;
const FILE: &str = "manifest.json";
const JOURNAL: &str = "pending.json";

/// The files of a published site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Version of this format.
    pub version: u32,
    /// Which site it is; none where an earlier version of this tool published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Identity>,
    /// The files, by path.
    pub files: BTreeMap<String, ManifestEntry>,
}

/// What is known of a published file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ManifestEntry {
    /// Of its bytes; none while a build is under way.
    pub sha256: Sha,
    /// How it was left. Stands in the [cache](super::cache), not here.
    #[serde(skip)]
    pub stamp: Option<PublishedStamp>,
}

/// SHA-256; all zeros where it is not known. In hexadecimal digits where it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sha(pub [u8; 32]);

impl Serialize for Sha {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if *self == Self::default() {
            return serializer.serialize_str("");
        }
        serializer.serialize_str(&encoding::hex(&self.0))
    }
}

impl<'de> Deserialize<'de> for Sha {
    /// Whatever is no digest is the digest of no file.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = <Cow<'de, str>>::deserialize(deserializer)?;
        let mut sha = Self::default();
        if digits.len() == 2 * sha.0.len() {
            for (byte, pair) in sha.0.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
                let pair = std::str::from_utf8(pair).ok();
                let Some(read) = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) else {
                    return Ok(Self::default());
                };
                *byte = read;
            }
        }
        Ok(sha)
    }
}

impl Manifest {
    /// A manifest of these files of a site.
    pub(super) fn new(site: Option<Identity>, files: BTreeMap<String, ManifestEntry>) -> Self {
        Self { version: VERSION, site, files }
    }

    /// Reads the manifest and the journal of a build that did not end; `None` where there is neither.
    ///
    /// Paths that could lead out of the folder are dropped, whoever wrote them there.
    pub(super) fn read(output: &Path) -> Result<Option<Self>, PublishError> {
        let folder = output.join(OWN_FOLDER);
        let mut found = None;
        for name in [FILE, JOURNAL] {
            let path = folder.join(name);
            let text = match fs::read_to_string(&path) {
                Ok(text) => text,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(PublishError::io(&path, error)),
            };
            // A journal cut short was never acted upon: it is complete before the first file changes.
            match serde_json::from_str::<Self>(&text) {
                Ok(manifest) if manifest.version == VERSION => {
                    let mut files = manifest.files;
                    files.retain(|path, _| is_safe(path));
                    match &mut found {
                        None => found = Some(Self::new(manifest.site, files)),
                        Some(found) => {
                            found.site = found.site.take().or(manifest.site);
                            files.into_iter().for_each(|(path, entry)| {
                                found.files.entry(path).or_insert(entry);
                            });
                        }
                    }
                }
                _ if name == JOURNAL => {}
                _ => {
                    let path = path.display();
                    return Err(PublishError::refused(message!(
                        "看不懂 {path}；请换一个输出文件夹，或用 --force 覆盖",
                        "cannot make sense of {path}; choose another output folder, or use --force"
                    )));
                }
            }
        }
        Ok(found)
    }

    /// Whether a build was ever published into the folder.
    pub(super) fn is_committed(output: &Path) -> bool {
        output.join(OWN_FOLDER).join(FILE).exists()
    }

    /// Whether a build that did not end left its journal.
    pub(super) fn is_interrupted(output: &Path) -> bool {
        output.join(OWN_FOLDER).join(JOURNAL).exists()
    }

    /// Notes the paths that the coming build may touch, before it touches any; those of the manifest stand there.
    pub(super) fn write_journal(&self, output: &Path) -> Result<(), PublishError> {
        self.write(output, JOURNAL)
    }

    /// Becomes the manifest of the folder; the journal goes.
    pub(super) fn commit(&self, output: &Path) -> Result<(), PublishError> {
        self.write(output, FILE)?;
        let journal = output.join(OWN_FOLDER).join(JOURNAL);
        fs::remove_file(&journal).at(journal)
    }

    fn write(&self, output: &Path, name: &str) -> Result<(), PublishError> {
        let path = output.join(OWN_FOLDER).join(name);
        let partial = path.with_extension("json.partial");
        let file = fs::File::create(&partial).at(&partial)?;
        let mut out = BufWriter::new(&file);
        serde_json::to_writer_pretty(&mut out, self).map_err(io::Error::from).at(&partial)?;
        out.write_all(b"\n").and_then(|()| out.flush()).at(&partial)?;
        file.sync_all().at(&partial)?;
        fs::rename(&partial, &path).at(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_as_it_was_written_and_what_is_none_is_no_files() {
        let sha = Sha(std::array::from_fn(|place| place as u8 * 8 + 7));
        let written = serde_json::to_string(&sha).expect("JSON");
        assert!(written.starts_with("\"070f17") && written.ends_with("ff\""), "{written}");
        let read = |text: &str| serde_json::from_str::<Sha>(text).expect("text");
        assert_eq!(read(&written), sha);
        assert_eq!(serde_json::to_string(&Sha::default()).expect("JSON"), "\"\"");
        for none in ["\"\"".to_owned(), "\"07\"".to_owned(), written.replace("0f", "0g"), written.replace("07", "é")] {
            assert_eq!(read(&none), Sha::default());
        }
    }
}
