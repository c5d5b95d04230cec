"""Claims that the verdict leaves without a decision (BLTTDS 266.2.c): nothing may be asked that is not answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from toaan.assistant.checking.draft import Draft
from toaan.assistant.checking.model import CaseFacts, Found
from toaan.assistant.checking.people import People, read_people
from toaan.vietnamese.text import fold

_ARTICLE = "BLTTDS 266.2.c"
_ASKED = r"(?:yeu\s+cau|de\s+nghi|khoi\s+kien|buoc)"
_TOPICS = (
    ("hủy giấy chứng nhận quyền sử dụng đất", r"(?:huy|thu\s+hoi)\s+(?:[a-z]+\s+){0,4}giay\s+chung\s+nhan", r"giay\s+chung\s+nhan|gcn"),
    ("tuyên bố hợp đồng vô hiệu", r"hop\s+dong[^.;]{0,60}vo\s+hieu|vo\s+hieu[^.;]{0,30}hop\s+dong", r"vo\s+hieu|huy\s+(?:bo\s+)?hop\s+dong|hop\s+dong"),
    ("bồi thường thiệt hại", r"boi\s+thuong", r"boi\s+thuong|thiet\s+hai|den\s+bu|ho\s+tro"),
    ("bồi thường tổn thất về tinh thần", r"(?:ton\s+that|boi\s+thuong|bu\s+dap)[^.;,]{0,25}tinh\s+than", r"tinh\s+than|khong\s+chap\s+nhan|boi\s+thuong"),
    ("tiền lãi", r"tra\s+(?:so\s+)?(?:tien\s+)?lai|tinh\s+lai|tien\s+lai\s+(?:la|tu|theo|phat)", r"(?:tien|no|khoan|so)\s+lai|\blai\b"),
    ("phạt vi phạm", r"phat\s+(?:vi\s+pham|coc|hop\s+dong)", r"\bphat\b"),
    ("tháo dỡ, di dời", r"thao\s+do", r"thao\s+do|di\s+doi|tra\s+lai|giao\s+tra|cong\s+nhan|so\s+huu"),
    ("chia di sản thừa kế", r"chia\s+(?:di\s+san|thua\s+ke)", r"di\s+san|thua\s+ke|\bchia\b"),
    ("ly hôn", r"yeu\s+cau\s+(?:duoc\s+)?ly\s+hon|xin\s+ly\s+hon", r"ly\s+hon"),
    ("nuôi con", r"(?:truc\s+tiep\s+)?nuoi\s+(?:duong\s+)?con", r"\bcon\b"),
    ("cấp dưỡng", r"cap\s+duong", r"cap\s+duong"),
    ("xin lỗi, cải chính công khai", r"xin\s+loi|cai\s+chinh", r"xin\s+loi|cai\s+chinh"),
    ("công nhận quyền sử dụng đất", r"cong\s+nhan\s+(?:[a-z]+\s+){0,4}quyen\s+su\s+dung", r"quyen\s+su\s+dung|\bdat\b"),
    ("tiền đặt cọc", r"(?:tra|hoan)\s+[^.;]{0,25}(?:dat\s+)?coc", r"\bcoc\b"),
    ("tiền thuê", r"tra\s+[^.;,]{0,20}tien\s+thue", r"\bthue\b"),
)  # fmt: skip
_WITHDRAWN = re.compile(
    r"\brut\b|khong\s+(?:co\s+)?yeu\s+cau|khong\s+de\s+nghi|khong\s+dong\s+y|khong\s+tranh\s+chap|khong\s+xem\s+xet|vien\s+kiem\s+sat|kiem\s+sat\s+vien"
)
_NO_COUNTER = re.compile(r"(?:khong|quyen|neu|thu\s+tuc|khac)\s+(?:[a-z]+\s+){0,4}(?:phan\s+to|doc\s+lap)")
_DECIDED = re.compile(
    r"chap\s+nhan|\bbac\b|\bbuoc\b|dinh\s+chi|cong\s+nhan|ghi\s+nhan|tuyen\s+bo|xac\s+dinh|xac\s+nhan|\bgiao\b|\bchia\b|\bhuy\b|khong\s+chap|giu\s+nguyen|sua\s+(?:mot|ban)|phat\s+bi\s+cao|cho\s+ly\s+hon|co\s+trach\s+nhiem|phai\s+tra"
)  # fmt: skip
_ITEM = re.compile(r"(?m)^[ \t]*\[?(?P<n>\d{1,2})\]?\s*(?:[./)]-?|\])(?!\d)\s*(?=\S)")


def check(draft: Draft, found: Found, facts: CaseFacts) -> None:
    """Add what the verdict does not decide."""
    verdict = draft.parts.get("verdict")
    if verdict is None:
        return
    start = draft.basis_end if draft.basis_end > verdict.start else verdict.start
    rulings = draft.folded[start : verdict.end]
    people = read_people(draft)
    place = _place(draft, start, verdict.end)
    told: list[str] = []

    def tell(words: str, at: int | tuple[int, int] = place) -> None:
        if words not in told:
            told.append(words)
            span = at if isinstance(at, tuple) else (at, at)
            found.add(
                "claim-undecided",
                *draft.place(*span),
                words,
                "BLTTHS 260.2.g" if draft.criminal else _ARTICLE,
            )

    if not _DECIDED.search(rulings):
        tell(
            "Phần Quyết định chưa quyết định về yêu cầu nào. Hãy ghi Tòa án chấp nhận, không chấp nhận hay đình chỉ từng yêu cầu."
        )
        return
    for gap, before, after in _gaps(draft, start, verdict.end):
        tell(
            f"Các mục của phần Quyết định nhảy từ {before} sang {after}: có thể thiếu một mục. Hãy xem lại.",
            gap,
        )
    for n, span in _empty(draft, start, verdict.end):
        tell(f"Mục {n} của phần Quyết định không có nội dung. Hãy ghi quyết định về yêu cầu này.", span)
    if draft.criminal:
        return
    _added(draft, tell)
    if not draft.legacy:
        _never_again(draft, tell)
    if draft.on_appeal or draft.legacy:
        return
    _topics(draft, rulings, tell)
    _counterclaims(draft, people, rulings, tell)
    _main(rulings, tell)
    for claim in facts.claims:
        words = [
            w
            for w in re.findall(r"[a-z]+", fold(claim))
            if len(w) > 2 and w not in {"yeu", "cau", "cua", "cho", "phai", "ong", "tra"}
        ]
        if words and sum(w in rulings for w in words) < len(words) / 2:
            tell(
                f"Yêu cầu “{claim}” của vụ án chưa được quyết định. Hãy quyết định chấp nhận, không chấp nhận hay đình chỉ."
            )


def _place(draft: Draft, start: int, end: int) -> int:
    """Where a missing decision belongs: before the fees, the appeal, or at the end."""
    match = re.compile(r"\n[^\n]{0,25}(?:an\s+phi|chi\s+phi\s+to\s+tung)").search(draft.folded, start, end)
    return match.start() if match else end


def _gaps(draft: Draft, start: int, end: int) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Numbers of the decision's items that are left out."""
    last = 0
    items = list(_ITEM.finditer(draft.folded, start, end))
    for match in items:
        n = int(match["n"])
        if n == last + 1 or (last == 0 and n == 1):
            last = n
        elif n == last + 2 and last >= 1 and not re.match(r"\d", draft.folded[match.end() : match.end() + 1]):
            yield (match.start("n"), match.end("n")), last, n
            last = n
        elif last == 0 and n == 2 and not any(int(m["n"]) == 1 for m in items):
            yield (match.start("n"), match.end("n")), 0, n
            last = n


def _empty(draft: Draft, start: int, end: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Items of the decision with a number and no words."""
    for match in re.compile(
        r"(?m)^[ \t]*\[?(\d{1,2})\]?\s*[./)\]][\s.;]*(?=\n\s*\[?\d{1,2}\]?\s*[./)\]]\s)"
    ).finditer(draft.folded, start, end):
        yield int(match[1]), (match.start(1), match.end(1))


def _sentences(draft: Draft, name: str) -> Iterator[tuple[int, str]]:
    span = draft.parts.get(name)
    if span is None:
        return
    at = span.start
    for piece in re.split(r"(?<=[.;])\s", draft.folded[span.start : span.end]):
        yield at, piece
        at += len(piece) + 1


def _topics(draft: Draft, rulings: str, tell) -> None:  # type: ignore[no-untyped-def]
    """A matter asked for in the content and weighed in the reasoning that the verdict does not touch."""
    reasons = draft.part("reasoning")
    heading = draft.part("head")
    for words, asked, answered in _TOPICS:
        if re.search(answered, rulings):
            continue
        for _at, sentence in _sentences(draft, "content"):
            match = re.search(rf"{_ASKED}[^.;]{{0,160}}?(?:{asked})", sentence)
            if match and not _WITHDRAWN.search(sentence):
                weighed = re.search(
                    rf"(?:yeu\s+cau|khoi\s+kien)[^.;]{{0,120}}(?:{asked})", reasons
                ) or re.search(rf"(?:{asked})", heading)
                dropped = re.search(
                    rf"(?:rut|dinh\s+chi|khong\s+(?:co\s+)?yeu\s+cau)[^.;]{{0,120}}(?:{asked})",
                    draft.part("content") + reasons,
                )
                if weighed and not dropped:
                    tell(
                        f"Yêu cầu {words} chưa được quyết định. Hãy quyết định chấp nhận, không chấp nhận hay đình chỉ."
                    )
                    break


def _counterclaims(draft: Draft, people: People, rulings: str, tell) -> None:  # type: ignore[no-untyped-def]
    """A counterclaim (phản tố) or an independent claim (yêu cầu độc lập) that was made and is not answered."""
    words = draft.part("content") + draft.part("reasoning")
    for name, pattern, role in (
        ("phản tố", r"phan\s+to", "defendant"),
        ("độc lập", r"yeu\s+cau\s+doc\s+lap", "other"),
    ):
        made = [
            m for m in re.finditer(pattern, words)
            if not _NO_COUNTER.search(words[max(0, m.start() - 70) : m.end()]) and not re.search(r"\brut\b|\bkhong\s+co\b", words[max(0, m.start() - 110) : m.end() + 60])
            and re.search(r"yeu\s+cau|don", words[max(0, m.start() - 30) : m.end()])
        ]  # fmt: skip
        if re.search(rf"khong\s+(?:phai|thuoc)\s+(?:[a-z]+\s+){{0,4}}(?:{pattern})", words):
            continue
        if len(made) < 2 or re.search(pattern, rulings):
            continue
        names = {key[-1] for key in people.of(role)}
        answered = re.search(
            rf"(?:chap\s+nhan|bac|dinh\s+chi)[^.;]{{0,40}}(?:yeu\s+cau|don)[^.;]{{0,80}}\b(?:{'|'.join(map(re.escape, map(fold, names))) or 'x{9}'})\b",
            rulings,
        )
        if not answered:
            tell(
                f"Yêu cầu {name} chưa được quyết định. Hãy quyết định chấp nhận, không chấp nhận hay đình chỉ."
            )


def _main(rulings: str, tell) -> None:  # type: ignore[no-untyped-def]
    """A verdict that says neither whose claim it grants nor whose it refuses."""
    rulings = re.split(r"\n\s*(?:[\d\[\].)*+-]+\s*)?(?:ve\s+)?an\s+phi\b(?!\s*(?:va\b|,))", rulings)[0]
    main = re.search(
        r"chap\s+nhan|\bbac\b|dinh\s+chi|cong\s+nhan\s+su|ghi\s+nhan|giu\s+nguyen|sua\s+ban|huy\s+(?:toan\s+bo\s+|mot\s+phan\s+)?ban\s+an|chia\s+di\s+san|ly\s+hon",
        rulings,
    )
    if main is None:
        tell(
            "Phần Quyết định không nói chấp nhận hay không chấp nhận yêu cầu khởi kiện. Hãy quyết định về yêu cầu của nguyên đơn."
        )


def _added(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    """ "Ngoài ra, ông A còn yêu cầu … 35.000.000 đồng" that neither reasoning nor verdict comes back to."""
    content = draft.parts.get("content")
    if content is None:
        return
    later = {m.amount for m in draft.money if m.start >= content.end}
    for at, sentence in _sentences(draft, "content"):
        asked = re.search(
            r"(?:ngoai\s+ra|bo\s+sung|dong\s+thoi|phan\s+to|doc\s+lap)[^.;]{0,80}\b(?:yeu\s+cau|de\s+nghi|buoc)\b|\bcon\s+(?:yeu\s+cau|de\s+nghi|buoc)\b|\byeu\s+cau\s+(?:bo\s+sung|phan\s+to|doc\s+lap)",
            sentence,
        )
        if asked is None or _WITHDRAWN.search(sentence):
            continue
        sums = [m for m in draft.money if at + asked.start() <= m.start < at + len(sentence)]
        if (
            sums
            and not any(_comes_back(draft, m.amount, later) for m in sums)
            and all(sum(o.amount == m.amount for o in draft.money) == 1 for m in sums)
        ):
            tell(
                f"Yêu cầu về số tiền {draft.text[sums[0].start : sums[0].end]} không được nhận định và quyết định. Hãy quyết định về yêu cầu này.",
                (at + asked.start(), sums[-1].end),
            )


_ASKED_TOO = re.compile(
    r"(?:ngoai\s+ra|dong\s+thoi|bo\s+sung|phan\s+to|doc\s+lap)[^.;]{0,60}?\b(?:yeu\s+cau|de\s+nghi|buoc)\b(?P<what>[^.;]+)|\bcon\s+(?:yeu\s+cau|de\s+nghi)\b(?P<too>[^.;]+)"
)
_OF_ANY_CLAIM = frozenset(
    re.findall(
        r"[a-z]+",
        "yeu cau de nghi toa an hoi dong xet xu xem buoc phai tra lai cho nguyen don bi don ong ba anh chi va cua so tien la giai quyet theo quy dinh phap luat ngay thang nam cac nhung mot trong voi ve do duoc da nay cong nhan chap dat vu co khong dong thoi gia tri quyen su dung tai viec ra con thi noi tren de",
    )
)


def _never_again(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    """ "Ngoài ra, nguyên đơn còn yêu cầu bị đơn xin lỗi công khai" of which neither reasoning nor verdict says a word."""
    later = [w for name in ("reasoning", "verdict") for w in re.findall(r"[a-z]+", draft.part(name))]
    known = set(pairwise(later))
    names = {word for key in read_people(draft).roles for word in map(fold, key)}
    for at, sentence in _sentences(draft, "content"):
        asked = _ASKED_TOO.search(sentence)
        if (
            asked is None
            or _WITHDRAWN.search(sentence)
            or re.search(r"\d{3}", asked[0])
            or _NO_COUNTER.search(sentence)
        ):
            continue
        words = re.findall(r"[a-z]+", asked["what"] or asked["too"])
        pairs = {
            (a, b)
            for a, b in pairwise(words)
            if len(a) > 1 < len(b) and not {a, b} & names and not {a, b} <= _OF_ANY_CLAIM
        }
        said = {word for pair in pairs for word in pair} - _OF_ANY_CLAIM
        if len(pairs) >= 4 and len(said) >= 3 and len(pairs & known) <= len(pairs) * _LEAST_AGAIN:
            tell(
                "Yêu cầu này không được nhận định và quyết định. Hãy quyết định chấp nhận, không chấp nhận hay đình chỉ.",
                (at + asked.start(), at + asked.end()),
            )


_LEAST_AGAIN = 0.45
"""A claim that is answered comes back in its own words; those of one that is not may come by chance."""


def _comes_back(draft: Draft, amount: int, later: set[int]) -> bool:
    """The sum itself, or it and another sum of the content together, stands in the reasoning or the verdict."""
    return amount in later or any(amount + m.amount in later for m in draft.money)
