"""The officers who stay named: panel, clerk, procurator (and whoever the court says).

Taken from the heading before the first party, and from role words directly beside a full name elsewhere.
A wrong entry here publishes a party, so only full names enter, and a name that is also a party's does not.
"""

import re
from collections.abc import Sequence

from toaan.publication.anonymise import lexicon
from toaan.publication.anonymise.reader import Reader
from toaan.vietnamese.text import tokens

_BESIDE = re.compile(r"[\s:;.–—-]*")
_HEADING_LIMIT = 900


def heading_end(reader: Reader) -> int:
    """Index of the first party's label: before it a judgment names only the court's own people. A decision has no such part."""
    if not reader.has_heading:
        return 0
    for i in range(min(len(reader), _HEADING_LIMIT)):
        if reader.phrase_at(i, lexicon.PARTY_STARTS):
            return i
    return 0


def claim_officers(
    reader: Reader, extra: Sequence[str] = (), parties: Sequence[str] = ()
) -> list[tuple[int, int]]:
    """Claim every mention of an officer as "keep"; returns the places where an officer shares a party's name."""
    roles = _beside_roles(reader)
    heading = _in_heading(reader)
    party_names = {tuple(tokens(name)) for name in parties} | _with_birth_year(reader)
    asked = {tuple(tokens(name)) for name in extra if name.strip()}
    found = {reader.names(i, j) for i, j in [*heading, *roles]}
    for i, j in [*heading, *roles]:
        if reader.free(i, j):
            reader.claim(i, j, "keep")
    doubtful = []
    for i, j in reader.occurrences((found - party_names) | asked):
        if reader.free(i, j) and reader.words[i].cap:
            reader.claim(i, j, "keep")
    for i, j in reader.occurrences(found & party_names - asked):
        doubtful.append((i, j))
    return doubtful


def _in_heading(reader: Reader) -> list[tuple[int, int]]:
    end = heading_end(reader)
    found = []
    i = 0
    while i < end:
        word = reader.words[i]
        after_title = i > 0 and reader.words[i - 1].norm in lexicon.TITLES
        starts = after_title or (word.norm in lexicon.FAMILIES and not _after_place_word(reader, i))
        j = reader.run(i, after_title=after_title) if starts and not word.upper else i
        if j - i >= 2 and not reader.words[j - 1].is_code:
            found.append((i, j))
        i = max(j, i + 1)
    return found


def _after_place_word(reader: Reader, i: int) -> bool:
    return i > 0 and reader.words[i].joined and bool(reader.phrase_before(i, lexicon.LEVELS))


def _beside_roles(reader: Reader) -> list[tuple[int, int]]:
    found = []
    for i in range(len(reader)):
        length = reader.phrase_at(i, lexicon.NAMED_ROLES)
        if not length:
            continue
        name = _name_after(reader, i + length) or _name_before(reader, i)
        if name:
            found.append(name)
    return found


def _name_after(reader: Reader, i: int) -> tuple[int, int] | None:
    """ "Thẩm phán: Bà Vũ Thị Mai" — only punctuation and a title may stand between."""
    words = reader.words
    if i < len(words) and words[i].norm in lexicon.TITLES and _BESIDE.fullmatch(words[i].before):
        i += 1
    if i >= len(words) or not _BESIDE.fullmatch(words[i].before) or words[i].norm not in lexicon.FAMILIES:
        return None
    j = reader.run(i, after_title=True)
    return (i, j) if j - i >= 2 and not words[j - 1].is_code else None


def _name_before(reader: Reader, i: int) -> tuple[int, int] | None:
    """ "Ông Trần Văn Bình – Kiểm sát viên" — a dash (a comma for lawyers) between, and a title opening the name."""
    words = reader.words
    marks = ("-", "–", "—", ",") if reader.phrase_at(i, lexicon.LAWYERS) else ("-", "–", "—")
    if words[i].before.strip() not in marks:
        return None
    for start in range(max(0, i - 6), i - 1):
        titled = start > 0 and words[start - 1].norm in lexicon.TITLES
        if titled and reader.run(start, after_title=True) == i and not words[i - 1].is_code:
            return start, i
    return None


def _with_birth_year(reader: Reader) -> set[tuple[str, ...]]:
    """Full names followed by "sinh năm …": parties and witnesses, never officers."""
    found = set()
    for i in range(2, len(reader) - 1):
        if reader.words[i].norm == "sinh" and reader.words[i + 1].norm in ("năm", "ngày"):
            for start in range(max(0, i - 6), i - 1):
                titled = start > 0 and reader.words[start - 1].norm in lexicon.TITLES
                if titled and reader.run(start, after_title=True) == i:
                    found.add(reader.names(start, i))
    return found
