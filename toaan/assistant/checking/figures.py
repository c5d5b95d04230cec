"""Numbers of cases and decisions, areas, plots: what differs inside the draft or from the case."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations

from toaan.assistant.checking.draft import Draft
from toaan.assistant.checking.model import CaseFacts, Found
from toaan.assistant.checking.sums import differs_little

_BASIS = "BLTTDS 266.2"
_AREA = re.compile(
    r"(?<![\w.,/-])(?P<n>\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?)\s*(?:m\s?2\b|m²|met\s+vuong)"
)
_PLOT = re.compile(r"\bthua\s*(?:dat)?\s*(?:so|:)*\s*:?\s*(?P<n>\d{1,5})\b(?!\s*[.,]?\d*\s*m)")
_SHEET = re.compile(r"\bto\s+ban\s+do\s*(?:dia\s+chinh)?\s*(?:so)?\s*:?\s*(?P<n>\d{1,4})\b")
_NUMBER = re.compile(
    r"(?<!\d)(?P<n>\d{1,5})\s*/\s*(?P<year>(?:19|20)\d{2})\s*/\s*(?P<kind>[a-z]{2,}[a-z0-9]*(?:\s*[-–]\s*[a-z0-9]+|\s+[sp]t\b)*)"
    r"(?P<gap>\s*,?\s*(?:lap\s+|de\s+)?ngay\s*:?\s*(?:\d{1,2}\s*(?P<s>[/.-])\s*\d{1,2}\s*(?P=s)\s*(?P<year2>\d{4})|\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+(?P<year3>\d{4})))?"
)
_OURS = re.compile(r"tlst|tlpt|tl-|tbtl|qdx|qdst|qdpt|dxx|hpt|-st$|-pt$|dsst|qdh|qdtn")


def check(draft: Draft, found: Found, facts: CaseFacts) -> None:
    """Add what is wrong with the draft's numbers."""
    told: set[int] = set()

    def tell(start: int, end: int, words: str, article: str = _BASIS) -> None:
        if start not in told:
            told.add(start)
            found.add("number-mismatch", *draft.place(start, end), words, article)

    _years(draft, tell)
    _same_act(draft, tell)
    _areas(draft, tell)
    _plots(draft, _PLOT, r"\bthua\b", "thửa đất", tell)
    _plots(draft, _SHEET, r"\bban\s+do\b", "tờ bản đồ", tell)
    _papers(draft, tell)
    if facts.case_number:
        _case_number(draft, facts.case_number, tell)


def _years(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    number = draft.number
    if (
        number
        and draft.day
        and int(number["year"]) != draft.day.year
        and number.start() < draft.parts["head"].end
    ):
        tell(
            number.start("number"),
            number.end("number"),
            f"Số bản án ghi năm {number['year']}, bản án tuyên năm {draft.day.year}. Hãy xem lại số bản án.",
        )
    for one in _NUMBER.finditer(draft.folded):
        year = one["year2"] or one["year3"]
        if year and year != one["year"] and _OURS.search(one["kind"]):
            tell(
                one.start(),
                one.end(),
                f"Số ghi năm {one['year']} nhưng ngày ghi năm {year}. Hãy xem lại số hoặc ngày.",
            )


def _same_act(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    """One act of these proceedings under two numbers: the judgment's own, its acceptance, its decision to bring to trial."""
    number = draft.number
    if number:
        own = int(number["n"]), number["year"]
        for one in re.finditer(
            r"(?:kem\s+theo|cua)\s+ban\s+an\s+(?:dan\s+su\s+)?(?:so\s+tham\s+)?so\s*:?\s*(\d+)\s*/\s*(\d{4})",
            draft.folded[draft.parts.get("verdict", draft.body).start :],
        ):
            at = draft.parts.get("verdict", draft.body).start
            if (int(one[1]), one[2]) != own and "kem" in one[0]:
                tell(
                    at + one.start(1),
                    at + one.end(2),
                    f"Số bản án ghi ở đây khác số {number['number']} ở đầu bản án. Hãy thống nhất.",
                )
    for words, pattern in (
        ("thụ lý", r"thu\s+ly\s+(?:vu\s+an\s+)?(?:[a-z\s]{0,25})?so\s*:?\s*"),
        ("quyết định đưa vụ án ra xét xử", r"dua\s+vu\s+an\s+ra\s+xet\s+xu\s+so\s*:?\s*"),
    ):
        seen = [m for m in re.finditer(pattern + r"(?P<n>\d+)\s*/\s*(?P<y>\d{4})\s*/", draft.folded)]
        if len(seen) > 1:
            first = int(seen[0]["n"]), seen[0]["y"]
            for one in seen[1:]:
                if (int(one["n"]), one["y"]) != first and differs_little(
                    f"{int(one['n'])}{one['y']}", f"{first[0]}{first[1]}"
                ):
                    tell(
                        one.start("n"),
                        one.end("y"),
                        f"Số {words} ở đây khác số ở đầu bản án. Hãy thống nhất.",
                    )


def area(text: str) -> float:
    """ "1.796,5" → 1796.5; "92,5" and "92.5" → 92.5; "4.000" → 4000."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text.replace(",", "."))


def areas(draft: Draft) -> set[float]:
    """Every area of the draft, in square metres."""
    return {area(m["n"]) for m in _AREA.finditer(draft.folded)}


def _areas(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    verdict = draft.parts.get("verdict")
    seen = [(m, area(m["n"])) for m in _AREA.finditer(draft.folded)]
    counts = Counter(value for _m, value in seen)
    if verdict is None:
        return
    body = {value for m, value in seen if m.start() < verdict.start}
    own = [(m, value) for m, value in seen if m.start() in verdict]
    for match, value in own:
        if value in body or counts[value] > 1:
            continue
        others = body | {v for m, v in own if m is not match}
        if not _made_of(value, others):
            tell(
                match.start(),
                match.end(),
                f"Diện tích {match[0].strip()} ở phần Quyết định không có ở phần trước. Hãy xem lại số đo.",
            )
    for match, value in seen:
        if counts[value] == 1 and match.start() < verdict.start:
            near = [o for o, times in counts.items() if times >= 3 and _misread(o, value)]
            if near and not _made_of(value, set(counts) - {value}):
                tell(
                    match.start(),
                    match.end(),
                    f"Diện tích {match[0].strip()} chỉ ghi một lần, các chỗ khác ghi {near[0]:g}m². Hãy xem lại số đo.",
                )


def _misread(often: float, once: float) -> bool:
    """The same measure with one digit changed or two exchanged; short numbers may just be other plots."""
    a, b = f"{often:.1f}", f"{once:.1f}"
    return len(a) == len(b) >= (6 if a.endswith(".0") else 5) and differs_little(a, b)


def _beside(draft: Draft, place: int) -> bool:
    """Whether a place tells of neighbours: "phía Đông giáp thửa 902"."""
    return bool(re.search(r"\bgiap\b[^;]{0,80}$", draft.folded[max(0, place - 90) : place]))


def _made_of(value: float, others: set[float]) -> bool:
    """A sum, difference or part of other areas, or one of them rounded."""
    if any(
        abs(o - value) < 0.06 or abs(round(o) - value) < 0.06 or abs(o / 2 - value) < 0.06 for o in others
    ):
        return True
    return any(
        abs(a + b - value) < 0.11 or abs(abs(a - b) - value) < 0.11 for a, b in combinations(others, 2)
    ) or (len(others) < 25 and any(abs(a + b + c - value) < 0.11 for a, b, c in combinations(others, 3)))


def _plots(draft: Draft, pattern: re.Pattern[str], lead: str, words: str, tell) -> None:  # type: ignore[no-untyped-def]
    verdict = draft.parts.get("verdict")
    if verdict is None:
        return
    seen: dict[int, list[re.Match[str]]] = defaultdict(list)
    for match in pattern.finditer(draft.folded):
        seen[int(match["n"])].append(match)
    body = re.findall(r"\d+", draft.folded[: verdict.start])
    after = re.compile(rf"{lead}[^.;]{{0,90}}")
    known = {
        int(n)
        for m in after.finditer(draft.folded, 0, verdict.start)
        for n in re.findall(r"\d+", m[0])
        if len(n) < 6
    }
    if not any(m.start() < verdict.start for ms in seen.values() for m in ms):
        return
    for n, matches in seen.items():
        if n not in known and len(matches) == 1 and not _beside(draft, matches[0].start()):
            tell(
                matches[0].start(),
                matches[0].end(),
                f"Số {words} {n} ở phần Quyết định không có ở phần trước. Hãy xem lại.",
            )
    for n, matches in seen.items():
        if len(matches) == 1 and matches[0].start() < verdict.start:
            near = [
                o
                for o, ms in seen.items()
                if len(ms) >= 4 and differs_little(str(o), str(n)) and len(str(o)) > 1
            ]
            if near and body.count(str(n)) == 1 and not _beside(draft, matches[0].start()):
                tell(
                    matches[0].start(),
                    matches[0].end(),
                    f"Số {words} {n} chỉ ghi một lần, các chỗ khác ghi {near[0]}. Hãy xem lại.",
                )


_CERTIFICATE = re.compile(r"\b(?!so\b)(?P<series>[a-z]{1,2})\s?(?P<n>\d{6})\b(?!\s*/|[.,]\d)")
_RECEIPT = re.compile(
    r"\bbien\s+lai\b[^.;]{0,60}?\bso\s*:?\s*(?P<series>(?:[a-z]{2}/\d{4}/)?)(?P<n>\d{5,8})\b(?P<day>[^.;]{0,12}?\d{1,2}\s*(?:[/.-]|thang)\s*\d{1,2}\s*(?:[/.-]|nam)\s*\d{4})?"
)


def _papers(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    """One paper under two numbers: a certificate told often and once otherwise, a receipt of one day."""
    seen = list(_CERTIFICATE.finditer(draft.folded))
    counts = Counter((m["series"], m["n"]) for m in seen)
    for match in seen:
        series, n = match["series"], match["n"]
        near = [o for (s, o), times in counts.items() if s == series and times >= 3 and differs_little(o, n)]
        # Certificates of neighbouring plots follow each other.
        follows = near and abs(int(near[0]) - int(n)) < 10 and match.start() < draft.body.end
        if counts[series, n] == 1 and near and not follows:
            tell(
                match.start(),
                match.end(),
                f"Số {match[0].upper()} chỉ ghi một lần, các chỗ khác ghi {series.upper()} {near[0]}. Hãy xem lại số hiệu.",
            )
    receipts = list(_RECEIPT.finditer(draft.folded))
    times = Counter(m["n"] for m in receipts)
    for match in receipts:
        for other in receipts:
            same = (
                match["day"]
                and other["day"]
                and re.findall(r"\d+", match["day"]) == re.findall(r"\d+", other["day"])
            )
            if same and differs_little(match["n"], other["n"]) and times[match["n"]] <= times[other["n"]]:
                tell(
                    match.start("series"),
                    match.end("n"),
                    f"Số biên lai ở đây khác số {other['n']} ghi ở chỗ khác cho cùng ngày nộp. Hãy thống nhất.",
                )


def _case_number(draft: Draft, wanted: str, tell) -> None:  # type: ignore[no-untyped-def]
    numbers = re.findall(r"\d+", wanted)
    found = re.search(r"thu\s+ly\s+(?:vu\s+an\s+)?so\s*:?\s*(\d+)\s*/\s*(\d{4})", draft.folded)
    if found and len(numbers) >= 2 and (int(found[1]), found[2]) != (int(numbers[0]), numbers[1]):
        tell(
            found.start(1),
            found.end(2),
            f"Số thụ lý của vụ án là {wanted}. Hãy sửa cho đúng.",
            "BLTTDS 266.2",
        )
