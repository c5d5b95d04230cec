"""More scripted errors: sums and numbers, what is taken out of a judgment, wrong fees. `drafts.py` imports it so that its ways are known."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from _draft_errors import Change, _in, _pick, put, way

from toaan.assistant.checking.draft import Draft
from toaan.assistant.checking.people import read_people
from toaan.vietnamese.amounts import amount_in_words, format_number

# Sums and numbers


def _digits_changed(amount: int, rng: random.Random) -> int:
    digits = list(str(amount))
    n = rng.randrange(0, min(3, len(digits)))
    digits[n] = str((int(digits[n]) + rng.randint(1, 7)) % 9 + 1)
    changed = int("".join(digits))
    return changed if changed != amount else amount + 10 ** (len(digits) - 1)


@way("amount-mismatch")
def figures_only(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """The figures of a sum that is said in words too."""
    found = [m for m in draft.money if m.words == m.amount]
    if not found:
        return None
    one = rng.choice(found)
    start, end = draft.place(one.start, one.end)
    figures = re.match(r"[\d.,]+", text[start:end])
    return (
        put(
            "amount-mismatch",
            text,
            start,
            start + figures.end(),
            format_number(_digits_changed(one.amount, rng)),
            name="figures_only",
        )
        if figures
        else None
    )


@way("amount-mismatch")
def words_only(text: str, draft: Draft, rng: random.Random) -> Change | None:
    found = [m for m in draft.money if m.words == m.amount]
    if not found:
        return None
    one = rng.choice(found)
    start, end = draft.place(one.words_start, one.words_end)
    return put(
        "amount-mismatch",
        text,
        start,
        end,
        amount_in_words(_digits_changed(one.amount, rng)),
        name="words_only",
    )


@way("amount-mismatch")
def ordered_otherwise(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """A sum of the verdict that the reasoning has, changed without its words."""
    verdict = draft.parts.get("verdict")
    if verdict is None:
        return None
    before = {m.amount for m in draft.money if m.start < verdict.start}
    found = [
        m for m in draft.money
        if m.start in verdict and m.amount in before and m.words is None and not re.search(r"án\s+phí|chi\s+phí|tạm\s+ứng", draft.text[max(0, m.start - 260) : m.end + 60])
    ]  # fmt: skip
    if not found:
        return None
    one = rng.choice(found)
    start, end = draft.place(one.start, one.end)
    figures = re.match(r"[\d.,]+", text[start:end])
    return (
        put(
            "amount-mismatch",
            text,
            start,
            start + figures.end(),
            format_number(_digits_changed(one.amount, rng)),
            name="ordered_otherwise",
        )
        if figures
        else None
    )


@way("number-mismatch")
def other_area(text: str, draft: Draft, rng: random.Random) -> Change | None:
    start, end = _in(draft, "verdict")
    found = [
        m
        for m in re.finditer(r"(?<![\d.,])(\d{2,4}(?:,\d)?)\s*m2", text[start:end])
        if len(re.findall(rf"(?<![\d.,]){re.escape(m[1])}\s*m2", text)) > 1
    ]
    match = _pick(rng, found)
    if match is None:
        return None
    return put(
        "number-mismatch",
        text,
        start + match.start(1),
        start + match.end(1),
        str(_digits_changed(int(match[1].split(",")[0]), rng)) + match[1][len(match[1].split(",")[0]) :],
        name="other_area",
    )


@way("number-mismatch")
def other_year(text: str, draft: Draft, rng: random.Random) -> Change | None:
    number = draft.number
    if number is None or draft.day is None:
        return None
    start, end = draft.place(number.start("year"), number.end("year"))
    return put(
        "number-mismatch", text, start, end, str(draft.day.year - rng.randint(1, 3)), name="other_year"
    )


@way("number-mismatch")
def acceptance_year(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    match = re.search(r"thụ\s+lý\s+(?:vụ\s+án\s+)?số\s*:?\s*\d+\s*/\s*(\d{4})", text)
    return (
        put(
            "number-mismatch",
            text,
            *match.span(1),
            str(int(match[1]) - rng.randint(1, 2)),
            name="acceptance_year",
        )
        if match
        else None
    )


@way("number-mismatch")
def other_plot(text: str, draft: Draft, rng: random.Random) -> Change | None:
    start, end = _in(draft, "verdict")
    found = [
        m
        for m in re.finditer(r"thửa(?:\s+đất)?(?:\s+số)?\s+(\d{2,4})\b", text[start:end])
        if not re.search(r"giáp[^;]{0,80}$", text[max(0, start + m.start() - 90) : start + m.start()])
    ]
    match = _pick(rng, found)
    if match is None:
        return None
    return put(
        "number-mismatch",
        text,
        start + match.start(1),
        start + match.end(1),
        str(_digits_changed(int(match[1]), rng)),
        name="other_plot",
    )


# Parts


def _cut(kind: str, text: str, start: int, end: int, name: str) -> Change:
    return Change(kind, name, text[:start] + text[end:], start, start, anywhere=True)


@way("part-missing")
def no_heading(text: str, draft: Draft, rng: random.Random) -> Change | None:
    section = rng.choice(["content", "reasoning", "verdict"])
    start, _end = _in(draft, section)
    line = text.find("\n", start + 1)
    if start == 0 or line < 0:
        return None
    return _cut("part-missing", text, start, line, "no_heading")


@way("part-missing")
def no_line(text: str, draft: Draft, rng: random.Random) -> Change | None:
    head = _in(draft, "head")[1]
    patterns = [
        r"[^\n]*NHÂN\s+DANH[^\n]*\n", r"[^\n]*Thư ký[^:\n]*:[^\n]*\n(?:[^\n]*(?:Tòa|Toà) án[^\n]*\n)?", r"[^\n]*Thẩm phán\s*[-–]?\s*[Cc]hủ [^\n]*\n", r"[^\n]*Số:?\s*\d+/\d+/[^\n]*\n|[^\n]*Bản án số[^\n]*\n",
        r",?\s*theo Quyết định đưa vụ án ra xét xử số[^;.]*?ngày[^;.]*?(?:20\d\d)",
    ]  # fmt: skip
    rng.shuffle(patterns)
    for pattern in patterns:
        match = re.compile(pattern).search(text, 0, head)
        if match and len(re.findall("Thư ký", text[:head])) <= 2:
            return _cut("part-missing", text, match.start(), match.end(), "no_line")
    return None


@way("part-missing")
def no_section(text: str, draft: Draft, rng: random.Random) -> Change | None:
    start, end = _in(draft, rng.choice(["content", "reasoning"]))
    return _cut("part-missing", text, start, end, "no_section") if end - start > 500 else None


@way("part-missing")
def no_basis(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    """Every line of the verdict that cites an article."""
    start, end = _in(draft, "verdict")
    piece = re.sub(
        r"(?:[Cc]ăn cứ|Áp dụng|[Tt]heo quy định tại)?[^.;\n]*(?:\n[^.;\n]*)?\b[Đđ]iều\s+\d+[^.;]*[.;]?",
        "",
        text[start + 15 : end],
    )
    if re.search(r"[Đđ]iều\s+\d+", piece) or len(piece) < 400:
        return None
    return Change(
        "part-missing", "no_basis", text[: start + 15] + piece + text[end:], start, start, anywhere=True
    )


# Claims


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    marks = [
        m.start()
        for m in re.finditer(r"(?m)^[ \t]*\[?\d{1,2}\]?\s*[./]\s*(?!\d)(?=[A-ZĐÀ-Ỹ])", text[start:end])
    ]
    return [(start + a, start + b) for a, b in pairwise(marks)]


def _matters(text: str, draft: Draft) -> list[tuple[int, int]]:
    """Items of the decision that are not about costs."""
    items = _items(text, *_in(draft, "verdict"))
    return [(a, b) for a, b in items if not re.search(r"[Áá]n\s+phí|[Cc]hi\s+phí", text[a : a + 60])]


@way("claim-undecided")
def no_item(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """One numbered item of the decision is left out."""
    found = _matters(text, draft)
    if not found:
        return None
    a, b = rng.choice(found)
    return _cut("claim-undecided", text, a, b, "no_item")


@way("claim-undecided")
def no_main_ruling(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    """Every sentence that grants or refuses is left out."""
    start, end = _in(draft, "verdict")
    piece = re.sub(
        r"(?:[Kk]hông\s+)?(?:[Cc]hấp\s+nhận|[Bb]ác|[Đđ]ình\s+chỉ|[Gg]hi\s+nhận|[Cc]ông\s+nhận)[^.;]*[.;]",
        "",
        text[start:end],
    )
    if len(piece) == end - start:
        return None
    return Change(
        "claim-undecided", "no_main_ruling", text[:start] + piece + text[end:], start, start, anywhere=True
    )


@way("claim-undecided")
def one_more_claim(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """A claim told in the content that nobody comes back to."""
    start, end = _in(draft, "content")
    people = read_people(draft)
    names = [m.name for m in people.mentions if m.key in people.roles]
    who = f"ông {rng.choice(names)}" if names else "nguyên đơn"
    sum_ = format_number(rng.randint(11, 97) * 1_000_000 + 137_000)
    sentence = rng.choice([
        f" Ngoài ra, {who} còn yêu cầu bồi thường tổn thất về tinh thần số tiền {sum_} đồng.",
        f" Đồng thời {who} yêu cầu Tòa án buộc bị đơn phải trả tiền phạt vi phạm hợp đồng là {sum_}đ.",
        f" {who[0].upper() + who[1:]} có yêu cầu phản tố buộc nguyên đơn phải trả tiền công sức {sum_} đồng.",
        f" Ngày 12/3/2016, {who} có đơn khởi kiện bổ sung yêu cầu trả thêm số tiền {sum_} đồng.",
    ])  # fmt: skip
    stops = [m.end() for m in re.finditer(r"\.(?=\s*\n)", text[start:end])]
    if len(stops) < 4:
        return None
    at = start + rng.choice(stops[1:-1])
    return put("claim-undecided", text, at, at, sentence, name="one_more_claim")


# Appeal and fees


@way("appeal-right-missing")
def no_appeal(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    if draft.on_appeal:
        return None
    start, end = _in(draft, "verdict")
    piece = re.sub(r"[^.;]*kháng\s+cáo[^.]*\.", ".", text[start:end])
    while re.search(r"kháng\s+cáo", piece):
        piece = re.sub(r"[^.]*kháng\s+cáo[^.]*\.?", "", piece)
    return Change(
        "appeal-right-missing", "no_appeal", text[:start] + piece + text[end:], start, start, anywhere=True
    )


@way("appeal-right-missing")
def wrong_term(text: str, draft: Draft, rng: random.Random) -> Change | None:
    if draft.on_appeal:
        return None
    start, end = _in(draft, "verdict")
    found = [
        m
        for m in re.finditer(r"(15|mười\s+lăm)(?:\s*\([^)]*\))?\s+ngày", text[start:end])
        if re.search(r"kháng\s+cáo", text[max(start, start + m.start() - 150) : start + m.end() + 30])
    ]
    match = _pick(rng, found)
    if match is None:
        return None
    return put(
        "appeal-right-missing",
        text,
        start + match.start(),
        start + match.end(),
        rng.choice(["30 ngày", "10 ngày", "07 ngày", "20 (hai mươi) ngày", "mười ngày"]),
        name="wrong_term",
    )


@way("appeal-right-missing")
def no_term(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    """The right is told, its term everywhere left out."""
    if draft.on_appeal:
        return None
    start, end = _in(draft, "verdict")
    piece = re.sub(
        r"(?:trong\s+)?(?:thời\s+)?hạn\s+(?:luật\s+định\s+)?(?:kháng\s+cáo\s+)?(?:là\s+)?(?:15|mười\s+lăm)(?:\s*\([^)]*\))?\s+ngày(?:\s+tròn)?",
        "",
        text[start:end],
    )
    if len(piece) == end - start or re.search(r"(?:15|mười\s+lăm)(?:\s*\([^)]*\))?\s+ngày", piece):
        return None
    return Change(
        "appeal-right-missing", "no_term", text[:start] + piece + text[end:], start, start, anywhere=True
    )


@way("fee-wrong")
def other_fee(text: str, draft: Draft, rng: random.Random) -> Change | None:
    start, end = _in(draft, "verdict")
    found = list(
        re.finditer(
            r"(?:chịu|nộp)\s+(?:số\s+tiền\s+)?(?:tiền\s+)?(?:là\s+)?(\d[\d.]*\d)\s*(?:đồng|đ)\s*(?:\([^)]*\))?\s*(?:tiền\s+)?án\s+phí|[Áá]n\s+phí[^.;]{0,80}?(?:phải\s+)?(?:chịu|nộp)[^.;,]{0,30}?\s(\d[\d.]*\d)\s*(?:đồng|đ)",
            text[start:end],
        )
    )
    found = [
        m
        for m in found
        if not re.search(
            r"tạm|chi\s+phí|trừ|hoàn|nhận\s+lại|đã\s+nộp|còn\s+phải|thêm",
            text[max(0, start + m.start() - 30) : start + m.end()],
        )
    ]
    match = _pick(rng, found)
    if match is None:
        return None
    group = 1 if match[1] else 2
    amount = int(match[group].replace(".", ""))
    new = rng.choice(
        [
            amount * 2 + 17_000,
            amount * 10,
            amount + 750_000,
            amount * 3 // 2 + 1_000,
            max(1, amount // 2 - 3_500),
        ]
    )
    return put(
        "fee-wrong",
        text,
        start + match.start(group),
        start + match.end(group),
        format_number(new),
        name="other_fee",
    )
