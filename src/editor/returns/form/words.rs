//! What the form says: its explanation, the headings, and what is said of a column when the pointer rests on its heading.

use chrono::Datelike;

use super::{FormColumn, FormSheet};
use crate::evaluate::lookup;
use crate::language::{Language, Pair};
use crate::model::BoardRule;
use crate::words::{numbers, terms};

impl FormSheet<'_> {
    pub(super) fn explanation(&self, board: &BoardRule) -> String {
        let quarter = self.asked.quarter;
        let until = numbers::year_to_date(quarter, self.asked.language);
        let due = lookup::rule_set_in(&self.tree.rules, quarter.last_day()).and_then(|set| set.returns.as_ref());
        let due = due.map(|rule| rule.due(quarter));
        let measure = terms::name(board.measure, self.asked.language);
        match self.asked.language {
            Language::Chinese => format!(
                "单位：万元。只填黄色格：{until}累计数（从1月1日起），不是当季数；没有的数留空，不要填0。本榜按{measure}排名。{}",
                due.map_or_else(String::new, |day| format!(
                    "报送截止：{}年{}月{}日。",
                    day.year(),
                    day.month(),
                    day.day()
                ))
            ),
            Language::English => format!(
                "In 10,000 yuan (万元). Fill the yellow cells only: the figures since 1 January, not the quarter's own; leave empty what is not known, and do not write 0. This board ranks by {measure}.{}",
                due.map_or_else(String::new, |day| format!(" Due on {day}."))
            ),
        }
    }

    pub(super) fn heading(&self, column: FormColumn) -> String {
        let language = self.asked.language;
        let name = |field| terms::name(field, language);
        match column {
            FormColumn::Id => pick!(self, "代号", "id").to_owned(),
            FormColumn::Town => pick!(self, "小镇", "Town").to_owned(),
            FormColumn::County => pick!(self, "县（市、区）", "County").to_owned(),
            FormColumn::Status => pick!(self, "数据状态", "Status").to_owned(),
            FormColumn::Reported => pick!(self, "报送日期", "Reported on").to_owned(),
            FormColumn::Note => pick!(self, "情况说明", "Town's own word").to_owned(),
            FormColumn::Before(field) => {
                let before = self.asked.quarter.previous();
                let (name, until) = (name(field), numbers::year_to_date(before, language));
                say!(language, "上季：{}累计{name}"(until), "Before ({}): {name}"(before))
            }
            FormColumn::Plan(field) => {
                say!(language, "计划：到本季末累计{}", "Plan to date: {}", name(field))
            }
            FormColumn::Figure(field) => say!(language, "{}\n（万元）", "{}\n(万元)", name(field)),
        }
    }

    /// What is said of a column when the pointer rests on its heading.
    pub(super) fn note(&self, column: FormColumn, board: &BoardRule) -> Option<String> {
        let language = self.asked.language;
        let of = |words: Pair| Some(words.pick(language).to_owned());
        match column {
            FormColumn::Figure(field) => {
                let name = terms::name(field, language);
                let ranked = lookup::measured_field(board.measure) == field;
                Some(say!(
                    language,
                    "{name}：从1月1日到本季末的累计完成数，单位万元。1.2亿元填12000；可带小数，最多4位；不写单位，不写千位分隔符。没有数据请留空，不要填0。{}"(
                        if ranked { "本榜按这一项排名。" } else { "" }
                    ),
                    "{name}: from 1 January to the quarter's end, in 10,000 yuan (万元). 120 million yuan is 12000; at most 4 digits after the point, no unit. Leave it empty where there is no figure; do not write 0.{}"(
                        if ranked { " This board ranks by it." } else { "" }
                    )
                ))
            }
            FormColumn::Status => of(pair!(
                "初步数：还可能调整；最终数：已经核定。请从下拉列表中选。",
                "Provisional: may still change. Final: verified. Choose from the list."
            )),
            FormColumn::Reported => of(pair!(
                "实际报送的日期，写作 2021-01-07；应晚于季末。留空时按导入当天计。",
                "The day of the report, such as 2021-01-07, after the quarter's end. Left empty, it is the day of the import."
            )),
            FormColumn::Note => of(pair!(
                "小镇自己的话，与红黄牌同处公开。没有就留空。",
                "The town's own word, published beside its card. Leave it empty where there is none."
            )),
            _ => None,
        }
    }
}
