#!/usr/bin/env python3
"""The independent check: recomputes every published number from the content tree and compares.

    python3 recompute.py --content DIR --site OUTPUT_DIR --edition public|internal --as-of DATE [--drafts]

Prints each difference as `table key column: site X, recomputed Y` and exits 1 where there is one, or where
fewer values than `--at-least` were compared.
"""

import argparse
import csv
import html.parser
import io
import json
import re
import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

from reading import day, read_texts, visible
from tables import Loose, recomputed

PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
CARD_WORDS = {
    "红牌": "red", "黄牌": "yellow", "正常": "normal", "未报送": "not_reported", "无法判定": "undetermined",
}


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
        self.differences = []

    def differ(self, place, said, expected):
        self.differences.append(f"{place}: site {said}, recomputed {expected}")

    def value(self, part, place, text, value):
        self.compared += 1
        self.by_part[part] += 1
        if not agrees(text, value):
            self.differ(place, text or "(empty)", shown(value) or "(empty)")

    # Tables

    def table(self, data, name, keys, hidden, rows):
        file = data / f"{name}.csv"
        if not file.is_file():
            if rows or not hidden:
                self.differ(f"{name} (all) file", "no file", f"{len(rows)} rows")
            return
        raw = file.read_bytes()
        if not raw.startswith(b"\xef\xbb\xbf"):
            self.differ(f"{name} (all) file", "no byte order mark", "one")
        lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
        header, published = (lines[0], lines[1:]) if lines else ([], [])
        if rows and set(header) != set(rows[0]):
            missing, extra = set(rows[0]) - set(header), set(header) - set(rows[0])
            self.differ(f"{name} (all) columns", f"lacks {sorted(missing)}, adds {sorted(extra)}", "as specified")
        if len(set(header)) != len(header):
            self.differ(f"{name} (all) columns", "a column twice", "each once")
        groups = defaultdict(lambda: ([], []))
        for line in published:
            record = dict(zip(header, line))
            if len(line) != len(header):
                self.differ(f"{name} (all) row", f"{len(line)} cells", f"{len(header)}")
            groups[tuple(record.get(key, "") for key in keys)][0].append(record)
        for row in rows:
            groups[tuple(shown(row[key]) for key in keys)][1].append(row)
        for key, (said, expected) in sorted(groups.items()):
            self.rows(name, "/".join(key), said, expected)
        self.json_twin(data / f"{name}.json", name, header, published, rows)

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

    # Pages

    def board_page(self, file, quarter, expected):
        """Every town of the quarter stands on its board page, in the order of its ranks, with its numbers."""
        page = f"boards/{quarter.slug}.html"
        if not file.is_file():
            self.differ(f"{page} (all) file", "no page", f"{len(expected)} towns")
            return
        elements = read_page(file)
        seen = defaultdict(set)
        for element in elements:
            town = element.town
            if town is None or element.field is None:
                continue
            if town not in expected:
                self.differ(f"{page} {town} row", "a row", "none")
                continue
            if element.field in expected[town]:
                seen[town].add(element.field)
                self.value("board pages", f"{page} {town} {element.field}", element.said, expected[town][element.field])
        for town, row in expected.items():
            for name in ("rank", "period_rate", "annual_rate", "completed"):
                if row[name] is not None and name not in seen[town]:
                    self.differ(f"{page} {town} {name}", "not on the page", shown(row[name]))
        order = [e.town for e in elements if e.field == "rank" and e.town in expected]
        ranked = [(expected[t]["board"], expected[t]["rank"], t) for t in order if expected[t]["rank"]]
        for before, after in zip(ranked, ranked[1:]):
            if before[0] == after[0] and before[1:] > after[1:]:
                self.differ(f"{page} {after[2]} order", f"after {before[2]}", "before it")

    def town_page(self, file, slug, latest, by_quarter, facts):
        """Whatever a town's page says to machines, of what is known here."""
        page = f"towns/{slug}.html"
        if not file.is_file():
            self.differ(f"{page} (all) file", "no page", "one")
            return
        for element in read_page(file):
            if element.field is None or not element.exact or element.town not in (None, slug):
                continue
            row = by_quarter.get((slug, element.quarter or latest), {})
            value = row.get(element.field, facts.get(element.field, NotKnown))
            if value is NotKnown:
                self.by_part[f"unknown field {element.field}"] += 1
                continue
            place = f"{page} {element.quarter or ''} {element.field}"
            self.value("town pages", place, element.said, value)


class NotKnown:
    """Marks a field that this check does not know."""


class Number:
    """A JSON number as it was written."""

    def __init__(self, text):
        self.text = text


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag = tag
        self.parent = parent
        self.field = attributes.get("data-field")
        self.exact = "data-value" in attributes
        self.value = attributes.get("data-value") or ""
        self.own_town = attributes.get("data-town")
        self.own_quarter = attributes.get("data-quarter")
        self.text = ""

    def nearest(self, name):
        at = self
        while at is not None:
            if getattr(at, name) is not None:
                return getattr(at, name)
            at = at.parent
        return None

    town = property(lambda self: self.nearest("own_town"))
    quarter = property(lambda self: self.nearest("own_quarter"))

    @property
    def said(self):
        """The exact value, else what the words say."""
        if self.exact:
            return self.value
        text = re.sub(r"[\s,，%％个百分点名第位万元]", "", self.text)
        for word, card in CARD_WORDS.items():
            if word in text:
                return card
        if self.field == "movement" and text in ("—", "-", "→"):
            return ""
        text = text.replace("↑", "").replace("↓", "-").replace("−", "-")
        return "" if text.startswith("—") else text


class Page(html.parser.HTMLParser):
    VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

    def __init__(self):
        super().__init__()
        self.elements, self.open = [], []

    def handle_starttag(self, tag, attributes):
        element = Element(tag, dict(attributes), self.open[-1] if self.open else None)
        self.elements.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.elements.append(Element(tag, dict(attributes), self.open[-1] if self.open else None))

    def handle_endtag(self, tag):
        if any(element.tag == tag for element in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data):
        for element in self.open:
            if element.field is not None:
                element.text += data


def read_page(file):
    page = Page()
    page.feed(file.read_text(encoding="utf-8"))
    page.close()
    # A cell that names the quarter of its row speaks for the row.
    for element in page.elements:
        if element.field == "quarter" and element.exact and element.parent is not None:
            element.parent.own_quarter = element.parent.own_quarter or element.value
    return [element for element in page.elements if element.field is not None or element.own_town is not None]


def merged(tables):
    """What the tables say of a town in a quarter, and of a town."""
    by_quarter, facts = defaultdict(dict), defaultdict(dict)
    for name in ("progress", "boards", "cards"):
        for row in tables[name][2]:
            by_quarter[row["town"], row["quarter"]].update(row)
    for name in ("towns", "scenic"):
        for row in tables[name][2]:
            facts[row["town"]].update(row)
    return by_quarter, facts


def compare(view, output):
    comparison = Comparison()
    tables = recomputed(view)
    data = output / "data"
    for name, (keys, section, rows) in tables.items():
        comparison.table(data, name, keys, section is not None and section not in view.sections, rows)
    by_quarter, facts = merged(tables)
    for quarter in view.quarters:
        on_board = {row["town"] for row in tables["boards"][2] if row["quarter"] == str(quarter)}
        expected = {town: by_quarter[town, str(quarter)] for town in sorted(on_board)}
        if expected:
            comparison.board_page(output / "boards" / f"{quarter.slug}.html", quarter, expected)
    latest = str(view.quarters[-1]) if view.quarters else None
    for slug in view.towns:
        comparison.town_page(output / "towns" / f"{slug}.html", slug, latest, by_quarter, facts[slug])
    for part in ("board pages", "town pages"):
        wanted = tables["boards"][2] if part == "board pages" else view.towns
        if wanted and not comparison.by_part[part]:
            comparison.differ(f"{part} (all) values", "0 for machines", "some")
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
    if comparison.compared < arguments.at_least:
        print(f"too few values were compared: at least {arguments.at_least} are expected")
    print(f"{comparison.compared} values compared, {len(comparison.differences)} differ")
    return 1 if comparison.differences or comparison.compared < arguments.at_least else 0


if __name__ == "__main__":
    sys.exit(main())
