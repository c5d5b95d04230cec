"""Putting the rules together: clean → officers → places → organisations → people → numbers → codes."""

from collections.abc import Iterable, Sequence

from toaan.publication.anonymise.codes import CodeBook
from toaan.publication.anonymise.keep import claim_officers
from toaan.publication.anonymise.model import KnownPerson, Proposal, Replacement, Warning
from toaan.publication.anonymise.people import Mention, find_people
from toaan.publication.anonymise.places import Place, find_places
from toaan.publication.anonymise.reader import Reader
from toaan.publication.anonymise.source import Source, read
from toaan.vietnamese.text import tokens


def propose(text: str, *, known: Sequence[KnownPerson] = (), keep: Sequence[str] = ()) -> Proposal:
    source = read(text)
    reader = Reader(source.words)
    claim_officers(reader, keep, [p.name for p in known])
    places = find_places(reader)
    people, names = find_people(reader, [tuple(tokens(p.name)) for p in known])
    rs: list[Replacement] = []
    w = reader.words
    pc = CodeBook(((w[m.j - 1].norm, w[m.j - 1].text) for m in people), names.codes)
    for m in people:
        g = w[m.j - 1]
        rs.append(Replacement(g.start, g.end, text[g.start:g.end], pc[g.norm], "person", m.why, m.confident))
    key = lambda p: " ".join(reader.names(p.i, p.j))
    plc = CodeBook((key(p), w[p.i].text) for p in places)
    for p in places:
        s, e = w[p.i].start, w[p.j - 1].end
        rs.append(Replacement(s, e, text[s:e], plc[key(p)], "place", "Địa danh"))
    rs.sort(key=lambda r: r.start)
    return Proposal(rs)
