"""Citations of a draft: does the article exist, has it such clauses and points, was it in force, is it that law's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from toaan.assistant.checking.draft import Draft
from toaan.assistant.checking.model import CaseFacts, Found, LawBook
from toaan.assistant.checking.sums import differs_little
from toaan.rules import codes
from toaan.vietnamese.citations import LAW_NAMES, Citation, format_citation
from toaan.vietnamese.text import fold

_LATER = re.compile(
    r"[\s,–-]*(?:cua\s+)?(?P<name>(?:bo\s+luat|luat|phap\s+lenh|nghi\s+quyet|nghi\s+dinh|thong\s+tu)\b[^.;:()\n“”\"]{0,90})"
)
_FEES_NAME = re.compile(r"phap\s+lenh\s+(?:ve\s+)?(?:so\s+)?(?:[\d/a-z-]+\s+)?(?:ve\s+)?an\s+phi")
_NUMBERED = re.compile(
    r"\b(?P<n>\d{1,4})\s*/\s*(?P<y>(?:19|20)\d{2})\s*/\s*(?P<tail>(?:nq\s*-\s*)?(?:ubtvqh|qh)\s*(?P<term>\d{1,2}))\b"
)
_ITS_NUMBER = re.compile(r"[\s,]*(?:so\s*:?\s*)(?P<number>\d{1,3}/\d{4}/qh\d{1,2})\b")
"""After the name of a code: "Bộ luật Tố tụng dân sự số 92/2015/QH13"."""
_BASIS = "BLTTDS 266.2"
# The first and last year in which the National Assembly of each term made laws.
_TERMS = {
    10: (1997, 2002),
    11: (2002, 2007),
    12: (2007, 2011),
    13: (2011, 2016),
    14: (2016, 2021),
    15: (2021, 2026),
    16: (2026, 2031),
}
_JURISDICTION = frozenset({"26", "28", "30", "32", "35", "37", "39", "40"})
_PLAIN = _JURISDICTION | {"34", "227", "228", "271", "273"}
_PROCEDURE = _PLAIN | {
    "68",
    "91",
    "92",
    "147",
    "157",
    "158",
    "165",
    "184",
    "200",
    "203",
    "217",
    "235",
    "244",
    "264",
    "266",
}
"""Articles of the civil procedure code that nearly every civil judgment cites."""


@dataclass(frozen=True)
class Cited:
    """A citation with the document that it means."""

    citation: Citation
    number: str
    """Of the document; empty when it is not known."""
    version: codes.Version | None
    start: int
    """With the law's name: the whole place."""
    end: int

    @property
    def key(self) -> str:
        return f"{self.number}#{self.citation.article}"


def check(draft: Draft, found: Found, facts: CaseFacts, book: LawBook | None) -> None:
    """Add what is wrong with the draft's citations."""
    cited = list(resolve(draft, book))
    told: set[tuple[int, str]] = set()
    for one in cited:
        problem = (
            (_not_in_force(one, draft, facts, book) if one.version and one.version.procedural else None)
            or _unknown(one, book)
            or _wrong_clause(one, draft, book)
            or _not_in_force(one, draft, facts, book)
        )
        if problem:
            kind, words = problem
            if (one.citation.start, kind) not in told:
                told.add((one.citation.start, kind))
                _add(draft, found, one, kind, words)
    done = {start for start, _kind in told}
    for one, kind, words in [*_odd_versions(cited, draft), *_wrong_laws(cited, draft, book)]:
        if one.citation.start not in done:
            done.add(one.citation.start)
            _add(draft, found, one, kind, words)
    _named_laws(draft, found, cited)
    _documents(draft, found, book)


def _add(draft: Draft, found: Found, one: Cited, kind: str, words: str) -> None:
    end = max(one.end, one.citation.law_end) if "văn bản" in words else one.end
    start, end = draft.place(one.start, end)
    found.add(kind, start, end, words, format_citation(one.citation))  # type: ignore[arg-type]


def resolve(draft: Draft, book: LawBook | None) -> Iterator[Cited]:
    """Every citation with the document it names."""
    for one in draft.citations:
        law, year = one.law, one.year
        start, end = one.start, one.end
        if law is None:
            later = _LATER.match(draft.folded, one.end)
            if later is None:
                yield Cited(one, "", None, start, end)
                continue
            law, year, end = _named(later["name"]), _year(later["name"]), later.end()
            if not law:
                yield Cited(one, "", None, start, end)
                continue
        elif one.law_start and one.law_start - one.end < 12:
            end = max(end, one.law_end)
        if "/" in law:
            number = re.sub(r"/NQ-", "/", law)
            version = codes.by_number(number)
            yield Cited(
                one, number if version or (book and book.document(number)) else "", version, start, end
            )
            continue
        numbered = _ITS_NUMBER.match(draft.folded, max(end, one.law_end if one.law else end))
        version = (codes.by_number(numbered["number"].upper()) if numbered else None) or codes.version(
            law, year=year, on=None if year else draft.day
        )
        yield Cited(one, version.number if version else "", version, start, end)


def _named(folded: str) -> str:
    name = " ".join(folded.split())
    if _FEES_NAME.match(name):
        return "PLAP"
    if re.match(r"nghi quyet (?:so )?:? ?326\b", name):
        return "NQAP"
    return next(
        (
            short
            for short, full in sorted(LAW_NAMES.items(), key=lambda x: -len(x[1]))
            if name.startswith(fold(full))
        ),
        "",
    )


def _year(folded: str) -> int | None:
    found = re.match(r"[a-z\s]+?(?:nam\s+)?((?:19|20)\d{2})\b", folded)
    return int(found[1]) if found else None


def _number_of(article: str) -> int:
    return int(re.match(r"\d+", article)[0])  # type: ignore[index]


def _unknown(one: Cited, book: LawBook | None) -> tuple[str, str] | None:
    if not one.number:
        return None
    article = one.citation.article
    name = _name(one)
    if one.version and one.version.articles and _number_of(article) > one.version.articles:
        return "citation-unknown", (
            f"{name} chỉ có {one.version.articles} điều, không có Điều {article}. Hãy xem lại số của điều hoặc tên văn bản."
        )
    if one.version is None and book is not None and article.isdigit() and book.exists(one.key) is False:
        return (
            "citation-unknown",
            f"{name} không có Điều {article}. Hãy xem lại số của điều hoặc tên văn bản.",
        )
    return None


def _wrong_clause(one: Cited, draft: Draft, book: LawBook | None) -> tuple[str, str] | None:
    clause, point = one.citation.clause, one.citation.point
    if not one.number or book is None or draft.day is None or not (clause or point):
        return None
    clauses = book.clauses(one.key, draft.day)
    if clauses is None:
        return _far_beyond(one, book)
    place = f"Điều {one.citation.article} {_name(one)}"
    if clause and clauses == 0:
        return (
            "clause-out-of-range",
            f"{place} không chia thành khoản. Hãy bỏ “khoản {clause}” hoặc xem lại số của điều.",
        )
    if clause and int(re.match(r"\d+", clause)[0]) > clauses:  # type: ignore[index]
        return (
            "clause-out-of-range",
            f"{place} chỉ có {clauses} khoản, không có khoản {clause}. Hãy xem lại số của khoản.",
        )
    if point:
        letters = book.points(one.key, clause or "")
        if letters is not None and point not in letters:
            held = f"chỉ có các điểm {', '.join(letters)}" if letters else "không chia thành điểm"
            where = f"Khoản {clause} {place}" if clause else place
            return "clause-out-of-range", f"{where} {held}, không có điểm {point}. Hãy xem lại."
    return None


def _far_beyond(one: Cited, book: LawBook) -> tuple[str, str] | None:
    """An article changed since: its clauses then are not known, but no change brings or takes five."""
    now, clause = book.clauses(one.key, date.max), one.citation.clause
    if now is None or not clause or int(re.match(r"\d+", clause)[0]) <= now + 4:  # type: ignore[index]
        return None
    return (
        "clause-out-of-range",
        f"Điều {one.citation.article} {_name(one)} không có khoản {clause}. Hãy xem lại số của khoản.",
    )


def _not_in_force(one: Cited, draft: Draft, facts: CaseFacts, book: LawBook | None) -> tuple[str, str] | None:
    day = draft.day
    if day is None or not one.number:
        return None
    name, version, kind = _name(one), one.version, "citation-not-in-force"
    first = version.first_day if version else None
    if first and first > day:
        return kind, (
            f"{name} có hiệu lực từ {first:%d/%m/%Y}, sau ngày {day:%d/%m/%Y} của bản án. Hãy dẫn văn bản có hiệu lực khi đó."
        )
    if version is None:
        unborn = book is not None and book.in_force(one.key, day) is False
        words = f"{name} không có hiệu lực vào ngày {day:%d/%m/%Y}. Hãy dẫn văn bản có hiệu lực khi đó."
        return (kind, words) if unborn else None
    since = _facts_since(draft, facts, version)
    if version.last_day and day > version.last_day and since and since > version.last_day:
        return kind, (
            f"{name} hết hiệu lực sau ngày {version.last_day:%d/%m/%Y}; sự việc của vụ án từ {since:%d/%m/%Y}. "
            f"Hãy dẫn văn bản có hiệu lực khi đó."
        )
    return None


def _facts_since(draft: Draft, facts: CaseFacts, version: codes.Version) -> date | None:
    """The day that decides which law applies: of the judgment for proceedings (fees: of the acceptance), of the first fact for the rest."""
    if version.short == "PLAP":
        return facts.accepted_on or accepted_on(draft)
    if version.procedural:
        return draft.day
    if facts.facts_on:
        return facts.facts_on
    content = draft.parts.get("content")
    days = [
        d.day
        for d in draft.dates
        if d.day
        and content
        and d.start in content
        and not re.search(r"sinh\s+(?:ngay\s*)?$", draft.folded[max(0, d.start - 12) : d.start])
    ]
    years = [date(int(m[1]), 1, 1) for m in re.finditer(r"\bnam\s+((?:19|20)\d\d)\b", draft.part("content"))]
    return min([*days, *years], default=None)


def accepted_on(draft: Draft) -> date | None:
    """The day of acceptance as the head tells it."""
    found = re.search(r"thu\s+ly\s+(?:vu\s+an\s+)?so", draft.part("head"))
    if not found:
        return None
    return next((d.day for d in draft.dates if 0 <= d.start - found.end() < 60), None)


def _odd_versions(cited: list[Cited], draft: Draft) -> Iterator[tuple[Cited, str, str]]:
    """The same article under two versions of a code, one of them no longer or not yet in force when judgment is given."""
    by_article: dict[tuple[str, str], list[Cited]] = defaultdict(list)
    named: dict[str, Counter[int]] = defaultdict(Counter)
    for one in cited:
        if one.version:
            by_article[one.version.short, one.citation.article].append(one)
            named[one.version.short][one.version.year] += 1
    for (short, article), same in by_article.items():
        years = Counter(one.version.year for one in same if one.version)
        if len(years) < 2 or draft.day is None:
            continue
        for one in same:
            version = one.version
            if (
                version
                and one.citation.year
                and not version.in_force(draft.day)
                and named[short][version.year] <= max(2, sum(named[short].values()) // 3)
            ):
                yield one, "citation-not-in-force", (
                    f"Điều {article} dẫn theo {_name(one)}, chỗ khác trong bản án dẫn theo bản khác; {_name(one)} không còn hiệu lực "
                    f"ngày {draft.day:%d/%m/%Y}. Hãy dẫn thống nhất văn bản có hiệu lực."
                )  # fmt: skip


def _wrong_laws(cited: list[Cited], draft: Draft, book: LawBook | None) -> Iterator[tuple[Cited, str, str]]:
    """An article of another law: the draft itself cites it there elsewhere, or the article's subject is the other law's."""
    laws: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, Cited] = {}
    for one in cited:
        if one.version:
            laws[one.citation.article][one.version.short] += 1
            names.setdefault(one.version.short, one)
    words = draft.folded
    for one in cited:
        if one.version is None or _number_of(one.citation.article) < 10:
            continue
        article, short = one.citation.article, one.version.short
        if not one.version.procedural and article in _PROCEDURE and _procedural_list(one, cited, draft):
            if laws[article][short] > 2:
                continue
            yield one, "citation-unknown", (
                f"Điều {article} ở đây là của Bộ luật Tố tụng dân sự, không phải của {_name(one)}. Hãy sửa tên văn bản."
            )  # fmt: skip
            continue
        if book is None:
            continue
        own = _fit(book.title(one.key), words)
        for other in names.values():
            if other.version is None or other.version.short in (short, "LTHADS") or not other.number:
                continue
            theirs = _fit(book.title(f"{other.number}#{article}"), words)
            if own is not None and theirs is not None and own < 0.2 and theirs >= 0.8:
                yield one, "citation-unknown", (
                    f"Điều {article} {_name(one)} quy định về “{book.title(one.key)}”; Điều {article} {_name(other)} quy định về "
                    f"“{book.title(f'{other.number}#{article}')}”. Hãy xem lại tên văn bản."
                )  # fmt: skip
                break


def _procedural_list(one: Cited, cited: list[Cited], draft: Draft) -> bool:
    """Whether the list in which an article stands is one of procedure: jurisdiction, absence, costs, appeal."""
    same = [c for c in cited if c.citation.law_start == one.citation.law_start and c.citation.law_start]
    beside = {c.citation.article for c in same}
    if len(beside) == 1:
        near = draft.folded[max(0, one.start - 60) : one.end + 160]
        return bool(
            beside & _JURISDICTION
            and re.search(
                r"tham\s+quyen|quan\s+he\s+(?:phap\s+luat\s+)?tranh\s+chap|day\s+la\s+(?:vu\s+an|tranh\s+chap)",
                near,
            )
        )
    inside = beside & _PROCEDURE
    return len(beside & _PLAIN) >= 2 or (
        len(inside) >= 3 and bool(inside & _PLAIN) and len(inside) * 5 >= len(beside) * 3
    )


def _fit(title: str | None, folded: str) -> float | None:
    """How much of a title's pairs of words stands in the text."""
    if not title:
        return None
    words = [
        w
        for w in re.findall(r"[a-z]+", fold(title))
        if w not in {"cua", "va", "do", "ve", "cac", "trong", "duoc", "theo", "voi", "khi"}
    ]
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    if not pairs:
        return None
    text = " ".join(folded.split())
    return sum(pair in text for pair in pairs) / len(pairs)


def document_numbers(draft: Draft) -> set[str]:
    """Numbers of laws and resolutions that the draft names, as a book of law is asked for them."""
    return {number for _match, number in _numbered(draft)}


def _numbered(draft: Draft) -> Iterator[tuple[re.Match[str], str]]:
    for m in _NUMBERED.finditer(draft.folded):
        tail = re.sub(r"[^a-z0-9]", "", m["tail"]).upper().removeprefix("NQ")
        yield m, f"{int(m['n'])}/{m['y']}/{tail}"


def _documents(draft: Draft, found: Found, book: LawBook | None) -> None:
    """Numbers of laws and resolutions that cannot be: the year does not fit the term, or the draft cites it otherwise."""
    for match, number in _numbered(draft):
        first, last = _TERMS.get(int(match["term"]), (0, 9999))
        known = codes.by_number(number) or (book is not None and book.document(number))
        near = _near(number)
        wrong = not first <= int(match["y"]) <= last
        if known or not (wrong or near):
            continue
        start, end = draft.place(match.start(), match.end())
        hint = f" Có phải số {near}?" if near else ""
        found.add(
            "citation-unknown", start, end,
            f"Không có văn bản số {match[0]} (năm và khóa Quốc hội hoặc số hiệu không khớp).{hint} Hãy xem lại số hiệu.", _BASIS,
        )  # fmt: skip


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, fold(name).split()))


_CODE_AND_YEAR = re.compile(
    "|".join(rf"\b(?P<c{n}>{_spaced(LAW_NAMES[short])})" for n, short in enumerate(codes.AMENDED_IN))
)
_ITS_YEAR = re.compile(r"\s+(?:nam\s+)?(?P<year>(?:19|20)\d{2})\b(?!\s*/)")


def _named_laws(draft: Draft, found: Found, cited: list[Cited]) -> None:
    """Codes named by a year without an article: of a year that has none, or not yet in force."""
    shorts = list(codes.AMENDED_IN)
    spans = [draft.place(one.start, one.end) for one in cited]
    for match in _CODE_AND_YEAR.finditer(draft.folded):
        year = _ITS_YEAR.match(draft.folded, match.end())
        if year is None or draft.day is None:
            continue
        short = next(shorts[n] for n in range(len(shorts)) if match[f"c{n}"])
        start, end = draft.place(match.start(), year.end())
        if any(a < end and start < b for a, b in spans) and any(
            a <= f.start < b for a, b in spans for f in found.items if a < end and start < b
        ):
            continue
        version = codes.version(short, year=int(year["year"]))
        if version is None and int(year["year"]) not in codes.AMENDED_IN[short]:
            found.add(
                "citation-unknown",
                start,
                end,
                f"Không có {LAW_NAMES[short]} năm {year['year']}. Hãy xem lại năm của văn bản.",
                _BASIS,
            )
        elif version is not None and version.first_day > draft.day:
            found.add(
                "citation-not-in-force", start, end,
                f"{LAW_NAMES[short]} năm {year['year']} có hiệu lực từ {version.first_day:%d/%m/%Y}, sau ngày {draft.day:%d/%m/%Y} của bản án. Hãy dẫn văn bản có hiệu lực khi đó.", _BASIS,
            )  # fmt: skip


def _near(number: str) -> str:
    """A document that courts cite whose number differs in one place."""
    n, year, tail = number.split("/")
    for one in codes.VERSIONS:
        parts = one.number.split("/")
        if (
            len(parts) == 3
            and sum(a == b for a, b in zip(parts, (n, year, tail), strict=True)) == 2
            and (
                (parts[0] == n and len(n) > 2)
                or (parts[1:] == [year, tail] and len(n) > 2 and differs_little(parts[0], n))
            )
        ):
            return one.number
    return ""


def _name(one: Cited) -> str:
    if one.version:
        long = {"PLAP": "Pháp lệnh Án phí, lệ phí Tòa án", "NQAP": "Nghị quyết số 326/2016/UBTVQH14"}.get(
            one.version.short
        )
        return long or f"{LAW_NAMES[one.version.short]} năm {one.version.year}"
    return f"văn bản số {one.number}"
