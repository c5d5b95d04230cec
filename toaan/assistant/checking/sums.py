"""Sums of money: words against figures, arithmetic, and what the verdict orders against what the draft said before."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

from toaan.assistant.checking.draft import Draft
from toaan.assistant.checking.model import CaseFacts, Found, Severity
from toaan.vietnamese.amounts import FoundMoney, format_money

_BASIS = "BLTTDS 266.2"
_EQUATION = re.compile(r"^[\s)(]*(?:[-+x:*/=,]|tru|cong|nhan)?[\s)(]*$")


def check(draft: Draft, found: Found, facts: CaseFacts) -> None:
    """Add what is wrong with the draft's sums."""
    told: set[int] = set()

    def tell(one: FoundMoney, words: str, severity: Severity = "error") -> None:
        if one.start not in told:
            told.add(one.start)
            start, end = draft.place(one.start, max(one.end, one.words_end))
            found.add("amount-mismatch", start, end, words, _BASIS, severity)

    for one in draft.money:
        if one.words is not None and one.words != one.amount:
            tell(
                one,
                f"Số tiền bằng số {format_money(one.amount)} khác số tiền bằng chữ ({format_money(one.words)}). Hãy thống nhất.",
            )
    _unreadable(draft, tell)
    _equations(draft, tell)
    _totals(draft, tell)
    _of_which(draft, tell)
    _in_brackets(draft, tell)
    _verdict(draft, tell)
    _claimed(draft, facts, tell)
    _slips(draft, tell)


_TWICE = re.compile(
    r"\s*[,:-]?\s*\(\s*(?P<words>(?![^)]*\bty\b)[a-z][a-z ,.\n]*?\b(?P<scale>nghin|ngan|trieu)\b[a-z ,.\n]*?\b(?P=scale)\b[a-z ,.\n]*?)\s*\)"
)


def _unreadable(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    """Words that no sum is said by: "Hai nghìn năm trăm nghìn đồng"."""
    for one in draft.money:
        if one.words in (None, one.amount) and (said := _TWICE.match(draft.folded, one.end, one.end + 220)):
            words = " ".join(draft.text[said.start("words") : said.end("words")].split())
            whole = FoundMoney(one.start, said.end("words"), one.amount)
            tell(
                whole,
                f"Số tiền bằng chữ “{words}” không phải cách đọc của {format_money(one.amount)}. Hãy viết lại.",
            )


def _slips(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    """A sum met once that a sum told often becomes by one slip of a digit, in the same words or too long to be another sum by chance."""
    counts = Counter(m.amount for m in draft.money)
    often = [amount for amount, times in counts.items() if times >= 3 and amount >= 100_000]
    if not often:
        return
    leads: dict[int, set[str]] = {amount: set() for amount in often}
    for one in draft.money:
        if one.amount in leads:
            leads[one.amount] |= _around(draft, one)
    for one in draft.money:
        if counts[one.amount] > 1 or one.words == one.amount:
            continue
        for amount in often:
            if not differs_little(str(one.amount), str(amount)):
                continue
            long = len(str(amount).rstrip("0")) >= 5 and len(str(one.amount)) == len(str(amount))
            if (long or _around(draft, one) & leads[amount]) and not _follows(
                one.amount, set(counts) - {one.amount}
            ):
                tell(
                    one,
                    f"Số tiền {format_money(one.amount)} chỉ ghi một lần, các chỗ khác ghi {format_money(amount)}. Hãy xem lại số tiền.",
                    "warning",
                )
                break


def _around(draft: Draft, one: FoundMoney) -> set[str]:
    """The words before a sum, and those after it, that tell which sum is meant."""
    before = re.findall(r"[a-z]+", draft.folded[max(0, one.start - 60) : one.start])
    after = re.findall(r"[a-z]+", draft.folded[one.end : one.end + 50])
    told = {("<", *before[-3:]), (*after[:3], ">")}
    return {" ".join(words) for words in told if len(words) == 4 and len(set(words) - _SAYS_NOTHING) > 2}


_SAYS_NOTHING = frozenset(
    re.findall(
        r"[a-z]+",
        "so tien la voi gia tong cong dong va cho cua ong ba anh chi nay da duoc phai tra den trong ngay nam thi",
    )
)


def _follows(amount: int, others: set[int]) -> bool:
    """A sum or difference of two others."""
    return any(amount - other in others or amount + other in others for other in others)


def _equations(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    """ "97.500.000đ + 99.812.000đ = 197.312.000đ", "6.875.000đ : 2 = 3.437.500đ", "100.000.000đ x 5% = 5.000.000đ"."""
    money = draft.money
    for n, one in enumerate(money):
        before = draft.folded[money[n - 1].end if n else 0 : one.start]
        sign = re.search(r"=\s*\(?\s*$", before)
        if not sign or n == 0:
            continue
        told = _left(draft, n)
        if told is not None and abs(told - one.amount) > max(
            1000, one.amount // (50 if _multiplied(draft, n) else 1000)
        ):
            tell(
                one,
                f"Phép tính không đúng: vế trái bằng {format_money(round(told))}, vế phải ghi {format_money(one.amount)}. Hãy tính lại.",
            )


_FACTOR = (
    r"(?<![\w.,/])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\s*(?:m\s?2|[a-z]+(?:\s+[a-z]+){0,3})?\s*[x*]\s*"
)
_FACTORS = re.compile(rf"(?:{_FACTOR})+$")


def _multiplied(draft: Draft, n: int) -> bool:
    """Whether the left side is a product of measures, which courts round."""
    start = draft.money[n - 1].start
    return bool(re.search(r"[x*]\s*$", draft.folded[max(0, start - 6) : start]))


def _left(draft: Draft, n: int) -> float | None:
    """The value of the sum on the left of an equals sign before the n-th amount; None when it is no plain sum."""
    money = draft.money
    terms = [float(money[n - 1].amount)]
    gap = draft.folded[money[n - 1].end : money[n].start]
    tail = re.sub(r"[\s()]", "", gap)
    if factor := re.fullmatch(r"[x*]([\d.,]+)%=", tail):
        terms[0] *= float(factor[1].replace(",", ".")) / 100
    elif factor := re.fullmatch(r"[:/](\d+)=", tail):
        terms[0] /= int(factor[1])
    elif factor := re.fullmatch(r"[x*](\d{1,3})=", tail):
        terms[0] *= int(factor[1])
    elif not re.fullmatch(r"(?:/[a-z0-9]{1,8})?=", tail):
        return None
    lead = draft.folded[max(0, money[n - 1].start - 90) : money[n - 1].start]
    times = _FACTORS.search(lead)
    if times and "%" not in tail:
        for factor in re.findall(_FACTOR, times[0]):
            terms[0] *= float(factor.replace(".", "").replace(",", "."))
        return terms[0] if not re.search(r"vang|karat|lai\s+suat|%", lead) else None
    plain = tail == "="
    k = n - 1
    total = terms[0]
    while k > 0:
        gap = re.sub(r"\([^()]*\)|\s", "", draft.folded[money[k - 1].end : money[k].start])
        if gap not in ("+", "-", "–"):
            break
        sign = 1 if gap == "+" else -1
        if not plain and sign:
            return None
        total = total + money[k - 1].amount if sign > 0 else money[k - 1].amount - total
        if (
            sign < 0
            and k - 1 > 0
            and draft.folded[money[k - 2].end : money[k - 1].start].strip() in ("+", "-", "–")
        ):
            return None
        k -= 1
    before = draft.folded[max(0, money[k].start - 60) : money[k].start]
    if plain and k == n - 1:
        return None
    return None if re.search(r"[-+x*:/=%]\s*\(?\s*$", before) else total


def _totals(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    """ "6.535.000đ tiền sửa xe và 340.000đ tiền viện phí, tổng cộng là 6.875.000đ"."""
    money = draft.money
    for n, one in enumerate(money):
        lead = draft.folded[max(0, one.start - 30) : one.start]
        if not re.search(
            r"\b(?:tong\s+cong|tong\s+so\s+tien|cong\s+chung|tong)\s*(?:la|la\s*:|:|bang|so\s+tien|so\s+tien\s+la)?\s*$",
            lead,
        ):
            continue
        terms: list[int] = []
        k = n - 1
        while k >= 0 and len(terms) < 8:
            gap = draft.folded[max(money[k].end, money[k].words_end) : (money[k + 1].start)]
            if re.search(r"[.;]\s*\n|\.\s+[a-z]|\btong\b.*\btong\b", gap) or len(gap) > 140:
                break
            terms.append(money[k].amount)
            k -= 1
        if len(terms) < 2:
            continue
        sums = {sum(terms[:size]) for size in range(2, len(terms) + 1)} | set(terms)
        if one.amount not in sums and not _adds_up(one.amount, terms):
            near = min(sums, key=lambda s: abs(s - one.amount))
            if (
                near != one.amount
                and abs(near - one.amount) < one.amount * 0.6
                and len(terms) <= 4
                and not _seen_more(draft, one.amount)
            ):
                tell(
                    one,
                    f"Tổng ghi {format_money(one.amount)} không bằng tổng các khoản kể trước đó ({format_money(sum(terms))}). Hãy tính lại.",
                )


def _of_which(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    """ "1.075.000.000 đồng, trong đó: … 249.000.000 đồng, … 461.000.000 đồng, … 365.000.000 đồng."."""
    money = draft.money
    for n, one in enumerate(money):
        start = max(one.end, one.words_end)
        lead = re.match(
            r"[\s,;:()]*(?:trong\s+do|bao\s+gom|gom(?:\s+co)?|cu\s+the)\b", draft.folded[start : start + 40]
        )
        if lead is None:
            continue
        stop = re.search(r"\.\s|;\s*\n", draft.folded[start : start + 500])
        parts = [m.amount for m in money[n + 1 : n + 9] if m.start < start + (stop.start() if stop else 500)]
        told = {m.amount for m in money}
        if len(parts) < 2 or _adds_up(one.amount, parts) or one.amount in parts or sum(parts) in told:
            continue
        if abs(sum(parts) - one.amount) < one.amount * 0.4:
            whole = FoundMoney(one.start, money[n + len(parts)].end, one.amount)
            tell(
                whole,
                f"Các khoản kể sau đó cộng lại được {format_money(sum(parts))}, không bằng tổng {format_money(one.amount)}. Hãy tính lại.",
            )


def _in_brackets(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    """ "40.328.816 đồng (17.628.816 đồng + 16.000.000 đồng + 6.700.000 đồng)"."""
    money = draft.money
    for n, one in enumerate(money):
        if not re.fullmatch(
            r"\s*\(\s*", draft.folded[one.end : money[n + 1].start] if n + 1 < len(money) else "-"
        ):
            continue
        k = n + 1
        while k + 1 < len(money) and re.fullmatch(
            r"\s*\+\s*", draft.folded[money[k].end : money[k + 1].start]
        ):
            k += 1
        whole = sum(m.amount for m in money[n + 1 : k + 1])
        if k > n + 1 and re.match(r"\s*\)", draft.folded[money[k].end :]) and abs(whole - one.amount) > 1000:
            tell(
                FoundMoney(one.start, money[k].end, one.amount),
                f"Các khoản trong ngoặc cộng lại được {format_money(whole)}, không bằng {format_money(one.amount)}. Hãy tính lại.",
            )


def _adds_up(amount: int, terms: list[int]) -> bool:
    return any(sum(some) == amount for size in range(2, len(terms) + 1) for some in combinations(terms, size))


def _seen_more(draft: Draft, amount: int) -> bool:
    return sum(m.amount == amount for m in draft.money) > 1


def _verdict(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    """A sum ordered in the verdict that neither stands before nor can be reckoned from what does."""
    verdict = draft.parts.get("verdict")
    if verdict is None:
        return
    body = [m.amount for m in draft.money if m.start < verdict.start]
    known = Counter(body)
    own = [m for m in draft.money if m.start in verdict]
    own_amounts = Counter(m.amount for m in own)
    for one in own:
        if (
            known[one.amount]
            or own_amounts[one.amount] > 1
            or one.amount < 1000
            or in_costs(draft, one.start)
        ):
            continue
        others = {m.amount for m in own if m is not one}
        shared = bool(re.search(r"\b(?:moi|chia|ky\s+phan|phan|nua)\b|½|1/", draft.part("verdict")))
        if _reckoned(one.amount, set(body), others, shared=shared):
            continue
        tell(
            one,
            f"Số tiền {format_money(one.amount)} ở phần Quyết định không có ở phần nội dung, nhận định và không tính ra được từ các số tiền ở đó. Hãy xem lại.",
            "warning",
        )


_ITEM = re.compile(r"\n\s*(?:\[?\d{1,2}(?:\.\d{1,2})*\]?\s*[.)\]]\s|[-+*]\s|(?:ve\s+)?an\s+phi)")


def in_costs(draft: Draft, place: int) -> bool:
    """Whether a place speaks of fees and costs, which are often reckoned in the verdict alone."""
    items = list(_ITEM.finditer(draft.folded, max(0, place - 900), place))
    item = draft.folded[items[-1].start() if items else max(0, place - 450) : place]
    if re.match(r"[^;.]{0,60}(?:an\s+phi|chi\s+phi)", item):
        return True
    after = re.sub(r"\([^)]*\)", "", draft.folded[place : place + 260])[:90]
    sentence = re.split(r"[.;]\s*\n", item)[-1] + re.split(r"[.;]\s*\n", after)[0]
    return bool(re.search(r"an\s+phi|tam\s+ung|chi\s+phi|le\s+phi|bien\s+lai", sentence))


def _reckoned(amount: int, body: set[int], own: set[int], *, shared: bool) -> bool:
    """A sum or difference of two, a share where something is shared, or a rounding of what else is told."""
    others = body | own
    if any(abs(other - amount) < 1000 for other in others):
        return True
    if shared and any(
        abs(other / n - amount) < 1000 or abs(other * n - amount) < 1000
        for other in others
        for n in range(2, 13)
    ):
        return True
    if any(
        other - amount in others or other + amount in others or amount - other in others for other in others
    ):
        return True
    return len(own) <= 20 and any(a + b + c == amount for a, b, c in combinations(sorted(own), 3))


def _claimed(draft: Draft, facts: CaseFacts, tell) -> None:  # type: ignore[no-untyped-def]
    """A sum of the case that the draft gives otherwise: same number of digits, one or two of them changed."""
    there = {m.amount for m in draft.money}
    for wanted in facts.amounts:
        if wanted in there:
            continue
        near = [m for m in draft.money if differs_little(str(m.amount), str(wanted))]
        if near:
            tell(
                near[0],
                f"Hồ sơ ghi số tiền yêu cầu {format_money(wanted)}, dự thảo ghi {format_money(near[0].amount)}. Hãy xem lại.",
            )


def differs_little(a: str, b: str) -> bool:
    """One digit changed, left out or put in, or two exchanged."""
    if a == b:
        return False
    if len(a) == len(b):
        at = [n for n in range(len(a)) if a[n] != b[n]]
        return len(at) == 1 or (len(at) == 2 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]])
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return len(long) - len(short) == 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
