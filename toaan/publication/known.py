"""What the case file knows about the people of a judgment or decision: all of it must be gone from the published text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from toaan.cases.models import Party, Representation
from toaan.core.models import Court, User
from toaan.filing.models import Petition
from toaan.publication import anonymise
from toaan.publication.anonymise import KnownPerson, Leak
from toaan.publication.rulings import Ruling
from toaan.publication.sheet import Doubt, Sheet
from toaan.searches.models import Search
from toaan.vietnamese.text import clean, fold

ADULT = 18


@dataclass(frozen=True)
class Known:
    """Whose names and addresses must go, whose names stay, and the names of authorities, which stay whole."""

    people: Sequence[KnownPerson]
    officers: Sequence[str]
    authorities: Sequence[str]
    has_heading: bool = True
    """The text names the court's own people before anybody else, as a judgment does."""


def of(ruling: Ruling) -> Known:
    """Everything that the case, its petition and its accounts say about the people of this judgment or decision."""
    rows = Party.everybody.filter(case__in=ruling.way)  # who left it below is named in the facts too
    speakers = Prefetch(
        "representations", Representation.everybody.select_related("user")
    )  # who ended it too
    parties = list(rows.select_related("user").prefetch_related(speakers))
    people = [_party(party) for party in parties]
    people += [
        _person(r.name, r.user)
        for p in parties
        for r in p.representations.all()
        if r.kind != Representation.Kind.LAWYER
    ]
    people += [KnownPerson(p.name, p.kind, addresses=_filled(p.address)) for p in ruling.people]
    people += [*_witnesses(ruling), *_searched(ruling)]
    return Known(
        [person for person in people if person.name.strip()],
        list(_officers(ruling, parties)),
        list(_authorities(ruling)),
        ruling.has_heading,
    )


def propose(source: str, known: Known) -> tuple[Sheet, dict[str, str]]:
    """The machine's proposal and its table of codes, with names of authorities left whole. 10–500 ms: never while a lock is held."""
    proposal = anonymise.propose(
        source, known=known.people, keep=known.officers, has_heading=known.has_heading
    )
    sheet = Sheet.from_proposal(source, proposal)
    whole = _spans(source, known.authorities)
    kept = tuple(f for f in sheet.findings if not _within(whole, f.start, f.end))
    return Sheet(source, kept, sheet.doubts), proposal.mapping


def leaks(text: str, known: Known) -> list[Leak]:
    """What can still be read in `text`, in any spelling; a place inside the name of an authority is none."""
    whole = _spans(text, known.authorities)
    found = anonymise.check_clean(text, known.people)
    return [leak for leak in found if leak.kind != "place" or not _within(whole, leak.start, leak.end)]


def has_minor(ruling: Ruling) -> bool:
    """Whether a party is certainly under 18 on its day, or the case says that somebody is.

    Children of spouses who agree on their divorce are no parties to it (397): they are encoded, and do not keep it from the
    public. That is our reading of "người tham gia tố tụng dưới 18 tuổi".
    """
    return ruling.involves_minor or any(
        year and ruling.dated.year - year < ADULT for year in _birth_years(ruling)
    )


def age_doubts(ruling: Ruling, source: str) -> list[Doubt]:
    """Parties who turn 18 in the year of the judgment or decision: only a person can say whether they were under age."""
    why = "Chỉ biết năm sinh, có thể chưa đủ 18 tuổi: nếu chưa đủ thì không công bố"
    found = []
    for person in ruling.people:
        if person.birth_year and ruling.dated.year - person.birth_year == ADULT:
            words = f"sinh năm {person.birth_year}"
            start = source.find(words, max(source.find(clean(person.name)), 0))
            if start >= 0:
                found.append(Doubt(start, start + len(words), words, why))
    return found


def _birth_years(ruling: Ruling) -> Iterator[int | None]:
    for party in ruling.case.parties.all():
        yield party.birth_year
    for printed in ruling.people:
        yield printed.birth_year


def _party(party: Party) -> KnownPerson:
    return _person(
        party.name, party.user, kind=party.kind, addresses=[party.address],
        identifiers=[party.personal_id, party.phone], emails=[party.email],
    )  # fmt: skip


def _person(
    name: str,
    user: User | None,
    *,
    kind: str = "person",
    addresses: Sequence[str] = (),
    identifiers: Sequence[str] = (),
    emails: Sequence[str] = (),
) -> KnownPerson:
    """A person as the file has him, with what his account adds."""
    born = user.birth_date if user and kind == Party.Kind.PERSON else None
    return KnownPerson(
        name=name,
        kind="organisation" if kind == Party.Kind.ORGANISATION else "person",
        addresses=_filled(*addresses, user.address if user else ""),
        identifiers=_filled(*identifiers, *((user.personal_id, user.phone) if user else ())),
        emails=_filled(*emails, user.email if user else ""),
        birth_date=f"{born:%d/%m/%Y}" if born else "",
    )


def _witnesses(ruling: Ruling) -> list[KnownPerson]:
    filed = [case.petition_id for case in ruling.way if case.petition_id]
    rows = [
        row
        for p in Petition.objects.filter(pk__in=filed).only("content")
        for row in p.content.get("witnesses", [])
    ]
    return [KnownPerson(row["name"], addresses=_filled(row.get("address", ""))) for row in rows]


def _searched(ruling: Ruling) -> list[KnownPerson]:
    """Who is looked for, missing or dead: no party of the request, and the subject of its decision (383–395)."""
    rows = Search.objects.filter(case__in=ruling.way)
    return [
        KnownPerson(row.person, addresses=_filled(row.residence)) for row in rows.only("person", "residence")
    ]


def _officers(ruling: Ruling, parties: Sequence[Party]) -> Iterator[str]:
    yield from filter(None, ruling.officers)
    for party in parties:
        yield from (r.name for r in party.representations.all() if r.kind == Representation.Kind.LAWYER)


def _authorities(ruling: Ruling) -> Iterator[str]:
    """Names of courts, procuracies and enforcement agencies (NQ 03/2017 art. 7 keeps them)."""
    yield from filter(None, ruling.authorities)
    level: Court | None = ruling.case.court
    while level is not None:
        yield from filter(None, [level.name, level.procuracy_name, level.enforcement_name])
        level = level.parent


def _filled(*values: str) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _spans(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Where these names stand, in any case of letters."""
    found = []
    for name in dict.fromkeys(fold(n) for n in names):
        spelt = next(n for n in names if fold(n) == name)
        pattern = r"\s+".join(re.escape(word) for word in clean(spelt).split())
        found += [m.span() for m in re.finditer(pattern, text, re.IGNORECASE)]
    return found


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in spans)
