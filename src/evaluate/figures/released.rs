//! Figures of boards as they were released, where they have changed since.

use crate::evaluate::board::Standing;
use crate::evaluate::released::Change;
use crate::figure::measures::board_changes;
use crate::figure::{Absence, Entity, Figure, IntoQuantity, Measure};

/// What a board said of a town when it was released.
#[derive(Clone, Copy)]
pub struct PublishedFigures<'a>(&'a Standing);

impl Change {
    /// What the board said of the town when it was released.
    pub fn published_figures(&self) -> PublishedFigures<'_> {
        PublishedFigures(&self.published.standing)
    }
}

impl<'a> PublishedFigures<'a> {
    fn figure(self, measure: &'static Measure, value: impl IntoQuantity<'a>) -> Figure<'a> {
        let standing = self.0;
        Figure::of(measure, value)
            .about(Entity::OnBoard { board: &standing.board, town: &standing.town })
            .in_quarter(standing.quarter)
            .reported_as(standing.firmness, standing.reported)
            .because(standing.state)
    }

    /// Completed from 1 January to the quarter's end.
    pub fn completed(self) -> Figure<'a> {
        self.figure(&board_changes::PUBLISHED_COMPLETED, self.0.completed)
    }

    /// Completed ÷ planned to the quarter's end.
    pub fn period_rate(self) -> Figure<'a> {
        self.figure(&board_changes::PUBLISHED_PERIOD_RATE, self.0.period_rate)
    }

    /// Completed ÷ planned for the year.
    pub fn annual_rate(self) -> Figure<'a> {
        self.figure(&board_changes::PUBLISHED_ANNUAL_RATE, self.0.annual_rate)
    }

    /// Its rank.
    pub fn rank(self) -> Figure<'a> {
        self.figure(&board_changes::PUBLISHED_RANK, self.0.rank)
    }

    /// Places gained.
    pub fn movement(self) -> Figure<'a> {
        self.figure(&board_changes::PUBLISHED_MOVEMENT, self.0.movement).because(Absence::NothingToCompare)
    }
}
