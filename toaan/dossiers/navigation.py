"""The tab that this domain adds to the case page."""

from __future__ import annotations

from django.db.models import QuerySet

from toaan.cases.models import Case
from toaan.cases.page import Tab, add_tab
from toaan.core import policy
from toaan.core.viewer import Viewer
from toaan.dossiers import queries
from toaan.dossiers.models import Folio


def _may_read(viewer: Viewer, case: Case) -> bool:
    return policy.allows(viewer, "dossiers.read", case)


def _documents(viewer: Viewer, case: Case) -> QuerySet[Folio]:
    return queries.folios_of(viewer, case)


add_tab(Tab("Hồ sơ", "dossiers:case", 70, shown=_may_read, count=_documents))
