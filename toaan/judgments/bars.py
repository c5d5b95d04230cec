"""What a judgment under way forbids elsewhere."""

from __future__ import annotations

from toaan.cases.models import Case
from toaan.core.words import words as _
from toaan.hearings.actions import RETURN_BARS
from toaan.judgments.models import Judgment
from toaan.judgments.states import NUMBERED, SIGNED


def judgment_stands(case: Case) -> str:
    """No return to questioning while a judgment waits with its number for its pronouncement (BLTTDS 263)."""
    if not Judgment.objects.filter(case=case, state__in=[NUMBERED, SIGNED]).exists():
        return ""
    return _("Bản án đã được cấp số. Hãy mở lại bản án để sửa trước, rồi trở lại việc hỏi và tranh luận.")


RETURN_BARS.append(judgment_stands)
