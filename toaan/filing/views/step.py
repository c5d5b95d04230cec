"""What the page of an act on a petition says and does; `steps.py` and `return_steps.py` hold the acts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.filing.forms import show_faults
from toaan.filing.models import Petition

OF_REQUESTS = {
    "phan-cong": gettext_lazy("Phân công Thẩm phán giải quyết đơn yêu cầu"),
    "nhan-tham-quyen": gettext_lazy("Đủ điều kiện thụ lý, thông báo lệ phí"),
    "bien-lai": gettext_lazy("Nhận biên lai lệ phí"),
    "thu-ly": gettext_lazy("Thụ lý việc dân sự"),
}
"""Acts that are called otherwise when the petition is a request."""


class Confirm(forms.Form):
    """Nothing to fill in: the button is the act."""


@dataclass(frozen=True)
class Step(ABC):
    """One act: subclasses say what its page asks and does."""

    act: str
    slug: str
    label: Any
    icon: str
    template: str = "filing/step.html"
    quiet: bool = False
    """Not the usual way on: offered as a secondary button."""

    def label_for(self, petition: Petition) -> Any:
        """What the act is called for this petition."""
        return OF_REQUESTS.get(self.slug, self.label) if petition.is_request else self.label

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        return Confirm(request.POST if request.method == "POST" else None)

    def context(self, viewer: Viewer, petition: Petition, form: Any) -> dict[str, Any]:  # noqa: ARG002
        return {}

    def offered(self, petition: Petition) -> bool:  # noqa: ARG002
        """Whether it has a place now, beyond the state of the petition."""
        return True

    @abstractmethod
    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        """Do it; returns the sentence that says so."""

    def show(self, refusal: Refused, form: Any) -> None:
        show_faults(refusal, form)
