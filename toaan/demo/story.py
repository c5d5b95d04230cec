"""One matter with its people, its words and its days: what the acts of `toaan.demo.script` are fed with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from toaan.core import rules_in_force
from toaan.demo.library import Template
from toaan.demo.names import Names, Person
from toaan.demo.province import Seat
from toaan.judgments import compose
from toaan.judgments.content import Content
from toaan.rules.explain import vi_money
from toaan.rules.fees import court_fee
from toaan.vietnamese.amounts import amount_in_words


@dataclass(frozen=True)
class Course:
    """What becomes of a matter, and when.

    `until` is the last step that is done (empty: as far as the days reach). `fixed` names the days of steps that must
    fall on one, counted in working days from the day of loading.
    """

    until: str = ""
    fixed: Mapping[str, int] = field(default_factory=dict)
    filed: date | None = None
    """Day of the petition; empty: counted back from the first fixed step."""
    channel: str = "online"
    turns: frozenset[str] = frozenset()
    """What happens on the way: "amended", "returned", "failed", "posted", "adjourned", "appealed" … (see `script`)."""
    kind: str = ""
    template: str = ""
    plaintiff: str = ""
    """User name of the plaintiff; empty: anybody."""
    defendant: str = ""
    lawyer: str = ""
    """ "plaintiff" or "defendant": whose rights a lawyer protects."""
    judge: str = ""
    """User name of the judge who should be drawn, if chance can be had so."""
    clerk: str = ""
    above: str = ""
    """The same at the court above."""
    third: bool = False
    """Whether a person with rights and duties of their own is drawn in, also where the matter knows none."""


@dataclass
class Story:
    """A course with everything filled in."""

    seat: Seat
    course: Course
    template: Template
    plaintiff: Person
    defendant: Person
    related: tuple[Person, ...]
    value: int | None
    filed: date
    days: dict[str, date]
    chance: Random
    child: str
    other: dict[str, str]

    @property
    def kind(self) -> str:
        return self.template.kind

    def has(self, turn: str) -> bool:
        return turn in self.course.turns

    def words(self, text: str, *, of_plaintiff: bool = False) -> str:
        """A text of the template filled in; `of_plaintiff`: as the plaintiff himself would write it."""
        own = "Công ty chúng tôi" if self.plaintiff.is_company else "tôi"
        nd = own if of_plaintiff else self.plaintiff.titled
        bd = self.defendant.titled
        filled = " ".join(text.split()).format(nd=nd, ND=_capital(nd), bd=bd, BD=_capital(bd), **self.other)
        return _capital(filled)

    @property
    def accepted_value(self) -> int | None:
        return None if self.value is None else self.value * self.template.share // 100

    def petition(self) -> dict[str, Any]:
        """The petition as `toaan.filing.content` wants it."""
        return {
            "plaintiffs": [_party(self.plaintiff)],
            "defendants": [_party(self.defendant)],
            "related": [_party(p) for p in self.related],
            "legal_relation": self.template.relation,
            "facts": self.words(self.template.story, of_plaintiff=True),
            "claims": [self.words(claim, of_plaintiff=True) for claim in self.template.claims],
            "value_kind": "none" if self.value is None else "amount",
            "value": self.value,
            "witnesses": [],
        }

    def papers(self) -> list[tuple[str, str]]:
        """Title and text of each paper that comes with the petition."""
        pairs = (self.words(one).split("|", 1) for one in self.template.papers)
        return [(title, text) for title, text in pairs]

    def judgment(self, case: Any, on: date) -> Content:
        """The finished draft of the judgment."""
        names = ", ".join(p.name for p in self.related)
        third = (
            f"Người có quyền lợi, nghĩa vụ liên quan {names} trình bày: đề nghị Tòa án giải quyết theo pháp luật.",
        )
        return Content(
            about=self.template.relation,
            facts=(
                f"Theo đơn khởi kiện ngày {case.petitioned_on:%d/%m/%Y} và tại phiên tòa, nguyên đơn {self.plaintiff.name} "
                f"trình bày: {self.words(self.template.story)}",
                f"Bị đơn {self.defendant.name} trình bày: {self.words(self.template.answer)}",
                *(third if self.related else ()),
                f"{self.words(self.template.agreed)} Các bên không thống nhất: "
                f"{_lower(self.words(self.template.disputed))} Tòa án đã hòa giải nhưng không thành.",
            ),
            reasoning=(
                f"Về quan hệ pháp luật và thẩm quyền: đây là vụ án “{self.template.relation}” thuộc thẩm quyền giải quyết "
                f"của {case.court.name} theo {self.template.place}, Điều 35 và Điều 39 Bộ luật Tố tụng dân sự.",
                *(self.words(one) for one in self.template.reasoning),
                "Về án phí: đương sự phải chịu án phí theo Điều 147 Bộ luật Tố tụng dân sự.",
            ),
            basis=(
                f"Căn cứ {self.template.place}, Điều 35, Điều 39, Điều 147, Điều 271 và Điều 273 Bộ luật Tố tụng dân sự;",
                self.words(self.template.basis),
                "Căn cứ Nghị quyết số 326/2016/UBTVQH14.",
            ),
            ruling=tuple(self.words(one) for one in self.template.ruling),
            fees=self._fees(case, on),
            appeal=compose.appeal_notice(on),
        )  # fmt: skip

    def _fees(self, case: Any, on: date) -> tuple[str, ...]:
        """Who bears the fee: each for what he lost; the advance is set off or paid back."""
        rows = rules_in_force.fee_rows()
        plaintiff_pays = self.template.fee_payer == "plaintiff"
        payer = self.plaintiff if plaintiff_pays else self.defendant
        fee = court_fee(rows, case.kind, self.accepted_value, on=on)
        lines = [f"{_capital(payer.titled)} phải chịu {_money(fee.amount)} tiền án phí dân sự sơ thẩm."]
        own = fee.amount if plaintiff_pays else 0
        if self.value and self.template.share < 100 and not self.template.exemption:
            own = court_fee(rows, case.kind, self.value - (self.accepted_value or 0), on=on).amount
            lines.append(
                f"{_capital(self.plaintiff.titled)} phải chịu {_money(own)} tiền án phí dân sự sơ thẩm."
            )
        if receipt := case.fee_receipt:
            paid = int(receipt["amount"])
            dated = date.fromisoformat(str(receipt["dated"]))
            told = f"tiền tạm ứng án phí {_money(paid)} đã nộp theo biên lai số {receipt['number']} ngày {dated:%d/%m/%Y}"
            if not own:
                lines.append(f"Hoàn trả cho {self.plaintiff.titled} {told}.")
            elif own == paid:
                lines.append(f"Số tiền này được trừ vào {told}.")
            else:
                lines.append(f"Số tiền {self.plaintiff.titled} phải chịu được khấu trừ vào {told}.")
        return tuple(lines)


def write(
    seat: Seat,
    course: Course,
    template: Template,
    names: Names,
    chance: Random,
    *,
    filed: date,
    days: dict[str, date],
) -> Story:
    """Fill a template with people of the court's area, an amount and days before the petition."""
    plaintiff, defendant = _sides(seat, course, template, names, chance)
    value = chance.randint(*template.value) * 1_000_000 if template.value else None
    accepted = None if value is None else value * template.share // 100
    first = filed - timedelta(days=chance.randint(260, 900))
    second = first + (filed - first) * 6 // 10
    third = filed - timedelta(days=chance.randint(18, 45))
    child = names.child(defendant.name if not defendant.woman else plaintiff.name)
    other = {
        "tien": _dong(value), "phan": _dong(accepted), "con": _dong((value or 0) - (accepted or 0)),
        "ngay1": f"{first:%d/%m/%Y}", "ngay2": f"{second:%d/%m/%Y}", "ngay3": f"{third:%d/%m/%Y}",
        "noi": chance.choice(seat.communes), "tre": child, "namtre": str(filed.year - chance.randint(3, 13)),
    }  # fmt: skip
    related = tuple(names.person(chance.choice(seat.communes)) for _ in range(template.related))
    return Story(
        seat, course, template, plaintiff, defendant, related, value, filed, days, chance, child, other
    )


def _sides(
    seat: Seat, course: Course, template: Template, names: Names, chance: Random
) -> tuple[Person, Person]:
    by_name = {p.username: p for p in seat.citizens}
    free = [
        p
        for p in seat.citizens
        if p.username not in {"nguyendon", "bidon", course.plaintiff, course.defendant}
    ]

    def take(among: list[Person]) -> Person:
        """One of those who have been in court least often."""
        least = min(seat.busy[p.username] for p in among)
        chosen = chance.choice([p for p in among if seat.busy[p.username] == least])
        free.remove(chosen)
        seat.busy[chosen.username] += 1
        return chosen

    def side(fixed: str, company: bool, like: bool | None = None) -> Person:
        if fixed:
            return by_name[fixed]
        if company:
            return names.company(chance.choice(seat.communes))
        known = [p for p in free if like is None or p.woman == like]
        if known and chance.random() < 0.45:
            return take(known)
        return names.person(chance.choice(seat.communes), woman=like)

    both = template.organisations == "both"
    if template.bank:
        plaintiff = names.company(chance.choice(seat.communes), bank=True)
    elif not course.plaintiff and course.channel == "online" and not both:
        plaintiff = take(free)  # whoever files through the portal has an account
    else:
        plaintiff = side(course.plaintiff, both)
    like = not plaintiff.woman if template.couple else None
    return plaintiff, side(course.defendant, bool(template.organisations), like)


def _party(person: Person) -> dict[str, Any]:
    if person.is_company:
        return {
            "kind": "organisation",
            "name": person.name,
            "representative": person.representative,
            "address": person.address,
        }
    return {
        "kind": "person",
        "name": person.name,
        "birth_year": person.born,
        "address": person.address,
        "phone": person.phone,
    }


def _dong(value: int | None) -> str:
    return vi_money(value or 0)


def _money(value: int) -> str:
    return f"{vi_money(value)} ({_capital(amount_in_words(value))})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def with_turn(course: Course, turn: str) -> Course:
    return replace(course, turns=course.turns | {turn})


def with_channel(course: Course, channel: str) -> Course:
    return replace(course, channel=channel)
