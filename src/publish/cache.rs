//! What one build leaves to the next, in the tool's own folder inside the output folder: how each file was left, and what
//! each page and the whole were made from.
//!
//! Nothing here is needed: a cache that is lost, damaged, of another version or of another folder costs time in the next
//! build, so no fault is told. It is for this machine, so it is no part of the site and of no interest to anyone else.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

use super::manifest::ManifestEntry;
use super::paths::{OWN_FOLDER, is_safe};
use crate::audit::Links;
use crate::load;

const FILE: &str = "memory";
/// Also the version of the format.
const MAGIC: &[u8] = b"sunboard memory 5\n";

/// How a file was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PublishedStamp {
    /// Bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified: u64,
}

/// A page, or another file, that the next build can use again where it would make it from the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheEntry {
    /// A digest of what it was made from.
    pub fingerprint: u64,
    /// The paths of its files, the page's own among them.
    pub files: Vec<String>,
    /// What the audit needs of a page.
    pub links: Arc<Links>,
}

/// How the last build last. Of its warnings only the number is kept, for they may quote what is not for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastBuild {
    /// A digest of what it was made from.
    pub inputs: u64,
    /// The moment from which the site is as it is, in its time zone.
    pub from: NaiveDateTime,
    /// The next moment at which it will be another.
    pub until: NaiveDateTime,
    /// How many pages it gave.
    pub pages: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many items wait for their moment.
    pub waiting: usize,
}

impl LastBuild {
    /// Whether a build at a moment would end the same.
    pub fn holds_at(&self, now: NaiveDateTime) -> bool {
        (self.from..self.until).contains(&now)
    }
}

/// What the last build left.
#[derive(Debug, Default)]
pub(super) struct Cache {
    /// How each file of the site was left.
    pub stamps: BTreeMap<String, PublishedStamp>,
    /// What pages and other files were made from, by path.
    pub entries: BTreeMap<String, CacheEntry>,
    /// How the build ended; none where the next one cannot tell whether it would end the same.
    pub last: Option<LastBuild>,
    /// When it was written.
    pub written: Option<SystemTime>,
}

impl PublishedStamp {
    /// How a file is now; none where that cannot be said.
    pub(super) fn of(metadata: &fs::Metadata) -> Option<Self> {
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self { size: metadata.len(), modified: u64::try_from(modified.as_nanos()).ok()? })
    }
}

impl Cache {
    /// The cache of an output folder; empty where there is none to be trusted.
    pub(super) fn read(output: &Path) -> Self {
        let path = path(output);
        let read = || {
            let bytes = fs::read(&path).ok()?;
            let mut cache = CacheReader::checked(&bytes)?.cache()?;
            cache.written = fs::metadata(&path).ok()?.modified().ok();
            Some(cache)
        };
        read().unwrap_or_default()
    }

    /// Forgets all, before anything is changed that it tells of.
    pub(super) fn forget(output: &Path) {
        _ = fs::remove_file(path(output));
    }

    /// Whether a file that was left so is certainly as it was left: same size, same time, and not changed in the last moment
    /// before the cache was written.
    pub(super) fn is_as_left(&self, left: PublishedStamp, file: &fs::Metadata) -> bool {
        let (Some(now), Some(written)) = (PublishedStamp::of(file), self.written) else { return false };
        left == now && file.modified().is_ok_and(|modified| load::is_settled(modified, written))
    }
}

/// A cache that is written and not yet in its place.
pub(super) struct PreparedCache {
    partial: PathBuf,
    path: PathBuf,
}

impl PreparedCache {
    /// Leaves it to the next build.
    pub(super) fn commit(self) {
        _ = fs::rename(self.partial, self.path);
    }
}

/// Writes a cache beside its place.
pub(super) fn prepare(
    output: &Path,
    files: &BTreeMap<String, ManifestEntry>,
    entries: &BTreeMap<String, CacheEntry>,
    last: Option<LastBuild>,
) -> Option<PreparedCache> {
    let path = path(output);
    let partial = path.with_extension("partial");
    let written = fs::File::create(&partial).and_then(|file| {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        write_to(&mut out, files, entries, last)?;
        out.flush()
    });
    written.is_ok().then_some(PreparedCache { partial, path })
}

fn write_to(
    out: impl Write,
    files: &BTreeMap<String, ManifestEntry>,
    entries: &BTreeMap<String, CacheEntry>,
    last: Option<LastBuild>,
) -> io::Result<()> {
    let mut out = Digesting { out, digest: Xxh3Default::new() };
    out.write_all(MAGIC)?;
    let stamps = || files.iter().filter_map(|(path, entry)| Some((path, entry.stamp?)));
    number(&mut out, stamps().count() as u64)?;
    for (path, stamp) in stamps() {
        text(&mut out, path)?;
        number(&mut out, stamp.size)?;
        number(&mut out, stamp.modified)?;
    }
    number(&mut out, entries.len() as u64)?;
    for (path, page) in entries {
        text(&mut out, path)?;
        number(&mut out, page.fingerprint)?;
        number(&mut out, page.files.len() as u64)?;
        page.files.iter().try_for_each(|file| text(&mut out, file))?;
        let Links { anchors, paths, targets, is_broken } = &*page.links;
        for digests in [anchors, paths, targets] {
            number(&mut out, digests.len() as u64)?;
            digests.iter().try_for_each(|digest| number(&mut out, *digest))?;
        }
        number(&mut out, u64::from(*is_broken))?;
    }
    number(&mut out, u64::from(last.is_some()))?;
    if let Some(last) = last {
        let second = |moment: NaiveDateTime| moment.and_utc().timestamp().cast_unsigned();
        let [pages, warnings, waiting] = [last.pages, last.warnings, last.waiting].map(|count| count as u64);
        let numbers = [last.inputs, second(last.from), second(last.until), pages, warnings, waiting];
        numbers.into_iter().try_for_each(|own| number(&mut out, own))?;
    }
    let digest = out.digest.digest();
    number(&mut out.out, digest)
}

/// Digests what passes.
struct Digesting<W> {
    out: W,
    digest: Xxh3Default,
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.out.write(bytes)?;
        self.digest.update(&bytes[..length]);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn path(output: &Path) -> PathBuf {
    output.join(OWN_FOLDER).join(FILE)
}

fn number(out: &mut impl Write, number: u64) -> io::Result<()> {
    out.write_all(&number.to_le_bytes())
}

fn text(out: &mut impl Write, text: &str) -> io::Result<()> {
    number(out, text.len() as u64)?;
    out.write_all(text.as_bytes())
}

/// Reads what `write_to` wrote; whatever does not fit ends the reading.
struct CacheReader<'a>(&'a [u8]);

impl<'a> CacheReader<'a> {
    /// The bytes between the magic words and the digest, if both are right.
    fn checked(bytes: &'a [u8]) -> Option<Self> {
        let (whole, end) = bytes.split_at_checked(bytes.len().checked_sub(8)?)?;
        let is_whole = end == xxh3_64(whole).to_le_bytes();
        whole.strip_prefix(MAGIC).filter(|_| is_whole).map(Self)
    }

    fn cache(&mut self) -> Option<Cache> {
        // All at once: both were written in their order.
        let count = self.number()?;
        let stamp = |_| Some((self.text()?, PublishedStamp { size: self.number()?, modified: self.number()? }));
        let stamps = (0..count).map(stamp).collect::<Option<_>>()?;
        let count = self.number()?;
        let page = |_| {
            let path = self.text()?;
            let fingerprint = self.number()?;
            let files = (0..self.number()?).map(|_| self.text()).collect::<Option<Vec<_>>>()?;
            let [anchors, paths, targets] = [self.numbers()?, self.numbers()?, self.numbers()?];
            let links = Links { anchors, paths, targets, is_broken: self.number()? != 0 };
            Some((path, CacheEntry { fingerprint, files, links: links.into() }))
        };
        let entries = (0..count).map(page).collect::<Option<_>>()?;
        let mut cache = Cache { stamps, entries, ..Cache::default() };
        if self.number()? == 1 {
            let (inputs, from, until) = (self.number()?, self.moment()?, self.moment()?);
            let (pages, warnings, waiting) = (self.count()?, self.count()?, self.count()?);
            cache.last = Some(LastBuild { inputs, from, until, pages, warnings, waiting });
        }
        self.0.is_empty().then_some(cache)
    }

    fn number(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*number))
    }

    fn numbers(&mut self) -> Option<Vec<u64>> {
        (0..self.number()?).map(|_| self.number()).collect()
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn moment(&mut self) -> Option<NaiveDateTime> {
        Some(DateTime::from_timestamp(self.number()?.cast_signed(), 0)?.naive_utc())
    }

    fn text(&mut self) -> Option<String> {
        let length = self.count()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        let text = std::str::from_utf8(text).ok()?;
        is_safe(text).then(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> CacheEntry {
        let links = Links { anchors: vec![1, 2], paths: vec![3], targets: Vec::new(), is_broken: true };
        CacheEntry { fingerprint: 7, files: vec!["a.html".into(), "charts/a.js".into()], links: links.into() }
    }

    fn last() -> LastBuild {
        let moment = |text: &str| text.parse().expect("a moment");
        let (from, until) = (moment("2022-03-08T09:00:00"), moment("2022-03-08T15:00:00"));
        LastBuild { inputs: 9, from, until, pages: 2, warnings: 1, waiting: 3 }
    }

    fn written() -> Vec<u8> {
        let known = |stamp| ManifestEntry { stamp, ..ManifestEntry::default() };
        let stamp = Some(PublishedStamp { size: 3, modified: 4 });
        let files = BTreeMap::from([("a.html".to_owned(), known(stamp)), ("b.html".to_owned(), known(None))]);
        let pages = BTreeMap::from([("a.html".to_owned(), entry())]);
        let mut bytes = Vec::new();
        write_to(&mut bytes, &files, &pages, Some(last())).expect("cache");
        bytes
    }

    #[test]
    fn what_was_written_is_read() {
        let read = CacheReader::checked(&written()).expect("whole").cache().expect("sound");
        assert_eq!(read.stamps, BTreeMap::from([("a.html".to_owned(), PublishedStamp { size: 3, modified: 4 })]));
        assert_eq!(read.entries, BTreeMap::from([("a.html".to_owned(), entry())]));
        assert_eq!(read.last, Some(last()));
    }

    #[test]
    fn no_damage_is_believed() {
        let whole = written();
        for length in 0..whole.len() {
            assert!(CacheReader::checked(&whole[..length]).is_none(), "{length}");
        }
        for place in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[place] ^= 1;
            assert!(CacheReader::checked(&damaged).is_none(), "{place}");
        }
    }
}
