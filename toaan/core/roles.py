"""Roles: the posts of a court, and what a person is without one."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext


class Role(StrEnum):
    """In which capacity somebody reads or acts."""

    PRESIDENT = "president"
    DEPUTY_PRESIDENT = "deputy_president"
    CHAMBER_HEAD = "chamber_head"
    JUDGE = "judge"
    EXAMINER = "examiner"
    CLERK = "clerk"
    LAY_JUDGE = "lay_judge"
    DOCUMENT_CLERK = "document_clerk"
    ARCHIVIST = "archivist"
    HR_OFFICER = "hr_officer"
    IT_OFFICER = "it_officer"
    PROCURATOR = "procurator"
    MEDIATOR = "mediator"
    CITIZEN = "citizen"
    ANONYMOUS = "anonymous"
    SYSTEM = "system"

    @property
    def label(self) -> str:
        """Name in the reader's language; inside acts and papers the Vietnamese one."""
        return gettext(LABELS[self])


LABELS = {
    Role.PRESIDENT: "Chánh án",
    Role.DEPUTY_PRESIDENT: "Phó Chánh án",
    Role.CHAMBER_HEAD: "Chánh tòa",
    Role.JUDGE: "Thẩm phán",
    Role.EXAMINER: "Thẩm tra viên",
    Role.CLERK: "Thư ký",
    Role.LAY_JUDGE: "Hội thẩm nhân dân",
    Role.DOCUMENT_CLERK: "Văn thư",
    Role.ARCHIVIST: "Lưu trữ",
    Role.HR_OFFICER: "Cán bộ tổ chức",
    Role.IT_OFFICER: "Cán bộ công nghệ thông tin",
    Role.PROCURATOR: "Kiểm sát viên",
    Role.MEDIATOR: "Hòa giải viên",
    Role.CITIZEN: "Người dân",
    Role.ANONYMOUS: "Khách",
    Role.SYSTEM: "Hệ thống",
}
OUTSIDE_POSTS = frozenset({Role.PROCURATOR, Role.MEDIATOR})
"""A procurator belongs to another agency; a mediator (LHGDT 2.1) serves the court and reads nothing but his own matters."""
POST_KINDS = tuple(r for r in Role if r not in {Role.CITIZEN, Role.ANONYMOUS, Role.SYSTEM})
COURT_ROLES = frozenset(POST_KINDS) - OUTSIDE_POSTS
LEADERS = frozenset({Role.PRESIDENT, Role.DEPUTY_PRESIDENT})
JUDGES = frozenset({Role.PRESIDENT, Role.DEPUTY_PRESIDENT, Role.CHAMBER_HEAD, Role.JUDGE})
"""Posts whose holders are judges and may sit (a president is a judge too)."""
CASE_ROLES = frozenset(
    {
        Role.PRESIDENT, Role.DEPUTY_PRESIDENT, Role.CHAMBER_HEAD, Role.JUDGE, Role.EXAMINER, Role.CLERK,
        Role.DOCUMENT_CLERK, Role.ARCHIVIST,
    }
)  # fmt: skip
"""Posts that work with cases; HR, IT officers and lay judges do not read the registers."""
