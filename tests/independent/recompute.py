#!/usr/bin/env python3
"""The independent check: recomputes every published number from the content tree and compares.

    python3 recompute.py --content DIR --site OUTPUT_DIR --edition public|internal --as-of DATE [--drafts]

Prints each difference as `table key column: site X, recomputed Y` and exits 1 where there is one, or where
fewer values than `--at-least` were compared.
"""

import argparse
import csv
import io
import json
import re
import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

from pages import compare_pages
from reading import day, read_texts, visible
from tables import Loose, extracts, further, recomputed

PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def is_number(value):
    return isinstance(value, (int, Fraction)) and not isinstance(value, bool)


def shown(value):
    """A recomputed value as the tables carry it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return str(value.numerator)
        digits = next((places for places in range(1, 25) if (value * 10**places).denominator == 1), None)
        if digits is None:
            return str(value)
        whole = str(abs(value.numerator) * 10**digits // value.denominator).rjust(digits + 1, "0")
        return f"{'-' if value < 0 else ''}{whole[:-digits]}.{whole[-digits:]}"
    return str(value)


def agrees(text, value):
    """Whether a published text says the recomputed value."""
    if isinstance(value, Loose):
        return value.holds(text)
    if is_number(value):
        return bool(PLAIN_NUMBER.fullmatch(text)) and Fraction(text) == value
    return text == shown(value)


class Comparison:
    def __init__(self):
        self.compared = 0
        self.by_part = defaultdict(int)
        self.skipped = defaultdict(int)
        self.differences = []

    def differ(self, place, said, expected):
        said = said if isinstance(said, str) else shown(said)
        expected = expected if isinstance(expected, str) else shown(expected)
        self.differences.append(f"{place}: site {said}, recomputed {expected}")

    def value(self, part, place, text, value):
        self.compared += 1
        self.by_part[part] += 1
        if not agrees(text, value):
            self.differ(place, text or "(empty)", shown(value) or "(empty)")

    def one_of(self, part, place, text, values):
        """For what a page says where several rows may be meant."""
        fitting = [value for value in values if agrees(text, value)]
        self.value(part, place, text, (fitting or values)[0])

    def read(self, file, name):
        raw = file.read_bytes()
        if not raw.startswith(b"\xef\xbb\xbf"):
            self.differ(f"{name} (all) file", "no byte order mark", "one")
        lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
        header, published = (lines[0], lines[1:]) if lines else ([], [])
        if len(set(header)) != len(header) or any(len(line) != len(header) for line in published):
            self.differ(f"{name} (all) columns", "rows of other lengths or a column twice", f"{len(header)} columns")
        return header, published

    def twins(self, file):
        """A table that is not recomputed: its CSV and its JSON still say the same."""
        name = file.stem
        header, published = self.read(file, name)
        # A chart's figures are for a spreadsheet alone: its data stand in the tables.
        if "charts" not in file.parts:
            self.json_twin(file.with_suffix(".json"), name, header, published, [])

    def table(self, data, name, keys, required, rows):
        """One table in both directions; gives its file."""
        file = data / f"{name}.csv"
        if not file.is_file():
            if required:
                self.differ(f"{name} (all) file", "no file", f"{len(rows)} rows")
            return file
        header, published = self.read(file, name)
        if rows and set(header) != set(rows[0]):
            missing, extra = set(rows[0]) - set(header), set(header) - set(rows[0])
            self.differ(f"{name} (all) columns", f"lacks {sorted(missing)}, adds {sorted(extra)}", "as specified")
        groups = defaultdict(lambda: ([], []))
        for line in published:
            record = dict(zip(header, line))
            groups[tuple(record.get(key, "") for key in keys)][0].append(record)
        for row in rows:
            groups[tuple(shown(row[key]) for key in keys)][1].append(row)
        for key, (said, expected) in sorted(groups.items()):
            self.rows(name, "/".join(key), said, expected)
        self.json_twin(data / f"{name}.json", name, header, published, rows)
        return file

    def rows(self, name, key, said, expected):
        """Rows of one key: usually one of each, else paired as they fit best, in the order they stand."""
        left = list(said)
        for row in expected:
            fitting = lambda record: sum(agrees(record.get(column, ""), value) for column, value in row.items())
            match = max(left, key=fitting, default=None)
            if match is None:
                self.differ(f"{name} {key} row", "no such row", "one")
                continue
            left.remove(match)
            for column, value in row.items():
                if column in match:
                    self.value(name, f"{name} {key} {column}", match[column], value)
        for _ in left:
            self.differ(f"{name} {key} row", "a row", "none")

    def json_twin(self, file, name, header, published, rows):
        """The JSON says what the CSV says: the same rows and columns in the same order."""
        if not file.is_file():
            self.differ(f"{name}.json (all) file", "no file", "one beside the CSV")
            return
        twin = json.loads(file.read_bytes(), parse_float=Number, parse_int=Number)
        if not isinstance(twin, list) or len(twin) != len(published):
            self.differ(f"{name}.json (all) rows", "other rows", f"the {len(published)} rows of the CSV")
            return
        numeric = {c for row in rows for c, value in row.items() if isinstance(value, Fraction)}
        for index, (line, record) in enumerate(zip(published, twin)):
            place = f"{name}.json row {index + 1}"
            if set(record) != set(header):
                self.differ(f"{place} columns", sorted(record), sorted(header))
                continue
            for column, text in zip(header, line):
                value = record[column]
                if value is None:
                    same = text == ""
                elif isinstance(value, bool):
                    same = text == shown(value)
                elif isinstance(value, Number):
                    same = bool(PLAIN_NUMBER.fullmatch(text)) and Fraction(text) == Fraction(value.text)
                else:
                    same = value == text and text != "" and column not in numeric
                self.by_part["json"] += 1
                if not same:
                    self.differ(f"{place} {column}", repr(getattr(value, "text", value)), f"{text!r} as in the CSV")


class Number:
    """A JSON number as it was written."""

    def __init__(self, text):
        self.text = text


def compare(view, output):
    comparison = Comparison()
    tables = recomputed(view)
    data, known = output / "data", set()
    for name, (keys, section, rows) in tables.items():
        required = section is None or section in view.sections
        known.add(comparison.table(data, name, keys, required, rows))
    for name, keys, rows in [*further(view), *extracts(view, tables)]:
        known.add(comparison.table(data, name, keys, False, rows))
    for file in sorted(output.glob("data/**/*.csv")):
        if file not in known:
            comparison.twins(file)
            comparison.skipped[file.relative_to(data).as_posix()] += 1
    compare_pages(comparison, view, output, tables)
    return comparison


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--content", required=True, type=Path, help="the content tree")
    parser.add_argument("--site", required=True, type=Path, help="the site built from it")
    parser.add_argument("--edition", required=True, choices=["public", "internal"])
    parser.add_argument("--as-of", type=day, help="else what site.yaml says")
    parser.add_argument("--drafts", action="store_true", help="the site was built with drafts; no number depends on it")
    parser.add_argument("--at-least", type=int, default=1, help="fail where fewer values were compared")
    arguments = parser.parse_args()
    view = visible(read_texts(arguments.content), arguments.edition, arguments.as_of)
    comparison = compare(view, arguments.site)
    for difference in comparison.differences:
        print(difference)
    parts = ", ".join(f"{part} {count}" for part, count in sorted(comparison.by_part.items()))
    print(f"compared by part: {parts}")
    skipped = ", ".join(f"{part} {count}" for part, count in sorted(comparison.skipped.items()))
    print(f"left alone: {skipped or 'nothing'}")
    if comparison.compared < arguments.at_least:
        print(f"too few values were compared: at least {arguments.at_least} are expected")
    print(f"{comparison.compared} values compared, {len(comparison.differences)} differ")
    return 1 if comparison.differences or comparison.compared < arguments.at_least else 0


if __name__ == "__main__":
    sys.exit(main())
