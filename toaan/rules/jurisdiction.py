"""Jurisdiction (thẩm quyền của Tòa án) in civil matters: BLTTDS 26-40, from facts to the court.

By type (26-33), by level (35, 37), by territory (39), by the choice of the plaintiff or requester (40); with a foreign
element (yếu tố nước ngoài) whether a court of Vietnam may take it at all (469, 470, 472.1), then the rest (469.2). The rule
says *whose place decides*; which court sits over a place is data of the courts (``toaan/core/areas.py``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from toaan.rules.model import NoRuleInForce, RuleRow, of_kind

Outcome = Literal["court", "not_yet", "outside"]
Level = Literal["region", "province"]
Rank = Literal["exclusive", "usual", "choice"]

OTHER = {"DS": "26.14", "HNGĐ": "28.8", "KDTM": "30.5", "LĐ": "32.5"}
"""The clause for what no other clause names."""
LEVEL_VI = {"region": "Tòa án nhân dân khu vực", "province": "Tòa án nhân dân cấp tỉnh"}
PLACES_VI: Mapping[str, str] = {
    "defendant": "nơi bị đơn cư trú, làm việc hoặc có trụ sở",
    "plaintiff": "nơi nguyên đơn cư trú, làm việc hoặc có trụ sở",
    "immovable": "nơi có nhà, đất tranh chấp",
    "defendant_last": "nơi bị đơn cư trú, làm việc, có trụ sở cuối cùng",
    "defendant_property": "nơi bị đơn có tài sản",
    "branch": "nơi có chi nhánh",
    "harm": "nơi xảy ra việc gây thiệt hại",
    "main_employer": "nơi người sử dụng lao động là chủ chính cư trú, làm việc, có trụ sở",
    "contractor": "nơi người cai thầu, người trung gian cư trú, làm việc",
    "performance": "nơi hợp đồng được thực hiện",
    "subject": "nơi người bị yêu cầu cư trú, làm việc",
    "subject_last": "nơi cư trú cuối cùng của người bị yêu cầu",
    "subject_property": "nơi có tài sản của người bị yêu cầu",
    "requester": "nơi người yêu cầu cư trú, làm việc hoặc có trụ sở",
    "debtor": "nơi người phải thi hành cư trú, làm việc hoặc có trụ sở",
    "enforcement_property": "nơi có tài sản liên quan đến việc thi hành",
    "enforcement_agency": "nơi cơ quan thi hành án có trụ sở",
    "registration": "nơi đăng ký kết hôn",
    "either": "nơi một trong các bên cư trú, làm việc",
    "parent": "nơi cha hoặc mẹ cư trú, làm việc",
    "child": "nơi người con cư trú",
    "notary": "nơi tổ chức hành nghề công chứng có trụ sở",
    "property": "nơi có tài sản",
    "surrogate": "nơi người mang thai hộ cư trú, làm việc",
    "company": "nơi doanh nghiệp có trụ sở",
    "conclusion": "nơi giao kết hợp đồng, thỏa ước lao động",
    "strike": "nơi xảy ra cuộc đình công",
}
"""Every role of a place that a row may name."""
FOREIGN = frozenset({"foreign", "defendant_abroad", "foreign_forum", "foreign_pending", "foreign_decided"})
"""Facts that show a foreign element."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a matter.

    ``clause``: of BLTTDS 26-33 ("26.3"); empty: found from ``kind`` and ``relation``, the name of the dispute.
    ``places``: role of a place (keys of ``PLACES_VI``) → the places themselves, as text. ``flags``: what else is so:
    ``immovable`` (the thing in dispute is land or a house), ``agreed`` (in writing, 39.1.b), ``defendant_unknown``,
    ``defendant_abroad``, ``branch``, ``worker`` (the plaintiff is one), ``contractor``, ``foreign``, ``arbitration``,
    ``administrative``, ``labour_mediated``, ``land_mediated``; with a foreign element ``event_here``, ``foreign_forum`` (chosen by agreement), ``foreign_pending``, ``foreign_decided``; of requests ``declare``, ``revoke``, ``enforce``,
    ``not_recognise``, ``arbitral_award``.
    """

    kind: str = ""
    relation: str = ""
    clause: str = ""
    places: Mapping[str, Sequence[str]] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Way:
    """One court that the law names by a place. ``places``: (role, place) known so far."""

    rank: Rank
    article: str
    words: str
    roles: tuple[str, ...]
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Abroad:
    """One ground on which a court of Vietnam may take a matter with a foreign element (469.1, 470)."""

    article: str
    words: str
    exclusive: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The result. ``ways`` begins with the usual court, or holds only the exclusive one."""

    outcome: Outcome
    clause: str
    type_title: str
    type_article: str
    level: Level | None
    level_article: str
    bench: str
    bench_article: str
    ways: tuple[Way, ...]
    article: str
    todo: str
    explanation_vi: str
    unsure: bool = False
    """The clause is the residual one because the name of the dispute is not in the list."""
    foreign: bool = False
    """A foreign element is known; ``abroad`` are then the grounds that the facts show."""
    abroad: tuple[Abroad, ...] = ()

    @property
    def exclusive(self) -> bool:
        """Only this court, no choice and no agreement (39.1.c)."""
        return any(way.rank == "exclusive" for way in self.ways)


class UnknownClause(ValueError):
    """The clause asked about is not one of BLTTDS 26-33."""


def types(rows: Iterable[RuleRow], on: date, *, kind: str = "", nature: str = "") -> list[RuleRow]:
    """The clauses of 26-33 in force, of one register and one nature ("dispute", "request") if wanted."""
    found = [r for r in of_kind(rows, "jurisdiction", on) if r.value["part"] == "type"]
    return [
        r
        for r in found
        if (not kind or r.value["kind"] == kind) and (not nature or r.value["nature"] == nature)
    ]


def clause_of(rows: Iterable[RuleRow], kind: str, relation: str, on: date) -> tuple[str, bool]:
    """The clause of a dispute by its usual name, and whether only the residual clause was left."""
    wanted = " ".join(relation.casefold().split())
    for row in types(rows, on, kind=kind):
        if any(" ".join(name.casefold().split()) == wanted for name in row.value.get("relations", ())):
            return row.source.article, False
    if kind not in OTHER:
        raise UnknownClause(f"Loại việc “{kind}” không có trong các điều 26, 28, 30, 32 BLTTDS.")
    return OTHER[kind], True


def jurisdiction(facts: Facts, rows: Iterable[RuleRow], on: date) -> Answer:
    """Which court, by the law in force on a day.

    Raises:
        UnknownClause: ``clause`` or ``kind`` is none of the code's.
        NoRuleInForce: before 1/7/2025, when there were other courts.
    """
    table = list(of_kind(rows, "jurisdiction", on))
    if not table:
        raise NoRuleInForce("jurisdiction", on)
    clause, unsure = (
        (facts.clause, False) if facts.clause else clause_of(table, facts.kind, facts.relation, on)
    )
    kind = next((r for r in types(table, on) if r.source.article == clause), None)
    if kind is None:
        raise UnknownClause(f"Không có điểm, khoản “{clause}” trong các điều 26 đến 33 BLTTDS.")
    known = _facts(facts, kind)
    foreign = bool(FOREIGN & known)
    abroad = _abroad(table, clause, known) if foreign else ()
    if any(ground.exclusive for ground in abroad):
        known |= {"exclusive_here"}
    stopped = next((r for r in _part(table, "outside") if _called(r, known)), None)
    level = max(
        (r for r in _part(table, "level") if _about(r, clause) and _called(r, known)),
        key=lambda r: len(r.value.get("when", ())),
    )
    bench = next((r for r in _part(table, "bench") if r.value["bench"] == kind.value["bench"]), None)
    ways = _ways(table, clause, facts, known) if stopped is None else ()
    answer = Answer(
        outcome=stopped.value["outcome"] if stopped else "court",
        clause=clause,
        type_title=kind.value["title"],
        type_article=kind.source.cite(),
        level=None if stopped and stopped.value["outcome"] == "outside" else level.value["level"],
        level_article=level.source.cite(),
        bench=bench.value["title"] if bench and level.value["level"] == "region" else "",
        bench_article=bench.source.cite() if bench else "",
        ways=ways,
        article=_article(stopped, ways, kind),
        todo=stopped.value.get("todo", "") if stopped else "",
        explanation_vi="",
        unsure=unsure,
        foreign=foreign,
        abroad=abroad,
    )
    return _explained(answer, stopped)


def _facts(facts: Facts, kind: RuleRow) -> frozenset[str]:
    """What the person says, what the clause brings along, and what the places themselves show."""
    found = set(facts.flags) | set(kind.value.get("tags", ()))
    if facts.places.get("immovable") or "land" in found:
        found.add("immovable")
    if facts.places.get("branch"):
        found.add("branch")
    if facts.places.get("defendant") and not {"defendant_abroad", "defendant_unknown"} & found:
        found.add("defendant_here")
    if facts.places.get("plaintiff"):
        found.add("plaintiff_here")
    if facts.places.get("defendant_property"):
        found.add("defendant_property")
    if any(facts.places.get(role) for role in ("immovable", "performance", "harm")):
        found.add("tied_here")
    if len(set(facts.places.get("defendant", ()))) > 1:
        found.add("several_defendants")
    if len(set(facts.places.get("immovable", ()))) > 1:
        found.add("several_immovables")
    return frozenset(found)


def _abroad(table: Iterable[RuleRow], clause: str, known: frozenset[str]) -> tuple[Abroad, ...]:
    """The grounds that the facts show, exclusive ones first."""
    rows = [
        row
        for row in _part(table, "abroad")
        if _about(row, clause)
        and set(row.value["needs"]) <= known
        and not set(row.value.get("but", ())) & known
    ]
    rows.sort(key=lambda r: r.value["rank"] != "exclusive")
    return tuple(Abroad(r.source.cite(), r.value["title"], r.value["rank"] == "exclusive") for r in rows)


def _part(table: Iterable[RuleRow], part: str) -> list[RuleRow]:
    return [r for r in table if r.value["part"] == part]


def _about(row: RuleRow, clause: str) -> bool:
    return any(clause == of or clause.startswith(f"{of}.") for of in row.value.get("of", ()))


def _called(row: RuleRow, known: frozenset[str]) -> bool:
    when, but = set(row.value.get("when", ())), set(row.value.get("but", ()))
    return (not when or bool(when & known)) and not but & known


def _ways(table: Sequence[RuleRow], clause: str, facts: Facts, known: frozenset[str]) -> tuple[Way, ...]:
    found = [r for r in _part(table, "place") if _about(r, clause) and _called(r, known)]
    only = [r for r in found if r.value["rank"] == "exclusive"]
    order = {"exclusive": 0, "usual": 1, "choice": 2}
    chosen = sorted(only or found, key=lambda r: order[r.value["rank"]])
    return tuple(
        Way(
            rank=row.value["rank"],
            article=row.source.cite(),
            words=row.value["title"],
            roles=tuple(row.value["places"]),
            places=tuple(
                (role, place) for role in row.value["places"] for place in facts.places.get(role, ())
            ),
        )
        for row in chosen
    )


def _article(stopped: RuleRow | None, ways: Sequence[Way], kind: RuleRow) -> str:
    if stopped is not None:
        return stopped.source.cite()
    return ways[0].article if ways else kind.source.cite()


def _explained(answer: Answer, stopped: RuleRow | None) -> Answer:
    parts = [f"{answer.type_title} ({answer.type_article})."]
    if stopped is not None:
        told: Mapping[str, Any] = stopped.value
        no = (
            "Không thuộc thẩm quyền của Tòa án"
            if answer.outcome == "outside"
            else "Chưa đủ điều kiện khởi kiện"
        )
        parts.append(f"{no}: {told['title'][0].lower()}{told['title'][1:]} ({stopped.source.cite()}).")
        parts.append(answer.todo)
    elif answer.level is not None:
        bench = f", {answer.bench} ({answer.bench_article})" if answer.bench else ""
        parts += _abroad_words(answer) if answer.foreign else []
        parts.append(f"Cấp: {LEVEL_VI[answer.level]} ({answer.level_article}){bench}.")
        parts += [_way_words(way) for way in answer.ways]
        if not answer.ways:
            parts.append("Bộ luật không ấn định Tòa án theo lãnh thổ cho việc này; Thẩm phán xem xét.")
        if answer.exclusive:
            parts.append("Không được thỏa thuận hay lựa chọn Tòa án khác.")
    fields = {name: getattr(answer, name) for name in Answer.__slots__}
    return Answer(**{**fields, "explanation_vi": " ".join(p for p in parts if p)})


def _abroad_words(answer: Answer) -> list[str]:
    """Why a court of Vietnam may take it, or that the facts do not show it yet."""
    if not answer.abroad:
        return [
            "Việc có yếu tố nước ngoài: Tòa án Việt Nam chỉ giải quyết khi có một trong các căn cứ tại khoản 1 Điều 469 "
            "Bộ luật Tố tụng dân sự; những điều đã ghi chưa cho thấy căn cứ nào, Thẩm phán xem xét."
        ]
    only = any(ground.exclusive for ground in answer.abroad)
    lead = "chỉ Tòa án Việt Nam giải quyết" if only else "Tòa án Việt Nam có thẩm quyền"
    shown = [g for g in answer.abroad if g.exclusive == only]
    why = "; ".join(f"{g.words[:1].lower()}{g.words[1:]} ({g.article})" for g in shown)
    return [f"Việc có yếu tố nước ngoài: {lead}: {why}."]


def _way_words(way: Way) -> str:
    lead = {"exclusive": "Chỉ Tòa án", "usual": "Tòa án", "choice": "Có thể chọn Tòa án"}[way.rank]
    known = "; ".join(dict.fromkeys(place for _role, place in way.places))
    where = " hoặc ".join(PLACES_VI[role] for role in way.roles)
    return f"{lead} {where}{f': {known}' if known else ''} ({way.article})."
