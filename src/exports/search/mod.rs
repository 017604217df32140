//! The search index: small classic scripts beside the pages, so that it also works opened from disk.
//!
//! ```text
//! search/index.js                 how many shards, which kinds of documents, the digests of the lists of names
//! search/forms.<d>.js             traditional characters and their simplified forms; the syllables of pinyin
//! search/names/<what>-<n>.<d>.js  the digests of 256 shards of terms or of documents
//! search/terms/<n>.<d>.js         pairs of characters whose hash is n → the documents that hold them
//! search/more/<pair>.<d>.js       the rest of the documents of a pair that very many hold
//! search/docs/<n>.<d>.js          titles, addresses, dates, texts, kinds, spellings and other names of a few documents
//! ```
//!
//! A reader loads the shards of the pairs asked for and the texts of the hits shown, however large the site is.
//! Each file but the first bears the digest of its own bytes, and is named by that digest in the file that leads to it: a
//! browser never mixes shards of two builds, and a build writes only what changed. The first file lists lists, so that it
//! stays small however large the site is.

mod documents;
mod fold;
mod forms;
mod postings;
mod shards;
mod syllables;

use crate::artifact::Artifact;
use crate::model::Site;
pub use documents::{SearchDocument, of_page};

/// Every file of the index, one by one, from any thread.
pub(super) fn write(site: &Site, mut documents: Vec<SearchDocument>, put: &(dyn Fn(Artifact) + Sync)) {
    documents::sort(&mut documents);
    shards::write(&documents, site.config.language, put);
}

#[cfg(test)]
mod tests;
