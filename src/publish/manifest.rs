//! What the tool has published: path → digest. Only what stands here is ever replaced or removed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::{At, PublishError};
use super::paths::{OWN_FOLDER, is_safe};

const VERSION: u32 = 1;
const FILE: &str = "manifest.json";
const JOURNAL: &str = "pending.json";

/// The files of a published site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Version of this format.
    pub version: u32,
    /// The files, by path.
    pub files: BTreeMap<String, Entry>,
}

/// What is known of a published file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// SHA-256 of its bytes, in hexadecimal digits; empty while a build is under way.
    pub sha256: String,
    /// What the page was made from, in short: room for builds that skip pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
}

impl Manifest {
    /// A manifest of these files.
    pub(super) fn new(files: BTreeMap<String, Entry>) -> Self {
        Self { version: VERSION, files }
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
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(PublishError::io(&path, error)),
            };
            // A journal cut short was never acted upon: it is complete before the first file changes.
            match serde_json::from_str::<Self>(&text) {
                Ok(manifest) if manifest.version == VERSION => {
                    let files = &mut found.get_or_insert_with(|| Self::new(BTreeMap::new())).files;
                    for (path, entry) in manifest.files {
                        if is_safe(&path) {
                            files.entry(path).or_insert(entry);
                        }
                    }
                }
                _ if name == JOURNAL => {}
                _ => {
                    let path = path.display();
                    return Err(PublishError::refused(
                        format!("看不懂 {path}；请换一个输出文件夹，或用 --force 覆盖"),
                        format!("cannot make sense of {path}; choose another output folder, or use --force"),
                    ));
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

    /// Notes the paths that the coming build may touch, before it touches any.
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
        let mut text = serde_json::to_string_pretty(self).expect("strings and numbers always become JSON");
        text.push('\n');
        fs::write(&partial, text).at(&partial)?;
        fs::File::open(&partial).and_then(|file| file.sync_all()).at(&partial)?;
        fs::rename(&partial, &path).at(path)
    }
}
