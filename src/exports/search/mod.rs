//! The search index: small classic scripts beside the pages, so that it also works opened from disk.
//!
//! ```text
//! search/index.js                     which generation, how many shards, which kinds of documents
//! search/<generation>/terms/<n>.js    pairs of characters whose hash is n → the documents that hold them
//! search/<generation>/more/<pair>.js  the rest of the documents of a pair that very many hold
//! search/<generation>/docs/<k>-<n>.js titles, addresses, dates and texts of a few documents
//! ```
//!
//! A reader loads the shards of the pairs asked for and the texts of the hits shown, however large the site is.
//! The generation is a digest of the whole index: a browser never mixes shards of two builds.

mod documents;
mod fold;
mod postings;
mod shards;

use super::File;
use crate::model::Site;
pub use documents::{Document, of_page};

/// Every file of the index.
pub(super) fn write(site: &Site, mut documents: Vec<Document>) -> Vec<File> {
    documents::sort(&mut documents);
    shards::write(&documents, site.config.language.into())
}

#[cfg(test)]
mod tests;
