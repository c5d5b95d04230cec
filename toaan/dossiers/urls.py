"""Addresses of the case file: for the court, and for the parties."""

from django.urls import include, path

from toaan.dossiers import copy_views, views

patterns = [
    path("ban/vu-an/<uuid:case_id>/ho-so/", views.case, name="case"),
    path("ban/vu-an/<uuid:case_id>/ho-so/in/", views.print_inventory, name="print"),
    path("ban/vu-an/<uuid:case_id>/ho-so/muc-luc/", views.closed_inventory, name="inventory"),
    path("ban/vu-an/<uuid:case_id>/ho-so/kiem-tra/", views.check, name="check"),
    path("ban/vu-an/<uuid:case_id>/ho-so/dong/", views.close, name="close"),
    path("ban/ho-so/tai-lieu/<uuid:folio_id>/", views.folio, name="folio"),
    path("ban/ho-so/tai-lieu/<uuid:folio_id>/cap-ban-sao/", copy_views.make, name="make_copy"),
    path("ban/ban-sao/<uuid:copy_id>/", copy_views.copy, name="copy"),
    path("ban/ban-sao/<uuid:copy_id>/dong-dau/", copy_views.seal, name="seal_copy"),
    path("ban/ban-sao/<uuid:copy_id>/tep/", copy_views.copy_file, name="copy_file"),
    path("vu-an/<uuid:case_id>/ho-so/", views.party, name="party"),
    path("ho-so/tai-lieu/<uuid:folio_id>/", views.file, name="file"),
]
urlpatterns = [path("", include((patterns, "dossiers")))]
