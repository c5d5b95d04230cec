"""Searches for a person (thông báo tìm kiếm: BLTTDS 381–395): how each kind of request goes, and where notices are published.

Check status: checked, print 3:3–3:6; BLDS 64–73 in the Pháp điển.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toaan.rules.model import RuleRow, of_kind, vi_article

SEARCH, MEDIUM, PARTS = "search:", "search_medium:", "ruling_parts:"
CLAUSES = ("27.2", "27.3", "27.4")
"""Kinds of requests that search for somebody: each has a row "search:…" (a test holds them together)."""
COURT_PORTAL = "court_portal"
"""The medium that the portal itself is: the notice stands there from the moment it is issued."""


@dataclass(frozen=True, slots=True)
class Search:
    """How somebody is searched for; the values are keys of time limits."""

    title: str
    citation: str
    """ "khoản 1 Điều 388": the article that orders it."""
    order: str
    """Within which the order is due while the request is prepared (388.1, 392.1); empty: the decision itself orders (383)."""
    publish: str
    term: str
    """How long the notice runs from its first publication (388.2); empty: until the person is back (386)."""
    session: str
    """Within which the session opens after the term (388.4, 392.4)."""

    @property
    def comes_first(self) -> bool:
        """The session waits for its end."""
        return bool(self.term)


@dataclass(frozen=True, slots=True)
class Medium:
    """One of the places in which the notice must stand (385.1)."""

    code: str
    title: str
    times: int
    within: int
    """In how many days running; 0: issue after issue, whichever days those are."""
    required: bool
    begins: bool
    """Its first day begins the term of the notice."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the decision says besides 370.1, each by its article; empty: nothing."""

    management: str
    """Management of property, where it was asked for and is granted."""
    death: str
    consequences: str
    commune: str


def search(rows: Iterable[RuleRow], code: str, day: date) -> Search | None:
    """How the person of a request of this kind is searched for; None where nobody is."""
    row = _row(rows, SEARCH + code, day)
    if row is None:
        return None
    told = row.value["value"]
    return Search(
        title=str(row.value["title"]), citation=vi_article(row.source.article), order=told["order"],
        publish=told["publish"], term=told["term"], session=told["session"],
    )  # fmt: skip


def media(rows: Iterable[RuleRow], day: date) -> list[Medium]:
    """Where the notice is published, in the order of the rows."""
    return [
        Medium(code=row.key.removeprefix(MEDIUM), title=str(row.value["title"]), **row.value["value"])
        for row in of_kind(rows, "setting", day)
        if row.key.startswith(MEDIUM)
    ]


def parts(rows: Iterable[RuleRow], code: str, day: date) -> Parts | None:
    """What the decision on a request of this kind says besides; None for most kinds."""
    row = _row(rows, PARTS + code, day)
    if row is None:
        return None
    told: Mapping[str, str] = row.value["value"]
    words = {name: vi_article(article) if article else "" for name, article in told.items()}
    return Parts(**words)


def days_problem(medium: Medium, days: Sequence[date]) -> str:
    """Why these days are not the publication that the law wants in this medium, in Vietnamese; empty when they are."""
    if len(days) < medium.times:
        return f"{medium.title}: cần ghi đủ {medium.times} ngày (khoản 1 Điều 385 Bộ luật Tố tụng dân sự)."
    if not medium.within and len(set(days)) != len(days):
        return "Mỗi số báo, mỗi lần đăng là một ngày khác nhau (khoản 1 Điều 385 Bộ luật Tố tụng dân sự)."
    if medium.within and (max(days) - min(days)).days >= medium.within:
        return f"Các lần phát phải nằm trong {medium.within:02d} ngày liên tiếp (khoản 1 Điều 385 Bộ luật Tố tụng dân sự)."
    return ""


def still_missing(among: Iterable[Medium], published: Iterable[str]) -> list[Medium]:
    """Media that the law wants in every case and in which the notice does not stand yet."""
    there = set(published)
    return [m for m in among if m.required and m.code not in there]


def first_day(among: Iterable[Medium], published: Iterable[tuple[str, date]]) -> date | None:
    """The day of the first publication, from which the term of the notice runs (388.2); None before it."""
    counts = {m.code for m in among if m.begins}
    return min((day for code, day in published if code in counts), default=None)


def _row(rows: Iterable[RuleRow], key: str, day: date) -> RuleRow | None:
    return next((row for row in of_kind(rows, "setting", day) if row.key == key), None)
