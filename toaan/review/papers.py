"""The papers of cassation and reopening: a party's application from the portal, the court's letters, the protest."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from toaan.cases.models import Party
from toaan.core import clock, documents, rules_in_force
from toaan.core.models import Court, StoredFile
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.core.words import in_record_language
from toaan.hearings.papers import case_words, when_in_words
from toaan.review.models import Application, Letter, Proceeding, heading
from toaan.review.rulings import Ruling
from toaan.rules import review as rule
from toaan.rules.copies import signing_title
from toaan.vietnamese.dates import date_in_words

FORMS = {
    "decision": "decision",
    "protest": "protest", "change": "ruling", "stay": "ruling", "withdrawal": "ruling", "discontinuance": "ruling",
    "file_request": "request", "postponement": "request",
}  # fmt: skip
PROCEDURE = {"cassation": "giám đốc thẩm", "reopening": "tái thẩm"}


@in_record_language
def application(
    one: Ruling,
    party: Party,
    court: Court,
    *,
    kind: str,
    ground: str,
    reason: str,
    by: Viewer,
    at: datetime,
) -> StoredFile:
    """What a party wrote in the portal, with the contents of 328.1."""
    context = {
        "court": court, "party": party, **_about_ruling(one), "procedure": PROCEDURE[kind],
        "ground": rule.ground_words(ground), "citation": rule.citation(ground), "reason": reason.split("\n"),
        "signed_by": by.name, "day": clock.local_date(at),
    }  # fmt: skip
    title = f"Đơn đề nghị xem xét theo thủ tục {PROCEDURE[kind]}"
    return documents.render("review/forms/application.html", context, title=title, at=at, author=party.name)


@in_record_language
def letter_content(letter: Letter, text: str, *, by: Viewer, more: dict[str, Any]) -> dict[str, Any]:
    """Everything printed on a letter or a decision; JSON throughout."""
    about = letter.about
    one, court = about.ruling, about.court
    known_on = more.get("known_on")
    return {
        "court": {"name": court.name, "place": court.place, "address": court.address},
        "day": letter.decided_on.isoformat(),
        "number": str(letter),
        "kind": str(letter.kind),
        "heading": heading(str(letter.kind), one.noun),
        "procedure": PROCEDURE[about.kind],
        **_about_ruling(one),
        "term": rules_in_force.time_limit(rule.AMEND, letter.decided_on).words(),
        "parts": [part.text for part in one.parts],
        "text": _lines(text),
        "ground": rule.ground_words(more.get("ground", "")),
        "citation": rule.citation(more["ground"]) if more.get("ground") else "",
        "scope": more.get("scope", ""),
        "proposal": more.get("proposal", ""),
        "what": more.get("what", ""),
        "stay": bool(more.get("stay")),
        "extended": bool(more.get("extended")),
        "known_on": date_in_words(known_on) if known_on else "",
        "reviewing": f"Ủy ban Thẩm phán {court.name}",
        "procuracy": court.procuracy_name,
        "enforcement": about.case.court.enforcement_name,
        "post": signing_title(president=by.role == Role.PRESIDENT).split("\n"),
        "signer": by.name,
        **_about(about, more),
    }


def _session(made: Proceeding) -> dict[str, Any]:
    """When and where the committee sat, and who took part (348.2.a–c)."""
    if made.session_at is None or made.presiding is None:
        return {}
    return {
        "when": when_in_words(made.session_at), "place": made.place, "procurator": made.procurator,
        "presiding": made.presiding.user.full_name, "title": made.presiding.title, "present": len(made.present),
        "heard": _lines(made.heard), "clerk": made.clerk_name,
    }  # fmt: skip


@in_record_language
def session_notice(
    made: Proceeding, *, when: datetime, place: str, members: int, by: Viewer, at: datetime
) -> StoredFile:
    """To the procuracy, and the parties where they are called: when and where the committee sits (338)."""
    title = f"Thông báo mở phiên tòa {PROCEDURE[made.kind]}"
    context = {
        **_frame(made), "day": clock.local_date(at), "when": when_in_words(when), "place": place, "members": members,
        "post": signing_title(president=by.role == Role.PRESIDENT).split("\n"), "signer": by.name,
    }  # fmt: skip
    return documents.render("review/forms/notice.html", context, title=title, at=at, author=made.court.name)


@in_record_language
def minutes(made: Proceeding, *, present: list[str], heard: str, by: Viewer, at: datetime) -> StoredFile:
    """What happened at the session (341), signed by the clerk who kept it."""
    title = f"Biên bản phiên tòa {PROCEDURE[made.kind]}"
    context = {
        **_frame(made), "day": clock.local_date(at), "present": present, "heard": _lines(heard), "clerk": by.name,
        "when": when_in_words(made.session_at or at), "place": made.place, "procurator": made.procurator,
        "members": made.members.count(), "presiding": made.presiding.user.full_name if made.presiding else "",
    }  # fmt: skip
    return documents.render("review/forms/minutes.html", context, title=title, at=at, author=made.court.name)


def _frame(made: Proceeding) -> dict[str, Any]:
    court = made.court
    return {
        "court": {"name": court.name, "place": court.place, "address": court.address},
        "procuracy": court.procuracy_name, "procedure": PROCEDURE[made.kind], **_about_ruling(made.ruling),
        "protest": made.protest_number,
        "protested_on": date_in_words(made.protested_on), "protester": made.get_author_display(), "summons": made.summons,
    }  # fmt: skip


def _about_ruling(one: Ruling) -> dict[str, Any]:
    """What is looked at again, as every paper names it."""
    return {
        "ruling": one.words, "noun": one.noun, "matter": one.case.noun, "judging_court": one.case.court.name,
        "kind_words": case_words(one.case), "legal_relation": one.relation,
    }  # fmt: skip


def _about(about: Application | Proceeding, more: dict[str, Any]) -> dict[str, Any]:
    if isinstance(about, Application):
        return {
            "application": str(about.number), "sent_on": f"{about.sent_on:%d/%m/%Y}", "applicant": about.party.name,
        }  # fmt: skip
    return {
        "protest": about.protest_number, "protested_on": date_in_words(about.protested_on),
        "protester": about.get_author_display(), "scope_before": about.scope,
        "rulings": more.get("rulings", []), "session": _session(about), "finding": _lines(about.finding),
        "consequences": _lines(more.get("consequences", "")), "amended": _lines(more.get("amended", "")),
        "votes": more.get("votes", 0), "members": about.members.count() if about.presiding_id else 0,
        "parties": [[p.get_role_display(), p.name, p.address] for p in about.case.parties.all()],
        "withdrawal": about.changes[-1]["number"] if about.changes else "",
    }  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


@in_record_language
def letter(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The paper, from what was frozen at its numbering."""
    form, context = printed(content)
    title = f"{content['heading']} số {content['number']}"
    return documents.render(form, context, title=title, at=at, author=content["court"]["name"])


def printed(content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The form of the paper and what it is filled with."""
    form = FORMS.get(content["kind"], "letter")
    return f"review/forms/{form}.html", {**content, "day": date.fromisoformat(content["day"])}
