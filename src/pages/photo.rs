//! A photo as a page shows it.

use serde::Serialize;

use crate::model::Focus;

/// A photo.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PhotoView {
    /// Its path in the content folder; render puts the addresses and the size beside it.
    pub picture: String,
    /// What it shows.
    pub alt: String,
    /// Caption and credit.
    pub caption: Option<String>,
    /// Whether it opens the page, so that it is fetched at once; any other waits until a reader comes near.
    pub lead: bool,
    /// Classes for the point that stays in view where it is cropped: `fx30 fy70`, in tens of per cent from left and top.
    /// Classes, since the policy of the pages forbids inline style.
    pub focus: Option<String>,
}

impl PhotoView {
    /// The same photo with the point that stays in view.
    #[must_use]
    pub fn focused(self, focus: Option<Focus>) -> Self {
        Self { focus: focus.map(|Focus { x, y }| format!("fx{} fy{}", x.tens(), y.tens())), ..self }
    }
}
