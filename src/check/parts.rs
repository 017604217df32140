//! **Parts within the whole.** Investment in the leading industry, by others than government, and in key projects is
//! each a part of the overall investment.
//!
//! Why: shares are held against the acceptance standard, and none can be above 100 %.
//!
//! Example: `total: 52100, industrial: 60000` is refused at `60000`.

use super::{Content, Report};
use crate::language::Pair;
use crate::model::{Coded as _, ProgressField, Word};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        for (index, row) in town.progress.iter().enumerate() {
            let Some(total) = row.total else { continue };
            for field in ProgressField::ALL.into_iter().filter(|field| *field != ProgressField::Total) {
                let Word { code: name, name: Pair { zh: title, .. }, .. } = field.word();
                let Some(part) = field.of(row).filter(|part| *part > total) else { continue };
                report.error(
                    "part-above-whole",
                    file,
                    &format!("progress[{index}].{name}"),
                    message!("{title} {part} 大于总投资 {total}", "{name} {part} is above the total {total}"),
                    message!(
                        "{title}是总投资的一部分，请核对两个数",
                        "{name} is a part of the total; check both figures"
                    ),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn parts_are_within_the_whole() {
        let file = "towns/yunyao.yaml";
        for (old, new) in
            [("industrial: 30000", "52101"), ("non_government: 40000", "52101"), ("key_projects: 38000", "52101")]
        {
            let name = old.split(':').next().unwrap_or_default();
            let expected = format!("part-above-whole towns/yunyao.yaml {new}");
            assert_eq!(found(&[(file, old, &format!("{name}: {new}"))]), [expected]);
        }
    }
}
