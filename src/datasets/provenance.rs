//! The columns that say of a figure how firm it is, when it was reported and published, and where it was read.

use super::Value;
use super::column::*;
use crate::evaluate::board::Standing;
use crate::figure::Firmness;
use crate::model::{Coded as _, FigureStatus};

pub(super) const STATUS: Column = coded(
    "status",
    pair!("数据性质", "Status"),
    pair!(
        "数据的确定程度；有一项为初步数的合计为初步数",
        "How firm the figures are; a sum is provisional as soon as one of its parts is"
    ),
    FigureStatus::WORDS,
);
pub(super) const LATE: Column = column(
    "late",
    Kind::Boolean,
    pair!("补报", "Reported late"),
    pair!("是否在报送期限之后报送", "Whether it was reported after the day on which it was due"),
);
pub(super) const REPORTED: Column =
    column("reported", Kind::Date, pair!("报送日期", "Reported"), pair!("报送日期", "Day of the report"));
pub(super) const PUBLISHED: Column = column(
    "published",
    Kind::Date,
    pair!("发布日期", "Published"),
    pair!(
        "现在的数据公开的日期：随季度发布，之后补报或修订的为补报或修订之日；未发布的为空",
        "Day on which the figures came out as they are: with the quarter, or when they were reported or corrected after it; empty while it is not released",
    ),
);

/// Whether a return was late; nothing where there is none.
pub(super) fn late(firmness: Firmness) -> Option<bool> {
    firmness.status.map(|_| firmness.is_late)
}

/// The figures of a return as the columns have them: status, late, reported, published, source.
pub(super) fn of_return(standing: Option<&Standing>) -> [Value; 5] {
    let Some(standing) = standing else { return [const { Value::Missing }; 5] };
    [
        standing.firmness.status.into(),
        late(standing.firmness).into(),
        standing.reported.into(),
        standing.published.into(),
        standing.source.as_ref().into(),
    ]
}
