"""Which court sits over a place, on a day. A place that no line names stays unknown: nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from toaan.core.models import Court, CourtArea
from toaan.core.together import Asking, answered
from toaan.vietnamese.places import COMMUNE_WORDS, PROVINCE_WORDS, province_name
from toaan.vietnamese.text import fold

_COMMUNE = tuple(f"{fold(word)} " for word in COMMUNE_WORDS)
_PROVINCE = (*(f"{fold(word)} " for word in PROVINCE_WORDS), "tp ", "tp. ")


@dataclass(frozen=True)
class Found:
    """The court over a place: in this installation, or known by name."""

    name: str
    court: Court | None
    basis: str
    place: str


@dataclass(frozen=True)
class Line:
    """One line to enter."""

    province: str
    commune: str = ""
    matter: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    basis: str = ""


def province_key(text: str) -> str:
    """One spelling for all: "TP. Hồ Chí Minh", "thành phố Hồ Chí Minh" → "ho chi minh"."""
    known = province_name(text)
    return fold(known) if known else _without(text, _PROVINCE)


def commune_keys(text: str) -> tuple[str, str]:
    """(without the word of its level, with it): "Xã Yên Khê" → ("yen khe", "xa yen khe")."""
    whole = " ".join(fold(text).replace(".", " ").split())
    for short, long in (("p ", "phuong "), ("x ", "xa ")):
        if whole.startswith(short):
            whole = long + whole.removeprefix(short)
    return _without(whole, _COMMUNE), whole


def _without(text: str, words: Iterable[str]) -> str:
    folded = " ".join(fold(text).split())
    return next((folded.removeprefix(word) for word in words if folded.startswith(word)), folded)


def split(address: str) -> tuple[str, str]:
    """Commune and province at the end of an address: "Thôn Hạ, xã Yên Khê, tỉnh Sông Thanh"."""
    parts = [part.strip() for part in address.split(",") if part.strip()]
    return (parts[-2], parts[-1]) if len(parts) >= 2 else ("", "")


def over(address: str, on: date, *, matter: str = "") -> Found | None:
    """The court over the place at the end of an address; None when no line, or more than one, names it."""
    return answered([over_place(address, on, matter=matter)])[0]


def over_place(address: str, on: date, *, matter: str = "") -> Asking[Found | None]:
    """The same, asked beside other questions."""
    commune, province = split(address)
    if not commune:
        return None
    key, whole = commune_keys(commune)
    rows = CourtArea.objects.on(on).filter(province_key=province_key(province)).select_related("court")
    yield (rows := rows.filter(commune_key__in=["", key]))
    for about in dict.fromkeys((matter, "")):
        found = _narrowest([r for r in rows if r.matter == about], whole)
        if found is not None:
            return Found(found.court_name, found.court, found.basis, found.place)
    return None


def _narrowest(rows: Sequence[CourtArea], whole: str) -> CourtArea | None:
    exact = [r for r in rows if r.commune_folded and r.commune_folded == whole]
    same = exact or [r for r in rows if r.commune_key]
    best = same or [r for r in rows if not r.commune_key]
    return best[0] if len({(r.court_id, r.court_name) for r in best}) == 1 else None


def of_court(court: Court, on: date) -> list[CourtArea]:
    """The lines of a court that hold on a day or begin later."""
    return list(CourtArea.objects.filter(court=court).exclude(valid_to__lt=on))
