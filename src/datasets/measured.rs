//! What holds between the tables and the figures in them; tests alone.

use std::cell::RefCell;
use std::path::Path;

use chrono::NaiveDate;

use super::*;
use crate::figure::measures::{MEASURES, of_column};
use crate::figure::{DataAddress, Figure, KeyColumn, OwnedFigure, TABLES as KEYED};
use crate::model::{Edition, testing};

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
    let names = |names: &mut dyn Iterator<Item = &'static str>| names.collect::<std::collections::BTreeSet<_>>();
    assert_eq!(names(&mut KEYED.iter().map(|keyed| keyed.name)), names(&mut TABLES.iter().map(|table| table.name)));
    for keyed in KEYED {
        let table = TABLES.iter().find(|table| table.name == keyed.name).expect("a table");
        for key in keyed.key {
            let found = table.columns.iter().any(|column| column.name == key.name());
            assert!(found, "{} has no column {}", table.name, key.name());
        }
    }
}

thread_local! {
    /// The figures that were put into tables on this thread.
    static PRINTED: RefCell<Vec<OwnedFigure>> = const { RefCell::new(Vec::new()) };
}

/// Notes a figure that is put into a table.
pub(super) fn note(figure: Figure<'_>) {
    PRINTED.with_borrow_mut(|printed| printed.push(figure.into_owned()));
}

/// The rows of a table by their key.
struct Keyed<'a> {
    table: &'a DataTable,
    rows: BTreeMap<Vec<String>, Vec<&'a Row>>,
}

impl<'a> Keyed<'a> {
    fn of(table: &'a DataTable, key: &[KeyColumn]) -> Self {
        let places: Vec<usize> = key.iter().map(|column| place(table, column.name())).collect();
        let mut rows: BTreeMap<Vec<String>, Vec<&Row>> = BTreeMap::new();
        for row in &table.rows {
            rows.entry(places.iter().map(|&place| row[place].to_string()).collect()).or_default().push(row);
        }
        Self { table, rows }
    }

    /// The cell at an address; why there is none.
    fn cell(&self, address: &DataAddress) -> Result<&'a Value, String> {
        let key: Vec<String> = address.row.iter().map(|(_, value)| value.clone()).collect();
        match self.rows.get(&key).map(Vec::as_slice) {
            Some([row]) => Ok(&row[place(self.table, address.column)]),
            Some(rows) => Err(format!("{address:?} names {} rows", rows.len())),
            None => Err(format!("{address:?} names no row")),
        }
    }
}

fn place(table: &DataTable, name: &str) -> usize {
    table.columns.iter().position(|column| column.name == name).expect("a column")
}

/// Whatever figure stands in a table is found by its own address, in one row, with its own value; tells how many.
fn addresses_of(site: &Site) -> usize {
    let evaluation = crate::evaluate::evaluate(site);
    let tables = tables(site, &evaluation);
    let keyed: BTreeMap<&str, Keyed<'_>> = KEYED
        .iter()
        .filter_map(|own| Some((own.name, Keyed::of(tables.iter().find(|table| table.name == own.name)?, own.key))))
        .collect();
    for (name, keyed) in &keyed {
        for (key, rows) in &keyed.rows {
            assert_eq!(rows.len(), 1, "{name}: {key:?}");
        }
    }
    let mut looked_up = 0;
    let mut look = |name: &str, figures: Vec<OwnedFigure>| {
        for figure in &figures {
            let figure = figure.figure();
            let Some(address) = figure.address() else {
                // A pick of the editors has no rank; overdue tasks stand in no table but the list of key data.
                let is_nowhere = figure.measure().table.is_none();
                assert!(!figure.is_known() || is_nowhere, "{name} prints what has no address: {figure:?}");
                continue;
            };
            // The list of key data may show what the tables of a section hold that this edition does not show.
            let Some(keyed) = keyed.get(address.table) else { continue };
            match keyed.cell(&address) {
                Ok(value) => assert_eq!(*value, Value::from(figure), "{name}: {address:?}"),
                Err(why) => panic!("{name}: {why}"),
            }
            looked_up += 1;
        }
    };
    for definition in definitions(site) {
        PRINTED.take();
        let _rows = definition.fill(site, &evaluation);
        look(definition.name, PRINTED.take());
    }
    for &quarter in &evaluation.quarters {
        PRINTED.take();
        let _rows = key_data(site, &evaluation, quarter);
        look("key-data", PRINTED.take());
    }
    looked_up
}

#[test]
fn each_figure_of_a_table_is_found_by_its_address() {
    assert!(addresses_of(&testing::site()) > 100);
    for (tree, least) in [("content", 5_000), ("tests/sites/lishui/content", 100), ("tests/sites/mutation/content", 20)]
    {
        let loaded = crate::load::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(tree));
        let day = NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day").into();
        let as_of = loaded.tree.config.as_ref().and_then(|config| config.as_of).unwrap_or(day).end();
        for edition in [Edition::Public, Edition::Internal] {
            let found = addresses_of(&crate::load::visible(loaded.tree.clone(), edition, as_of, true));
            assert!(found > least, "only {found} in {tree}");
        }
    }
}

#[test]
fn a_measure_is_found_by_its_column() {
    for measure in MEASURES {
        let Some(table) = measure.table else { continue };
        let found: Vec<_> = of_column(table.name, measure.name).collect();
        assert!(found.iter().any(|own| std::ptr::eq(*own, *measure)), "{measure:?}");
    }
    for table in TABLES {
        for column in table.columns {
            let Some(own) = column.measure else { continue };
            assert!(of_column(own.table.map_or("", |table| table.name), own.name).count() > 0, "{own:?}");
        }
    }
    assert_eq!(of_column("boards", "completed").count(), 1);
    assert_eq!(of_column("boards", "no_such").count(), 0);
}
