"""The desk on whoever filed for another: his papers are accepted, asked for, or he is refused (BLTTDS 75.5)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.core import clock
from toaan.core.viewer import Viewer
from toaan.filing import actions, representing
from toaan.filing.authority_forms import MissingForm, RefusalForm
from toaan.filing.models import Petition
from toaan.filing.states import AUTHORITY
from toaan.filing.views.step import Step


class OfAuthority(Step):
    """What they have in common: offered while the papers are not settled."""

    def offered(self, petition: Petition) -> bool:
        found = representing.of(petition)
        return found is not None and AUTHORITY.can(self.act, found.state)

    def context(self, viewer: Viewer, petition: Petition, form: Any) -> dict[str, Any]:  # noqa: ARG002
        found = representing.of(petition)
        papers = [f for f in petition.attachments.all() if f.kind in {"authority", "petition", "identity"}]
        wanted = representing.need(found.kind, clock.today()) if found else None
        signers = [row["name"] for row in representing.signers(petition)]
        return {"authority": found, "shown_papers": papers, "wanted": wanted, "signers": signers}


class Enter(OfAuthority):
    """The papers are in order."""

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:  # noqa: ARG002
        found = actions.enter_authority(by=viewer, petition_id=petition.pk, at=clock.now())
        return _("Đã vào sổ, xác nhận %s.") % found


class AskForMore(OfAuthority):
    """Something is missing."""

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        return MissingForm(request.POST or None)

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        actions.ask_authority(by=viewer, petition_id=petition.pk, at=clock.now(), **form.cleaned_data)
        return _("Đã yêu cầu bổ sung giấy tờ.")


class Refuse(OfAuthority):
    """He is not accepted."""

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        return RefusalForm(request.POST or None)

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        found = actions.refuse_authority(
            by=viewer, petition_id=petition.pk, at=clock.now(), **form.cleaned_data
        )
        return _("Đã từ chối %s; thông báo được lập.") % found


AUTHORITIES: tuple[Step, ...] = (
    Enter(
        "filing.enter_authority", "chap-nhan-nop-thay", gettext_lazy("Chấp nhận giấy tờ của người nộp đơn thay"),
        "user-check", "filing/step_authority.html",
    ),
    AskForMore(
        "filing.ask_authority", "bo-sung-nop-thay", gettext_lazy("Yêu cầu bổ sung giấy tờ của người nộp đơn thay"), "pencil",
        "filing/step_authority.html", quiet=True,
    ),
    Refuse(
        "filing.refuse_authority", "tu-choi-nop-thay", gettext_lazy("Từ chối người nộp đơn thay"), "x",
        "filing/step_authority.html", quiet=True,
    ),
)  # fmt: skip
