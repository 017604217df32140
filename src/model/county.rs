//! Counties: the bodies that answer for their towns (¶2 of the notice).

use schemars::JsonSchema;
use serde::Deserialize;

use crate::units::{Slug, SourceReference, Text};

/// A county (县、市、区) or the development zone: a responsible body (责任主体).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct County {
    /// The id that town files name.
    pub id: Slug,
    /// Full name: 岚溪县.
    pub name: Text,
    /// Name where room is short: 岚溪.
    pub short_name: Option<Text>,
    /// County or development zone.
    pub kind: CountyKind,
    /// Official division code (行政区划代码), six digits; a development zone has none.
    pub code: Option<Text>,
    /// Who is responsible (责任主体): the county government or the zone's committee.
    pub responsible_body: Option<Text>,
    /// Who leads the work (牵头单位): usually the county's development and reform commission.
    pub lead_body: Option<Text>,
    /// Place in the tile grid that stands in for a map.
    pub tile: Option<Tile>,
    /// Where these facts come from.
    pub source: Option<SourceReference>,
}

/// What kind of responsible body it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountyKind {
    /// A county, county-level city or district.
    County,
    /// A development zone, which has no division code.
    Zone,
}

/// A place in the grid of counties, from 1.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    /// Column from the left, 1 to 12.
    #[serde(deserialize_with = "crate::units::whole")]
    pub x: u8,
    /// Row from the top, 1 to 12.
    #[serde(deserialize_with = "crate::units::whole")]
    pub y: u8,
}
