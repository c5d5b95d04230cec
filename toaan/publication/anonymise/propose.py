"""Putting the rules together: read → officers → places → organisations → people → numbers → codes."""

from collections.abc import Iterable, Sequence

from toaan.publication.anonymise.codes import CodeBook, first_letter, initials
from toaan.publication.anonymise.keep import claim_officers
from toaan.publication.anonymise.leftovers import nameless_organisations, stray_capitals, unreadable, warning
from toaan.publication.anonymise.model import Kind, KnownPerson, Proposal, Replacement
from toaan.publication.anonymise.numbers import Found, find_numbers
from toaan.publication.anonymise.organisations import Organisation, distinctive, find_organisations
from toaan.publication.anonymise.people import Mention, Names, find_people
from toaan.publication.anonymise.places import Place, address_names, find_places
from toaan.publication.anonymise.reader import Reader
from toaan.publication.anonymise.source import Source, read
from toaan.vietnamese.text import tokens


def propose(
    text: str,
    *,
    known: Sequence[KnownPerson] = (),
    keep: Sequence[str] = (),
    encode_provinces: bool = False,
    has_heading: bool = True,
) -> Proposal:
    """Propose how to encode a judgment for publication (NQ 03/2017/NQ-HĐTP, article 7).

    known: what the case file says about the parties; keep: full names that stay (panel, clerk, procurator,
    lawyers), besides those that the heading and role words show; has_heading: it begins as a judgment does, with the court's own people
    before the first party, which a decision does not: there others may be named first. Offsets in the result point into text.
    """
    source = read(text)
    reader = Reader(source.words, has_heading=has_heading)
    doubtful = claim_officers(reader, keep, [person.name for person in known])
    addresses = [name for person in known for address in person.addresses for name in address_names(address)]
    places = find_places(reader, addresses, encode_provinces=encode_provinces)
    companies = [distinctive(Reader(read(p.name).words)) for p in known if p.kind == "organisation"]
    organisations, nameless = find_organisations(reader, [name for name in companies if name])
    people, names = find_people(reader, _known_names(known))
    numbers = find_numbers(source.view, list(known))

    builder = _Builder(source, reader)
    builder.add_people(people, names)
    builder.add_places(places)
    builder.add_organisations(organisations)
    builder.add_numbers(numbers)
    warnings = [
        warning(source, reader, i, j, "Trùng tên với đương sự: kiểm tra từng chỗ") for i, j in doubtful
    ]
    warnings += nameless_organisations(reader, source, nameless) + unreadable(source)
    warnings += stray_capitals(reader, source)
    return Proposal(builder.replacements(), sorted(warnings, key=lambda w: w.start), builder.mapping)


def _known_names(known: Iterable[KnownPerson]) -> list[tuple[str, ...]]:
    people = (person for person in known if person.kind == "person")
    return [
        tuple(tokens(name))
        for person in people
        for name in (person.name, *person.other_names)
        if name.strip()
    ]


class _Builder:
    """Turns findings into replacements with codes; the first finding at a place wins."""

    def __init__(self, source: Source, reader: Reader) -> None:
        self.source = source
        self.reader = reader
        self.mapping: dict[str, str] = {}
        self._items: list[Replacement] = []

    def add_people(self, people: list[Mention], names: Names) -> None:
        """The given name of each mention becomes its code; family and middle names stay."""
        given = [(m, self.reader.words[m.j - 1]) for m in people]
        book = CodeBook(((word.norm, first_letter(word.text)) for _, word in given), names.codes)
        for mention, word in given:
            code = book[word.norm]
            before = "".join(f"{w.text} " for w in self.reader.words[mention.i : mention.j - 1])
            self.mapping.setdefault(f"person:{before}{code}", f"{before}{word.text}")
            self._add(word.start, word.end, code, "person", mention.why, confident=mention.confident)

    def add_places(self, places: list[Place]) -> None:
        """A place name becomes the initial of its first word; the level word before it stays."""
        keyed = [(place, " ".join(self.reader.names(place.i, place.j))) for place in places]
        taken = {word.text.upper() for word in self.reader.words if word.is_code}
        book = CodeBook(
            ((key, first_letter(self.reader.words[place.i].text)) for place, key in keyed),
            {code for code in taken if len(code) > 1},
        )
        for place, key in keyed:
            start, end = self._span(place.i, place.j)
            self._add(
                start, end, book[key], "place", f"Địa danh sau “{place.level}”" if place.level else "Địa danh"
            )

    def add_organisations(self, organisations: list[Organisation]) -> None:
        """The distinctive name becomes its initials."""
        keyed = [(o, " ".join(self.reader.names(o.i, o.j))) for o in organisations]
        written = {key: " ".join(w.text for w in self.reader.words[o.i : o.j]) for o, key in reversed(keyed)}
        book = CodeBook((key, initials(written[key])) for _, key in keyed)
        for organisation, key in keyed:
            start, end = self._span(organisation.i, organisation.j)
            self._add(start, end, book[key], "organisation", "Tên riêng của tổ chức")

    def add_numbers(self, numbers: list[Found]) -> None:
        """A number becomes the letters of its kind and a count; a birthday keeps its year."""
        counters: dict[str, dict[str, int]] = {}
        for item in numbers:
            start, end = self.source.span(item.start, item.end)
            code = item.replacement
            if not code:
                seen = counters.setdefault(item.prefix, {})
                code = f"{item.prefix}{seen.setdefault(item.key, len(seen) + 1)}"
            self._add(start, end, code, item.kind, item.why, confident=item.confident)

    def _span(self, i: int, j: int) -> tuple[int, int]:
        return self.reader.words[i].start, self.reader.words[j - 1].end

    def _add(self, start: int, end: int, code: str, kind: Kind, why: str, *, confident: bool = True) -> None:
        text = self.source.original[start:end]
        if kind != "person":
            self.mapping.setdefault(f"{kind}:{code}", text)
        self._items.append(Replacement(start, end, text, code, kind, why, confident))

    def replacements(self) -> list[Replacement]:
        """All replacements in order, overlaps resolved in favour of what was added first."""
        taken: set[int] = set()
        kept = []
        for item in self._items:
            if taken.isdisjoint(range(item.start, item.end)):
                taken.update(range(item.start, item.end))
                kept.append(item)
        return sorted(kept, key=lambda r: r.start)
