//! What holds between the tables and the figures in them; tests alone.

use super::*;
use crate::evaluate::figures::{highlight, payment, plan_of};
use crate::figure::measures::MEASURES;
use crate::figure::{Entity, Figure, TABLES as KEYED};
use crate::model::{BoardMeasure, ProgressField, testing};

/// Whole numbers that measure nothing.
const NO_FIGURES: [&str; 4] = ["year", "payment_year", "tile_x", "tile_y"];

#[test]
fn each_number_of_a_table_has_its_measure_and_each_measure_its_column() {
    for table in TABLES {
        for column in table.columns {
            let is_number = matches!(column.kind, Kind::Integer | Kind::Number | Kind::Rate);
            let is_figure = is_number && !NO_FIGURES.contains(&column.name);
            assert_eq!(column.measure.is_some(), is_figure, "{}.{}", table.name, column.name);
        }
    }
    for measure in MEASURES {
        let Some(keyed) = measure.table else { continue };
        let table = TABLES.iter().find(|table| table.name == keyed.name).expect("a table of the measure");
        let column = table.columns.iter().find(|column| column.name == measure.name);
        let column = column.unwrap_or_else(|| panic!("{} has no column {}", table.name, measure.name));
        assert_eq!(column.measure.map(|own| own.title), Some(measure.title), "{}.{}", table.name, column.name);
    }
    for keyed in KEYED {
        let table = TABLES.iter().find(|table| table.name == keyed.name).expect("a table with figures");
        for key in keyed.key {
            let found = table.columns.iter().any(|column| column.name == key.name());
            assert!(found, "{} has no column {}", table.name, key.name());
        }
    }
}

/// The cell at a figure's address.
fn cell(tables: &[DataTable], figure: Figure<'_>) -> Value {
    let address = figure.address().unwrap_or_else(|| panic!("{figure:?} has no address"));
    let table = tables.iter().find(|table| table.name == address.table).expect("a table");
    let place = |name: &str| table.columns.iter().position(|column| column.name == name).expect("a column");
    let is_row = |row: &&Row| address.row.iter().all(|(name, value)| row[place(name)].text() == *value);
    let rows: Vec<&Row> = table.rows.iter().filter(is_row).collect();
    assert_eq!(rows.len(), 1, "{address:?} names no single row");
    rows[0][place(address.column)].clone()
}

#[test]
fn the_address_of_a_figure_leads_to_its_own_value() {
    let site = testing::site();
    let evaluation = crate::evaluate::evaluate(&site);
    let tables = tables(&site, &evaluation);
    let mut figures: Vec<Figure<'_>> = Vec::new();
    for standing in evaluation.boards.values().flatten().flat_map(|board| board.standings()) {
        let own = standing.figures();
        figures.extend([own.completed(), own.plan_to_date(), own.plan_year(), own.period_rate(), own.annual_rate()]);
        figures.extend([own.rank(), own.movement()]);
    }
    for (&quarter, totals) in &evaluation.totals {
        let counties = totals.counties.iter().map(|(id, sums)| (Entity::County(&**id), sums));
        for (area, sums) in counties.chain([(Entity::Area, &totals.all)]) {
            let own = sums.figures(quarter, area);
            figures.extend([own.completed(), own.plan_to_date(), own.plan_year(), own.period_rate()]);
            figures.extend([own.annual_rate(), own.counted(), own.left_out()]);
        }
    }
    for (slug, town) in &evaluation.towns {
        for (&quarter, entry) in &town.quarters {
            let own = entry.figures.as_ref().map(|own| own.figures(slug, quarter));
            if let Some(own) = own {
                figures.extend(ProgressField::ALL.map(|field| own.year_to_date(field)));
                figures.extend(ProgressField::ALL.map(|field| own.in_quarter(field)));
                figures.extend([own.industrial_share(), own.non_government_share(), own.total_year_on_year()]);
            }
            if let Some(card) = &entry.card {
                figures.push(card.streak_figure());
                for own in card.measures.iter().map(|measure| card.figures(measure)) {
                    figures.extend([own.numerator(), own.denominator(), own.value(), own.yellow(), own.red()]);
                }
            }
        }
        for standard in &town.standards {
            for own in standard.items.iter().map(|item| item.figures(slug, &standard.standard)) {
                figures.extend([own.value(), own.bound(), own.attained(), own.gap()]);
            }
        }
        let content = &site.towns[slug];
        for (project, result) in content.projects.iter().zip(&town.projects) {
            let own = result.figures(slug, project);
            figures.extend([own.investment(), own.since_start(), own.year_to_date(), own.completion()]);
        }
        for plan in &content.plan {
            for measure in [BoardMeasure::Total, BoardMeasure::KeyProjects] {
                let own = plan_of(slug, plan, measure);
                figures.push(own.year());
                figures.extend((0..4).map(|index| own.to_quarter(index)));
            }
        }
        figures.extend(content.highlights.iter().map(|entry| highlight(slug, entry)));
        figures.extend(content.payments.iter().map(|entry| payment(slug, entry)));
    }
    let published: Vec<&Figure<'_>> = figures.iter().filter(|figure| figure.address().is_some()).collect();
    assert!(published.len() > 100, "only {}", published.len());
    for figure in published {
        assert_eq!(cell(&tables, *figure), Value::from(*figure), "{figure:?}");
    }
    let unpublished = figures.iter().filter(|figure| figure.address().is_none());
    // A project without a report has no quarter; every key of its table is there all the same.
    assert_eq!(unpublished.map(|figure| figure.measure().name).collect::<Vec<_>>(), Vec::<&str>::new());
}
