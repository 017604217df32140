//! What was read of a content folder, for the next reading.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

use rayon::prelude::*;

use super::trace::Stamp;
use super::walk::Found;
use super::{Read, read};

/// What the files of a content folder gave when they were last read. A file that was touched since is not remembered.
#[derive(Debug, Default)]
pub struct Remembered {
    files: BTreeMap<PathBuf, (Stamp, Read)>,
    opened: usize,
}

impl Remembered {
    /// Reads what was touched; forgets what is no longer there. `begun` is a moment before the files were looked at.
    pub(super) fn read(&mut self, found: &[Found], begun: SystemTime) {
        let mut last = std::mem::take(&mut self.files);
        let settled =
            found.iter().filter_map(|found| Some((found, found.stamp.filter(|stamp| stamp.is_settled(begun))?)));
        let (mut kept, mut touched) = (BTreeMap::new(), Vec::new());
        for (found, stamp) in settled {
            // A file is what it is by its name: another kind has another path.
            match last.remove(&found.path).filter(|(own, _)| *own == stamp) {
                Some(same) => _ = kept.insert(found.path.clone(), same),
                None => touched.push((found, stamp)),
            }
        }
        self.opened = found.len() - kept.len();
        kept.par_extend(touched.into_par_iter().map(|(found, stamp)| (found.path.clone(), (stamp, read(found)))));
        self.files = kept;
    }

    /// What a file gave; none where a change after its reading might not show.
    pub(super) fn of(&self, found: &Found) -> Option<Read> {
        self.files.get(&found.path).map(|(_, read)| read.clone())
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
        let mut remembered = Remembered::default();
        // What is said of a reading: everything but where it was kept.
        let shown = |loaded: &Loaded| {
            let texts: Vec<_> = loaded.files.paths().iter().map(|path| loaded.files.text(path)).collect();
            format!("{:?} {:?} {:?} {texts:?}", loaded.tree, loaded.known, loaded.diagnostics)
        };
        let mut again = |change: &dyn Fn()| {
            change();
            std::thread::sleep(Duration::from_millis(45));
            let loaded = load_again(content, &mut remembered, SystemTime::now());
            assert_eq!(shown(&loaded), shown(&load(content)));
            (remembered.opened(), loaded.diagnostics.len())
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
        let mut remembered = Remembered::default();
        let written = fs::metadata(place.path().join("site.yaml")).unwrap().modified().unwrap();
        load_again(place.path(), &mut remembered, written);
        assert!(remembered.files.is_empty());
        load_again(place.path(), &mut remembered, written + Duration::from_secs(60));
        assert_eq!(remembered.files.len(), 1);
    }
}
