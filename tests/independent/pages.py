"""Reads what the site's pages say to machines (`data-field`, `data-value`) and compares it with the tables.

A column's head may name the field of its cells, and a figure that is its own exact value needs no `data-value`.

An element speaks of a town (`data-town` on it or around it, else the page's), a quarter (the row's id, a link to a
board in its row, else the page's, else the latest), a project (the row's id) or an area (the page's county, or a
link to one in its row). Where that names one row of a table the value must be that row's; where it names several,
it must be one of theirs.
"""

import html.parser
import re
from collections import defaultdict

from released import as_of
from tables import boards, cards

CARD_WORDS = {
    "红牌": "red", "黄牌": "yellow", "正常": "normal", "未报送": "not_reported", "无法判定": "undetermined",
}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
QUARTER = r"((?:19|20|21)\d\d)q([1-4])"


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.parent, self.text = tag, parent, ""
        self.field = attributes.get("data-field")
        self.is_given = "data-value" in attributes
        self.value = attributes.get("data-value") or ""
        self.own = {"town": attributes.get("data-town")}
        self.learn("quarter", rf"q-{QUARTER}", attributes.get("id"))
        self.learn("project", r"project-(.+)", attributes.get("id"))

    def learn(self, what, pattern, text):
        found = re.fullmatch(pattern, text or "")
        if found:
            self.own.setdefault(what, "Q".join(found.groups()))

    def about(self, what):
        at = self
        while at is not None and at.own.get(what) is None:
            at = at.parent
        return at.own[what] if at is not None else None

    @property
    def exact(self):
        """Whether it carries its exact value, beside its words or as its only word."""
        return self.is_given or re.fullmatch(r"[-−]?[\d,]+(\.\d+)?%?", self.text.strip()) is not None

    @property
    def said(self):
        """The exact value, else what the words say."""
        if self.is_given:
            return self.value
        text = re.sub(r"[\s,，%％个百分点名第位万元]", "", self.text)
        if text.startswith("—") and self.field != "card":
            return ""  # what follows is the reason
        for word, card in CARD_WORDS.items():
            if word in text:
                return card
        if self.field == "movement" and text in ("—", "-", "→"):
            return ""
        text = text.replace("↑", "").replace("↓", "-").replace("−", "-")
        return "" if text.startswith("—") else text


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.elements, self.open = [], []
        self.heads, self.column = [], 0

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.name_by_head(tag, attributes)
        element = Element(tag, attributes, self.open[-1] if self.open else None)
        self.elements.append(element)
        row = next((at for at in reversed(self.open) if at.tag == "tr"), None)
        if tag == "a" and row is not None:
            row.learn("quarter", rf"(?:\.\./)*boards/{QUARTER}\.html", attributes.get("href"))
            row.learn("area", r"(?:\.\./)*counties/([a-z0-9-]+)\.html", attributes.get("href"))
        if tag not in VOID:
            self.open.append(element)

    def name_by_head(self, tag, attributes):
        """Gives a cell the field that its column's head names; the head itself is no value."""
        if tag == "table":
            self.heads = []
        elif tag == "tr":
            self.column = 0
        elif tag == "th" and attributes.get("scope") == "col":
            self.heads.append(attributes.pop("data-field", None))
        elif tag in ("td", "th"):
            if self.column < len(self.heads) and self.heads[self.column]:
                attributes.setdefault("data-field", self.heads[self.column])
            self.column += 1

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

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
    return [element for element in page.elements if element.field is not None or element.own["town"] is not None]


class Expectations:
    """The recomputed tables, to be asked by page and element."""

    def __init__(self, view, tables):
        self.latest = str(view.quarters[-1]) if view.quarters else None
        self.rows = defaultdict(list, {name: rows for name, (_, _, rows) in tables.items()})
        # A payment that no case calls for stands on the pages too.
        self.rows["payments"] = [
            {"town": slug, "year": paid.year, "paid_amount": paid.amount, "paid_on": str(paid.paid)}
            for slug, town in view.towns.items()
            for paid in town.payments
        ]
        self.by_quarter = defaultdict(dict)
        for name in ("progress", "boards", "cards"):
            for row in self.rows[name]:
                self.by_quarter[row["town"], row["quarter"]].update(row)

    def candidates(self, path, element):
        """The rows of which this element may speak."""
        folder, _, name = path.removesuffix(".html").rpartition("/")
        within = re.fullmatch(QUARTER, name)
        town = element.about("town") or (name if folder in ("towns", "towns/archive") else None)
        town = town or (folder.removeprefix("why/") if folder.startswith("why/") else None)
        quarter = element.about("quarter") or ("Q".join(within.groups()) if within else self.latest)
        project, field = element.about("project"), element.field
        if project:
            return [row for row in self.rows["projects"] if row["project"] == project]
        listed = folder == "assessments" or path in ("awards.html", "standards.html")
        if town is not None:
            if not listed and field in self.by_quarter.get((town, quarter), {}):
                return [self.by_quarter[town, quarter]]
            names = ("assessments", "awards", "standards", "scenic", "figures", "indicators", "payments")
            rows = [row for name in names for row in self.rows[name] if row["town"] == town]
            return [row for row in rows if folder != "assessments" or str(row.get("year")) == name]
        if folder == "assessments":
            row = {"year": name, "assessor": "city", "county": element.about("area")}
            found = [r for r in self.rows["assessment_counties"] if all(str(r[key]) == row[key] for key in row)]
            return found or [{"towns": 0, "scored": 0, "mean_score": None}]
        if path == "targets.html":
            return self.rows["targets"]
        area = element.about("area") or (name if folder == "counties" else "all")
        return [row for row in self.rows["totals"] if (row["area"], row["quarter"]) == (area, quarter)]


def compare_pages(comparison, view, output, tables):
    """Every page of the site; the pages that must be there; and the boards' pages in both directions."""
    expectations = Expectations(view, tables)
    for quarter in view.quarters:
        towns = {row["town"] for row in tables["boards"][2] if row["quarter"] == str(quarter)}
        if towns:
            expected = {town: expectations.by_quarter[town, str(quarter)] for town in sorted(towns)}
            board_page(comparison, output, f"boards/{quarter.slug}.html", expected)
    published = published_boards(comparison, view, output, tables)
    for slug in view.towns:
        if not (output / "towns" / f"{slug}.html").is_file():
            comparison.differ(f"towns/{slug}.html (all) file", "no page", "one")
    for file in sorted(output.rglob("*.html")):
        path = file.relative_to(output).as_posix()
        for element in read_page(file):
            if element.field is None or not element.exact:
                continue
            rows = published.get(path, expectations).candidates(path, element)
            values = [row[element.field] for row in rows if element.field in row]
            about = "/".join(str(element.about(what)) for what in ("town", "quarter", "project") if element.about(what))
            part = f"{path.split('/')[0].removesuffix('.html')} pages"
            if values:
                comparison.one_of(part, f"{path} {about} {element.field}", element.said, values)
            else:
                comparison.skipped[f"{part} {element.field}"] += 1
    for part, wanted in (("boards pages", tables["boards"][2]), ("towns pages", tables["progress"][2])):
        if wanted and not comparison.by_part[part]:
            comparison.differ(f"{part} (all) values", "0 for machines", "some")


def published_boards(comparison, view, output, tables):
    """What the pages of boards as released must say, by path; no board that stands as released has such a page."""
    published = {}
    for quarter in view.quarters:
        if any(row["quarter"] == str(quarter) for row in tables["board_changes"][2]):
            then = as_of(view, view.releases[quarter])
            path = f"boards/published/{quarter.slug}.html"
            rows = {"boards": list(boards(then)), "cards": list(cards(then))}
            published[path] = Expectations(then.view, {name: (None, None, own) for name, own in rows.items()})
            towns = sorted(row["town"] for row in rows["boards"] if row["quarter"] == str(quarter))
            expected = {town: published[path].by_quarter[town, str(quarter)] for town in towns}
            board_page(comparison, output, path, expected)
    for file in sorted(output.glob("boards/published/*.html")):
        path = file.relative_to(output).as_posix()
        if path not in published:
            comparison.differ(f"{path} (all) file", "a page", "none")
    return published


def board_page(comparison, output, path, expected):
    """Every town of the quarter stands on its board's page with its numbers, in the order of its rank."""
    if not (output / path).is_file():
        comparison.differ(f"{path} (all) file", "no page", f"{len(expected)} towns")
        return
    elements = [element for element in read_page(output / path) if element.about("town")]
    seen, order = defaultdict(set), []
    for element in elements:
        town = element.about("town")
        if town not in expected:
            comparison.differ(f"{path} {town} row", "a row", "none")
        elif element.field in expected[town]:
            seen[town].add(element.field)
            if not element.exact:
                place = f"{path} {town} {element.field}"
                comparison.value("boards pages", place, element.said, expected[town][element.field])
            if element.field == "rank" and expected[town]["rank"]:
                order.append((expected[town]["board"], expected[town]["rank"], town))
    for town, row in expected.items():
        for name in ("rank", "period_rate", "annual_rate", "completed", "movement", "card"):
            if row.get(name) is not None and name not in seen[town]:
                comparison.differ(f"{path} {town} {name}", "not on the page", row[name])
    for before, after in zip(order, order[1:]):
        if before[0] == after[0] and before[1:] > after[1:]:
            comparison.differ(f"{path} {after[2]} order", f"after {before[2]}", "before it")
