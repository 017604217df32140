//! The award ledger (奖补资金, ¶8(11)): the policy, each town's rows, and exact sums by year and county.
//!
//! What cannot be computed is listed with its reason and is in no sum.

use std::collections::BTreeMap;

use super::compose::{figure_column, paragraph, section, table, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Fact, Part, SectionView, Table, TableColumn, TableRow, remark, words};
use super::{PageKind, PageView, Planned, address};
use crate::evaluate::award::{AwardRow, AwardState};
use crate::evaluate::figures;
use crate::figure::Figure;
use crate::figure::measures::awards as measures;
use crate::language::Language;
use crate::model::{AwardPolicy, Coded as _, ColumnId, Payment};
use crate::units::{Money, Slug};
use crate::words::{award as wording, terms};

/// The rows of the ledger by town, worked out once: the ledger grows with the towns, and each of them asks for its rows.
pub struct Ledger<'a>(BTreeMap<&'a Slug, Vec<&'a AwardRow>>);

impl<'a> Ledger<'a> {
    /// The rows of all towns.
    pub fn of(context: Context<'a>) -> Self {
        let mut rows: BTreeMap<&Slug, Vec<&AwardRow>> = BTreeMap::new();
        for row in &context.evaluation.awards {
            rows.entry(&row.town).or_default().push(row);
        }
        Self(rows)
    }

    /// The rows of a town, in the ledger's order.
    pub fn rows(&self, town: &Slug) -> &[&'a AwardRow] {
        self.0.get(town).map_or(&[], Vec::as_slice)
    }
}

/// The page, where the edition shows the ledger.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Awards, address::top("awards"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("awards"));
    let mut view = here.column_view(ColumnId::Awards, pick!(context, "奖补资金", "Award money"));
    let sums = Sums::of(context.evaluation.awards.iter());
    let [due, paid] = [sums.due(), sums.paid()].map(|sum| sum.exact(context.language).unwrap_or_default());
    let gaps = sums.uncomputable;
    view.lead = words(match context.language {
        Language::Chinese if sums.computed == 0 => {
            format!("{}，没有可计算的奖补；{gaps}笔无法计算，单列原因，不计为0。", context.as_of_words())
        }
        Language::English if sums.computed == 0 => {
            format!(
                "No award can be computed {}; {gaps} cannot, each says why and none counts as 0.",
                context.as_of_words()
            )
        }
        Language::Chinese => format!(
            "{}，按政策可计算的奖补共{}笔、{due}，已兑现{}笔、{paid}；另有{gaps}笔无法计算，单列原因，不计为0。",
            context.as_of_words(),
            sums.computed,
            sums.paid_count
        ),
        Language::English => format!(
            "{} awards can be computed {}: {due}; {} of them are paid: {paid}. {gaps} cannot be computed; each says why and none counts as 0.",
            sums.computed,
            context.as_of_words(),
            sums.paid_count
        ),
    });
    for policy in &context.site.rules.awards {
        view.sections.extend(policy_sections(&here, policy));
    }
    if context.site.rules.awards.is_empty() {
        let nothing = paragraph(pick!(context, "目前没有收录奖补政策。", "No award policy is on record."));
        view.sections.push(section("none", pick!(context, "奖补政策", "Award policy"), vec![nothing]));
    }
    let unmatched = unmatched(&here);
    if !unmatched.is_empty() {
        view.sections.push(other_payments(&here, unmatched));
    }
    here.finish(view)
}

/// Sums over some rows of the ledger.
#[derive(Clone, Copy, Debug)]
struct Sums {
    /// Rows with an amount.
    computed: usize,
    /// What they come to.
    due: Money,
    /// Rows with a payment.
    paid_count: usize,
    /// What was paid for them.
    paid: Money,
    /// Rows whose amount cannot be computed.
    uncomputable: usize,
}

impl Sums {
    /// What is due in all.
    fn due(&self) -> Figure<'static> {
        Figure::of(&measures::DUE_IN_ALL, self.due)
    }

    /// What was paid in all.
    fn paid(&self) -> Figure<'static> {
        Figure::of(&measures::PAID_IN_ALL, self.paid)
    }

    fn of<'r>(rows: impl IntoIterator<Item = &'r AwardRow>) -> Self {
        let mut sums = Self { computed: 0, due: Money::ZERO, paid_count: 0, paid: Money::ZERO, uncomputable: 0 };
        for row in rows {
            if let Some(amount) = row.amount {
                sums.computed += 1;
                sums.due = sums.due + amount;
            }
            sums.uncomputable += usize::from(matches!(row.state, AwardState::Uncomputable(_)));
            if let Some(paid) = row.paid {
                sums.paid_count += 1;
                sums.paid = sums.paid + paid;
            }
        }
        sums
    }
}

fn policy_sections(here: &Here, policy: &AwardPolicy) -> Vec<SectionView> {
    let rows: Vec<&AwardRow> = here.evaluation.awards.iter().filter(|row| row.policy == policy.id).collect();
    let span = format!("{}—{}", policy.from, policy.to);
    let years = say!(here.language, "{span}年（考核年度）", "assessment years {span}");
    let mut facts = vec![
        Fact::new(pick!(here, "适用年度", "Years"), words(years)),
        Fact::new(pick!(here, "依据", "Basis"), here.basis(&policy.basis)),
    ];
    let purpose = here.or_unrecorded(policy.purpose.as_ref());
    facts.push(Fact::new(pick!(here, "资金用途", "Purpose"), purpose));
    let title = policy.name.0.clone();
    let text = section(format!("policy-{}", policy.id), title, vec![Part::Facts { rows: facts }, cases(here, policy)]);

    let ledger = Table::new(
        here.labelled(&policy.name, pick!(here, "台账（万元）", "ledger (ten thousand yuan)")),
        ledger_columns(here),
        rows.iter().map(|row| TableRow::town(&row.town, cells(here, policy, row))).collect(),
        pick!(here, "目前没有符合该政策的小镇。", "No town falls under this policy at present."),
    );
    let note = pick!(
        here,
        "考核年度、公布时间、兑现时间分列；政策只对部分命名小镇写明兑现年度。",
        "Assessment year, day of publication and payment are kept apart; the policy names a payment year for some named towns only."
    );
    let ledger = section(
        format!("ledger-{}", policy.id),
        pick!(here, "奖补台账", "Ledger"),
        vec![Part::Table(ledger.compact(5, &[2, 6]))],
    )
    .with_note(words(note));

    let by_year = grouped(&rows, |row| row.year.map_or(i64::MAX, i64::from));
    let by_year = by_year.into_iter().map(|(year, rows)| {
        let label = match (year, here.language) {
            (i64::MAX, language) => pick!(language, "年度不详", "year not known").to_owned(),
            (year, Language::Chinese) => format!("{year}年"),
            (year, Language::English) => year.to_string(),
        };
        sum_row(here, Cell::words(label), Sums::of(rows))
    });
    let place = |row: &AwardRow| here.place_of_county(here.town(&row.town).county.as_ref());
    let by_county = grouped(&rows, |row| place(row)).into_values().map(|rows| {
        let county = here.county_link(here.town(&rows[0].town));
        sum_row(here, Cell::rich(county), Sums::of(rows))
    });
    let all = || sum_row(here, Cell::words(pick!(here, "合计", "All")), Sums::of(rows.iter().copied()));
    let empty = pick!(here, "台账没有记录。", "The ledger has no row.");
    let total = |rows: Vec<TableRow>| if rows.is_empty() { rows } else { rows.into_iter().chain([all()]).collect() };
    let years = table(
        pick!(here, "按年度（考核年度或命名年份，万元）", "By assessment year or year of naming (ten thousand yuan)"),
        sum_columns(here, pick!(here, "年度", "Year")),
        total(by_year.collect()),
        empty,
    );
    let counties = table(
        pick!(here, "按责任主体（万元）", "By county (ten thousand yuan)"),
        sum_columns(here, pick!(here, "县（市、区）", "County")),
        total(by_county.collect()),
        empty,
    );
    let sums = section(format!("sums-{}", policy.id), pick!(here, "汇总", "Sums"), vec![years, counties])
        .with_note(words(pick!(here, "无法计算的不计入金额。", "What cannot be computed is in no sum.")));
    vec![text, ledger, sums]
}

fn grouped<'r, K: Ord>(rows: &[&'r AwardRow], key: impl Fn(&AwardRow) -> K) -> BTreeMap<K, Vec<&'r AwardRow>> {
    let mut groups: BTreeMap<K, Vec<&AwardRow>> = BTreeMap::new();
    for &row in rows {
        groups.entry(key(row)).or_default().push(row);
    }
    groups
}

fn cases(here: &Here, policy: &AwardPolicy) -> Part {
    let columns = vec![
        text_column(pick!(here, "情形", "Case")),
        figure_column(pick!(here, "金额（万元）", "Amount (ten thousand yuan)")),
        text_column(pick!(here, "条件", "Condition")),
    ];
    let rows = policy.cases.iter().map(|case| {
        let condition = match (&case.named, &case.grade) {
            (Some(named), _) => match (named.before, named.paid_in, here.language) {
                (Some(before), Some(paid), Language::Chinese) => {
                    format!("{before}年以前获省级命名，一次性，{paid}年兑现")
                }
                (Some(before), None, Language::Chinese) => format!("{before}年以前获省级命名，一次性"),
                (None, _, Language::Chinese) => "在适用年度内获省级命名，一次性".to_owned(),
                (Some(before), Some(paid), Language::English) => format!("named before {before}, once, paid in {paid}"),
                (Some(before), None, Language::English) => format!("named before {before}, once"),
                (None, _, Language::English) => "named within the years of the policy, once".to_owned(),
            },
            (None, Some(rule)) => {
                let grade = here.grade(crate::model::Assessor::Province, Some(rule.list), &rule.grade);
                let list = terms::name(rule.list, here.language);
                say!(
                    here.language,
                    "{list}名单，省级年度考核{grade}，按考核年度",
                    "{list}: the province's annual grade {grade}, each assessment year"
                )
            }
            (None, None) => pick!(here, "未写明", "not stated").to_owned(),
        };
        TableRow::of(vec![
            Cell::words(case.name.0.clone()),
            here.figure_cell(Figure::of(&measures::CASE_AMOUNT, case.amount), ""),
            Cell::words(condition),
        ])
    });
    let caption = here.labelled(&policy.name, pick!(here, "奖补情形", "cases"));
    table(caption, columns, rows.collect(), pick!(here, "没有收录奖补情形。", "No case is on record."))
}

fn ledger_columns(here: &Here) -> Vec<TableColumn> {
    vec![
        text_column(pick!(here, "小镇", "Town")),
        text_column(pick!(here, "县（市、区）", "County")),
        text_column(pick!(here, "情形", "Case")),
        text_column(pick!(here, "年度", "Year")),
        text_column(pick!(here, "公布或命名时间", "Published or named")),
        figure_column(pick!(here, "应兑现", "Due")),
        text_column(pick!(here, "状态", "State")),
        text_column(pick!(here, "政策写明的兑现年度", "Payment year by the policy")),
        text_column(pick!(here, "兑现日期", "Paid on")),
        figure_column(pick!(here, "已兑现", "Paid")),
    ]
}

fn cells(here: &Here, policy: &AwardPolicy, row: &AwardRow) -> Vec<Cell> {
    let language = here.language;
    let case = policy.cases.iter().find(|case| Some(&case.id) == row.case.as_ref());
    let unpaid = match row.state {
        AwardState::Due => pick!(here, "未收录兑现记录", "no payment on record"),
        _ => "",
    };
    let mut state = Cell::words(terms::name(row.state, language)).with_data("state", row.state.code());
    if let AwardState::Uncomputable(gap) = row.state {
        state.text.push(remark(terms::name(gap, language)));
    }
    if let Some(year) = row.payment_year.filter(|_| row.late) {
        state.text.push(remark(wording::late(year, language)));
    }
    state.text.extend(row.doubts.iter().map(|doubt| remark(terms::name(*doubt, language))));
    let paid_on = match row.paid_on {
        None => Cell::missing(unpaid),
        Some(day) => {
            let mut cell = Cell::words(day.to_string()).with_data("paid_on", day.to_string());
            let payments = row.payments.iter().map(|&at| &here.town(&row.town).payments[at]);
            // Of instalments each with its day and amount, of one payment its document alone.
            let one = row.payments.len() == 1;
            cell.text.extend(payments.filter_map(|payment| {
                let document = payment.document.as_ref().map(|document| document.0.clone());
                let instalment = || {
                    let amount = figures::payment(&row.town, payment).exact(language).unwrap_or_default();
                    let joined = [Some(format!("{} {amount}", payment.paid)), document.clone()];
                    joined.into_iter().flatten().collect::<Vec<_>>().join(pick!(here, "，", ", "))
                };
                if one { document.clone() } else { Some(instalment()) }.map(remark)
            }));
            cell
        }
    };
    let gap = match row.state {
        AwardState::NotDue => pick!(here, "无应兑现依据", "nothing is due"),
        _ => pick!(here, "无法计算", "cannot be computed"),
    };
    let mut cells = here.town_cells(&row.town);
    cells.extend([
        match case {
            Some(case) => Cell::words(case.name.0.clone()),
            None => Cell::missing(pick!(here, "适用情形待定", "the case is not known")),
        },
        match row.year {
            Some(year) => Cell::words(year.to_string()).with_data("year", year.to_string()),
            None => Cell::missing(pick!(here, "年份不详", "year not known")),
        },
        here.partial_or_unrecorded(row.published),
        here.figure_cell(figures::amount_due(row), gap),
        state,
        match row.payment_year {
            Some(year) => Cell::words(year.to_string()).with_data("payment_year", year.to_string()),
            None => Cell::missing(pick!(here, "政策未写明", "not stated")),
        },
        paid_on,
        here.figure_cell(figures::paid_of(row), ""),
    ]);
    cells
}

fn sum_columns(here: &Here, first: &str) -> Vec<TableColumn> {
    vec![
        text_column(first),
        figure_column(pick!(here, "可计算笔数", "Awards computed")),
        figure_column(pick!(here, "应兑现", "Due")),
        figure_column(pick!(here, "已兑现笔数", "Awards paid")),
        figure_column(pick!(here, "已兑现", "Paid")),
        figure_column(pick!(here, "无法计算笔数", "Not computable")),
    ]
}

/// A row of sums; where nothing is computed or paid, there is no sum rather than 0.
fn sum_row(here: &Here, first: Cell, sums: Sums) -> TableRow {
    let sum = |rows: usize, amount: Figure<'_>, none: &str| match rows {
        0 => Cell::missing(none),
        _ => Cell::words(amount.digits().unwrap_or_default()),
    };
    TableRow::of(vec![
        first,
        Cell::words(sums.computed.to_string()),
        sum(sums.computed, sums.due(), pick!(here, "没有可计算的", "none can be computed")),
        Cell::words(sums.paid_count.to_string()),
        sum(sums.paid_count, sums.paid(), pick!(here, "没有兑现记录", "no payment on record")),
        Cell::words(sums.uncomputable.to_string()),
    ])
}

/// Payments on record that settle no row of the ledger.
fn unmatched<'a>(here: &Here<'a>) -> Vec<(&'a Slug, &'a Payment)> {
    let ledger = Ledger::of(here.context);
    let settled = |slug: &Slug, at: usize| ledger.rows(slug).iter().any(|row| row.payments.contains(&at));
    let payments = here
        .ordered_towns()
        .into_iter()
        .flat_map(|(slug, town)| town.payments.iter().enumerate().map(move |(at, payment)| (slug, at, payment)));
    payments.filter(|(slug, at, _)| !settled(slug, *at)).map(|(slug, _, payment)| (slug, payment)).collect()
}

fn other_payments(here: &Here, payments: Vec<(&Slug, &Payment)>) -> SectionView {
    let columns = vec![
        text_column(pick!(here, "小镇", "Town")),
        text_column(pick!(here, "县（市、区）", "County")),
        text_column(pick!(here, "年度", "Year")),
        text_column(pick!(here, "兑现日期", "Paid on")),
        figure_column(pick!(here, "金额（万元）", "Amount (ten thousand yuan)")),
        text_column(pick!(here, "文件", "Document")),
    ];
    let rows = payments.into_iter().map(|(slug, payment)| {
        let mut cells = here.town_cells(slug);
        cells.extend([
            Cell::words(payment.year.to_string()),
            Cell::words(payment.paid.to_string()),
            here.figure_cell_as(figures::payment(slug, payment), "paid_amount", ""),
            here.cell_or_unrecorded(payment.document.as_ref()),
        ]);
        TableRow::town(slug, cells)
    });
    let title = pick!(here, "未能与政策情形对应的兑现", "Payments that match no case");
    section("other-payments", title, vec![table(title, columns, rows.collect(), "")])
}
