//! **Cumulative figures never fall.** Within a year each figure of a return is at least that of the return before.
//!
//! Why: returns are year to date; a smaller figure is a quarter's own figure, a slip of a digit, or a correction that
//! belongs into the earlier quarter's history.
//!
//! Example: `total: 36000` in the second quarter and `total: 16100` in the third is refused at `16100`.

use super::{Content, Report};
use crate::language::Pair;
use crate::model::{Coded as _, ProgressField, Word};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        for field in ProgressField::ALL {
            let Word { code: name, name: Pair { zh: title, .. }, .. } = field.word();
            for (index, row) in town.progress.iter().enumerate() {
                let Some(now) = field.of(row) else { continue };
                let earlier = town.progress[..index]
                    .iter()
                    .filter(|other| other.quarter.year == row.quarter.year && other.quarter < row.quarter)
                    .filter_map(|other| Some((other.quarter, field.of(other)?)))
                    .next_back();
                let Some((quarter, before)) = earlier.filter(|(_, before)| now < *before) else { continue };
                report.error(
                    "cumulative-falls",
                    file,
                    &format!("progress[{index}].{name}"),
                    message!("{} 的累计{title} {now} 小于 {quarter} 的 {before}", "{name} to the end of {} is {now}, below {before} of {quarter}", row.quarter),
                    message!("这里写从1月1日起的累计数，不写当季数；若前一季度报多了，请在那一行用 history 更正", "write the figure since 1 January, not the quarter's own; if the earlier one was too high, correct it there with a history"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_falling_figure_is_refused() {
        let file = "towns/yunyao.yaml";
        assert_eq!(
            found(&[(file, "non_government: 40000", "non_government: 27999.9")]),
            ["cumulative-falls towns/yunyao.yaml 27999.9"]
        );
        assert_eq!(found(&[(file, "non_government: 40000", "non_government: 28000")]), Vec::<String>::new());
    }
}
