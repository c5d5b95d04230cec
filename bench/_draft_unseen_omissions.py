"""Further scripted errors, made when the rules of the check stood: sums, numbers, what is taken out, the right to appeal, fees."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import partial

from _draft_errors import UNSEEN, Change, _in, _pick, put
from _draft_errors import way as any_way
from _draft_omissions import _matters
from _draft_unseen import _WRITTEN, found_at

from toaan.assistant.checking.draft import Draft
from toaan.vietnamese.amounts import FoundMoney, format_number

way = partial(any_way, of=UNSEEN)


def _exchanged(digits: str, rng: random.Random) -> str:
    """Two neighbouring digits that differ, exchanged."""
    places = [n for n in range(len(digits) - 1) if digits[n] != digits[n + 1] and digits[n + 1] != "0"]
    if not places:
        return digits
    n = rng.choice(places)
    return digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]


def _figures(  # noqa: PLR0917  (as put)
    kind: str, text: str, draft: Draft, one: FoundMoney, new: int, name: str
) -> Change | None:
    """The figures of a sum written anew, its words left."""
    start, end = draft.place(one.start, one.end)
    figures = re.match(r"[\d.,]+\d", text[start:end])
    return put(kind, text, start, start + figures.end(), format_number(new), name=name) if figures else None


# Sums


@way("amount-mismatch")
def exchanged_digits(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """Two digits of a sum of the verdict exchanged, which the draft tells before."""
    verdict = draft.parts.get("verdict")
    if verdict is None:
        return None
    before = {m.amount for m in draft.money if m.start < verdict.start}
    found = [
        m for m in draft.money
        if m.start in verdict and m.amount in before and not re.search(r"án\s+phí|chi\s+phí|tạm\s+ứng|lệ\s+phí", draft.text[max(0, m.start - 260) : m.end + 60])
    ]  # fmt: skip
    found = [m for m in found if _exchanged(str(m.amount), rng) != str(m.amount)]
    if not found:
        return None
    one = rng.choice(found)
    return _figures("amount-mismatch", text, draft, one, int(_exchanged(str(one.amount), rng)), "exchanged_digits")  # fmt: skip


@way("amount-mismatch")
def a_zero_less(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """A sum with words, its figures ten times smaller or greater."""
    found = [m for m in draft.money if m.words == m.amount and m.amount % 10 == 0]
    if not found:
        return None
    one = rng.choice(found)
    return _figures("amount-mismatch", text, draft, one, rng.choice([one.amount // 10, one.amount * 10]), "a_zero_less")  # fmt: skip


@way("amount-mismatch")
def one_of_many(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """A sum that the draft repeats, changed in one digit at one place before the verdict."""
    verdict = draft.parts.get("verdict")
    counts = Counter(m.amount for m in draft.money)
    found = [
        m
        for m in draft.money
        if verdict and m.start < verdict.start and counts[m.amount] >= 4 and m.amount >= 1_000_000 and m.words is None
    ]  # fmt: skip
    if not found:
        return None
    one = rng.choice(found)
    digits = str(one.amount)
    n = rng.randrange(0, min(3, len(digits.rstrip("0"))))
    new = digits[:n] + str((int(digits[n]) + rng.randint(1, 7)) % 9 + 1) + digits[n + 1 :]
    return _figures("amount-mismatch", text, draft, one, int(new), "one_of_many")


@way("amount-mismatch")
def other_scale_in_words(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """ "Năm mươi triệu" becomes "Năm mươi nghìn"."""
    places = []
    for one in draft.money:
        if one.words == one.amount and one.amount:
            start, end = draft.place(one.words_start, one.words_end)
            places += [m for m in re.compile(r"\b(triệu)\b").finditer(text, start, end)]
    return found_at("amount-mismatch", text, places, rng, rng.choice(["nghìn", "tỷ"]), "other_scale_in_words")


# Numbers


@way("number-mismatch")
def trial_decision_year(text: str, draft: Draft, rng: random.Random) -> Change | None:
    head = _in(draft, "head")[1]
    match = re.search(r"đưa\s+vụ\s+án\s+ra\s+xét\s+xử\s+(?:sơ\s+thẩm\s+)?số\s*:?\s*\d+\s*/\s*(\d{4})\s*/[^.;]{0,25}?ngày\s+" + _WRITTEN + r"\d{4}", text[:head])  # fmt: skip
    return put("number-mismatch", text, *match.span(1), str(int(match[1]) - rng.randint(1, 3)), name="trial_decision_year") if match else None  # fmt: skip


@way("number-mismatch")
def area_exchanged(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    """Two digits of an area that the draft repeats, exchanged at one place."""
    found = list(re.finditer(r"(?<![\d.,])(\d{2,5}(?:[.,]\d{1,2})?)\s*m2", text))
    counts = Counter(m[1] for m in found)
    found = [m for m in found if counts[m[1]] >= 4 and _exchanged(m[1].split(",")[0], rng) != m[1].split(",")[0] and len(re.sub(r"\D", "", m[1])) >= 4]  # fmt: skip
    match = _pick(rng, found)
    if match is None:
        return None
    whole, _, rest = match[1].partition(",")
    new = _exchanged(whole.replace(".", ""), rng) + (f",{rest}" if rest else "")
    return put("number-mismatch", text, *match.span(1), new, name="area_exchanged")


@way("number-mismatch")
def other_sheet(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """The map sheet of the plot, changed in the verdict."""
    start, end = _in(draft, "verdict")
    found = list(
        re.compile(r"tờ\s+bản\s+đồ\s+(?:địa\s+chính\s+)?số\s*:?\s*(\d{1,3})\b(?!\s*-)").finditer(
            text, start, end
        )
    )
    match = _pick(rng, found)
    return put("number-mismatch", text, *match.span(1), str(int(match[1]) + rng.randint(41, 90)), name="other_sheet") if match else None  # fmt: skip


@way("number-mismatch")
def certificate_digit(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    """One digit of the certificate's number that the draft repeats."""
    found = list(re.finditer(r"\b[A-ZĐ]{1,2}\s?(\d{6})\b", text))
    counts = Counter(m[1] for m in found)
    found = [m for m in found if counts[m[1]] >= 3]
    match = _pick(rng, found)
    if match is None:
        return None
    n = rng.randrange(6)
    new = match[1][:n] + str((int(match[1][n]) + rng.randint(1, 8)) % 10) + match[1][n + 1 :]
    return put("number-mismatch", text, *match.span(1), new, name="certificate_digit")


@way("number-mismatch")
def adjourned_year(text: str, draft: Draft, rng: random.Random) -> Change | None:
    head = _in(draft, "head")[1]
    match = re.search(r"hoãn\s+phiên\s+t\w+\s+số\s*:?\s*\d+\s*/\s*(\d{4})\s*/[^.;]{0,25}?ngày\s+" + _WRITTEN + r"\d{4}", text[:head])  # fmt: skip
    return put("number-mismatch", text, *match.span(1), str(int(match[1]) - rng.randint(1, 3)), name="adjourned_year") if match else None  # fmt: skip


@way("number-mismatch")
def receipt_number(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    """The number of a receipt that the draft tells twice."""
    found = list(re.finditer(r"[Bb]iên\s+lai[^.;]{0,50}?số\s*:?\s*(?:[A-Z]{2}/\d{4}/)?(\d{5,8})\b", text))
    counts = Counter(m[1] for m in found)
    match = _pick(rng, [m for m in found if counts[m[1]] >= 2])
    if match is None:
        return None
    new = _exchanged(match[1], rng)
    return put("number-mismatch", text, *match.span(1), new, name="receipt_number")


# Parts


def _gone(text: str, draft: Draft, pattern: str, name: str, *, section: str = "head") -> Change | None:
    """The first match in a section taken out."""
    start, end = _in(draft, section)
    match = re.compile(pattern).search(text, start, end)
    if match is None:
        return None
    return Change("part-missing", name, text[: match.start()] + text[match.end() :], match.start(), match.start(), anywhere=True)  # fmt: skip


@way("part-missing")
def no_lay_judges(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    return _gone(text, draft, r"[^\n]*Hội\s+thẩm(?:\s+nhân\s+dân)?\s*:[^\n]*\n(?:[^\n]*\n){0,4}?(?=[^\n]*Thư\s+ký)", "no_lay_judges")  # fmt: skip


@way("part-missing")
def no_defendant(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    return _gone(text, draft, r"\n[^\n]{0,8}(?:Các\s+)?[Bb]ị\s+đơn\s*:?(?:[^\n]*\n)+?(?=[^\n]{0,8}(?:Người\s+có\s+quyền|NỘI\s+DUNG|NHẬN\s+THẤY))", "no_defendant")  # fmt: skip


@way("part-missing")
def no_acceptance(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    return _gone(text, draft, r"thụ\s+lý\s+(?:vụ\s+án\s+)?số[^.;]{0,45}?ngày\s+" + _WRITTEN + r"\d{4}", "no_acceptance")  # fmt: skip


@way("part-missing")
def no_day(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    return _gone(text, draft, r"\n[^\n]{0,20}?Ngày\s*:?\s*" + _WRITTEN + r"\d{4}(?=[^\S\n]*\n)", "no_day")


@way("part-missing")
def no_signature(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    """Everything from the place of the signatures on."""
    start, _end = _in(draft, "closing")
    if not start:
        return None
    return Change("part-missing", "no_signature", text[:start].rstrip() + "\n", start, start, anywhere=True)


@way("part-missing")
def no_motto(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    """Country and motto at the top."""
    start, end = _in(draft, "head")
    top = text[start : end // 2 + 200]
    changed = re.sub(r"(?i)cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam|cộng\s+hoà\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam", "", top, count=1)  # fmt: skip
    changed = re.sub(r"(?i)độc\s+lập\s*[-–]\s*tự\s+do\s*[-–]\s*hạnh\s+phúc", "", changed, count=1)
    if len(top) - len(changed) < 50:
        return None
    return Change("part-missing", "no_motto", changed + text[len(top) :], 0, 0, anywhere=True)


# Claims


@way("claim-undecided")
def counterclaim_dropped(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    """Every sentence of the verdict that speaks of the counterclaim."""
    start, end = _in(draft, "verdict")
    piece = re.sub(r"[^.;]*phản\s+tố[^.;]*[.;]", "", text[start:end])
    made = re.findall(r"(?<!không )(?<!quyền )yêu\s+cầu\s+phản\s+tố|đơn\s+phản\s+tố", text[:start])
    if len(piece) == end - start or len(made) < 3:
        return None
    return Change("claim-undecided", "counterclaim_dropped", text[:start] + piece + text[end:], start, start, anywhere=True)  # fmt: skip


@way("claim-undecided")
def one_more_without_a_sum(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """A further claim told in the content that names no sum and that nobody comes back to."""
    start, end = _in(draft, "content")
    asked = rng.choice([
        ("xin lỗi", "xin lỗi, cải chính công khai trên báo trong ba số liên tiếp"), ("lối đi", "mở lối đi qua thửa đất liền kề có chiều ngang 2 mét"),
        ("đặt cọc", "trả lại tiền đặt cọc đã nhận theo giấy đặt cọc viết tay"), ("cấp dưỡng", "cấp dưỡng nuôi con chung mỗi tháng"),
    ])  # fmt: skip
    if re.search(asked[0], text):
        return None
    sentence = rng.choice([
        f" Ngoài ra, nguyên đơn còn yêu cầu Tòa án buộc bị đơn phải {asked[1]}.", f" Đồng thời, nguyên đơn yêu cầu bị đơn {asked[1]}.",
        f" Bị đơn có yêu cầu phản tố đề nghị Tòa án buộc nguyên đơn {asked[1]}.",
    ])  # fmt: skip
    stops = [m.end() for m in re.finditer(r"\.(?=\s*\n)", text[start:end])]
    if len(stops) < 4:
        return None
    at = start + rng.choice(stops[1:-1])
    return put("claim-undecided", text, at, at, sentence, name="one_more_without_a_sum")


@way("claim-undecided")
def emptied_item(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """The words of an item of the decision, its number left."""
    found = _matters(text, draft)
    if not found:
        return None
    a, b = rng.choice(found)
    mark = re.match(r"[ \t]*\[?\d{1,2}\]?\s*[./]", text[a:b])
    return Change("claim-undecided", "emptied_item", text[: a + mark.end()] + "\n" + text[b:], a, a + mark.end(), anywhere=True) if mark else None  # fmt: skip


@way("claim-undecided")
def fees_alone(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    """Of the decision only what comes from the fees on."""
    start, end = _in(draft, "verdict")
    at = draft.offsets[draft.basis_end]
    fees = re.compile(r"\n[^\n]{0,12}(?:Về\s+)?[Áá]n\s+phí").search(text, max(at, start), end)
    if fees is None or fees.start() - at < 200 or at <= start:
        return None
    return Change("claim-undecided", "fees_alone", text[:at] + text[fees.start() :], at, at, anywhere=True)


# Appeal


@way("appeal-right-missing")
def complaint_instead(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    if draft.on_appeal:
        return None
    start, end = _in(draft, "verdict")
    piece = re.sub(r"kháng\s+cáo", "khiếu nại", text[start:end])
    piece = re.sub(r"Kháng\s+cáo", "Khiếu nại", piece)
    if piece == text[start:end]:
        return None
    return Change("appeal-right-missing", "complaint_instead", text[:start] + piece + text[end:], start, end, anywhere=True)  # fmt: skip


_TERM = r"(?:15|mười\s+lăm)(?:\s*\([^)]*\))?\s+ngày"


@way("appeal-right-missing")
def ten_days_everywhere(text: str, draft: Draft, rng: random.Random) -> Change | None:
    if draft.on_appeal:
        return None
    start, end = _in(draft, "verdict")
    piece = re.sub(_TERM, rng.choice(["10 ngày", "14 ngày", "07 (bảy) ngày"]), text[start:end])
    if piece == text[start:end]:
        return None
    return Change("appeal-right-missing", "ten_days_everywhere", text[:start] + piece + text[end:], start, end, anywhere=True)  # fmt: skip


@way("appeal-right-missing")
def a_month(text: str, draft: Draft, rng: random.Random) -> Change | None:
    if draft.on_appeal:
        return None
    start, end = _in(draft, "verdict")
    found = [
        m
        for m in re.compile(f"({_TERM})").finditer(text, start, end)
        if re.search(r"kháng\s+cáo", text[max(start, m.start() - 150) : m.end() + 30])
    ]
    return found_at("appeal-right-missing", text, found, rng, rng.choice(["01 tháng", "một tháng", "30 (ba mươi) ngày"]), "a_month")  # fmt: skip


@way("appeal-right-missing")
def lines_cut(text: str, draft: Draft, _rng: random.Random) -> Change | None:
    """Every line with the word, and the next."""
    if draft.on_appeal:
        return None
    start, end = _in(draft, "verdict")
    piece = text[start:end]
    lines = piece.split("\n")
    keep = [line for n, line in enumerate(lines) if not re.search(r"kháng(?:\s+cáo|\s*$)", line) and not (n and re.search(r"kháng\s*$", lines[n - 1]))]  # fmt: skip
    new = "\n".join(keep)
    if len(new) == len(piece) or re.search(r"kháng\s+cáo", new):
        return None
    return Change("appeal-right-missing", "lines_cut", text[:start] + new + text[end:], start, start, anywhere=True)  # fmt: skip


# Fees


def _fees(text: str, draft: Draft) -> list[re.Match[str]]:
    start, end = _in(draft, "verdict")
    found = re.compile(
        r"(?:chịu|nộp)\s+(?:số\s+tiền\s+)?(?:tiền\s+)?(?:là\s+)?(\d[\d.]*\d)\s*(?:đồng|đ)\s*(?:\([^)]*\))?\s*(?:tiền\s+)?án\s+phí"
        r"|[Áá]n\s+phí(?=[^.;]{0,80}?(?:chịu|nộp))[^.;,\d]{0,110}?\s(\d[\d.]*\d)\s*(?:đồng|đ)"
    ).finditer(text, start, end)
    return [
        m
        for m in found
        if not re.search(r"tạm|chi\s+phí|trừ|hoàn|nhận\s+lại|đã\s+nộp|còn\s+phải|thêm|tiếp\s+tục", text[max(0, m.start() - 30) : m.end()])
    ]  # fmt: skip


def _fee(text: str, draft: Draft, rng: random.Random, name: str, change) -> Change | None:  # type: ignore[no-untyped-def]
    match = _pick(rng, _fees(text, draft))
    if match is None:
        return None
    group = 1 if match[1] else 2
    new = change(int(match[group].replace(".", "")))
    return put("fee-wrong", text, *match.span(group), format_number(new), name=name) if new else None


@way("fee-wrong")
def halved(text: str, draft: Draft, rng: random.Random) -> Change | None:
    if re.search(r"(?i)giảm|50\s*%|½|1/2", text[_in(draft, "verdict")[0] :]):
        return None
    return _fee(text, draft, rng, "halved", lambda amount: amount // 2)


@way("fee-wrong")
def doubled(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """Twice a fee that follows a value."""
    return _fee(text, draft, rng, "doubled", lambda amount: amount * 2 if amount > 900_000 else None)


@way("fee-wrong")
def fee_exchanged(text: str, draft: Draft, rng: random.Random) -> Change | None:
    def change(amount: int) -> int | None:
        new = int(_exchanged(str(amount), rng))
        return new if new != amount else None

    return _fee(text, draft, rng, "fee_exchanged", change)


@way("fee-wrong")
def other_fixed(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """The fixed fee of 300.000 (200.000 before) in another sum."""
    return _fee(text, draft, rng, "other_fixed", lambda amount: rng.choice([350_000, 500_000, 250_000, 30_000]) if amount in (200_000, 300_000) else None)  # fmt: skip


@way("fee-wrong")
def at_another_rate(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """Four or six percent instead of five."""
    return _fee(text, draft, rng, "at_another_rate", lambda amount: amount * rng.choice([4, 6]) // 5 if amount > 400_000 else None)  # fmt: skip
