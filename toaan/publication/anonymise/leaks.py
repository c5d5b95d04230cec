"""The last check before publishing: no secret of the case file may be readable, however it is spelt."""

import re
from collections.abc import Iterator, Sequence

from toaan.publication.anonymise import lexicon
from toaan.publication.anonymise.model import Kind, KnownPerson, Leak
from toaan.publication.anonymise.numbers import date_pattern, digits_pattern
from toaan.publication.anonymise.organisations import distinctive
from toaan.publication.anonymise.places import address_names
from toaan.publication.anonymise.reader import Reader
from toaan.publication.anonymise.source import Source, Word, read
from toaan.vietnamese.text import fold

_MAX_GAP = 4


def check_clean(text: str, known: Sequence[KnownPerson]) -> list[Leak]:
    """Every place where something known about the parties can still be read; empty means clean.

    Names and places are compared letter by letter without marks, case, tone placement, punctuation or line
    breaks; numbers without their grouping. A given name counts only with a title before it, so that an officer
    who shares it by chance with a party is reported too: the reviewer decides.
    """
    source = read(text)
    folded = [fold(word.norm) for word in source.words]
    leaks: list[Leak] = []
    for person in known:
        for secret, kind in _names_of(person):
            leaks += _word_leaks(source, folded, fold(secret).split(), secret, kind)
        if person.kind == "person":
            leaks += _given_leaks(source, person)
        for pattern, secret, kind in _patterns_of(person):
            for match in pattern.finditer(source.view):
                start, end = source.span(*match.span())
                leaks.append(Leak(start, end, text[start:end], secret, kind))
    unique = {(leak.start, leak.end): leak for leak in leaks}
    return sorted(unique.values(), key=lambda leak: leak.start)


def _names_of(person: KnownPerson) -> Iterator[tuple[str, Kind]]:
    if person.kind == "organisation":
        name = " ".join(distinctive(Reader(read(person.name).words)))
        yield name or person.name, "organisation"
    else:
        yield person.name, "person"
    for other in person.other_names:
        yield other, "person" if person.kind == "person" else "organisation"
    for address in person.addresses:
        for place in address_names(address):
            yield " ".join(place), "place"


def _word_leaks(source: Source, folded: list[str], secret: list[str], shown: str, kind: Kind) -> list[Leak]:
    """Runs of words equal to the secret; one-word secrets only where capitalised, for they are common syllables."""
    found = []
    size = len(secret)
    for i in range(len(folded) - size + 1 if size else 0):
        if folded[i] != secret[0] or folded[i : i + size] != secret:
            continue
        words = source.words[i : i + size]
        if size == 1 and not words[0].cap:
            continue
        if all(word.joined or len(word.before) <= _MAX_GAP for word in words[1:]):
            start, end = words[0].start, words[-1].end
            found.append(Leak(start, end, source.original[start:end], shown, kind))
    return found


def _given_leaks(source: Source, person: KnownPerson) -> list[Leak]:
    given = fold(person.name).split()[-1:]
    reader = Reader(source.words)
    found = []
    for i, word in enumerate(source.words[1:], start=1):
        if (
            [fold(word.norm)] == given
            and _called(source.words[i - 1], word)
            and reader.run(i, after_title=True) == i + 1
        ):
            found.append(
                Leak(word.start, word.end, source.original[word.start : word.end], person.name, "person")
            )
    return found


def _called(title: Word, word: Word) -> bool:
    return word.joined and word.cap and len(word.text) > 1 and title.norm in lexicon.TITLES


def _patterns_of(person: KnownPerson) -> Iterator[tuple[re.Pattern[str], str, Kind]]:
    for number in person.identifiers:
        if len(re.findall(r"\w", number)) >= 4:
            yield digits_pattern(number), number, "identifier"
    for mail in person.emails:
        yield re.compile(re.escape(mail), re.IGNORECASE), mail, "email"
    birthday = date_pattern(person.birth_date) if person.birth_date else None
    if birthday:
        yield birthday, person.birth_date, "birth_date"
