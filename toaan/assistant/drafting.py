"""What the assistant sees in a draft judgment while it is written: warnings on its check list, never a bar to its number.

Only the parts that the judge writes are told of: the head is made from the case, and an empty part is told of already. Drafts of the
second instance are left alone until the checks have been measured on such judgments.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import DatabaseError

from toaan.assistant.checking import KINDS, CaseFacts, Finding, check
from toaan.assistant.checking.imported import book_for
from toaan.cases.models import Case, Party
from toaan.core import clock, rules_in_force
from toaan.hearings.models import Hearing
from toaan.hearings.states import ADJOURNED, CALLED_OFF, RESERVED
from toaan.judgments import checks, layout
from toaan.judgments.checks import Issue
from toaan.judgments.content import Content
from toaan.judgments.sections import FIRST_INSTANCE, of_proceeding
from toaan.judgments.word import ABOUT, FEES
from toaan.rules.model import RuleRow
from toaan.vietnamese.amounts import find_money
from toaan.vietnamese.text import fold

log = logging.getLogger(__name__)
QUOTED = 120
"""Letters of the place that a warning repeats."""


@dataclass(frozen=True)
class Piece:
    """Where a part that the judge writes begins in the laid out text."""

    start: int
    section: str


@checks.adds_hints
def hints(case: Case, content: Content) -> list[Issue]:
    """The warnings; none where a check fails on a text nobody thought of: the judge must be able to go on writing."""
    try:
        return list(findings(case, content))
    except DatabaseError:
        raise
    except Exception:
        log.exception("case %s: the draft could not be checked", case.pk)
        return []


def findings(case: Case, content: Content) -> Iterator[Issue]:
    """The warnings of the assistant, in the order of the text."""
    written = any(content.as_json().values())
    if not written or case.nature != Case.Nature.SUIT or of_proceeding(case.proceeding) is not FIRST_INSTANCE:
        return
    today = clock.today()
    text, pieces = laid_out(case, content, day=_day(case, today))
    found = check(text, facts_of(case), book_for(text), _rules(today))
    for place, same in groupby(found, key=lambda one: (one.start, one.end)):
        section = next((piece.section for piece in reversed(pieces) if piece.start <= place[0]), "")
        if section and getattr(content, section):
            first, *more = same  # one place, one warning, with every reason
            words = " ".join([_words(text, first), *(f"{one.message} ({one.article})" for one in more)])
            yield Issue("warning", section, KINDS[first.kind], words)


def laid_out(case: Case, content: Content, *, day: date) -> tuple[str, list[Piece]]:
    """The draft as one text, as it will be printed, and where each part of it begins."""
    text = layout.outline(case, dated=day)
    lines = [text["court"].upper(), f"Bản án số: {layout.NO_NUMBER}", f"Ngày: {day:%d/%m/%Y}"]
    about = content.about and f"{ABOUT} {content.about}"
    lines += [about, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "NHÂN DANH"]
    lines += ["NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", *(line.text for line in layout.opening(text))]
    whole, pieces = "\n".join(lines), []
    head = "\n".join(lines[:3])
    pieces += [Piece(len(head) + 1, "about"), Piece(len(head) + 1 + len(about) + 1, "")]
    for section in FIRST_INSTANCE.sections:
        if section.shape == "line":
            continue
        pieces.append(Piece(len(whole) + 1, section.name))
        before = [f"{section.heading}:"] if section.heading else []
        if section.shape == "numbered":
            before.append(layout.OPENING)
        if section.shape == "dashes" and content.fees:
            before.append(f"{len(content.ruling) + 1}. {FEES}:")
        whole = "\n".join([whole, *before, *layout.lines_of(section, getattr(content, section.name))])
    return "\n".join([whole, "Nơi nhận:", *layout.signer_lines(text)]), pieces


def facts_of(case: Case) -> CaseFacts:
    """What the case file knows, from rows at hand."""
    names: dict[str, list[str]] = {}
    for party in case.parties.all():
        names.setdefault(party.role, []).append(party.name)
    role = Party.Role
    claims = [str(one) for one in case.claims]
    claims += [str(one) for other in case.other_claims for one in other["claims"]]
    return CaseFacts(
        case_number=str(case) if case.number else "",
        accepted_on=case.accepted_on,
        plaintiffs=tuple(names.pop(role.PLAINTIFF, ())),
        defendants=tuple(names.pop(role.DEFENDANT, ())),
        others=tuple(name for some in names.values() for name in some),
        claims=tuple(claims),
        amounts=tuple(money.amount for claim in claims for money in find_money(fold(claim))),
    )


def _day(case: Case, today: date) -> date:
    """The day of the judgment as far as is known: that of the trial, or today where the trial is over."""
    trials = case.hearings.filter(kind=Hearing.Kind.TRIAL).exclude(
        state__in=[ADJOURNED, CALLED_OFF, RESERVED]
    )
    begins = trials.order_by("-starts_at").values_list("starts_at", flat=True).first()
    return max(today, clock.local_date(begins)) if begins else today


def _rules(today: date) -> list[RuleRow]:
    limits = [row for row in rules_in_force.rows("time_limit") if row.is_in_force(today)]
    return [*limits, *rules_in_force.fee_rows()]


def _words(text: str, one: Finding) -> str:
    quoted = " ".join(text[one.start : one.end].split())
    if len(quoted) > QUOTED:
        quoted = f"{quoted[:QUOTED].rstrip()}…"
    return f"{f'“{quoted}”: ' if quoted else ''}{one.message} ({one.article})"
