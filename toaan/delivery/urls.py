"""Addresses of service: the desk under /ban/, the recipient's inbox in the portal."""

from __future__ import annotations

from django.urls import include, path, re_path

from toaan.delivery import mail_views, portal_views, posting_views, views

patterns = [
    path("ban/tong-dat/", views.desk, name="desk"),
    path("ban/tong-dat/in-thu/", mail_views.mail, name="mail"),
    path("ban/tong-dat/in-thu/chon/", mail_views.choose, name="choose"),
    path("ban/tong-dat/buu-gui/", posting_views.posting, name="posting"),
    path("ban/tong-dat/bao-nhan/", posting_views.receipts, name="receipts"),
    path("ban/tong-dat/bang-ke/", posting_views.dispatches, name="dispatches"),
    path("ban/tong-dat/bang-ke/<uuid:dispatch_id>/", posting_views.dispatch_list, name="dispatch"),
    path("ban/van-ban-vien-kiem-sat/", views.procuracy, name="procuracy"),
    path("ban/vu-an/<uuid:case_id>/tong-dat/", views.case_services, name="case"),
    path("ban/vu-an/<uuid:case_id>/tong-dat/<uuid:service_id>/gui/", views.send, name="send"),
    path("ban/tong-dat/<uuid:recipient_id>/", views.recipient, name="recipient"),
    path("ban/tong-dat/<uuid:recipient_id>/van-ban/", views.document, name="document"),
    path("ban/tong-dat/<uuid:recipient_id>/bang-chung/", views.proof_scan, name="proof"),
    path("ban/tong-dat/<uuid:recipient_id>/ky-nhan/", views.sign_for, name="sign_for"),
    re_path(
        r"^ban/tong-dat/(?P<recipient_id>[0-9a-f-]{36})/in/(?P<paper>phong-bi|bien-ban|niem-yet)/$",
        views.printable,
        name="print",
    ),
    path("van-ban-cua-toi/", portal_views.inbox, name="inbox"),
    path("van-ban-cua-toi/<uuid:recipient_id>/", portal_views.paper, name="paper"),
    path("van-ban-cua-toi/<uuid:recipient_id>/nhan/", portal_views.receive, name="receive"),
    path("van-ban-cua-toi/<uuid:recipient_id>/van-ban/", portal_views.paper_file, name="paper_file"),
]
urlpatterns = [path("", include((patterns, "delivery")))]
