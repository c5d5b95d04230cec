"""The invented court and its people: for the demonstration and for every test."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from toaan.core import actions, clock
from toaan.core.models import Court, Post, User
from toaan.core.roles import Role
from toaan.core.viewer import ANONYMOUS, SYSTEM, Viewer
from toaan.mediation import actions as mediation

PASSWORD = "Thu-nghiem-2026"  # noqa: S105  (a practice court; printed at start)
SINCE = datetime(2025, 7, 1, tzinfo=UTC)

STAFF: tuple[tuple[str, str, Role], ...] = (
    ("chanhan", "Phùng Quốc Trị", Role.PRESIDENT),
    ("phochanhan", "Cao Thị Hồng Vân", Role.DEPUTY_PRESIDENT),
    ("thamphan", "Đỗ Minh Khuê", Role.JUDGE),
    ("thamphan2", "Trịnh Bá Nhân", Role.JUDGE),
    ("thamphan3", "Lý Thị Thu Cúc", Role.JUDGE),
    ("thuky", "Lâm Thu Hà", Role.CLERK),
    ("thuky2", "Mạc Đình Phúc", Role.CLERK),
    ("hoitham", "Tạ Văn Lộc", Role.LAY_JUDGE),
    ("hoitham2", "Ngô Thị Sương", Role.LAY_JUDGE),
    ("hoitham3", "Kiều Anh Tú", Role.LAY_JUDGE),
    ("vanthu", "Đinh Thị Mận", Role.DOCUMENT_CLERK),
    ("luutru", "Bùi Xuân Cảnh", Role.ARCHIVIST),
    ("tochuc", "Hà Thị Thanh Nga", Role.HR_OFFICER),
    ("cntt", "Vương Tuấn Kiệt", Role.IT_OFFICER),
    ("kiemsat", "Nghiêm Thị Bích", Role.PROCURATOR),
    ("hoagiai", "Khổng Thị Diệp", Role.MEDIATOR),
    ("hoagiai2", "Chử Văn Lâm", Role.MEDIATOR),
)
"""User name, full name, post at the regional court."""

MEDIATORS = (("hoagiai", ()), ("hoagiai2", ("DS", "KDTM", "LĐ")))
"""Who of them stands on the list, and for which kinds of case; the first knows how persons under 18 think."""

PROVINCE_STAFF: tuple[tuple[str, str, Role], ...] = (
    ("chanhan.tinh", "Doãn Thị Minh Hằng", Role.PRESIDENT),
    ("thamphan.tinh", "Khúc Văn Hoạt", Role.JUDGE),
    ("thamphan2.tinh", "Thân Thị Ngọc Diệp", Role.JUDGE),
    ("thamphan3.tinh", "Lục Đức Toàn", Role.JUDGE),
    ("thamphan4.tinh", "Giáp Thị Hoài", Role.JUDGE),
    ("thamphan5.tinh", "Viên Trọng Nghĩa", Role.JUDGE),
    ("thuky.tinh", "Cù Thị Lệ", Role.CLERK),
    ("cntt.tinh", "Mã Quốc Dương", Role.IT_OFFICER),
    ("kiemsat.tinh", "Ông Văn Thắng", Role.PROCURATOR),
)
"""User name, full name, post at the provincial court, which hears appeals."""

CITIZENS: tuple[tuple[str, str, str, date, str], ...] = (
    (
        "nguyendon",
        "Hoàng Thị Lan Chi",
        "Số 12 đường Bến Đò, xã Sông Thanh, tỉnh Sông Thanh",
        date(1987, 3, 14),
        "0912000001",
    ),
    ("bidon", "Vũ Đức Thịnh", "Thôn Hạ, xã Yên Khê, tỉnh Sông Thanh", date(1979, 11, 2), "0912000002"),
    (
        "luatsu",
        "Phan Gia Định",
        "Số 3 phố Chợ, phường Tân Hòa, tỉnh Sông Thanh",
        date(1982, 5, 20),
        "0912000003",
    ),
    ("nguoila", "Quan Thị Ngân", "Xóm Đình, xã Mỹ Lý, tỉnh Sông Thanh", date(1990, 8, 9), "0912000004"),
)
"""User name, full name, address, birth date, phone."""
PERSONAL_IDS = {"nguyendon": "001087000001", "bidon": "001079000002"}
"""By which one spouse finds the other's account."""


@dataclass
class World:
    """The court and who stands in it, by user name."""

    court: Court
    province: Court
    users: dict[str, User] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)

    def viewer(self, username: str) -> Viewer:
        """The person acting in the post held, or as a citizen."""
        return Viewer(user=self.users[username], post=self.posts.get(username), address="127.0.0.1")


def standing() -> World:
    """The same people, read from a court that was founded before."""
    users = {user.username: user for user in User.objects.all()}
    posts = {post.user.username: post for post in Post.objects.select_related("user", "court")}
    return World(Court.objects.get(code="TAND-ST-KV3"), Court.objects.get(code="TAND-ST"), users, posts)


def found(at: datetime = SINCE, *, hashed: str = "") -> World:
    """Found the invented courts and fill every post, through the real acts.

    Args:
        hashed: the practice password as it is stored, where somebody hashed it already.
    """
    secret: dict[str, Any] = {"hashed": hashed} if hashed else {"password": PASSWORD}
    province = actions.found_court(
        by=SYSTEM, code="TAND-ST", name="Tòa án nhân dân tỉnh Sông Thanh", level=Court.Level.PROVINCE,
        valid_from=date(2025, 7, 1), at=at, place="Sông Thanh", address="Số 1 đường Công Lý, tỉnh Sông Thanh",
        procuracy_name="Viện kiểm sát nhân dân tỉnh Sông Thanh", enforcement_name="Thi hành án dân sự tỉnh Sông Thanh",
    )  # fmt: skip
    court = actions.found_court(
        by=SYSTEM, code="TAND-ST-KV3", name="Tòa án nhân dân khu vực 3 - tỉnh Sông Thanh", level=Court.Level.REGION,
        parent=province, valid_from=date(2025, 7, 1), at=at, place="Sông Thanh",
        address="Số 45 đường Bến Đò, xã Sông Thanh, tỉnh Sông Thanh",
        procuracy_name="Viện kiểm sát nhân dân khu vực 3 - tỉnh Sông Thanh",
        enforcement_name="Phòng Thi hành án dân sự khu vực 3 - tỉnh Sông Thanh",
    )  # fmt: skip
    world = World(court, province)
    for username, name, role in STAFF:
        user = actions.register(
            by=ANONYMOUS,
            username=username,
            full_name=name,
            email=f"{username}@toaan.example",
            at=at,
            **secret,
        )
        world.users[username] = user
        world.posts[username] = actions.appoint(by=SYSTEM, user=user, court=court, kind=role, since=at, at=at)
    for number, (username, fields) in enumerate(MEDIATORS, start=1):
        mediation.appoint(
            by=world.viewer("tochuc"), username=username, decision_number=f"{number:02d}/2025/QĐ-TA",
            appointed_on=clock.local_date(at), card=f"HGV-{number:03d}", fields=fields, minors=number == 1, at=at,
        )  # fmt: skip
    for username, name, address, born, phone in CITIZENS:
        world.users[username] = actions.register(
            by=ANONYMOUS, username=username, full_name=name, email=f"{username}@thu.example",
            address=address, birth_date=born, phone=phone, at=at, personal_id=PERSONAL_IDS.get(username, ""), **secret,
        )  # fmt: skip
    return world


def staff_province(world: World) -> World:
    """Fill the posts of the provincial court, which hears appeals; done before, nothing happens."""
    for username, name, role in PROVINCE_STAFF:
        if username in world.posts:
            continue
        user = User.objects.filter(username=username).first() or actions.register(
            by=ANONYMOUS, username=username, full_name=name, email=f"{username}@toaan.example", at=SINCE, password=PASSWORD
        )  # fmt: skip
        post = Post.objects.filter(user=user).first()
        world.users[username] = user
        world.posts[username] = post or actions.appoint(
            by=SYSTEM, user=user, court=world.province, kind=role, since=SINCE, at=SINCE
        )
    return world
