"""Addresses of searches: on the desk, and for everybody."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from toaan.searches.views import desk, public

CASE = "ban/vu-an/<uuid:case_id>/tim-kiem/"
PUBLIC = "thong-bao-tim-kiem/"
patterns = [
    path(CASE, desk.tab, name="case"),
    path(CASE + "quyet-dinh/", desk.order, name="order"),
    path(CASE + "thong-bao/", desk.issue, name="issue"),
    path(CASE + "thong-bao/tep/", desk.paper, name="paper"),
    path(CASE + "dang-phat/", desk.publish, name="publish"),
    path(CASE + "dang-phat/<uuid:publication_id>/gach-bo/", desk.strike, name="strike"),
    path(CASE + "tin-bao/", desk.tell, name="tell"),
    path(CASE + "tin-bao/<uuid:tiding_id>/", desk.answer, name="answer"),
    path(CASE + "tro-ve/", desk.record_return, name="record_return"),
    path(PUBLIC, public.listed, name="public"),
    path(PUBLIC + "<uuid:search_id>/", public.one, name="one"),
    path(PUBLIC + "<uuid:search_id>/bao-tin/", public.tell, name="tell_online"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((patterns, "searches")))]
