"""Addresses of filing: the guided petition and tracking in the portal, the petition register on the desk."""

from django.urls import include, path

from toaan.filing.views import (
    areas,
    authority,
    complaint,
    confirm,
    desk,
    documents,
    draft,
    mine,
    returned,
    tracking,
)

PETITION = "don/<uuid:petition_id>"
DRAFT = "nop-don/<uuid:petition_id>"
DESK = "ban/don/<uuid:petition_id>"

patterns = [
    # The guided petition
    path("nop-don/", draft.start, name="start"),
    path("nop-don-yeu-cau/", draft.start_request, name="start_request"),
    path(f"{DRAFT}/gui-xac-nhan/", confirm.invite, name="invite"),
    path(f"{DRAFT}/nop-cho-ai/", authority.for_whom, name="draft_for"),
    path(f"{DRAFT}/giay-to/", draft.papers, name="draft_papers"),
    path(f"{DRAFT}/giay-to/<uuid:attachment_id>/go/", draft.remove_paper, name="draft_remove_paper"),
    path(f"{DRAFT}/kiem-tra/", draft.check, name="draft_check"),
    path(f"{DRAFT}/<slug:step>/", draft.section, name="draft_section"),
    # One's own petitions
    path("don-cua-toi/", mine.petitions, name="mine"),
    path(f"{PETITION}/", mine.petition, name="mine_petition"),
    path(f"{PETITION}/xac-nhan-cung-yeu-cau/", confirm.confirm, name="confirm"),
    path(f"{PETITION}/da-nop/", mine.filed, name="filed"),
    path(f"{PETITION}/bien-lai/", mine.hand_in_receipt, name="mine_receipt"),
    path(f"{PETITION}/giay-to-tu-cach/", authority.supply, name="supply_authority"),
    path("don-cua-toi/nop-thay/<uuid:authority_id>/thong-bao/", authority.notice, name="authority_notice"),
    path(f"{PETITION}/khieu-nai-tra-lai/", complaint.complain, name="complain_of_return"),
    path("theo-doi/", tracking.track, name="track"),
    # Files, for whoever may see the petition
    path(f"{PETITION}/tep/<uuid:attachment_id>/", documents.attachment, name="attachment"),
    path(f"{PETITION}/ban/<int:n>/", documents.version, name="version"),
    path(f"{PETITION}/van-ban/<uuid:paper_id>/", documents.paper, name="paper"),
    path(f"{PETITION}/tep-bien-lai/", documents.receipt, name="receipt_file"),
    # Evidence in a running case
    path("vu-an/<uuid:case_id>/nop-tai-lieu/", documents.submit_document, name="submit_document"),
    path("ban/vu-an/<uuid:case_id>/nop-tai-lieu/", documents.receive_document, name="receive_document"),
    # Which court sits over which commune
    path("ban/dia-ban/", areas.listing, name="areas"),
    path("ban/dia-ban/<uuid:area_id>/ket-thuc/", areas.end, name="area_end"),
    # The desk
    path("ban/don/", desk.register, name="register"),
    path("ban/don/nhap/", desk.intake, name="intake"),
    path("ban/don/tra-lai/", returned.listing, name="returned"),
    path("ban/don/tra-lai/<uuid:review_id>/", returned.work, name="returned_work"),
    path(f"{DESK}/", desk.petition, name="petition"),
    path(f"{DESK}/giao-nhan/<uuid:copy_id>/", returned.receipt, name="return_receipt"),
    path(f"{DESK}/xac-nhan/", desk.receipt, name="receipt"),
    path(f"{DESK}/dinh-kem/", desk.attach, name="attach"),
    path(f"{DESK}/<slug:act_slug>/", desk.step, name="step"),
]
urlpatterns = [path("", include((patterns, "filing")))]
