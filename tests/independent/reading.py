"""Reads a content tree and decides what of it exists for an edition on a day.

Written from the written rules alone, not from the program that is being checked. Every scalar is taken as
text (BaseLoader) and every number is a Fraction: nothing here passes through binary floating point.
"""

import calendar
import datetime
import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import yaml

NULLS = {"", "~", "null", "Null", "NULL"}
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,4})?")
ALL_SECTIONS = {"cards", "interviews", "analysis", "assessments", "awards", "experts", "findings"}


class Unreadable(Exception):
    """The tree holds something that the rules do not know."""


def number(text):
    if not NUMBER.fullmatch(text):
        raise Unreadable(f"not a plain number: {text!r}")
    return Fraction(text)


def day(text):
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise Unreadable(f"not a day: {text!r}")
    return datetime.date.fromisoformat(text)


def timestamp_day(text):
    return day(text[:10])


class PartialDate(NamedTuple):
    """A day known to the day, month or year; it counts from the first day it may mean."""

    first_day: datetime.date
    text: str

    def __str__(self):
        return self.text


def partial(text):
    return PartialDate(day(text + {4: "-01-01", 7: "-01"}.get(len(text), "")), text)


class Quarter(NamedTuple):
    year: int
    number: int

    @classmethod
    def read(cls, text):
        found = re.fullmatch(r"(\d{4})Q([1-4])", text)
        if not found:
            raise Unreadable(f"not a quarter: {text!r}")
        return cls(int(found[1]), int(found[2]))

    def __str__(self):
        return f"{self.year}Q{self.number}"

    @property
    def slug(self):
        return f"{self.year}q{self.number}"

    @property
    def first_day(self):
        return datetime.date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self):
        month = self.number * 3
        return datetime.date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def previous(self):
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def year_earlier(self):
        return Quarter(self.year - 1, self.number)


def text_of(text):
    return text.strip()


def flag(text):
    if text.lower() not in ("true", "false"):
        raise Unreadable(f"neither true nor false: {text!r}")
    return text.lower() == "true"


def source(value):
    """A source is words or a list of ids."""
    return [item.strip() for item in value] if isinstance(value, list) else value.strip()


def field(mapping, key, read=text_of, default=None):
    value = mapping.get(key)
    if value is None or (isinstance(value, str) and value in NULLS):
        return default
    return read(value)


def items(mapping, key):
    value = mapping.get(key)
    return value if isinstance(value, list) else []


def texts(mapping, key):
    return [item.strip() for item in items(mapping, key)]


@cache
def parse(text):
    """What a file says; nobody changes it, so that it is read once for all days."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def titled(value, meant):
    """The value with titles of listed sources replaced by their ids, where a source is asked for (manual: 资料来源)."""

    def one(text):
        return meant.get(text.strip().strip("《》"), text)

    def words(text):
        parts = [part.strip() for part in re.split("[、，,；;]", text)]
        if text.strip() not in meant and len(parts) > 1 and all(part.strip("《》") in meant for part in parts):
            return [one(part) for part in parts]
        return [one(text)] if text.strip().strip("《》") in meant else text

    def source_of(said):
        return [one(item) for item in said] if isinstance(said, list) else words(said)

    if isinstance(value, list):
        return [titled(item, meant) for item in value]
    if isinstance(value, dict):
        return {
            key: source_of(child) if key.endswith("source") and child else titled(child, meant)
            for key, child in value.items()
        }
    return value


def read_texts(content):
    """Every YAML file of the tree by its path in it."""
    content = Path(content)
    names = [*content.glob("*.yaml"), *content.glob("towns/*.yaml"), *content.glob("quarters/*.yaml")]
    return {path.relative_to(content).as_posix(): path.read_text(encoding="utf-8-sig") for path in sorted(names)}


def revised(row, name, as_of):
    """The value of a field that held on a day: of the earlier values not yet replaced the first to be replaced."""
    later = [entry for entry in row.history if entry.field == name and entry.replaced > as_of]
    return min(later, key=lambda entry: entry.replaced).value if later else getattr(row, name)


MEASURES = ("total", "industrial", "non_government", "key_projects")


def read_progress(raw, as_of):
    row = SimpleNamespace(
        quarter=field(raw, "quarter", Quarter.read),
        reported=field(raw, "reported", day),
        status=field(raw, "status"),
        source=field(raw, "source", source),
        note=field(raw, "note"),
        **{name: field(raw, name, number) for name in MEASURES},
    )
    row.history = [
        SimpleNamespace(
            field=field(entry, "field"),
            value=field(entry, "value", number),
            published=field(entry, "published", day),
            replaced=field(entry, "replaced", day),
            status=field(entry, "status"),
            why=field(entry, "why"),
        )
        for entry in items(raw, "history")
    ]
    # Where a corrected return bears the day of its correction, it was there from when its first value was published.
    row.known = min([row.reported, *(entry.published for entry in row.history)])
    row.reported = row.known if row.reported > as_of else row.reported
    # All four before any is set: each is asked of the row as written.
    for name, value in {name: revised(row, name, as_of) for name in MEASURES}.items():
        setattr(row, name, value)
    # What was to be replaced only later had the status that its correction says, else counted as final in its time, unless it
    # had itself replaced another value.
    undone = [entry for entry in row.history if entry.replaced > as_of]
    row.history = [entry for entry in row.history if entry.replaced <= as_of]
    if undone:
        nearest = min(entry.replaced for entry in undone)
        said = [entry.status for entry in undone if entry.replaced == nearest and entry.status]
        row.status = said[0] if said else "revised" if row.history else "final"
    return row


def read_series(raw):
    return SimpleNamespace(
        year=field(raw, "year", number), quarters=[number(value) for value in raw.get("quarters", [])]
    )


def read_plan(raw):
    return SimpleNamespace(
        year=int(raw["year"]),
        approved=day(raw["approved"]),
        document=field(raw, "document"),
        note=field(raw, "note"),
        total=field(raw, "total", read_series),
        key_projects=field(raw, "key_projects", read_series),
    )


def read_project(raw, as_of, reported):
    """A project; its figures of a quarter are there once its town has reported the quarter."""
    stages = [SimpleNamespace(start=partial(s["from"]), stage=s["stage"].strip()) for s in items(raw, "stages")]
    progress = [
        SimpleNamespace(
            quarter=Quarter.read(row["quarter"]), basis=row["basis"].strip(), completed=number(row["completed"]),
            note=field(row, "note"),
        )
        for row in items(raw, "progress")
    ]
    return SimpleNamespace(
        id=field(raw, "id"),
        name=field(raw, "name"),
        key=field(raw, "key", flag, False),
        investment=field(raw, "investment", number),
        start=field(raw, "start", partial),
        finish=field(raw, "finish", partial),
        source=field(raw, "source", source),
        stages=[stage for stage in stages if stage.start.first_day <= as_of],
        progress=[row for row in progress if row.quarter in reported],
    )


def rows(raw, of, /, **readers):
    """A list of small records: each reader is a function, or (function, default)."""
    result = []
    for entry in items(raw, of):
        unknown = set(entry) - set(readers) - {"from"}
        if unknown:
            raise Unreadable(f"{of}: unknown fields {sorted(unknown)}")
        record = SimpleNamespace()
        for name, reader in readers.items():
            read, default = reader if isinstance(reader, tuple) else (reader, None)
            setattr(record, name, field(entry, "from" if name == "start" else name, read, default))
        result.append(record)
    return result


def year(text):
    return int(text)


def year_end(number_of_year):
    return datetime.date(number_of_year, 12, 31)


def figure_is_known(figure, as_of):
    """From its publication on; without a day, what was done is known once the last year that its period names is over
    (the content trees name no shorter periods without a day, which is made sure of here)."""
    if figure.published:
        return figure.published.first_day <= as_of
    if figure.basis == "planned" or not figure.period:
        return True
    if re.search("[季月半]", figure.period):
        raise Unreadable(f"a part of a year in the period {figure.period}")
    years = re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", figure.period)
    return not years or year_end(int(years[-1])) <= as_of


def is_listed(raw, as_of):
    """Whether a town stood on any list by a day; an undated entry may always have held."""
    starts = [field(entry, "from", partial) for entry in items(raw, "category_history")]
    return not starts or any(start is None or start.first_day <= as_of for start in starts)


def rules_begun(rules, as_of):
    """The rules without those that begin later."""
    first_day = {
        "standards": lambda rule: partial(rule["from"]).first_day,
        "scenic": lambda rule: partial(rule["from"]).first_day,
        "assessment_methods": lambda rule: datetime.date(year(rule["from"]), 1, 1),
        "awards": lambda rule: datetime.date(year(rule["from"]), 1, 1),
        "targets": lambda rule: field(rule, "counts_from", day) or as_of,
    }
    kept = {name: [rule for rule in items(rules, name) if begins(rule) <= as_of] for name, begins in first_day.items()}
    return {**rules, **{name: kept[name] for name in kept if name in rules}}


def read_town(slug, raw, as_of, quarters, public, sections):
    """The town as it exists: what is dated after the day, internal or of a hidden section is not there."""
    town = SimpleNamespace(
        slug=slug,
        name=field(raw, "name") + (f"（{raw['name_note']}）" if raw.get("name_note") else ""),
        county=field(raw, "county"),
        industry=field(raw, "industry"),
        tourism=field(raw, "tourism", flag),
        summary=field(raw, "summary"),
        also=texts(raw, "also"),
    )
    by = lambda when: when is None or when.first_day <= as_of
    history = rows(
        raw, "category_history", start=partial, at_latest=(flag, False), category=text_of, batch=text_of,
        document=text_of, source=source, note=text_of,
    )
    town.category_history = [entry for entry in history if by(entry.start)]
    scenic = rows(raw, "scenic", grade=text_of, since=partial, name=text_of, source=source)
    town.scenic = [entry for entry in scenic if by(entry.since)]
    highlights = rows(raw, "highlights", label=text_of, value=number, unit=text_of, as_of=partial, source=source)
    town.highlights = [entry for entry in highlights if by(entry.as_of)]
    town.plan = [plan for plan in map(read_plan, items(raw, "plan")) if plan.approved <= as_of]
    progress = [read_progress(row, as_of) for row in items(raw, "progress")]
    town.progress = {row.quarter: row for row in progress if row.known <= as_of and row.quarter in quarters}
    figures = rows(
        raw, "figures", measure=text_of, basis=text_of, period=text_of, value=number, unit=text_of,
        published=partial, source=source, note=text_of,
    )
    town.figures = [figure for figure in figures if figure_is_known(figure, as_of)]
    town.projects = [read_project(project, as_of, set(town.progress)) for project in items(raw, "projects")]
    town.tasks = rows(raw, "tasks", title=text_of, due=day, done=day, body=text_of)
    for task in town.tasks:
        task.done = task.done if task.done and task.done <= as_of else None
    indicators = rows(raw, "indicators", year=year, key=text_of, value=number, reported=day, source=source)
    town.indicators = [entry for entry in indicators if (entry.reported or year_end(entry.year)) <= as_of]
    assessments = rows(
        raw, "assessments", year=year, assessor=text_of, list=text_of, grade=text_of, published=partial,
        document=text_of, source=source, note=text_of,
    )
    known = lambda entry: entry.published.first_day <= as_of if entry.published else entry.year < as_of.year
    shown = "assessments" in sections
    town.assessments = [entry for entry in assessments if shown and known(entry)]
    scores = rows(raw, "scores", year=year, key=text_of, value=number, on=day)
    town.scores = [entry for entry in scores if shown and entry.on <= as_of]
    warnings = rows(raw, "warnings", on=day, by=text_of, text=text_of, document=text_of)
    town.warnings = [entry for entry in warnings if entry.on <= as_of]
    support = rows(
        raw, "support", kind=text_of, title=text_of, amount=number, unit=text_of, on=partial, document=text_of
    )
    town.support = [entry for entry in support if by(entry.on)]
    payments = rows(raw, "payments", case=text_of, year=year, amount=number, paid=day, document=text_of)
    town.payments = [entry for entry in payments if "awards" in sections and entry.paid <= as_of]
    honours = rows(raw, "honours", year=year, title=text_of, kind=text_of, by=text_of, on=day, source=source)
    town.honours = [entry for entry in honours if (entry.on or year_end(entry.year)) <= as_of]
    return town


def is_internal(raw):
    return field(raw, "internal", flag, False)


def visible(files, edition, as_of=None):
    """What `edition` holds on `as_of`, from the texts of the files by path."""
    config = parse(files["site.yaml"])
    as_of = as_of or field(config, "as_of", day)
    if as_of is None:
        raise Unreadable("neither --as-of nor site.yaml gives a day")
    public = edition == "public"
    sections = set(texts(config["editions"][edition], "sections"))
    if sections - ALL_SECTIONS:
        raise Unreadable(f"unknown sections {sorted(sections - ALL_SECTIONS)}")

    quarters, analysed, releases = [], [], {}
    for path, text in files.items():
        if not path.startswith("quarters/"):
            continue
        raw = parse(text)
        quarter = Quarter.read(raw["quarter"])
        released = field(raw, "released", timestamp_day)
        if public:
            if is_internal(raw) or released is None or released > as_of:
                continue
        elif quarter.last_day > as_of:
            continue
        quarters.append(quarter)
        releases[quarter] = released
        known = field(raw["analysis"], "released", timestamp_day) if isinstance(raw.get("analysis"), dict) else None
        if known is not None and known <= as_of:
            analysed.append(quarter)
    quarters.sort()

    meant = {}
    for entry in parse(files.get("sources.yaml", "")) or []:
        meant[entry["title"].strip().strip("《》")] = entry["id"].strip()
    for entry in parse(files.get("sources.yaml", "")) or []:
        meant[entry["id"].strip()] = entry["id"].strip()

    towns = {}
    for path, text in sorted(files.items()):
        if path.startswith("towns/"):
            slug, raw = Path(path).stem, titled(parse(text), meant)
            if not (public and is_internal(raw)) and is_listed(raw, as_of):
                towns[slug] = read_town(slug, raw, as_of, set(quarters), public, sections)

    rules = rules_begun(parse(files.get("rules.yaml", "")) or {}, as_of)
    counties = parse(files.get("counties.yaml", "")) or []
    rule_sets = [rule_set for rule_set in items(rules, "rule_sets") if day(rule_set["from"]) <= as_of]
    picks = [
        pick
        for pick in items(rules, "picks")
        if not (public and is_internal(pick))
        and day(pick["from"]) <= as_of
        and (field(pick, "to", day) is None or as_of <= field(pick, "to", day))
    ]
    return SimpleNamespace(
        files=files, edition=edition, as_of=as_of, sections=sections, quarters=quarters, analysed=analysed, releases=releases, towns=towns, rules=rules,
        rule_sets=rule_sets, picks=picks, counties=[county["id"].strip() for county in counties],
    )
