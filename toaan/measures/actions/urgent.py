"""A request together with the petition (BLTTDS 111.2): taken in, given to a judge at once, taken over by the case (133.3)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from toaan.cases import deadlines
from toaan.cases.models import Case, Deadline, Party
from toaan.core import clock, policy
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Event, Post, StoredFile
from toaan.core.roles import JUDGES
from toaan.core.viewer import SYSTEM, Viewer
from toaan.core.words import words as _
from toaan.filing.actions.examining import barred
from toaan.filing.models import Petition
from toaan.hearings.people import bench
from toaan.measures import grounds, papers
from toaan.measures.actions import common
from toaan.measures.actions.asking import Words, nobody_bound, received, worded
from toaan.measures.actions.deciding import DOCUMENT
from toaan.measures.actions.wishes import wrong
from toaan.measures.models import MeasureComplaint, MeasureDecision, MeasureRequest, Side
from toaan.measures.states import APPLIED, BEFORE_ACCEPTANCE, WAITING
from toaan.vietnamese.text import fold

ROLE = {"plaintiffs": Party.Role.PLAINTIFF, "defendants": Party.Role.DEFENDANT, "related": Party.Role.RELATED}
TITLES = {"plaintiffs": "Người khởi kiện", "defendants": "Người bị kiện", "related": "Người có quyền lợi, nghĩa vụ liên quan"}  # fmt: skip
TITLE = "Đơn yêu cầu áp dụng biện pháp khẩn cấp tạm thời của"


@dataclass(frozen=True, kw_only=True)
class UrgentAsked(Words):
    """What is asked together with a petition, of whom: people are named by their place in it ("defendants:0")."""

    bound: str
    requester: str = "plaintiffs:0"


def people(petition: Petition) -> dict[str, dict[str, Any]]:
    """Who may ask or be bound, by place in the petition: {place, role, name, address, phone, email, personal_id}."""
    return {
        f"{group}:{index}": {
            "place": f"{group}:{index}", "role": TITLES[group],
            **{key: row.get(key) or "" for key in ("name", "address", "phone", "email", "personal_id")},
        }
        for group in ROLE
        for index, row in enumerate(petition.content[group])
    }  # fmt: skip


def request_urgent(*, by: Viewer, petition_id: uuid.UUID, asked: UrgentAsked, at: datetime) -> MeasureRequest:
    """Take in a request together with the petition: online by who filed it, on paper by the clerk. 48 hours run (133.3).

    Raises:
        Refused: "measure.asked" (the same form twice), "measure.request_matter" (no suit), "measure.requester",
            "measure.against", "measure.unknown", those of `worded`, "measure.bad_day", "wrong_state".
    """
    written = _written(by, petition_id, asked, at) if by.post is None else None
    with act("measures.request_urgent", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number", "petitioner")
        a.allow(petition)
        made = _checked(by, petition, asked, at)
        made.save(force_insert=True)
        kept = [written] if written else list(asked.files)
        title = f"{TITLE} {made.requester_name}"
        event = a.record(
            made,
            court=petition.court,
            petition_id=petition.pk,
            title=f"{made.requester_name} yêu cầu áp dụng biện pháp khẩn cấp tạm thời cùng đơn khởi kiện",
            detail=f"{made.measure_title} ({made.citation}), đối với {made.bound_name}"[:1000],
            data={"request": made.pk, "measure": made.measure, "received_on": made.received_on, **petition.told},
            documents=[Document(f.pk, title, "measure_request", made.received_on) for f in kept],
            shown_to="court",
        )  # fmt: skip
        # whoever leads the court names the judge at once: until then the hours are the leaders'
        deadlines.start(event, rule=common.URGENT, owner=Deadline.Owner.LEADERS, trigger_on=made.received_on)
    return made


def name_judge(*, by: Viewer, request_id: uuid.UUID, post_id: uuid.UUID, at: datetime) -> MeasureRequest:
    """The president names one judge to deal with the request (133.3); another one where the first cannot go on.

    Raises:
        Refused: "measure.not_urgent", "measure.has_judge" (the case has its own), "measure.same_judge",
            "measure.not_a_judge", "measure.judge_barred" (52-53), "measure.settled", "wrong_state".
    """
    with act("measures.name_judge", by=by, at=at) as a:
        asked = common.lock(a, request_id)
        a.allow(asked)
        if asked.petition is None:
            raise Refused("measure.not_urgent", _("Yêu cầu trong vụ án do Thẩm phán của vụ án giải quyết (điểm a khoản 2 Điều 133 Bộ luật Tố tụng dân sự)."))  # fmt: skip
        if asked.case is None:
            BEFORE_ACCEPTANCE.after("measures.name_judge", asked.petition.state)
        elif bench(asked.case).judge is not None:
            raise Refused(
                "measure.has_judge", _("Vụ án đã có Thẩm phán; Thẩm phán đó giải quyết yêu cầu này.")
            )
        if asked.state not in (*WAITING, APPLIED):
            raise Refused("measure.settled", _("Yêu cầu này đã được giải quyết xong."))
        post = _judge(asked, post_id, at)
        before, asked.judge = asked.judge, post
        asked.save(update_fields=["judge"])
        rows = Deadline.objects.filter(
            petition_id=asked.petition_id, rule=common.URGENT, trigger_on=asked.received_on
        )
        rows.filter(state=Deadline.State.OPEN).update(owner=Deadline.Owner.JUDGE, post=post)
        a.record(
            asked,
            **common.place(asked),
            title=f"Phân công Thẩm phán {post.user} giải quyết yêu cầu áp dụng biện pháp khẩn cấp tạm thời",
            detail=f"Thay Thẩm phán {before.user}" if before else "",
            data={"request": asked.pk, "judge_post": post.pk, "before": before.pk if before else "", **common.told(asked)},
            shown_to="court",
        )  # fmt: skip
    return asked


def join_case(*, because: Event, case: Case, at: datetime) -> None:
    """The petition became a case: what was asked and decided before stands in it, people and papers too."""
    rows = MeasureRequest.objects.filter(petition=case.petition_id, case=None)
    for row in rows.order_by("recorded_at"):
        with act("measures.join_case", by=SYSTEM.following(because), at=at) as a:
            asked = a.lock(MeasureRequest, row.pk)
            a.allow(asked)
            parties = list(case.parties.all())
            asked.case = case
            asked.party, asked.against = _party(parties, asked.requester), _party(parties, asked.bound)
            asked.save(update_fields=["case", "party", "against"])
            for side, party in ((Side.REQUESTER, asked.party), (Side.BOUND, asked.against)):
                MeasureComplaint.objects.filter(decision__request=asked, side=side).update(party=party)
            a.record(
                asked,
                court=case.court,
                case_id=case.pk,
                title="Yêu cầu áp dụng biện pháp khẩn cấp tạm thời nộp cùng đơn khởi kiện được đưa vào hồ sơ vụ án",
                detail=f"{asked.measure_title}: {asked.get_state_display().lower()}"[:1000],
                data={"request": asked.pk, "party": asked.party_id, "against": asked.against_id},
                documents=_documents(asked),
                shown_to="court",
            )  # fmt: skip


def _documents(asked: MeasureRequest) -> list[Document]:
    """The papers of before acceptance, in the order in which they came."""
    taken = Event.objects.filter(act="measures.request_urgent", subject_id=str(asked.pk)).first()
    author = str(asked.party_id or "")
    found = [
        Document(d["sha256"], d["title"], d["kind"], asked.received_on, author)
        for d in (taken.documents if taken else [])
    ]
    made = asked.decisions.exclude(sha256="").select_related("number")
    return found + [Document(d.sha256, d.title, DOCUMENT[MeasureDecision.Kind(d.kind)], d.decided_on) for d in made]  # fmt: skip


def _party(parties: list[Party], person: dict[str, Any]) -> Party | None:
    """The party whom the request names: the same name or number in the same role, else the only one in it.

    The petition may have been amended since; then nobody is guessed at.
    """
    among = [p for p in parties if p.role == ROLE[str(person["place"]).partition(":")[0]]]
    number, name = person.get("personal_id"), fold(person["name"])
    exact = [p for p in among if (number and p.personal_id == number) or fold(p.name) == name]
    return exact[0] if exact else among[0] if len(among) == 1 else None


def _checked(by: Viewer, petition: Petition, asked: UrgentAsked, at: datetime) -> MeasureRequest:
    today = clock.local_date(at)
    if MeasureRequest.objects.filter(pk=asked.id).exists():
        raise Refused("measure.asked", _("Yêu cầu này đã được nhận."))
    if petition.is_request:
        raise Refused("measure.request_matter", _("Chỉ yêu cầu cùng với đơn khởi kiện vụ án (khoản 2 Điều 111 Bộ luật Tố tụng dân sự)."))  # fmt: skip
    BEFORE_ACCEPTANCE.after("measures.request_urgent", petition.state)
    measure = grounds.need(asked.measure, today)
    known = people(petition)
    askers = [p for p in known if p.startswith("plaintiffs:")]
    if asked.requester not in (askers[:1] if by.post is None else askers):
        raise wrong("measure.requester", "requester", _("Hãy chọn người yêu cầu trong số người khởi kiện."))
    if asked.bound not in known or asked.bound == asked.requester:
        raise nobody_bound()
    words = petition.content
    made = worded(asked, measure, disputed=words["value"] if words["value_kind"] == "amount" else None)
    on = today if by.post is None or asked.received_on is None else asked.received_on
    if petition.received_on is None or not petition.received_on <= on <= today:
        raise wrong("measure.bad_day", "received_on", _("Ngày nhận phải từ ngày nhận đơn khởi kiện đến hôm nay."))  # fmt: skip
    made.petition, made.requester, made.bound = petition, known[asked.requester], known[asked.bound]
    return received(made, by=by, channel=asked.channel, on=on, at=at)


def _written(by: Viewer, petition_id: uuid.UUID, asked: UrgentAsked, at: datetime) -> StoredFile:
    """The paper of an online request, made before the act; the act judges everything once more."""
    rows = Petition.objects.select_related("court", "number", "petitioner")
    petition = rows.filter(pk=petition_id).first()
    if petition is None:
        raise not_found()
    policy.require(by, "measures.request_urgent", petition)
    return papers.request(_checked(by, petition, asked, at), signed_by=by.name, at=at)


def _judge(asked: MeasureRequest, post_id: uuid.UUID, at: datetime) -> Post:
    posts = Post.objects.held_at(at).filter(pk=post_id, court=asked.court, kind__in=[r.value for r in JUDGES])
    post = posts.select_related("user").first()
    if post is None:
        raise wrong("measure.not_a_judge", "judge", _("Người được chọn không phải Thẩm phán đang công tác tại Tòa án này."))  # fmt: skip
    if post.pk == asked.judge_id:
        raise wrong("measure.same_judge", "judge", _("Thẩm phán này đang giải quyết yêu cầu rồi."))
    if asked.petition is not None and (reasons := barred(asked.petition, post)):
        raise wrong("measure.judge_barred", "judge", " ".join(reasons))
    return post
