"""What the court above decides on a challenged decision."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core.viewer import Viewer
from toaan.hearings.models.decision import NumberedDecision


class Review(NumberedDecision):
    """The decision of second instance on a challenged decision (quyết định phúc thẩm, BLTTDS 314.5)."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("Giữ nguyên quyết định sơ thẩm")
        AMENDED = "amended", _("Sửa quyết định sơ thẩm")
        CANCELLED = "cancelled", _("Hủy quyết định sơ thẩm, chuyển hồ sơ để tiếp tục giải quyết vụ án")
        QUASHED = "quashed", _("Hủy quyết định sơ thẩm và đình chỉ giải quyết việc dân sự")
        ENDED = "ended", _("Đình chỉ xét xử phúc thẩm")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="review")
    """The case at second instance."""
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    reason = models.TextField()
    amended = models.TextField(blank=True)
    """What the decision of first instance says from now on, where it was amended."""

    @property
    def outcome_words(self) -> str:
        """What was decided; of what settled a request in the words of 375.3."""
        known = OF_RULING if self.case.reviews_ruling else OF_REQUEST if self.case.is_request else {}
        return str(known.get(Review.Outcome(self.outcome)) or self.get_outcome_display())

    @property
    def title(self) -> str:
        """ "Quyết định phúc thẩm số 03/2026/QĐPT-DS"."""
        words = "phúc thẩm"
        if self.outcome == Review.Outcome.ENDED:
            words = "đình chỉ giải quyết phúc thẩm" if self.case.is_request else "đình chỉ xét xử phúc thẩm"
        return f"Quyết định {words} số {self}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)


OF_RULING = {
    Review.Outcome.CANCELLED: _(
        "Hủy quyết định sơ thẩm, chuyển hồ sơ để giải quyết lại theo thủ tục sơ thẩm"
    ),
    Review.Outcome.ENDED: _("Đình chỉ giải quyết việc xét đơn yêu cầu theo thủ tục phúc thẩm"),
}
"""Outcomes that 375.3 words otherwise than 314.5."""
OF_REQUEST = {
    Review.Outcome.CANCELLED: _("Hủy quyết định sơ thẩm, chuyển hồ sơ để tiếp tục giải quyết việc dân sự"),
    Review.Outcome.ENDED: _("Đình chỉ giải quyết phúc thẩm"),
}
"""Outcomes of 314.5 and 289.1.b where a request was suspended or ended."""
