//! Wordings and addresses of figures, by hand.

use rust_decimal::Decimal;

use super::measures::{MEASURES, boards, cards, standards, totals};
use super::*;
use crate::language::Language;

const ZH: Language = Language::Chinese;
const EN: Language = Language::English;

fn money(amount: Money) -> Figure<'static> {
    Figure::of(&boards::COMPLETED, amount)
}

fn own(digits: i64, places: u32, unit: &str) -> Figure<'_> {
    Figure::of(&standards::VALUE, Number(Decimal::new(digits, places))).in_unit(unit)
}

fn said(text: Option<String>) -> String {
    text.expect("a figure")
}

#[test]
fn money_is_worded_by_size() {
    let worded = |amount| said(money(amount).worded(ZH));
    assert_eq!(worded(Money::whole(62_900)), "6.29亿元");
    assert_eq!(worded(Money::whole(4_708)), "4,708万元");
    assert_eq!(worded(Money::whole(10_000)), "1.00亿元");
    assert_eq!(worded(Money(Decimal::new(99_995, 1))), "9,999.5万元");
    assert_eq!(worded(Money::whole(12_345)), "1.23亿元"); // 1.2345
    assert_eq!(worded(Money::whole(12_350)), "1.24亿元"); // 1.235 rounds half up
    assert_eq!(said(money(Money::whole(62_900)).worded(EN)), "6.29 hundred million yuan");
    assert_eq!(said(money(Money::whole(62_900)).exact(ZH)), "62,900万元");
    assert_eq!(said(money(Money::whole(62_900)).exact(EN)), "62,900 ten thousand yuan");
    assert_eq!(said(money(Money::whole(62_900)).rounded_to(true, 1)), "6.3");
    assert_eq!(said(money(Money(Decimal::new(9_995, 1))).rounded_to(false, 0)), "1,000");
}

#[test]
fn digits_are_grouped_for_readers_and_not_for_data() {
    let amount = money(Money(Decimal::new(-12_345_678, 1)));
    assert_eq!((said(amount.digits()), said(amount.data())), ("-1,234,567.8".to_owned(), "-1234567.8".to_owned()));
    let digits = |number, places| said(money(Money(Decimal::new(number, places))).digits());
    assert_eq!([digits(-999, 0), digits(1_000, 0), digits(99_950, 2)], ["-999", "1,000", "999.5"]);
}

#[test]
fn percentages_have_one_format_and_bounds_stay_as_their_rule_has_them() {
    assert_eq!(said(own(70, 0, "%").worded(ZH)), "70.0%");
    assert_eq!(said(own(700, 1, "%").worded(ZH)), "70.0%");
    assert_eq!(said(own(6_235, 2, "%").worded(ZH)), "62.35%");
    assert_eq!(said(own(4, 0, "percentage points").worded(EN)), "4.0 percentage points");
    assert_eq!(said(own(1_200, 0, "人").worded(ZH)), "1,200人");
    assert_eq!(said(own(700, 1, "%").written_with_unit(ZH)), "70%");
    assert_eq!(said(own(5, 0, "").worded(ZH)), "5");
    // 66.7 of 60 % is short of 70 % by 3.3 points, not per cent.
    let gap = Figure::of(&standards::GAP, Number(Decimal::new(33, 1))).in_unit("%");
    assert_eq!(
        (said(gap.worded(ZH)), said(gap.worded(EN))),
        ("3.3个百分点".to_owned(), "3.3 percentage points".to_owned())
    );
}

#[test]
fn rates_are_rounded_once_and_points_are_no_per_cent() {
    let rate = Ratio::of(Money::whole(651), Money::whole(1_000));
    assert_eq!(said(Figure::of(&boards::PERIOD_RATE, rate).worded(ZH)), "65.1%");
    assert_eq!(Figure::of(&boards::PERIOD_RATE, rate).parts(EN), Some(("65.1".to_owned(), "%".to_owned())));
    let lag = Figure::of(&cards::LAG, Ratio::of(Money::whole(16), Money::whole(100)));
    assert_eq!(
        (said(lag.worded(ZH)), said(lag.worded(EN))),
        ("16.0个百分点".to_owned(), "16.0 percentage points".to_owned())
    );
    let tasks = Figure::of(&cards::TASKS, Number(Decimal::from(2)));
    assert_eq!((said(tasks.worded(ZH)), said(tasks.worded(EN))), ("2项".to_owned(), "2".to_owned()));
    let behind = Figure::of(&totals::LEAD, Ratio::of(Money::whole(0) - Money::whole(34), Money::whole(1_000)));
    assert_eq!(behind.sign(), Some(std::cmp::Ordering::Less));
    assert_eq!(said(behind.magnitude().digits()), "3.4");
    // 0.04 points are shown as 0.0, and so said to be neither ahead nor behind.
    let hardly = Figure::of(&totals::LEAD, Ratio::of(Money::whole(0) - Money::whole(4), Money::whole(10_000)));
    assert_eq!(hardly.sign(), Some(std::cmp::Ordering::Equal));
}

/// 7996 of 10000 is 79.96 %: below 80 %, which one digit would not show. 60.45 % rounds up to the bound itself.
#[test]
fn at_a_bound_as_many_digits_are_shown_as_the_decision_needs() {
    let bound = |text: &str| Number(text.parse().expect("a number"));
    let shown = |numerator: i64, denominator: i64, bounds: &[&str]| {
        let rate = Figure::of(&boards::PERIOD_RATE, Ratio::of(Money::whole(numerator), Money::whole(denominator)));
        let bounds: Vec<Number> = bounds.iter().map(|text| bound(text)).collect();
        let value = rate.held_against(&bounds);
        let beside = Figure::of(&cards::YELLOW, bounds[0]).beside(value);
        (said(value.digits()), said(beside.written()), said(value.data()))
    };
    let all = |value: &str, bound: &str| (value.to_owned(), bound.to_owned(), value.to_owned());
    assert_eq!(shown(8_000, 10_000, &["80"]), all("80.0", "80"), "at the bound");
    assert_eq!(shown(7_996, 10_000, &["80"]), all("79.96", "80.00"));
    assert_eq!(shown(8_004, 10_000, &["80"]), all("80.04", "80.00"));
    assert_eq!(shown(7_994, 10_000, &["80"]), all("79.9", "80"));
    assert_eq!(shown(6_045, 10_000, &["60.5"]), all("60.45", "60.50"));
    assert_eq!(shown(79_999_999, 100_000_000, &["80"]), all("79.999999", "80.000000"));
    // The second bound asks for digits that the first does not need.
    assert_eq!(shown(5_996, 10_000, &["80", "60"]), all("59.96", "80.00"));
    let amount = money(Money::whole(5)).held_against(&[bound("5")]);
    assert_eq!(said(amount.digits()), "5", "what is no quotient stands as it is");
}

#[test]
fn a_missing_figure_says_nothing_but_why() {
    let none = Figure::of(&boards::COMPLETED, None::<Money>);
    assert!(!none.is_known());
    assert_eq!((none.digits(), none.worded(ZH), none.exact(EN), none.data()), (None, None, None, None));
    assert!(none.value().is_err_and(|gap| gap.is(Absence::NotRecorded)));
    let none = none.because(Absence::NothingCounted);
    assert!(none.value().is_err_and(|gap| gap.is(Absence::NothingCounted) && !gap.is(Absence::NotRecorded)));
    assert!(money(Money::ZERO).because(Absence::NothingCounted).is_known(), "a reason takes no value away");
}

#[test]
fn an_address_names_the_row_or_is_none() {
    let quarter = Quarter { year: 2020, number: 3 };
    let town = Entity::OnBoard { board: "overall", town: "yunyao" };
    let address = money(Money::whole(1)).about(town).in_quarter(quarter).address().expect("published");
    assert_eq!((address.table, address.column), ("boards", "completed"));
    let row: Vec<(&str, &str)> = address.row.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(row, [("quarter", "2020Q3"), ("board", "overall"), ("town", "yunyao")]);
    assert_eq!(money(Money::whole(1)).about(town).address(), None, "of no quarter");
    assert_eq!(money(Money::whole(1)).about(Entity::Area).in_quarter(quarter).address(), None, "of no town");
    let county = Figure::of(&totals::COMPLETED, Money::whole(1)).about(Entity::County("lanxi")).in_quarter(quarter);
    assert_eq!(county.address().map(|address| address.row[1].1.clone()), Some("lanxi".to_owned()));
    assert_eq!(Figure::of(&totals::LEAD, None::<Ratio>).about(Entity::Area).in_quarter(quarter).address(), None);
}

#[test]
fn a_figure_is_small() {
    assert!(size_of::<Figure<'_>>() <= 184, "{}", size_of::<Figure<'_>>());
}

#[test]
fn each_measure_is_a_row_of_its_own() {
    let mut published: Vec<(&str, &str)> =
        MEASURES.iter().filter_map(|measure| Some((measure.table?.name, measure.name))).collect();
    published.sort_unstable();
    // The value of a card's measure is a rate, a lag or a number of tasks.
    published.dedup();
    assert_eq!(published.len() + 2, MEASURES.iter().filter(|measure| measure.table.is_some()).count());
    for measure in MEASURES {
        let rate = matches!(measure.unit, MeasureUnit::PerCent | MeasureUnit::PercentagePoints);
        assert!(measure.quotient.is_none() || rate, "{}: a quotient has no unit of its own", measure.name);
        let [title, meaning] = [measure.title, measure.meaning];
        assert!(!title.zh.is_empty() && !meaning.en.is_empty(), "{}", measure.name);
        if measure.unit == MeasureUnit::TenThousandYuan && measure.table.is_some() {
            assert!(meaning.zh.contains("万元"), "{}: {}", measure.name, meaning.zh);
        }
    }
}
