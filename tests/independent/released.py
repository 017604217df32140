"""The boards that changed after their release: what they showed then, what they show now, and since when.

What a release showed is read again from the files, as they stood on that day; nothing of today's reading is used.
"""

from datetime import timedelta
from functools import cache
from types import SimpleNamespace

from computing import Evaluation
from judging import rounded
from reading import visible


def as_of(view, on):
    return Evaluation(visible(view.files, view.edition, on))


def board_of(site, slug, quarter):
    standing = site.standing(slug, quarter) if slug in site.view.towns else None
    return standing and standing.board


def shown(site, slug, quarter):
    """What a board says of a town; None where the town is on none."""
    if board_of(site, slug, quarter) is None:
        return None
    standing, card = site.standing(slug, quarter), site.card(slug, quarter)
    return SimpleNamespace(
        board=standing.board, rank=site.ranking(quarter, standing.board).get(slug),
        movement=site.movement(slug, quarter, standing.board), completed=standing.completed,
        plan_to_date=standing.plan_to_date, plan_year=standing.plan_year, state=standing.state,
        card=card and card.card, period_rate=standing.period_rate, annual_rate=standing.annual_rate,
    )


def own(position):
    return (position.completed, position.plan_to_date, position.plan_year, position.state, position.card)


def overdue_from(site, quarter):
    returns = (site.rule_set(quarter) or {}).get("returns")
    return quarter.last_day + timedelta(days=int(returns["due_days"]) + 1) if returns else None


def days_after(site, quarter, released):
    """The days after a release on which something may have moved the quarter's boards."""
    days = {overdue_from(site, quarter), site.view.releases.get(quarter.previous)}
    for town in site.view.towns.values():
        rows = [town.progress[at] for at in (quarter.previous, quarter) if at in town.progress]
        days |= {day for row in rows for day in (row.known, *(entry.replaced for entry in row.history))}
    return sorted(day for day in days if day and released < day <= site.as_of)


def causes(site, slug, quarter, released, was, now):
    row = site.view.towns[slug].progress.get(quarter)
    found = []
    if own(was) == own(now):
        return found
    if row and row.known > released:
        found.append((row.known, "late_return", None))
    if row:
        measure = site.standing(slug, quarter).measure
        revised = [entry for entry in row.history if entry.field == measure and entry.replaced > released]
        found += [(entry.replaced, "revision", entry.why) for entry in revised]
    if (was.state, now.state) == ("not_due", "not_reported"):
        found.append((overdue_from(site, quarter), "overdue", None))
    return sorted(found, key=lambda cause: cause[0])


def changes(site):
    """Each change: quarter, town, day of the release, as released, as now, since, causes."""
    for quarter in site.quarters:
        released = site.view.releases.get(quarter)
        days = days_after(site, quarter, released) if released and released <= site.as_of else []
        if not days:
            continue
        then = cache(lambda on: as_of(site.view, on))
        for standing in site.standings(quarter):
            slug = standing.town.slug
            was, now = shown(then(released), slug, quarter), shown(site, slug, quarter)
            if was == now:
                continue
            # The earliest of the days from which on its own values, where these changed, were always as they are now.
            told = own if own(was) != own(now) else vars
            since = days[-1]
            for day in reversed(days):
                if told(shown(then(day), slug, quarter)) != told(now):
                    break
                since = day
            yield SimpleNamespace(
                quarter=quarter, town=standing.town, released=released, was=was, now=now, since=since,
                causes=causes(site, slug, quarter, released, was, now),
            )


def board_changes(site):
    for change in changes(site):
        was, now = change.was, change.now
        yield {
            "quarter": str(change.quarter), "board": now.board, "town": change.town.slug,
            "town_name": change.town.name, "released": str(change.released), "since": str(change.since),
            "cause": change.causes[-1][1] if change.causes else "others",
            "why": ";".join(why for _, _, why in change.causes if why) or None,
            "published_completed": was.completed, "completed": now.completed,
            "published_period_rate": rounded(was.period_rate), "period_rate": rounded(now.period_rate),
            "published_annual_rate": rounded(was.annual_rate), "annual_rate": rounded(now.annual_rate),
            "published_rank": was.rank, "rank": now.rank,
            "published_movement": was.movement, "movement": now.movement,
            "published_state": was.state, "state": now.state, "published_card": was.card, "card": now.card,
        }
