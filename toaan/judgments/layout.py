"""The text of a judgment as the prescribed form wants it (mẫu 52-DS; BLTTDS 266.2).

`frozen` makes the one JSON from which the preview, the PDF and the anonymised text are all laid out::

    {"court", "place", "number", "dated", "about", "bench": {"judge", "lay_judges", "clerk", "procurator"},
     "procuracy", "sitting": {"on", "room", "closed_doors"}, "acceptance": {"number", "on"}, "legal_relation",
     "trial_decision": {"number", "on"}, "parties": [{"id", "label", "name", "kind", "birth_year", "address",
     "attendance", "representatives": [{"title", "name", "attendance"}]}], "content": {…}, "recipients": […],
     "simplified": one judge sat alone (BLTTDS 65); absent in texts older than that}

Days are ISO texts. Amounts and names stand as they were on the day of numbering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from toaan.cases.models import Assignment, Case, Party
from toaan.hearings import people as sitting
from toaan.hearings.models import Hearing, Participation, TrialDecision
from toaan.hearings.states import ADJOURNED, CALLED_OFF, RESERVED
from toaan.judgments.content import Content
from toaan.judgments.sections import Section, Value

ENFORCEMENT = (
    "Trường hợp bản án, quyết định được thi hành theo quy định tại Điều 2 Luật Thi hành án dân sự thì người được thi "
    "hành án dân sự, người phải thi hành án dân sự có quyền thỏa thuận thi hành án, quyền yêu cầu thi hành án, tự "
    "nguyện thi hành án hoặc bị cưỡng chế thi hành án theo quy định tại các điều 6, 7 và 9 Luật Thi hành án dân sự; "
    "thời hiệu thi hành án được thực hiện theo quy định tại Điều 30 Luật Thi hành án dân sự."
)
OPENING = (
    "Sau khi nghiên cứu các tài liệu, chứng cứ có trong hồ sơ vụ án đã được thẩm tra tại phiên tòa và căn cứ vào kết "
    "quả tranh tụng tại phiên tòa, Hội đồng xét xử nhận định:"
)
OPENING_ALONE = OPENING.replace("Hội đồng xét xử nhận định", "Tòa án nhận định")
"""Of a judge who sits alone by simplified procedure."""
NO_NUMBER = "……/……"


def trial_of(case: Case) -> Hearing | None:
    """The hearing in which the case is tried: the newest that was not put off."""
    trials = case.hearings.filter(kind=Hearing.Kind.TRIAL).exclude(
        state__in=[ADJOURNED, CALLED_OFF, RESERVED]
    )
    return (
        trials.select_related("room")
        .prefetch_related("participations__procurator")
        .order_by("-starts_at")
        .first()
    )


def frozen(case: Case, content: Content, *, number: str, dated: date) -> dict[str, Any]:
    """The whole text of the judgment, JSON."""
    court = case.court
    hearing = trial_of(case)
    present = _attendance(hearing)
    standing = TrialDecision.objects.filter(case=case, lapsed_at=None).exclude(sha256="")
    decision = standing.select_related("number").first()
    return {
        "court": court.name,
        "instance": case.instance,
        "challenge": case.challenge,
        "place": court.place,
        "procuracy": court.procuracy_name,
        "number": number or NO_NUMBER,
        "dated": dated.isoformat(),
        "about": content.about,
        "bench": _bench(case, hearing),
        "sitting": {
            "on": (hearing.day if hearing else dated).isoformat(),
            "room": hearing.room.name if hearing else "",
            "closed_doors": bool(hearing and hearing.closed_doors) or case.closed_hearing,
        },
        "acceptance": {"number": str(case), "on": case.accepted_on.isoformat()},
        "legal_relation": case.legal_relation,
        "simplified": case.is_simplified,
        "trial_decision": (
            {"number": str(decision), "on": decision.decided_on.isoformat()} if decision is not None else None
        ),
        "parties": [_party(party, present) for party in case.parties.all()],
        "content": content.as_json(),
        "recipients": _recipients(case),
    }


def outline(case: Case, *, dated: date) -> dict[str, Any]:
    """What `opening` needs before anything is known of the hearing: from rows at hand, without a statement of its own."""
    return {
        "court": case.court.name,
        "instance": case.instance,
        "challenge": case.challenge,
        "procuracy": case.court.procuracy_name,
        "bench": _bench(case, None),
        "sitting": {"on": dated.isoformat(), "room": "", "closed_doors": case.closed_hearing},
        "acceptance": {"number": str(case), "on": case.accepted_on.isoformat()},
        "legal_relation": case.legal_relation,
        "simplified": case.is_simplified,
        "trial_decision": None,
        "parties": [_party(party, {}) for party in case.parties.all()],
    }


@dataclass(frozen=True)
class Line:
    """One paragraph of the head as printed; `style` is a class of the form."""

    runs: tuple[tuple[str, bool], ...]
    """Stretches of text, each bold or not."""
    style: str = "n"

    @property
    def text(self) -> str:
        return "".join(words for words, _bold in self.runs)


def opening(text: dict[str, Any]) -> list[Line]:
    """The head of the judgment from its title to the parties: made from the case, written by nobody (266.2.a)."""
    bench, sitting = text["bench"], text["sitting"]
    alone = bool(text.get("simplified"))
    panel = (
        "Thẩm phán tiến hành xét xử theo thủ tục rút gọn:"
        if alone
        else f"Thành phần Hội đồng xét xử {instance_words(text)} gồm có:"
    )
    found = [_plain(f"- {panel}", "n lead")]
    seats = [("Thẩm phán" if alone else "Thẩm phán – Chủ tọa phiên tòa", bench["judge"])]
    seats += [("Thẩm phán", name) for name in bench.get("judges", ())]
    seats += [("Hội thẩm nhân dân", name) for name in bench["lay_judges"]]
    found += [_plain(f"{title}: {name or '…'}", "n person") for title, name in seats]
    found.append(_plain(f"- Thư ký phiên tòa: {bench['clerk'] or '…'}, Thư ký {text['court']}.", "n lead"))
    if bench["procurator"]:
        words = f"- Đại diện {text['procuracy']} tham gia phiên tòa: {bench['procurator']}, Kiểm sát viên."
        found.append(_plain(words, "n lead"))
    year, month, day = sitting["on"].split("-")
    room = f" ({sitting['room']})" if sitting["room"] else ""
    decision = text["trial_decision"]
    procedure = " theo thủ tục rút gọn" if alone else ""
    by = (
        f" theo Quyết định đưa vụ án ra xét xử{procedure} số: {decision['number']} ngày {_vn(decision['on'])}"
        if decision
        else ""
    )
    found.append(
        _plain(
            f"Ngày {day} tháng {month} năm {year}, tại trụ sở {text['court']}{room} xét xử {instance_words(text)} "
            f"{'kín' if sitting['closed_doors'] else 'công khai'}{procedure} vụ án thụ lý số: {text['acceptance']['number']} ngày "
            f"{_vn(text['acceptance']['on'])} về “{text['legal_relation']}”{by} giữa các đương sự:",
            "",
        )
    )
    for number, party in enumerate(text["parties"], start=1):
        found += _party_lines(number, party)
    return found + [_plain(words) for words in challenge_lines(text)]


def signer_lines(text: dict[str, Any]) -> list[str]:
    """For whom the judgment is signed: one judge by simplified procedure, else the panel of its instance."""
    if text.get("simplified"):
        return ["THẨM PHÁN"]
    return [f"TM. HỘI ĐỒNG XÉT XỬ {instance_words(text).upper()}", "THẨM PHÁN – CHỦ TỌA PHIÊN TÒA"]


def instance_words(text: dict[str, Any]) -> str:
    """ "sơ thẩm" or "phúc thẩm"; a text frozen before there was a second instance is of the first."""
    return "phúc thẩm" if text.get("instance") == Case.Instance.SECOND else "sơ thẩm"


def challenge_lines(text: dict[str, Any]) -> list[str]:
    """Who appealed or protested against which judgment (313.3); nothing at first instance."""
    challenge = text.get("challenge") or {}
    if not challenge.get("judgment"):
        return []
    found = [
        f"Do Bản án sơ thẩm số {challenge['judgment']} của {challenge['court']} bị kháng cáo, kháng nghị."
    ]
    found += [f"Người kháng cáo: {a['role']} {a['name']}." for a in challenge["appellants"]]
    return found + [f"Viện kiểm sát kháng nghị: {p['holder']}." for p in challenge["protests"]]


def _party_lines(number: int, party: dict[str, Any]) -> Iterator[Line]:
    born = f", sinh năm {party['birth_year']}" if party["birth_year"] else ""
    came = f" ({party['attendance']})" if party["attendance"] else ""
    label = f"{number}. {party['label']}: "
    yield Line(((label, False), (party["name"], True), (f"{born}{came}.", False)), "n party")
    if party["address"]:
        yield _plain(f"{'Trụ sở' if party['kind'] == 'organisation' else 'Địa chỉ'}: {party['address']}.")
    for person in party["representatives"]:
        came = f" ({person['attendance']})" if person["attendance"] else ""
        yield _plain(f"{person['title']}: {person['name']}{came}.")


def _plain(words: str, style: str = "n") -> Line:
    return Line(((words, False),), style)


def _vn(iso: str) -> str:
    return "/".join(iso.split("-")[::-1])


_NUMBERED = re.compile(r"^\s*(?:\[\d+\]\.?|\d{1,2}[.)]|[-–•])\s+")


def without_number(line: str) -> str:
    """A printed paragraph without its number or dash."""
    return _NUMBERED.sub("", line).strip()


def lines_of(section: Section, value: Value) -> list[str]:
    """A section paragraph by paragraph with the numbers and dashes that it is printed with."""
    if isinstance(value, str):
        return value.split("\n") if value else []
    number = {"numbered": "[{}] ", "items": "{}. ", "dashes": "- "}.get(section.shape, "")
    return [number.format(n) + text for n, text in enumerate(value, start=1)]


def sections(text: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Heading and paragraphs of each section after the parties, as printed; for search, anonymising, checking."""
    content = Content.from_json(text["content"])
    on_appeal = text.get("instance") == Case.Instance.SECOND
    yield "NỘI DUNG VỤ ÁN, KHÁNG CÁO, KHÁNG NGHỊ" if on_appeal else "NỘI DUNG VỤ ÁN", list(content.facts)
    opening = OPENING_ALONE if text.get("simplified") else OPENING
    yield "NHẬN ĐỊNH CỦA TÒA ÁN", [opening, *(f"[{n}] {p}" for n, p in enumerate(content.reasoning, start=1))]
    ruling = [f"{n}. {p}" for n, p in enumerate(content.ruling, start=1)]
    if content.fees:
        ruling += [
            f"{len(content.ruling) + 1}. Về án phí, chi phí tố tụng:",
            *(f"- {fee}" for fee in content.fees),
        ]
    yield "QUYẾT ĐỊNH", [*content.basis, *ruling, content.appeal, ENFORCEMENT]


def _bench(case: Case, hearing: Hearing | None) -> dict[str, Any]:
    """Who sat: as the hearing lists them, else as the case is assigned."""
    people: dict[str, list[str]] = {}
    seats = [seat for seat in case.assignments.all() if seat.ended_at is None]
    for seat in sorted(seats, key=lambda seat: (seat.assigned_at, seat.pk)):
        people.setdefault(seat.role, []).append(seat.post.user.full_name)
    procurator = sitting.procurator_of(hearing.participations.all()) if hearing is not None else ""
    role = Assignment.Role
    return {
        "judge": next(iter(people.get(role.PRESIDING, [])), ""),
        "judges": people.get(role.JUDGE, []),
        "lay_judges": people.get(role.LAY_JUDGE, []),
        "clerk": next(iter(people.get(role.CLERK, [])), ""),
        "procurator": procurator,
    }


def _attendance(hearing: Hearing | None) -> dict[object, str]:
    """Party or representation id → "có mặt", "vắng mặt"; unknown ones are not in it."""
    words = {Participation.Attendance.PRESENT: "có mặt", Participation.Attendance.ABSENT: "vắng mặt"}
    if hearing is None:
        return {}
    return {
        row.representation_id or row.party_id: words[Participation.Attendance(row.attendance)]
        for row in hearing.participations.all()
        if row.attendance in words and (row.representation_id or row.party_id)
    }


def _party(party: Party, present: dict[object, str]) -> dict[str, Any]:
    return {
        "id": str(party.pk),
        "label": party.get_role_display(),
        "name": party.name,
        "kind": party.kind,
        "birth_year": party.birth_year,
        "address": party.address,
        "attendance": present.get(party.pk, ""),
        "representatives": [
            {"title": r.get_kind_display(), "name": r.name, "attendance": present.get(r.pk, "")}
            for r in party.representations.all()
        ],
    }


def _recipients(case: Case) -> list[str]:
    court = case.court
    found = [
        "Các đương sự",
        court.procuracy_name,
        court.enforcement_name,
        "Lưu: hồ sơ vụ án, văn phòng Tòa án",
    ]
    return [one for one in found if one]
