"""Organisations: the kind and trade stay ("Công ty TNHH thương mại"), the distinctive name becomes its initials."""

from dataclasses import dataclass

from toaan.publication.anonymise import lexicon
from toaan.publication.anonymise.reader import Reader
from toaan.vietnamese.places import province_name

MAX_WORDS = 5


@dataclass(frozen=True)
class Organisation:
    """Words i..j are the distinctive part of an organisation's name."""

    i: int
    j: int


def find_organisations(reader: Reader, known: list[tuple[str, ...]]) -> tuple[list[Organisation], list[int]]:
    """Claim organisation names; also the indices of those whose name is only their trade
    or an acronym.

    known: distinctive parts (see `distinctive`) of the organisations in the case file.
    """
    found = [Organisation(i, j) for i, j in reader.occurrences(known) if _claimable(reader, i, j)]
    for item in found:
        reader.claim(item.i, item.j, "organisation")
    nameless: list[int] = []
    i, size = 0, len(reader)
    while i < size:
        kind = reader.phrase_at(i, lexicon.ORGANISATIONS)
        if not kind:
            i += 1
            continue
        start = after_forms(reader, i + kind)
        if reader.free(i, start):
            reader.claim(i, start, "form")
        end = reader.run(start, limit=MAX_WORDS) if _continues(reader, start) else start
        if reader.words[start - 1].norm == "nhánh" and _is_province(reader, start, end):
            end = start  # "Chi nhánh Thái Bình": a place, and provinces stay; "Công ty Hòa Bình" is a name
        if end > start and _acronym(reader, i, start, end):
            nameless.append(i)
        elif end > start and not reader.words[end - 1].is_code:
            reader.claim(start, end, "organisation")
            found.append(Organisation(start, end))
        elif start > i + kind and end == start and not _continues(reader, start):
            nameless.append(i)
        i = max(end, i + kind)
    names = {
        reader.names(item.i, item.j)
        for item in found
        if item.j - item.i >= 2 and not _is_province(reader, item.i, item.j)
    }
    again = [Organisation(i, j) for i, j in reader.occurrences(names) if _claimable(reader, i, j)]
    for item in again:
        reader.claim(item.i, item.j, "organisation")
    return sorted([*found, *again], key=lambda item: item.i), nameless


def _is_province(reader: Reader, i: int, j: int) -> bool:
    return province_name(" ".join(word.text for word in reader.words[i:j])) is not None


def _claimable(reader: Reader, i: int, j: int) -> bool:
    return reader.free(i, j) and reader.words[i].cap


def _acronym(reader: Reader, i: int, start: int, end: int) -> bool:
    """ "Ngân hàng VIB": a short word in capitals may be a code already; the reviewer or the case file decides."""
    word = reader.words[start]
    return end - start == 1 and word.upper and len(word.text) <= 5 and not reader.words[i].upper


def _continues(reader: Reader, start: int) -> bool:
    """Whether a capitalised word, possibly in quotes, directly follows: Công ty “Hòa Bình”."""
    if start >= len(reader):
        return False
    word = reader.words[start]
    return word.cap and (word.joined or word.before.strip() in ("“", '"', "&", "-", "–"))


def after_forms(reader: Reader, i: int) -> int:
    """Index after the legal form and trade words that follow the kind of organisation."""
    while i < len(reader) and (
        reader.words[i].joined or reader.words[i].before.strip() in ("-", "–", "&", ",", ".")
    ):
        length = reader.phrase_at(i, lexicon.ORGANISATION_FORMS)
        if not length:
            break
        i += length
    return i


def distinctive(reader: Reader) -> tuple[str, ...]:
    """The part of a registered name (alone in reader) that tells it from others; the whole trade if nothing else."""
    kind = reader.phrase_at(0, lexicon.ORGANISATIONS) if len(reader) else 0
    start = after_forms(reader, kind)
    return reader.names(start if start < len(reader) else kind, len(reader))
