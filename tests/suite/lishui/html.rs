//! The built site as documents.
