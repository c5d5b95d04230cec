"""The style guide: every component in every state, with invented data. Public, but not for search engines."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from toaan.design import samples
from toaan.design.templatetags.ui import known_icons


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """`?mat=cong` shows the portal's style sheet, otherwise the desk's."""
    portal = request.GET.get("mat") == "cong"
    refused = samples.SampleForm(samples.WRONG_ANSWERS, prefix="sai")
    context = {
        **samples.COMPONENTS,
        "navigation": samples.NAVIGATION,
        "portal_navigation": samples.PORTAL_NAVIGATION,
        "sample_form": samples.SampleForm(initial=samples.RIGHT_ANSWERS),
        "refused_form": refused,
        "page_obj": Paginator(range(1, 53), 13).get_page(request.GET.get("page")),
        "icons": sorted(known_icons()),
    }
    template = "design/style_guide_portal.html" if portal else "design/style_guide.html"
    response = render(request, template, context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
