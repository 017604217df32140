//! XML parts of workbooks: elements by their local names, attributes by theirs.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rust_decimal::Decimal;
use zip::ZipArchive;

use super::kinds::damaged;
use crate::diagnostic::Message;

/// The parts of a packed workbook.
pub(super) struct PackageParts<'b>(ZipArchive<Cursor<&'b [u8]>>);

impl<'b> PackageParts<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Result<Self, Message> {
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|_| damaged())
    }

    /// A part's bytes, whatever the case of its name and whichever slash its writer used; none where there is none.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Message> {
        let plain = |name: &str| name.replace('\\', "/").trim_start_matches('/').to_lowercase();
        let wanted = plain(name);
        let Some(place) = self.0.file_names().position(|other| other.is_ok_and(|other| plain(&other) == wanted)) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        self.0.by_index(place).map_err(|_| damaged())?.read_to_end(&mut bytes).map_err(|_| damaged())?;
        Ok(Some(bytes))
    }

    /// A part that is text.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Message> {
        Ok(self.bytes(name)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }
}

/// Something that stands in an XML text.
pub(super) enum XmlEvent<'a> {
    /// An element begins; one that is empty ends right after.
    Start(BytesStart<'a>),
    /// An element ends: its local name.
    End(String),
    /// Words.
    Words(String),
}

/// What stands in an XML text, one by one, to its end.
pub(super) fn each<'a>(text: &'a str, mut see: impl FnMut(XmlEvent<'a>) -> Result<(), Message>) -> Result<(), Message> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(start) => see(XmlEvent::Start(start))?,
            Event::End(end) => see(XmlEvent::End(end.local_name().as_ref().to_owned()))?,
            Event::Text(words) => see(XmlEvent::Words(words.into_inner().into_owned()))?,
            Event::CData(words) => see(XmlEvent::Words(words.into_inner().into_owned()))?,
            Event::GeneralRef(name) => {
                let known = match &*name.clone().into_inner() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                see(XmlEvent::Words(known.map(String::from).unwrap_or_default()))?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute by its local name.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|it| it.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

/// Whether an attribute says yes.
pub(super) fn is_set(start: &BytesStart<'_>, name: &str) -> bool {
    attribute(start, name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}

/// An attribute that is a whole number.
pub(super) fn number(start: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(start, name)?.parse().ok()
}

/// Whether a length is so small that nobody sees what has it: `0`, `0.25` (of a point or a digit), `0cm`, `0.001in`.
pub(super) fn is_nothing(length: &str) -> bool {
    let digits = length.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    // An inch or a centimetre is some tens of points.
    let least = if digits.len() < length.len() { Decimal::new(1, 2) } else { Decimal::new(3, 1) };
    digits.parse::<Decimal>().is_ok_and(|length| length < least)
}
