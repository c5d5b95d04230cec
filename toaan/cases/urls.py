"""Addresses of the register and of the case pages."""

from __future__ import annotations

from django.urls import include, path

from toaan.cases import (
    assignment_views,
    deadline_views,
    handover_views,
    interpreter_views,
    overdue_views,
    party_views,
    procurator_views,
    tie_views,
    views,
    workload_views,
)

CASE = "ban/vu-an/<uuid:case_id>/"

patterns = [
    path("ban/so-thu-ly/", views.register, name="register"),
    path("ban/thoi-han/", deadline_views.deadline_list, name="deadline_list"),
    path("ban/thoi-han/<uuid:deadline_id>/y-kien/", overdue_views.talk, name="deadline_talk"),
    path("ban/qua-han/", overdue_views.overdue, name="overdue"),
    path("ban/khoi-luong/", workload_views.workload, name="workload"),
    path("ban/khoi-luong/<uuid:post_id>/", workload_views.in_hand, name="in_hand"),
    path("ban/ban-giao/", handover_views.people, name="handover_people"),
    path("ban/ban-giao/<uuid:post_id>/", handover_views.choose, name="handover_choose"),
    path("ban/ban-giao/<uuid:post_id>/quyet-dinh/", handover_views.perform, name="handover_perform"),
    path("ban/ban-giao/<uuid:post_id>/giao-lai/", handover_views.give_back, name="handover_back"),
    path("ban/ban-giao/lan/<uuid:handover_id>/", handover_views.done, name="handover_done"),
    path("ban/ban-giao/lan/<uuid:handover_id>/lam-tiep/", handover_views.resume, name="handover_resume"),
    path("ban/ban-giao/lan/<uuid:handover_id>/bien-ban/", handover_views.record, name="handover_record"),
    path("ban/than-thich/", tie_views.ties, name="ties"),
    path("ban/than-thich/<uuid:tie_id>/rut/", tie_views.end, name="tie_end"),
    path("vu-an/<uuid:case_id>/boc-tham/", assignment_views.explained, name="draw_explained"),
    path(CASE, views.case_overview, name="overview"),
    path(f"{CASE}in/", views.case_print, name="print"),
    path(f"{CASE}duong-su/", views.parties, name="parties"),
    path(f"{CASE}duong-su/them/", party_views.add_party, name="add_party"),
    path(f"{CASE}duong-su/<uuid:party_id>/sua/", party_views.change_details, name="change_details"),
    path(
        f"{CASE}nguoi-dai-dien/<uuid:representation_id>/cham-dut/",
        party_views.end_representation,
        name="end_representation",
    ),
    path(f"{CASE}kiem-sat-vien/ghi/", procurator_views.name, name="name_procurator"),
    path(f"{CASE}phien-dich/them/", interpreter_views.accept, name="accept_interpreter"),
    path(f"{CASE}phien-dich/<uuid:interpreter_id>/cam-doan/", interpreter_views.pledge, name="record_pledge"),
    path(
        f"{CASE}phien-dich/<uuid:interpreter_id>/thay-doi/",
        interpreter_views.replace,
        name="replace_interpreter",
    ),
    path(f"{CASE}phan-cong/", assignment_views.assignment, name="assignment"),
    path(f"{CASE}phan-cong/boc-tham/", assignment_views.draw_judge, name="draw_judge"),
    path(f"{CASE}phan-cong/chi-dinh/", assignment_views.designate, name="designate_judge"),
    path(f"{CASE}phan-cong/thu-ky/", assignment_views.assign_clerk, name="assign_clerk"),
    path(f"{CASE}phan-cong/hoi-tham/", assignment_views.assign_lay_judges, name="assign_lay_judges"),
    path(f"{CASE}thoi-han/", deadline_views.case_deadlines, name="deadlines"),
    path(
        f"{CASE}thoi-han/<uuid:deadline_id>/gia-han/", deadline_views.extend_deadline, name="extend_deadline"
    ),
    path(f"{CASE}nhat-ky/", views.case_audit, name="audit"),
    path(f"{CASE}van-ban/<str:sha256>/", views.document, name="document"),
]
urlpatterns = [path("", include((patterns, "cases")))]
