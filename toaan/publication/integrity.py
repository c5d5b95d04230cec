"""Checks of publication: judgments in effect about which nobody has decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.cases.integrity import found
from toaan.core.integrity import MISSING, Asked, Found, check
from toaan.core.roles import Role
from toaan.judgments.models import Judgment
from toaan.judgments.states import PRONOUNCED
from toaan.publication.states import OPEN


@check(
    "publication.undecided", MISSING, title=_("Bản án có hiệu lực chưa có quyết định công bố hay không công bố"),
    todo=_("Thẩm phán duyệt bản mã hóa rồi công bố, hoặc quyết định không công bố kèm lý do."),
)  # fmt: skip
def undecided(asked: Asked) -> Iterable[Found]:
    """In effect for longer than the time for publishing, and neither published nor declined."""
    before = asked.today - timedelta(days=asked.days["publication"])
    rows = Judgment.objects.filter(
        Q(publication=None) | Q(publication__state__in=OPEN), case__court=asked.court, state=PRONOUNCED,
        effect__effective_on__lt=before,
    )  # fmt: skip
    for j in rows.select_related("case__number", "effect").prefetch_related("case__assignments"):
        day = j.effect.effective_on
        yield found(j.case, f"Bản án có hiệu lực từ {day:%d/%m/%Y}, chưa quyết định công bố", "publication:case", Role.JUDGE,
                    since=day, subject=j)  # fmt: skip
