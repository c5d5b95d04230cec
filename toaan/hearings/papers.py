"""The papers of sessions and hearings as PDF: what stands on them, and their rendering.

`…_content` gathers what a numbered decision says, as JSON; the renderer works from that alone, so that a
paper can be made again after a break and years later.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from toaan.cases import request_kinds
from toaan.cases.models import Case, Party
from toaan.cases.models.procurator import IN_RESERVE
from toaan.core import clock, documents, rules_in_force
from toaan.core.models import StoredFile
from toaan.core.words import in_record_language
from toaan.filing import foreign, strikes
from toaan.hearings.models import Adjournment, Hearing, Participation, Room, TrialDecision
from toaan.hearings.people import Bench
from toaan.rules import strike
from toaan.rules.course import at_session
from toaan.vietnamese.dates import date_in_words

SESSION_NOTICE = "Thông báo về phiên họp kiểm tra việc giao nộp, tiếp cận, công khai chứng cứ và hòa giải"
TRIAL_DECISION = "Quyết định đưa vụ án ra xét xử sơ thẩm"
APPEAL_TRIAL_DECISION = "Quyết định đưa vụ án ra xét xử phúc thẩm"
ADJOURNMENT = "Quyết định hoãn phiên tòa"
STRIKE = "xét tính hợp pháp của cuộc đình công"
PAUSE_NOTICE = "Thông báo về thời gian tiếp tục phiên tòa"
MINUTES_TITLES = {
    "session_minutes": "Biên bản phiên họp công khai chứng cứ và hòa giải",
    "settlement_minutes": "Biên bản hòa giải thành",
    "hearing_minutes": "Biên bản phiên tòa sơ thẩm",
}


REQUEST_MINUTES_TITLES = {
    "session_minutes": "Biên bản hòa giải",
    "settlement_minutes": "Biên bản ghi nhận sự tự nguyện ly hôn và hòa giải thành",
    "hearing_minutes": "Biên bản phiên họp giải quyết việc dân sự",
}


def minutes_title(hearing: Hearing, kind: str) -> str:
    """What the minutes are called in this matter."""
    if kind == "hearing_minutes":
        return f"Biên bản {_lower(hearing.kind_label)}"
    return (REQUEST_MINUTES_TITLES if hearing.case.is_request else MINUTES_TITLES)[kind]


def notice_title(case: Case) -> str:
    """What the notice of a session is called."""
    return "Thông báo về phiên hòa giải" if case.is_request else SESSION_NOTICE


def decision_title(content: dict[str, Any]) -> str:
    """What the decision to sit is called."""
    if not content.get("is_request"):
        return TRIAL_DECISION
    level = " phúc thẩm" if content.get("challenge", {}).get("decision") else ""
    what = STRIKE if content.get("strike") else "giải quyết việc dân sự"
    return f"Quyết định mở phiên họp{level} {what}"


def adjournment_title(content: dict[str, Any]) -> str:
    """What the decision to put off is called."""
    return "Quyết định hoãn phiên họp" if content.get("is_request") else ADJOURNMENT


@in_record_language
def when_in_words(moment: datetime | str) -> str:
    """ "08 giờ 00 phút, ngày 20 tháng 01 năm 2026", in Vietnam."""
    aware = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    local = timezone.localtime(aware)
    return f"{local:%H} giờ {local:%M} phút, {date_in_words(local.date())}"


@in_record_language
def session_notice(case: Case, bench: Bench, room: Room, starts_at: datetime, *, at: datetime) -> StoredFile:
    """Notice of the session: time, place and content (BLTTDS 208.1)."""
    content = {
        **frame(case, bench, clock.local_date(at)),
        "starts_at": starts_at.isoformat(),
        "room": room.name,
    }
    form = (
        "hearings/forms/reconciliation_notice.html"
        if case.is_request
        else "hearings/forms/session_notice.html"
    )
    return _render(form, content, title=notice_title(case), at=at)


@in_record_language
def pause_notice(
    hearing: Hearing, bench: Bench, room: Room, starts_at: datetime, reason: str, *, at: datetime
) -> StoredFile:
    """Notice of when a paused hearing goes on (BLTTDS 259.2)."""
    content = {
        **frame(hearing.case, bench, clock.local_date(at)),
        "starts_at": starts_at.isoformat(),
        "room": room.name,
        "reason": reason,
        "simplified": hearing.case.is_simplified,
        "request": hearing.kind == Hearing.Kind.REQUEST,
    }
    return _render("hearings/forms/pause_notice.html", content, title=pause_title(hearing), at=at)


def pause_title(hearing: Hearing) -> str:
    """What the notice is called: of a hearing, or of the session of a request."""
    return PAUSE_NOTICE if hearing.kind != Hearing.Kind.REQUEST else at_session(PAUSE_NOTICE)


@in_record_language
def trial_content(decision: TrialDecision, case: Case, hearing: Hearing, bench: Bench) -> dict[str, Any]:
    """Everything that BLTTDS 220.1 asks of the decision."""
    return {
        **frame(case, bench, decision.decided_on),
        **_sitting(hearing),
        "number": str(decision),
        "simplified": case.is_simplified,
        "complaint_term": rules_in_force.time_limit("BLTTDS:319.1", decision.decided_on).words(),
        **_procurators(hearing),
        "representatives": [
            f"{p.name} ({p.title})" for p in _rows(hearing, Participation.Role.REPRESENTATIVE)
        ],
        "summoned": [
            *(f"{p.name} ({p.title})" for p in _rows(hearing, Participation.Role.INTERPRETER)),
            *(p.name for p in _rows(hearing, Participation.Role.SUMMONED)),
        ],
    }


@in_record_language
def trial_decision(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The paper of form 47-DS; by simplified procedure with the contents of 318.2; of a request (366.2.d), about a strike (410.2)."""
    form = "trial_decision.html"
    if content.get("strike"):
        form = "strike_session.html"
    elif content.get("is_request"):
        form = (
            "request_appeal_session.html" if content["challenge"].get("decision") else "request_session.html"
        )
    return _render(f"hearings/forms/{form}", content, title=trial_title(content), at=at)


def trial_title(content: dict[str, Any]) -> str:
    """What the paper is called, with its number."""
    if content.get("instance") == Case.Instance.SECOND and not content.get("is_request"):
        return f"{APPEAL_TRIAL_DECISION} số {content['number']}"
    how = " theo thủ tục rút gọn" if content.get("simplified") else ""
    return f"{decision_title(content)}{how} số {content['number']}"


@in_record_language
def adjournment_content(
    made: Adjournment, case: Case, hearing: Hearing, following: Hearing, bench: Bench
) -> dict[str, Any]:
    """Everything that BLTTDS 233.2 asks of the decision."""
    decided = TrialDecision.objects.select_related("number").get(case=case, lapsed_at=None)
    return {
        **frame(case, bench, made.decided_on),
        **_sitting(following),
        "number": str(made),
        "simplified": case.is_simplified,
        "reason": made.reason,
        "adjourned_on": date_in_words(hearing.day),
        "trial_decision": str(decided),
        "trial_decided_on": date_in_words(decided.decided_on),
        **_procurators(hearing),
    }


@in_record_language
def adjournment(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The paper of form 49-DS."""
    return _render(
        f"hearings/forms/adjournment{'_request' if content.get('is_request') else ''}.html",
        content,
        title=f"{adjournment_title(content)} số {content['number']}",
        at=at,
    )


@in_record_language
def minutes(
    hearing: Hearing, content: dict[str, Any], rows: Sequence[Participation], *, clerk: str, at: datetime
) -> StoredFile:
    """The minutes as a paper: form 48-DS for a hearing, the contents of BLTTDS 211 for a session."""
    case = hearing.case
    R = Participation.Role
    officers = [p for p in rows if p.role in (R.PRESIDING, R.JUDGE, R.LAY_JUDGE, R.CLERK, R.PROCURATOR)]
    presiding = next((p.name for p in rows if p.role == R.PRESIDING), "")
    opened, ended = hearing.opened_at or hearing.starts_at, hearing.closed_at
    decided = _trial_decision_of(hearing)
    context = {
        "court": case.court,
        "case": case,
        "kind_words": case_words(case),
        "room": hearing.room.name,
        "opened": when_in_words(opened),
        "ended": when_in_words(ended) if ended else "",
        "officers": officers,
        "others": [p for p in rows if p not in officers],
        "presiding": presiding,
        "clerk": clerk,
        "closed_doors": hearing.closed_doors,
        "trial_decision": decided,
        "content": content,
        "simplified": case.is_simplified,
        "turns": list(hearing.turns.all()),
        "outcome": str(Hearing.Outcome(content["result"]).label) if content.get("result") else "",
        "adjourned": hearing.reason,
    }
    if hearing.is_trial:
        title, template = minutes_title(hearing, "hearing_minutes"), "hearings/forms/hearing_minutes.html"
    else:
        settled = content.get("result") in {Hearing.Outcome.SETTLED, Hearing.Outcome.CONSENT}
        title = minutes_title(hearing, "settlement_minutes" if settled else "session_minutes")
        template = (
            "hearings/forms/reconciliation_minutes.html"
            if case.is_request
            else "hearings/forms/session_minutes.html"
        )
    return documents.render(template, context, title=title, at=at, author=case.court.name)


@in_record_language
def case_words(case: Case) -> str:
    """ "dân sự", "hôn nhân và gia đình", … as they stand in "vụ án …"."""
    label = case.get_kind_display()
    return label[0].lower() + label[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _trial_decision_of(hearing: Hearing) -> TrialDecision | None:
    """The decision under which this hearing sat: the newest that was there on its day."""
    rows = TrialDecision.objects.select_related("number").filter(case=hearing.case_id)
    return rows.filter(decided_on__lte=hearing.day).order_by("-decided_on").first()


def frame(case: Case, bench: Bench, day: date) -> dict[str, Any]:
    """Court, case, parties and bench, as every paper of the case names them; JSON throughout."""
    return {
        "court": {"name": case.court.name, "place": case.court.place, "address": case.court.address},
        "procuracy": case.court.procuracy_name,
        "day": day.isoformat(),
        "case_number": str(case),
        "accepted_on": date_in_words(case.accepted_on),
        "kind_words": case_words(case),
        "legal_relation": case.legal_relation,
        **({"is_request": True, "claims": case.claims} if case.is_request else {}),
        **_way(case),
        "parties": [
            {
                "role": str(Party.Role(p.role).label),
                "name": p.name,
                "address": p.address,
                "birth_year": p.birth_year,
            }
            for p in case.parties.all()
        ],
        "other_claims": case.other_claims,
        "judge": bench.judge.user.full_name if bench.judge else "",
        "clerk": bench.clerk.user.full_name if bench.clerk else "",
        "instance": case.instance,
        "challenge": case.challenge,
        "judges": [p.user.full_name for p in bench.judges],
        "lay_judges": [p.user.full_name for p in bench.lay_judges],
    }


def _way(case: Case) -> dict[str, Any]:
    """Articles of a request that three judges settle, and the foreign judgment or award, or the strike, that it is about."""
    way = request_kinds.way_of(case)
    if way is None:
        return {}
    if way.is_strike:
        return _strike(case)
    made, other = foreign.of_case(case), foreign.opponent_of(case)
    return {
        "way": {
            "key": way.key, "prepare": way.prepare, "session": way.session, "decide": way.decide, "subject": way.subject,
            "requester": way.requester, "opponent": way.opponent, "review": f"Điều {way.review_article.rpartition('Điều ')[2]}",
        },
        "foreign": str(made) if made else "",
        "opponent_name": other.name if other else "",
    }  # fmt: skip


def _strike(case: Case) -> dict[str, Any]:
    """The strike of a request, and who is who in it (403.2.b, 403.2.c)."""
    told, sides = strikes.of_case(case), strikes.sides(case)
    employer, workers = sides[strike.EMPLOYER], sides[strike.WORKERS]
    return {
        "strike": {
            "told": str(told) if told else "",
            "employer": employer.name if employer else "",
            "workers": workers.name if workers else "",
        }
    }


def _sitting(hearing: Hearing) -> dict[str, Any]:
    return {
        "starts_at": hearing.starts_at.isoformat(),
        "ends_at": hearing.ends_at.isoformat(),
        "room": hearing.room.name,
        "closed_doors": hearing.closed_doors,
    }


def _render(template: str, content: dict[str, Any], *, title: str, at: datetime) -> StoredFile:
    context = {
        **content,
        "day": date.fromisoformat(content["day"]),
        "when": when_in_words(content["starts_at"]),
    }
    return documents.render(template, context, title=title, at=at, author=content["court"]["name"])


def _rows(hearing: Hearing, role: str) -> list[Participation]:
    return [p for p in hearing.participations.all() if p.role == role]


def _procurators(hearing: Hearing) -> dict[str, str]:
    """Who takes part for the procuracy, and who is in reserve (220.1.e)."""
    rows = _rows(hearing, Participation.Role.PROCURATOR)
    reserves = [p for p in rows if p.title == IN_RESERVE]
    first = [p for p in rows if p.title != IN_RESERVE]
    return {
        "procurator": next((p.name for p in first), ""),
        "reserve_procurator": next((p.name for p in reserves), ""),
    }
