"""The tab that this domain adds to the case page."""

from __future__ import annotations

from toaan.cases.models import Case
from toaan.cases.page import Tab, add_tab, figure
from toaan.core import policy
from toaan.core.together import Figure
from toaan.core.viewer import Viewer
from toaan.dossiers import queries


def _may_read(viewer: Viewer, case: Case) -> bool:
    return policy.allows(viewer, "dossiers.read", case)


def _documents(viewer: Viewer, case: Case) -> Figure:
    return figure(viewer, "folios of a case", lambda pk: queries.visible_to(viewer, pk), case)


add_tab(Tab("Hồ sơ", "dossiers:case", 70, shown=_may_read, count=_documents))
