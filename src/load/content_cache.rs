//! What was read of a content folder, for the next reading.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use super::file_stamps::FileStamp;
use super::walk::ContentFile;
use super::{ReadFile, read, with_each};

/// What the files of a content folder gave when they were last read. A file that was touched since is not remembered.
#[derive(Debug, Default)]
pub struct ContentCache {
    files: BTreeMap<PathBuf, (FileStamp, ReadFile)>,
    opened: usize,
}

impl ContentCache {
    /// What each of the files gives; those that were not touched since are not opened. `begun` is a moment before the
    /// files were looked at.
    pub(super) fn read(&mut self, found: Vec<ContentFile>, begun: SystemTime) -> Vec<(ContentFile, ReadFile)> {
        let last = std::mem::take(&mut self.files);
        let opened = AtomicUsize::new(0);
        let again = |found: &ContentFile| {
            // A file is what it is by its name: another kind has another path.
            let same = last.get(&found.path).filter(|(stamp, _)| found.stamp == Some(*stamp));
            same.map(|(_, read)| read.clone()).unwrap_or_else(|| {
                opened.fetch_add(1, Ordering::Relaxed);
                read(found)
            })
        };
        let read = with_each(found, again);
        // What a later change might not show is not remembered.
        let settled = |found: &ContentFile| found.stamp.filter(|stamp| stamp.is_settled(begun));
        let kept = read.iter().filter_map(|(found, read)| Some((found.path.clone(), (settled(found)?, read.clone()))));
        self.files = kept.collect();
        self.opened = opened.into_inner();
        read
    }

    /// How many files the last reading opened.
    pub fn opened(&self) -> usize {
        self.opened
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;
    use crate::load::{Loaded, load, load_again};

    #[test]
    fn what_is_remembered_is_what_a_first_reading_gives() {
        let place = tempfile::tempdir().unwrap();
        let content = place.path();
        fs::create_dir_all(content.join("towns")).unwrap();
        fs::create_dir_all(content.join("stories")).unwrap();
        let town = |name: &str| format!("name: {name}\ncategory_history: [{{category: named}}]\n");
        let story = "---\ntitle: 夜\ndate: 2020-01-01\n---\n窑火。\n";
        let write = |path: &str, text: &str| fs::write(content.join(path), text).unwrap();
        let gone = |path: &str| fs::remove_file(content.join(path)).unwrap();
        let mut content_cache = ContentCache::default();
        // What is said of a reading: everything but where it was kept.
        let shown = |loaded: &Loaded| {
            let texts: Vec<_> = loaded.files.paths().iter().map(|path| loaded.files.text(path)).collect();
            format!("{:?} {:?} {:?} {texts:?}", loaded.tree, loaded.known, loaded.diagnostics)
        };
        let mut again = |change: &dyn Fn()| {
            change();
            std::thread::sleep(Duration::from_millis(45));
            let loaded = load_again(content, &mut content_cache, SystemTime::now());
            assert_eq!(shown(&loaded), shown(&load(content)));
            (content_cache.opened(), loaded.diagnostics.len())
        };
        let all = || {
            ["a", "b", "c"].iter().for_each(|name| write(&format!("towns/{name}.yaml"), &town(name)));
            write("stories/night.md", story);
        };
        let missing_config = 1;
        assert_eq!(again(&all), (4, missing_config));
        assert_eq!(again(&|| {}), (0, missing_config));
        assert_eq!(again(&|| write("towns/b.yaml", &town("d"))), (1, missing_config), "same length, another text");
        assert_eq!(again(&|| write("towns/b.yaml", "name：d\n")), (1, missing_config + 1), "a fault");
        assert_eq!(again(&|| {}), (0, missing_config + 1), "a fault is remembered");
        assert_eq!(again(&|| fs::rename(content.join("towns/a.yaml"), content.join("towns/e.yaml")).unwrap()).0, 1);
        assert_eq!(again(&|| gone("towns/e.yaml")).0, 0);
        assert_eq!(again(&|| write("towns/b.yaml", &town("b"))), (1, missing_config));
        assert_eq!(again(&|| write("stories/day.md", story)), (1, missing_config));
    }

    #[test]
    fn what_was_just_written_is_read_again() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("site.yaml"), "title: a\n").unwrap();
        let mut content_cache = ContentCache::default();
        let written = fs::metadata(place.path().join("site.yaml")).unwrap().modified().unwrap();
        load_again(place.path(), &mut content_cache, written);
        assert!(content_cache.files.is_empty());
        load_again(place.path(), &mut content_cache, written + Duration::from_secs(60));
        assert_eq!(content_cache.files.len(), 1);
    }
}
