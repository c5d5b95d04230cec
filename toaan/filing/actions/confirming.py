"""A request of several: each further requester confirms its words in his own account (BLTTDS 362.2.g, 396.2)."""

from __future__ import annotations

import uuid
from datetime import datetime

from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing import content, representing, requests
from toaan.filing.actions.drafting import digest_of
from toaan.filing.models import CoRequester, Petition
from toaan.filing.states import PETITION


def invite(*, by: Viewer, petition_id: uuid.UUID, at: datetime) -> list[CoRequester]:
    """The writer lets the further requesters, or his clients, see the draft, to confirm it (mời người cùng yêu cầu xác nhận).

    Raises:
        Refused: "filing.not_a_request", "filing.incomplete" by field, "filing.no_personal_id", "wrong_state".
    """
    with act("filing.invite", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court")
        a.allow(petition)
        PETITION.after("filing.save_draft", petition.state)
        asked = requests.of(petition)
        others = representing.signers(petition)
        if asked is None and not petition.represented:
            raise Refused("filing.not_a_request", _("Chỉ đơn yêu cầu mới có người cùng yêu cầu xác nhận."))
        if faults := content.missing(petition.content, request=asked, on=clock.local_date(at)):
            raise Refused(
                "filing.incomplete",
                _("Đơn còn %s chỗ cần bổ sung trước khi gửi xác nhận.") % len(faults),
                status=422,
                fields=faults,
            )
        own = by.user.personal_id if by.user else ""
        faults = {
            f"plaintiffs-{petition.content['plaintiffs'].index(row)}-personal_id": _(
                "Hãy ghi đúng số định danh của %s: Tòa án nhận ra tài khoản của người đó bằng số này."
            )
            % row["name"]
            for row in others
            if not row["personal_id"] or row["personal_id"] == own
        }
        if faults:
            raise Refused("filing.no_personal_id", " ".join(faults.values()), status=422, fields=faults)
        wanted = {row["personal_id"]: row["name"] for row in others}
        petition.co_requesters.exclude(personal_id__in=wanted).delete()
        for number, name in wanted.items():
            CoRequester.objects.update_or_create(
                petition=petition,
                personal_id=number,
                defaults={"name": name},
                create_defaults={"name": name, "invited_at": at},
            )
        a.record(
            petition,
            court=None,
            petition_id=petition.pk,
            title=_("Gửi đơn để xác nhận: %s") % ", ".join(wanted.values()),
            data={"sha256": digest_of(petition.content)},
        )
    return list(petition.co_requesters.all())


def confirm(*, by: Viewer, petition_id: uuid.UUID, digest: str, at: datetime) -> CoRequester:
    """A further requester confirms the words that he was shown; it stands for his signature.

    Args:
        digest: of the content that the page showed.

    Raises:
        Refused: "filing.words_changed" when the writer has changed them meanwhile, "wrong_state" once it is filed.
    """
    with act("filing.confirm", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court")
        a.allow(petition)
        PETITION.after("filing.save_draft", petition.state)
        now = digest_of(petition.content)
        if digest != now:
            raise Refused(
                "filing.words_changed",
                _("Nội dung đơn vừa được sửa. Hãy đọc lại bản dưới đây rồi xác nhận."),
            )
        user = by.user
        mine = petition.co_requesters.get(personal_id=user.personal_id if user else "")
        mine.user, mine.confirmed_at, mine.digest = user, at, now
        mine.save(update_fields=["user", "confirmed_at", "digest"])
        a.record(
            petition,
            court=None,
            petition_id=petition.pk,
            title=_("%s xác nhận nội dung đơn") % mine.name,
            data={"sha256": now, "name": mine.name},
        )
    return mine
