"""The modules that the assistant adds to the desk, its tab on the case page, and what it adds to the page of an article."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from toaan.assistant.finding import cases
from toaan.cases.models import Case
from toaan.cases.page import Tab, add_tab
from toaan.core import policy
from toaan.core.navigation import Item, add
from toaan.core.viewer import Viewer
from toaan.legislation.pages import BESIDE, Beside


def _sits(viewer: Viewer, case: Case) -> bool:
    """Who sits on the case, as the case at hand says: nobody else sees the tab, and it carries no figure."""
    return policy.allows(viewer, "assistant.ask_in_case", case)


add(Item("Hỗ trợ", "Trợ lý ảo", "assistant:home", "message-circle", "page.assistant", order=1))
add_tab(Tab("Trợ lý ảo", "assistant:case", order=80, shown=_sits))
BESIDE.append(Beside(gettext_noop("Bản án, quyết định đã áp dụng"), cases.on_page))
