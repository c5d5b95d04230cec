"""Addresses of the rules at the desk, and of the portal's incidents."""

from django.urls import include, path

from toaan.rulebook import incident_views, views

patterns = [
    path("ban/su-co/", incident_views.listing, name="incidents"),
    path("ban/su-co/<uuid:incident_id>/xong/", incident_views.end, name="incident_end"),
    path("su-co/", incident_views.public, name="incidents_public"),
    path("ban/quy-dinh/", views.rules, name="rules"),
    path("ban/quy-dinh/de-xuat/", views.proposals, name="proposals"),
    path("ban/quy-dinh/de-xuat/<uuid:proposal_id>/", views.proposal, name="proposal"),
    path("ban/quy-dinh/de-xuat/<uuid:proposal_id>/thoi-han/", views.affected, name="affected"),
    path("ban/quy-dinh/de-xuat/<uuid:proposal_id>/phieu/", views.paper, name="paper"),
    path("ban/quy-dinh/de-xuat/<uuid:proposal_id>/phe-duyet/", views.approve, name="approve"),
    path("ban/quy-dinh/de-xuat/<uuid:proposal_id>/rut/", views.withdraw, name="withdraw"),
    path("ban/quy-dinh/nam-moi/", views.new_year, name="new_year"),
    path("ban/quy-dinh/sua/<slug:kind>/<path:key>/", views.change, name="change"),
    path("ban/quy-dinh/xem/<slug:kind>/<path:key>/", views.rule, name="rule"),
]
urlpatterns = [path("", include((patterns, "rulebook")))]
