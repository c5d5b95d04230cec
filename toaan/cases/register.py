"""The acceptance register (sổ thụ lý): which lines, in which order, of which years, and whether its numbers are complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, QuerySet, Subquery

from toaan.cases.models import Assignment, Case, Deadline, Party
from toaan.cases.queries import NEAREST, NO_JUDGE, ORDERS, OURS, at_level, matching, visible_to
from toaan.core import registers
from toaan.core.models import IssuedNumber
from toaan.core.viewer import Viewer


@dataclass(frozen=True)
class Wanted:
    """What a reader asks of the register; empty means everything."""

    kind: str = ""
    state: str = ""
    words: str = ""
    judge: str = ""
    """Post of the presiding judge, "-" for cases without one."""
    nature: str = ""
    """ "suit" or "request"."""
    level: str = ""
    """Urgency of the nearest deadline of the court's own."""
    since: date | None = None
    until: date | None = None
    """Bounds of the day of acceptance, both included."""


EVERYTHING = Wanted()


_ON_A_LINE = (
    Prefetch("parties", Party.objects.only("case", "role", "name")),
    Prefetch(
        "assignments",
        Assignment.objects.filter(ended_at=None, role__in=[Assignment.Role.PRESIDING, Assignment.Role.CLERK])
        .annotate(named=F("post__user__full_name"))
        .only("case", "role", "ended_at", "post"),
    ),
    Prefetch(
        "deadlines", Deadline.objects.filter(state=Deadline.State.OPEN, owner__in=OURS).defer("explanation")
    ),
)
"""What one line of the register shows: its people now and what is still to be kept, not all that ever was."""


def lines(viewer: Viewer, *, year: int, wanted: Wanted = EVERYTHING, order: str = "so") -> QuerySet[Case]:
    """The acceptance register (sổ thụ lý) of the viewer's court, by default in the order of its numbers."""
    cases = visible_to(viewer).filter(register_year=year).prefetch_related(None).prefetch_related(*_ON_A_LINE)
    for name, value in (
        ("kind", wanted.kind), ("nature", wanted.nature), ("state", wanted.state), ("accepted_on__gte", wanted.since),
        ("accepted_on__lte", wanted.until),
    ):  # fmt: skip
        if value:
            cases = cases.filter(**{name: value})
    if wanted.judge:
        presiding = Assignment.objects.filter(
            case=OuterRef("pk"), role=Assignment.Role.PRESIDING, ended_at=None
        )
        cases = cases.filter(
            ~Exists(presiding) if wanted.judge == NO_JUDGE else Exists(presiding.filter(post_id=wanted.judge))
        )
    own = Deadline.objects.filter(case=OuterRef("pk"), state=Deadline.State.OPEN, owner__in=OURS)
    cases = cases.annotate(**{NEAREST: Subquery(own.order_by("due_on").values("due_on")[:1])})
    if wanted.level:
        cases = at_level(cases, wanted.level, NEAREST)
    return matching(cases, wanted.words).order_by(*ORDERS.get(order, ORDERS["so"]))


def years(viewer: Viewer) -> registers.Ends:
    """In which years the register holds cases that the viewer may see."""
    return registers.ends(visible_to(viewer))


@dataclass(frozen=True)
class Completeness:
    """Whether the numbers issued in one register in one year run without a gap."""

    kind: str
    last: int
    missing: tuple[int, ...]

    @property
    def words(self) -> str:
        """ "Số 01–12 liên tục, không khuyết số"."""
        if self.missing:
            some = ", ".join(f"{n:02d}" for n in self.missing[:10])
            return f"Số 01–{self.last:02d}, khuyết {len(self.missing)} số: {some}"
        return f"Số 01–{self.last:02d} liên tục, không khuyết số"


def completeness(viewer: Viewer, *, year: int, kind: str = "") -> list[Completeness]:
    """Per kind of case, what the numbers actually issued say (not what the list on the page shows).

    The database counts; where the count is not the last number, the numbers themselves are read.
    """
    kept = [f"{family}:{its}" for family in ("acceptance", "acceptance_appeal") for its in Case.Kind.values]
    issued = IssuedNumber.objects.filter(court_id=viewer.court_id, year=year, register__in=kept).order_by()
    found = []
    for key, last, count in (
        issued.values("register")
        .annotate(last=Max("sequence"), n=Count("pk"))
        .values_list("register", "last", "n")
    ):
        register_name, _colon, kind_of_case = key.partition(":")
        name = kind_of_case if register_name == "acceptance" else f"{kind_of_case} phúc thẩm"
        if kind and kind_of_case != kind:
            continue
        missing: set[int] = set()
        if count < last:
            missing = set(range(1, last + 1)) - set(
                issued.filter(register=key).values_list("sequence", flat=True)
            )
        found.append(Completeness(name, last, tuple(sorted(missing))))
    return sorted(found, key=lambda one: one.kind)
