"""Is any time limit of these laws missing? Every number of hours, days, months or years in their text is a rule, or is
named here with the reason why it is none. Reads the published texts named by TOAAN_DATA (make test-data)."""

import re
from collections.abc import Container, Iterator
from functools import cache

import pytest

from toaan.rules.explain import term_words
from toaan.rules.tests.law_text import PARTS, articles
from toaan.rules.tests.test_law_text import DOC_NUMBERS, LIMITS, law_folder, original_articles

pytestmark = pytest.mark.data

TERM = re.compile(r"\b\d\d (?:giờ|ngày làm việc|ngày|tháng|năm)\b(?! tháng \d| năm \d{4}| \d)")
WHOLE = {
    "BLTTDS": (1, 517),
    "LTTHC": (1, 372),
    "LHGDT": (1, 42),
    "LPS": (1, 133),
    "BLTTHS": (250, 464),
    "NQ326": (1, 48),
}
"""The articles looked through; of the criminal code, the parts on trial, review and special procedures."""
NO_LIMIT = {
    "BLTTDS:180.3": "three broadcasts within three days",
    "BLTTDS:381.1": "how long somebody has been missing",
    "BLTTDS:381.2": "how long somebody has been missing",
    "BLTTDS:385.1": "three broadcasts within three days",
    "BLTTDS:387.2": "how long somebody has been missing",
    "BLTTDS:474.3": "three broadcasts within three days",
    "BLTTDS:477.6": "three broadcasts within three days",
    "LTTHC:109.3": "three broadcasts within three days",
    "LTTHC:303.3": "three broadcasts within three days",
    "LHGDT:10.1": "years of experience of a mediator",
    "LHGDT:11.6": "term of office of a mediator",
    "LHGDT:12.1": "years of work that are looked at",
    "LPS:4.1": "what insolvency is",
    "LPS:5.1": "when a creditor may ask",
    "LPS:5.2": "when a worker may ask",
    "LPS:5.5": "how long a shareholder has held shares",
    "LPS:12.1": "years of experience of an administrator",
    "LPS:28.3": "years of financial reports",
    "LPS:59.1": "transactions looked back on",
    "LPS:59.2": "transactions looked back on",
    "LPS:130.3": "a ban on managing an enterprise",
    "BLTTHS:251.1": "when a hearing may pause; the pause itself is 251.2",
    "BLTTHS:368.1": "half-yearly grading of a prisoner",
    "BLTTHS:417.4": "a penalty; the text of 418-420 is printed under 417",
    "BLTTHS:417.5": "the same words stand in 419.5, which is a rule",
    "BLTTHS:419.4": "a penalty",
    "BLTTHS:421.4": "length of one questioning",
    "BLTTHS:421.5": "length of one questioning",
}


def clauses(text: str) -> Iterator[tuple[str, str]]:
    """(number, words) of each clause; number "" is what stands before the first clause."""
    starts, at, number = [0], 0, 1
    while found := re.search(rf"(?:^|(?<=[ .;])){number}\.\d{{0,3}} ?(?=[0-9A-ZĐÀ-Ỹ(“])", text[at:]):
        starts.append(at + found.start())
        at, number = at + found.end(), number + 1
    for index, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        yield str(index or ""), text[start:end]


@cache
def said(law: str) -> dict[str, set[str]]:
    """Article and clause -> the terms that the rules give it, bounds of windows and extensions included."""
    found: dict[str, set[str]] = {}
    for row in LIMITS:
        if row.source.law != law:
            continue
        value, own = row.value, row.source.article
        terms = [(own, value["amount"], value["unit"])]
        if first := value.get("not_before"):
            terms.append((own, first["amount"], first["unit"]))
        if more := value.get("extension"):
            terms.append((more.get("article") or own, more.get("total", more["amount"]), more["unit"]))
        for article, amount, unit in terms:
            number, *path = article.split(".")
            words = term_words(amount, unit)
            found.setdefault(f"{number}.{path[0]}" if path else number, set()).add(words)
            found.setdefault(f"{number}.", set()).add(words)
    return found


def missing(law: str, exceptions: Container[str]) -> Iterator[str]:
    """``LTTHC:149: 20 ngày`` for each term without a rule."""
    if law in PARTS:
        texts = articles(law_folder() / "pdf", law)
    else:
        every = original_articles(law_folder())
        texts = {number: text for (doc, number), text in every.items() if doc == DOC_NUMBERS[law]}
    first, last = WHOLE[law]
    rules = said(law)
    for number, text in texts.items():
        if not first <= int(re.sub(r"\D", "", number)) <= last:
            continue
        for clause, words in clauses(text.removeprefix(f"Điều {number}. ")):
            # Where the article has no clauses, or before its first, any rule of the article will do.
            known = rules.get(number, set()) | rules.get(f"{number}.{clause}", set())
            yield from (
                f"{law}:{number}.{clause}".rstrip(".") + f": {term}"
                for term in TERM.findall(words)
                if term not in known and f"{law}:{number}.{clause}".rstrip(".") not in exceptions
            )


@pytest.mark.parametrize("law", WHOLE)
def test_no_time_limit_of_the_law_is_missing(law: str) -> None:
    assert sorted(set(missing(law, NO_LIMIT))) == []


def test_every_exception_is_still_in_the_text() -> None:
    assert {term.partition(": ")[0] for law in WHOLE for term in missing(law, ())} == set(NO_LIMIT)
