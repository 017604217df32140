//! What an inspection would find, for the eye: findings one a line, and when each column falls due.

use super::MessageLanguage;
use crate::audit::{ColumnState, Inspection};

/// One line per finding, on standard error.
pub(super) fn findings(inspection: &Inspection, speech: &MessageLanguage) {
    for finding in &inspection.findings {
        let message = finding.message.pick(speech);
        let label = pick!(speech, "检查", "inspection");
        eprintln!("{label}[{}]: {message}", finding.rule);
    }
}

/// The columns with their dates, on standard output.
pub(super) fn table(inspection: &Inspection, as_of: chrono::NaiveDate, speech: &MessageLanguage) {
    println!(
        "{}",
        pick!(speech, "到期日\t剩余天数\t最近更新\t间隔天数\t栏目", "due\tdays left\tlatest\tinterval\tcolumn")
    );
    for column in &inspection.columns {
        println!("{}", line(column, as_of));
    }
    if inspection.findings.is_empty() {
        println!("{}", pick!(speech, "没有不合格项", "Nothing fails"));
    }
}

fn line(column: &ColumnState, as_of: chrono::NaiveDate) -> String {
    let or_dash = |value: Option<String>| value.unwrap_or_else(|| "—".to_owned());
    let left = column.due.map(|due| (due - as_of).num_days().to_string());
    [
        or_dash(column.due.map(|due| due.to_string())),
        or_dash(left),
        or_dash(column.latest.map(|latest| latest.to_string())),
        or_dash(column.interval.map(|days| days.to_string())),
        column.name.clone(),
    ]
    .join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_the_days_left() {
        let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a date");
        let column = ColumnState {
            name: "小镇故事".to_owned(),
            latest: Some(day("2022-02-14")),
            interval: Some(14),
            due: Some(day("2022-02-28")),
        };
        assert_eq!(line(&column, day("2022-02-15")), "2022-02-28\t13\t2022-02-14\t14\t小镇故事");
        let silent = ColumnState { latest: None, interval: None, due: None, ..column };
        assert_eq!(line(&silent, day("2022-02-15")), "—\t—\t—\t—\t小镇故事");
    }
}
