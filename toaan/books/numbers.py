"""Books that rest on issued numbers: whatever domain takes a number from a register, the number stands in a book.

A pattern of the rules says in its title what it numbers ("Số quyết định …"); that alone decides on the book. So a
number that was issued cannot be missing, and a new kind of paper needs nothing here.
"""

from __future__ import annotations

import uuid
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, Field, Min, Model, OuterRef, Q, QuerySet, Subquery, UUIDField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from toaan.books.shape import Wanted
from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.cases.states import STRUCK_OUT
from toaan.core import rules_in_force
from toaan.core.models import Counter, IssuedNumber
from toaan.core.roles import CASE_ROLES
from toaan.core.viewer import Viewer
from toaan.filing import queries as filing
from toaan.filing.models import Petition
from toaan.rules.numbering import CASE_KINDS, register_key
from toaan.vietnamese.numbers import Word, search_words
from toaan.vietnamese.text import fold

PETITIONS, ACCEPTANCE, JUDGMENTS, DECISIONS, NOTICES, DISPATCHES, COPIES = (
    "nhan-don", "thu-ly", "ban-an", "quyet-dinh", "thong-bao", "buu-gui", "ban-sao",
)  # fmt: skip
BY_TITLE = (
    ("Số trong sổ nhận đơn", PETITIONS), ("Số thụ lý", ACCEPTANCE), ("Số bản án", JUDGMENTS),
    ("Số quyết định", DECISIONS), ("Số bản sao", COPIES), ("Số bản trích sao", COPIES), ("Số bảng kê", DISPATCHES),
)  # fmt: skip
"""How the title of a number pattern begins, and the book; every other numbered paper stands with the notices."""
STRUCK = "xoa-ten"
"""Filter by state: struck out of the book."""


def book_of(register: str) -> str:
    """Key of the book in which the numbers of this register stand."""
    return _book_called(titles().get(register.partition(":")[0], ""))


def _book_called(title: str) -> str:
    return next((book for begin, book in BY_TITLE if title.startswith(begin)), NOTICES)


def titles() -> dict[str, str]:
    """Title of the pattern by family of registers, the version last in force."""
    rows = sorted(rules_in_force.rows("number_pattern"), key=lambda row: row.valid_from)
    return {str(row.value["register"]): str(row.value["title"]) for row in reversed(rows)}


def section_title(register: str) -> str:
    """ "Quyết định đưa vụ án ra xét xử – Dân sự": a register as the head of its own sheet."""
    family, _colon, kind = register.partition(":")
    title = titles().get(family, family).removeprefix("Số trong ").removeprefix("Số ")
    label = dict(Case.Kind.choices).get(kind, kind)
    return f"{title[:1].upper()}{title[1:]}" + (f" – {label}" if kind else "")


def code_of(register: str) -> str:
    """The code that all numbers of this register end in ("TLST-DS"); empty when it has several, or none."""
    codes = {
        str(row.value["code"].format(kind=kind))
        for row in rules_in_force.rows("number_pattern")
        for kind in CASE_KINDS
        if register_key(row, kind) == register
    }
    return codes.pop() if len(codes) == 1 else ""


def first_year(viewer: Viewer) -> int | None:
    """The year of the court's oldest number: older than the court where it took over another's books."""
    return visible_to(viewer).aggregate(first=Min("year"))["first"]


def ends(viewer: Viewer, year: int, registers: Iterable[str]) -> QuerySet[Counter, tuple[str, int, int]]:
    """Register, first and last number of a year: no number is left out between them, so that nothing need be counted."""
    code = viewer.court.code if viewer.court is not None and viewer.role in CASE_ROLES else ""
    issued = IssuedNumber.objects.filter(court_id=viewer.court_id, register=OuterRef("register"), year=year)
    first = Subquery(issued.order_by("sequence").values("sequence")[:1])
    rows = Counter.objects.filter(scope=code, year=year, register__in=sorted(registers)).annotate(first=first)
    return rows.exclude(first=None).order_by().values_list("register", "first", "last")


def visible_to(viewer: Viewer) -> QuerySet[IssuedNumber]:
    """Numbers that the viewer may know of: those of the own court, for who works with cases."""
    if viewer.system:
        return IssuedNumber.objects.all()
    if viewer.role in CASE_ROLES:
        return IssuedNumber.objects.filter(court_id=viewer.court_id)
    return IssuedNumber.objects.none()


def numbered(viewer: Viewer, book: str, wanted: Wanted) -> QuerySet[IssuedNumber]:
    """Numbers of one book, as asked, register by register in the order of the sequence."""
    rows = visible_to(viewer).filter(register__in=registers_of(book))
    if wanted.year:
        rows = rows.filter(year=wanted.year)
    rows = between(rows, wanted, "issued_at")
    about = _cases(viewer, wanted)
    if about is not None or wanted.words.strip():
        models = _subjects(rows)
        if about is not None:
            rows = rows.filter(_about(models, about, _petitions(viewer, wanted)))
        for word in search_words(wanted.words):
            rows = rows.filter(_named(viewer, models, word) | Q(pk__in=wanted.keys))
    return rows.order_by("register", "year", "sequence")


def rows_of(book: str) -> Callable[[Viewer, Wanted], QuerySet[IssuedNumber]]:
    """The reader of one book."""
    return lambda viewer, wanted: numbered(viewer, book, wanted)


def between(rows: QuerySet[Any], wanted: Wanted, name: str) -> QuerySet[Any]:
    """Rows whose moment lies in the month and between the days asked for, in the time of the court."""
    first, last = wanted.since, wanted.until
    if wanted.month and wanted.year:
        begin = date(wanted.year, wanted.month, 1)
        end = begin.replace(day=monthrange(begin.year, begin.month)[1])
        first, last = max(first or begin, begin), min(last or end, end)
    if first:
        rows = rows.filter(**{f"{name}__gte": begins(first)})
    return rows.filter(**{f"{name}__lt": begins(last + timedelta(days=1))}) if last else rows


def begins(day: date) -> datetime:
    """The first moment of a day in the court's time."""
    return timezone.make_aware(datetime.combine(day, time()))


def registers_of(book: str) -> list[str]:
    """Every register whose numbers stand in the book, so that an index finds them."""
    return sorted(register for register, its in registers().items() if its == book)


def registers() -> dict[str, str]:
    """Every register that a rule names, with its book."""
    named = titles()
    return {
        register_key(row, kind): _book_called(named.get(str(row.value["register"]).partition(":")[0], ""))
        for row in rules_in_force.rows("number_pattern")
        for kind in CASE_KINDS
    }


def narrowed(found: QuerySet[Case], wanted: Wanted) -> QuerySet[Case]:
    """Cases of the kind, level, state and judge asked for."""
    for name, value in (("kind", wanted.kind), ("instance", wanted.level)):
        if value:
            found = found.filter(**{name: value})
    if wanted.state == STRUCK:
        found = found.filter(state__in=STRUCK_OUT)
    elif wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.judge:
        sits = Assignment.objects.filter(case=OuterRef("pk"), role=Assignment.Role.PRESIDING, ended_at=None)
        nobody = wanted.judge == cases.NO_JUDGE
        found = found.filter(~Exists(sits) if nobody else Exists(sits.filter(post_id=wanted.judge)))
    return found


def _cases(viewer: Viewer, wanted: Wanted) -> QuerySet[Case] | None:
    if not (wanted.kind or wanted.level or wanted.state or wanted.judge):
        return None
    return narrowed(cases.visible_to(viewer).order_by(), wanted)


def _petitions(viewer: Viewer, wanted: Wanted) -> QuerySet[Petition]:
    """Petitions that are no case yet, of the kind and judge asked for; level and state are those of a case."""
    found = filing.visible_to(viewer).order_by().filter(case=None)
    if wanted.state or wanted.level not in {"", Case.Instance.FIRST}:
        return found.none()
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.judge:
        found = found.filter(examiner=None if wanted.judge == cases.NO_JUDGE else uuid.UUID(wanted.judge))
    return found


def _named(viewer: Viewer, models: Sequence[type[Model]], word: Word) -> Q:
    """Numbers that are named so themselves, or whose case or petition answers to this word."""
    own = Q(pk__in=[])
    if word.sequence is not None:
        own = Q(sequence=word.sequence, year=word.year)
        if word.kind:
            own &= Q(register__in=_registers_of_code(word.kind))
    known = cases.matching(cases.visible_to(viewer).order_by(), word.text)
    asked = filing.matching(filing.visible_to(viewer).order_by(), word.text)
    return own | _about(models, known, asked)


def _registers_of_code(folded: str) -> list[str]:
    """Registers whose numbers end in this code ("qdst-ds")."""
    return [
        register_key(row, kind)
        for row in rules_in_force.rows("number_pattern")
        for kind in CASE_KINDS
        if fold(row.value["code"].format(kind=kind)) == folded
    ]


def _about(models: Sequence[type[Model]], known: QuerySet[Case], asked: QuerySet[Petition]) -> Q:
    """Numbers whose subject belongs to one of these cases or petitions."""
    found = Q(pk__in=[])
    for model in models:
        name = number_field(model)
        rows = model._default_manager.order_by()
        for target, wanted in ((Case, known.values("pk")), (Petition, asked.values("pk"))):
            way = way_to(model, target)
            if name and way:
                found |= Q(pk__in=rows.filter(**{f"{way}__in": wanted}).values(name))
    return found


def _subjects(rows: QuerySet[IssuedNumber]) -> list[type[Model]]:
    return models_of(rows.order_by().values_list("subject_type", flat=True).distinct())


def models_of(labels: Iterable[str]) -> list[type[Model]]:
    """Tables of the things that bear numbers, by their labels; a table that is no more is left out."""
    found = []
    for label in sorted(set(labels)):
        try:
            found.append(apps.get_model(label))
        except (LookupError, ValueError):
            continue
    return found


@cache
def number_field(model: type[Model]) -> str:
    """Name of the field in which a thing keeps its number; empty when it has none."""
    return next((f.name for f in _links(model) if f.related_model is IssuedNumber), "")


@cache
def way_to(model: type[Model], target: type[Model], depth: int = 3) -> str:
    """How a thing leads to its case or petition, over links that are always filled: "hearing__case"."""
    if model is target:
        return "pk"
    links = [f for f in _links(model) if not f.null]
    if direct := next((f.name for f in links if f.related_model is target), ""):
        return direct
    for link in links if depth else ():
        further = way_to(link.related_model, target, depth - 1)
        if further:
            return f"{link.name}__{further}"
    return ""


def _links(model: type[Model]) -> list[Field[Any, Any]]:
    fields = [f for f in model._meta.get_fields() if isinstance(f, Field)]
    return [f for f in fields if f.many_to_one or f.one_to_one]


Ground = tuple[uuid.UUID | None, uuid.UUID | None]
"""Case and petition that a number belongs to."""


def grounds(rows: Sequence[IssuedNumber]) -> dict[uuid.UUID, Ground]:
    """Case and petition of each number: one query, however many kinds of things bear the numbers."""
    parts = []
    ids = [row.pk for row in rows]
    cases_themselves = Case._meta.label_lower
    known: dict[uuid.UUID, Ground] = {
        row.pk: (uuid.UUID(row.subject_id), None) for row in rows if row.subject_type == cases_themselves
    }
    for model in models_of(row.subject_type for row in rows if row.subject_type != cases_themselves):
        if name := number_field(model):
            found = model._default_manager.order_by().filter(**{f"{name}__in": ids})
            marks = {"_n": F(f"{name}_id"), "_c": _to(model, Case), "_p": _to(model, Petition)}
            parts.append(found.annotate(**marks).values_list("_n", "_c", "_p"))
    if not parts:
        return known
    whole = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return known | {number: (case, petition) for number, case, petition in whole}


def _to(model: type[Model], target: type[Model]) -> Any:
    way = way_to(model, target)
    return F(way) if way else Cast(Value(None), UUIDField())
