"""Further scripted errors, made when the rules of the check stood: citations, people, dates. `drafts.py --ways unseen` puts them in."""

from __future__ import annotations

import random
import re
from functools import partial

from _draft_errors import UNSEEN, Change, _in, _name, _orders, _parties, _pick, put
from _draft_errors import way as any_way

from toaan.assistant.checking.draft import Draft
from toaan.assistant.checking.people import read_people

way = partial(any_way, of=UNSEEN)

_PROCEDURE = r"(?:Bộ\s+luật\s+[Tt]ố\s+tụng\s+[Dd]ân\s+sự|BLTTDS)"
_CIVIL = r"(?:Bộ\s+luật\s+[Dd]ân\s+sự|BLDS)"


def found_at(  # noqa: PLR0917  (as put)
    kind: str, text: str, matches: list[re.Match[str]], rng: random.Random, new: str, name: str
) -> Change | None:
    """One of the places (their first group) written anew."""
    match = _pick(rng, matches)
    return put(kind, text, *match.span(1), new, name=name) if match else None


# Citations


@way("citation-unknown")
def extra_digit(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    """ "Điều 147" becomes "Điều 1470": anywhere in a list of the code of procedure."""
    places = list(re.finditer(rf"(?i:điều)\s+(\d{{3}})(?=[\s\d,vàđiềuĐcủa]{{1,60}}?{_PROCEDURE})", text))
    match = _pick(rng, places)
    return put("citation-unknown", text, *match.span(1), match[1] + str(rng.randint(0, 9)), name="extra_digit") if match else None  # fmt: skip


@way("citation-unknown")
def under_the_land_law(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    """An article of the civil code far beyond the land law's last, under the land law's name."""
    places = list(
        re.finditer(rf"(?i:điều)\s+(?:2[5-9]\d|[3-6]\d\d)\s+(?:của\s+)?({_CIVIL}(?:\s+năm)?(?:\s+20\d\d)?)", text)
    )  # fmt: skip
    return found_at("citation-unknown", text, places, rng, "Luật Đất đai năm 2013", "under_the_land_law")


@way("citation-unknown")
def no_such_year(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    """ "Bộ luật Dân sự năm 2015" becomes that of 2016: there is none."""
    places = list(re.finditer(rf"(?:{_CIVIL}|{_PROCEDURE})\s+(?:năm\s+)?(2015|2005)\b", text))
    match = _pick(rng, places)
    return put("citation-unknown", text, *match.span(1), rng.choice(["2016", "2014", "2007"]), name="no_such_year") if match else None  # fmt: skip


@way("citation-unknown")
def digits_exchanged(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    """The number of the resolution on fees in another slip."""
    places = list(re.finditer(r"(326/2016)/(?:NQ-)?UBTVQH14", text))
    return found_at("citation-unknown", text, places, rng, rng.choice(["236/2016", "326/2006", "316/2016"]), "digits_exchanged")  # fmt: skip


@way("citation-not-in-force")
def old_ordinance(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """The resolution on fees replaced by the ordinance before it, where the case was accepted under the resolution."""
    head = text[: _in(draft, "head")[1]]
    accepted = re.search(r"thụ\s+lý\s+(?:vụ\s+án\s+)?số\s*:?\s*\d+\s*/\s*(\d{4})", head)
    if accepted is None or int(accepted[1]) < 2017:
        return None
    start, end = _in(draft, "verdict")
    places = list(re.compile(r"(Nghị\s+quyết\s+(?:số\s*:?\s*)?326/2016/(?:NQ-)?UBTVQH14)").finditer(text, start, end))  # fmt: skip
    return found_at("citation-not-in-force", text, places, rng, "Điều 27 Pháp lệnh Án phí, lệ phí Tòa án", "old_ordinance")  # fmt: skip


@way("citation-not-in-force")
def old_code_in_the_reasons(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """The code of procedure of 2004, named by its number or in short, in the reasoning."""
    start, end = _in(draft, "reasoning")
    places = list(re.compile(rf"(?i:điều)\s+\d+\s+(?:của\s+)?({_PROCEDURE}(?:\s+năm)?(?:\s+2015)?)(?!\s*\d)").finditer(text, start, end))  # fmt: skip
    return found_at(
        "citation-not-in-force", text, places, rng,
        rng.choice(["BLTTDS 2004", "Bộ luật Tố tụng dân sự 2004", "Bộ luật Tố tụng dân sự số 24/2004/QH11"]),
        "old_code_in_the_reasons",
    )  # fmt: skip


@way("citation-not-in-force")
def later_decree(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """A law of later years, by its number."""
    added = rng.choice(["Điều 26 Luật số 31/2024/QH15", "khoản 1 Điều 3 Luật Kinh doanh bất động sản năm 2023", "Điều 9 Luật Công chứng năm 2024"])  # fmt: skip
    start, _end = _in(draft, "reasoning")
    match = re.compile(r"(?:theo\s+quy\s+định\s+tại|quy\s+định\s+tại|căn\s+cứ)\s+(?=(?:khoản|điểm|Điều|điều))").search(text, start)  # fmt: skip
    return put("citation-not-in-force", text, match.end(), match.end(), added + " và ", name="later_decree") if match else None  # fmt: skip


@way("citation-not-in-force")
def first_civil_code(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """The civil code of 1995 for facts that are all later than 2006."""
    years = [d.day.year for d in draft.dates if d.day] + [
        int(y) for y in re.findall(r"(?<!sinh )\bnăm\s+((?:19|20)\d\d)\b", re.sub(r"[Ss]inh\s+năm\s+\d{4}", "", text))
    ]  # fmt: skip
    if not years or min(years) < 2006:
        return None
    places = list(re.finditer(rf"{_CIVIL}\s+(?:năm\s+)?(2015|2005)\b", text))
    return found_at("citation-not-in-force", text, places, rng, "1995", "first_civil_code")


_CLAUSES = {"26": 14, "35": 4, "39": 3, "68": 6, "147": 6, "157": 5, "158": 2, "165": 6, "184": 2, "227": 2, "228": 3, "235": 3, "244": 2, "273": 3}  # fmt: skip
"""Of the code of procedure of 2015."""


@way("clause-out-of-range")
def one_clause_more(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    """One clause beyond the last."""
    places = [
        m
        for m in re.finditer(
            rf"(?i:khoản)\s+(\d{{1,2}}),?\s+(?i:điều)\s+(\d+)(?=[^.\n]{{0,90}}?{_PROCEDURE}(?!\s*(?:năm\s+)?2004))",
            text,
        )
        if m[2] in _CLAUSES
        and not re.search(r"(?i)(?<!tố tụng )dân sự|luật(?! tố)|nghị quyết", text[m.end() : m.end() + 15])
    ]
    match = _pick(rng, places)
    return put("clause-out-of-range", text, *match.span(1), str(_CLAUSES[match[2]] + 1), name="one_clause_more") if match else None  # fmt: skip


@way("clause-out-of-range")
def point_where_none(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    """A point of a clause that has none."""
    places = list(
        re.finditer(rf"(?<!\w)(?i:khoản)\s+\d(?=\s+(?i:điều)\s+(?:26|147|228|244|273|184|157)\s+(?:của\s+)?{_PROCEDURE}(?!\s*(?:năm\s+)?2004))", text)
    )  # fmt: skip
    places = [m for m in places if not re.search(r"(?i)điểm\s+\w(?:,\s*\w)*\s*,?\s*$", text[max(0, m.start() - 20) : m.start()])]  # fmt: skip
    match = _pick(rng, places)
    return put("clause-out-of-range", text, match.start(), match.start(), f"điểm {rng.choice('abcd')} ", name="point_where_none") if match else None  # fmt: skip


@way("clause-out-of-range")
def clause_of_an_undivided(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    """A clause of an article that has no clauses."""
    places = [
        *re.finditer(rf"(?<![\d,] )()(?i:điều)\s+(?:463|122|123|612)\s+(?:của\s+)?{_CIVIL}(?!\s*(?:năm\s+)?(?:2005|1995))", text),
        *re.finditer(rf"(?<![\d,] )()(?i:điều)\s+271\s+(?:của\s+)?{_PROCEDURE}(?!\s*(?:năm\s+)?2004)", text),
    ]  # fmt: skip
    places = [m for m in places if not re.search(r"(?i)khoản\s+\d+\s*$", text[max(0, m.start() - 12) : m.start()])]  # fmt: skip
    match = _pick(rng, places)
    return put("clause-out-of-range", text, match.start(), match.start(), f"khoản {rng.randint(1, 3)} ", name="clause_of_an_undivided") if match else None  # fmt: skip


@way("clause-out-of-range")
def next_letter(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    """A letter just beyond the last of the clause."""
    places = list(re.finditer(r"(?i:điểm)\s+([a-c]),?\s+(?i:khoản)\s+1,?\s+(?i:điều)\s+(?:35|37|39)\b", text))
    return found_at("clause-out-of-range", text, places, rng, rng.choice("dđe"), "next_letter")


# People


@way("name-mismatch")
def swapped_in_the_reasons(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """ "buộc ông B trả cho ông A" of the reasoning exchanged."""
    places = _orders(text, draft, "reasoning", "[Bb]uộc")
    if not places:
        return None
    match, p, d = rng.choice(places)
    new = p + text[match.end(1) : match.start(2)] + d
    return put("name-mismatch", text, match.start(1), match.end(2), new, name="swapped_in_the_reasons")


@way("name-mismatch")
def other_family(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """A party's family name changed once in the verdict."""
    plaintiffs, defendants = _parties(draft)
    start, end = _in(draft, "verdict")
    names = [n for n in plaintiffs + defendants if len(n.split()) > 2]
    places = [
        (m, n)
        for n in names
        for m in re.compile(rf"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ụ)\s+({_name(n)})(?!\w)").finditer(text, start, end)
    ]  # fmt: skip
    if not places:
        return None
    match, name = rng.choice(places)
    family = rng.choice([f for f in ("Trần", "Lê", "Phạm", "Đặng") if f != name.split()[0]])
    return put("name-mismatch", text, *match.span(1), " ".join([family, *name.split()[1:]]), name="other_family")  # fmt: skip


@way("name-mismatch")
def other_title(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """A party called bà once who is ông everywhere else."""
    people = read_people(draft)
    head = draft.parts["head"].end
    places = [
        m
        for m in people.mentions
        if m.start > head
        and m.title in ("ong", "ba")
        and people.roles.get(m.key, set()) & {"plaintiff", "defendant"}
        and sum(o.key == m.key and o.title == m.title for o in people.mentions) >= 4
        and all(o.title == m.title for o in people.mentions if o.key == m.key)
    ]
    if not places:
        return None
    one = rng.choice(places)
    start, end = draft.place(one.from_, one.from_ + len(one.title))
    new = {"ong": "bà", "ba": "ông"}[one.title]
    change = put("name-mismatch", text, start, end, new, name="other_title")
    return change and Change(change.kind, change.way, change.text, start, start + len(new) + 1 + len(one.name))  # fmt: skip


@way("name-mismatch")
def other_side_told(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """ "Nguyên đơn bà A trình bày" becomes "Bị đơn bà A trình bày"."""
    plaintiffs, defendants = _parties(draft)
    start = _in(draft, "content")[0]
    places = [
        (m, new)
        for names, old, new in ((plaintiffs, "nguyên đơn", "bị đơn"), (defendants, "bị đơn", "nguyên đơn"))
        for n in names
        for m in re.compile(rf"(?<!đại diện của )\b((?i:{old}))(?:\s+là)?:?\s+(?:ông|bà|anh|chị|cụ)\s+{_name(n)}(?!\w)").finditer(text, start)
        if not re.search(r"(?i)đại\s+diện|ủy\s+quyền|bảo\s+vệ|đồng\s+$", text[max(0, m.start() - 50) : m.start()])
    ]  # fmt: skip
    if not places:
        return None
    match, new = rng.choice(places)
    new = new.capitalize() if match[1][0].isupper() else new
    change = put("name-mismatch", text, *match.span(1), new, name="other_side_told")
    return change and Change(change.kind, change.way, change.text, match.start(), match.end())


@way("name-mismatch")
def one_letter(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """One letter of a middle name or family name changed, once, anywhere after the head, where the name is written often."""
    plaintiffs, defendants = _parties(draft)
    start = _in(draft, "content")[0]
    places = []
    for n in plaintiffs + defendants:
        if len(n.split()) < 3:
            continue
        same = list(re.compile(rf"(?:ông|bà|anh|chị|cụ)\s+({_name(n)})(?!\w)").finditer(text, start))
        places += [(m, n) for m in same if len(same) >= 4]
    if not places:
        return None
    match, name = rng.choice(places)
    words = name.split()
    slips = {"Thị": "Thi", "Văn": "Vân", "Nguyễn": "Nguyên", "Trần": "Trân", "Hoàng": "Hòang", "Lê": "Lệ", "Đình": "Dình", "Hữu": "Hưu", "Ngọc": "Ngoc", "Phạm": "Pham"}  # fmt: skip
    at = [k for k, w in enumerate(words[:-1]) if w in slips]
    if not at:
        return None
    k = rng.choice(at)
    words[k] = slips[words[k]]
    return put("name-mismatch", text, *match.span(1), " ".join(words), name="one_letter")


# Dates

_WRITTEN = r"\d{1,2}\s*(?:[/.-]|tháng)\s*\d{1,2}\s*(?:[/.-]|năm)\s*"


@way("date-order")
def heard_before_acceptance(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """Head and sitting agree, on a day before the acceptance."""
    judged, sitting = draft.judged, draft.sitting
    if judged is None or judged.day is None or sitting is None:
        return None
    if not re.search(r"thụ\s+lý\s+(?:vụ\s+án\s+)?số[^.;]{0,45}?ngày\s+\d", text[: _in(draft, "head")[1]]):
        return None
    year, new = str(judged.day.year), str(judged.day.year - rng.choice([3, 4]))
    spans = [draft.place(judged.start, judged.end), draft.place(sitting.start(), sitting.end())]
    changed = text
    for start, end in sorted(spans, reverse=True):
        if year not in changed[start:end]:
            return None
        changed = changed[:start] + changed[start:end].replace(year, new) + changed[end:]
    return Change("date-order", "heard_before_acceptance", changed, *spans[0], anywhere=True)


@way("date-order")
def petition_after_acceptance(text: str, draft: Draft, rng: random.Random) -> Change | None:
    start, end = _in(draft, "content")
    accepted = re.search(r"thụ\s+lý\s+(?:vụ\s+án\s+)?số[^.;]{0,45}?ngày\s+" + _WRITTEN + r"(\d{4})", text[:start])  # fmt: skip
    match = re.compile(r"đơn\s+khởi\s+kiện(?:\s+đề)?\s+(?:lập\s+)?ngày\s+" + _WRITTEN + r"(\d{4})").search(text, start, end)  # fmt: skip
    if accepted is None or match is None:
        return None
    return put("date-order", text, *match.span(1), str(int(accepted[1]) + rng.choice([1, 2])), name="petition_after_acceptance")  # fmt: skip


@way("date-order")
def adjourned_before(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """A decision to adjourn years before the decision to bring to trial."""
    head = _in(draft, "head")[1]
    match = re.search(r"hoãn\s+phiên\s+t\w+(?:\s+số)?[^.;]{0,45}?ngày\s+" + _WRITTEN + r"(\d{4})", text[:head])  # fmt: skip
    trial = re.search(r"đưa\s+vụ\s+án\s+ra\s+xét\s+xử[^.;]{0,50}?ngày\s+" + _WRITTEN + r"(\d{4})", text[:head])  # fmt: skip
    if match is None or trial is None:
        return None
    return put("date-order", text, *match.span(1), str(int(trial[1]) - rng.choice([1, 2])), name="adjourned_before")  # fmt: skip


@way("date-order")
def receipt_later(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """A receipt for the advance on fees dated after the judgment."""
    start, end = _in(draft, "verdict")
    if draft.day is None:
        return None
    places = list(re.compile(r"[Bb]iên\s+lai[^.;]{0,90}?ngày\s+" + _WRITTEN + r"(\d{4})").finditer(text, start, end))  # fmt: skip
    return found_at("date-order", text, places, rng, str(draft.day.year + rng.choice([1, 2])), "receipt_later")  # fmt: skip


@way("date-order")
def no_such_day_in_words(text: str, draft: Draft, rng: random.Random) -> Change | None:
    start, end = _in(draft, "content")
    places = list(re.compile(r"ngày\s+(\d{1,2}\s+tháng\s+\d{1,2})\s+năm\s+\d{4}").finditer(text, start, end))
    return found_at("date-order", text, places, rng, rng.choice(["31 tháng 11", "30 tháng 02", "32 tháng 7", "12 tháng 13"]), "no_such_day_in_words")  # fmt: skip
