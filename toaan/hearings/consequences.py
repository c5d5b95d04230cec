"""What follows in hearings from acts on the case and on the judgment."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q

from toaan.cases.models import Case, Party
from toaan.core.events import afterwards, immediately
from toaan.core.models import Event, User
from toaan.core.viewer import SYSTEM
from toaan.hearings import actions
from toaan.hearings.models import Hearing, Participation, TrialDecision
from toaan.hearings.states import DELIBERATING, OPEN, PAUSED, PLANNED


@immediately(
    "cases.assign_clerk", "cases.assign_lay_judges", "cases.draw_judge", "cases.designate_judge", "cases.replace_officer",
    "appeals.assign_panel", "requests.assign_panel",
)  # fmt: skip
def keep_bench_current(event: Event) -> None:
    """Planned hearings go on with whoever is assigned now: they are booked anew, which may refuse the assignment."""
    actions.rebook(by=SYSTEM.following(event), case=_case(event), at=event.at)


@immediately(
    "cases.register_protector", "cases.end_representation", "cases.add_party", "cases.accept_interpreter",
    "cases.replace_interpreter", "cases.name_procurator", "cases.replace_procurator",
)  # fmt: skip
def keep_people_current(event: Event) -> None:
    """Planned hearings call whoever is a party, speaks for one or interprets now. Nobody of them takes a booking."""
    actions.call_anew(by=SYSTEM.following(event), case=_case(event), at=event.at)


def _case(event: Event) -> Case:
    return Case.objects.select_related("court", "number").get(pk=str(event.case_id))


@immediately("judgments.pronounce", "requests.rule", "appeals.review")
def close_hearing(event: Event) -> None:
    """Pronouncement ends the hearing, the decision on a request or on a challenged decision its session."""
    case = Case.objects.get(pk=str(event.case_id))
    open_ones = case.hearings.exclude(kind=Hearing.Kind.SESSION).filter(state__in=[OPEN, DELIBERATING])
    for pk in list(open_ones.values_list("pk", flat=True)):
        actions.close(by=SYSTEM.following(event), hearing_id=pk, at=event.at)


@immediately("course.discontinue_part", "appeals.part_cancelled")
def titles_follow_the_places(event: Event) -> None:
    """Parties changed places: those called to sittings to come or under way are named by their new ones."""
    rows = Participation.objects.filter(
        hearing__case_id=str(event.case_id),
        hearing__state__in=[PLANNED, OPEN, PAUSED],
        role=Participation.Role.PARTY,
    )
    for row in rows.select_related("party"):
        if row.party is not None:
            row.title = str(Party.Role(row.party.role).label)
            row.save(update_fields=["title"])


@immediately("course.separate")
def who_left_is_not_called(event: Event) -> None:
    """Who concerns only what was separated is called to no sitting of the first case any more (42.2)."""
    gone = event.data["subject"]["leaving"]
    rows = Participation.objects.filter(hearing__case_id=str(event.case_id), hearing__state=PLANNED)
    rows.filter(Q(party__in=gone) | Q(representation__party__in=gone)).delete()


@immediately(
    "course.suspend",
    "course.discontinue",
    "course.transfer",
    "course.recognise",
    "course.leave_by_settlement",
    "course.be_joined",
    "course.to_ordinary",
    "course.cancel_simplified",
    "appeals.discontinue",
    "appeals.end_review",
    "appeals.part_cancelled",
    "requests.discontinue",
)
def nothing_is_heard(event: Event) -> None:
    """A case that stops, goes back to its preparation, leaves the court or its procedure is not heard: sittings are called off, the trial decision lapses."""
    case = Case.objects.get(pk=str(event.case_id))
    planned = case.hearings.filter(state=PLANNED).values_list("pk", flat=True)
    sittings = case.hearings.exclude(kind=Hearing.Kind.SESSION)
    under_way = sittings.filter(state__in=[OPEN, PAUSED]).values_list("pk", flat=True)
    for pk in [*planned, *under_way]:
        actions.call_off(by=SYSTEM.following(event), hearing_id=pk, reason=event.title, at=event.at)
    TrialDecision.objects.filter(case=case, lapsed_at=None).update(lapsed_at=event.at)


@afterwards("hearings.remind_party")
def mail_the_reminder(event: Event) -> None:
    """One letter a person, court and night, with figures and nothing of any case: letters are read on other machines."""
    user = User.objects.get(pk=str(event.data["user"]))
    if not user.email or not user.is_active or event.court is None:
        return
    EmailMessage(
        subject=f"{event.court.name}: {event.title.removeprefix('Nhắc đương sự: ')}",
        body=(
            f"Kính gửi {user.full_name},\n\n{event.court.name} nhắc bạn: {event.title.removeprefix('Nhắc đương sự: ')}.\n"
            "Hãy đăng nhập Cổng Tòa án điện tử, mở mục “Việc của tôi” để xem ngày, giờ và việc cần làm. "
            "Thư này không kèm nội dung vụ án và không có đường dẫn, để tránh giả mạo.\n"
        ),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[user.email],
        headers={"Message-ID": f"<{event.pk}@nhac-duong-su.toaan>"},
    ).send()
