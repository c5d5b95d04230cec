"""What every page of a case shares: the case behind an address, for those who work at the desk."""

from __future__ import annotations

import uuid

from django.http import HttpRequest

from toaan.cases import queries
from toaan.cases.models import Case
from toaan.core import policy
from toaan.core.http import viewer_of


def open_case(request: HttpRequest, case_id: uuid.UUID) -> Case:
    """The case that a page of the desk is about.

    Raises:
        Refused: "not_found" for whom the case does not exist; "not_allowed" for a party, who reads his case
            in the portal.
    """
    viewer = viewer_of(request)
    case = queries.get(viewer, case_id)
    policy.require(viewer, "page.desk")
    return case
