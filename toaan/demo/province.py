"""The invented province: the small court of the tests, three more regional courts, the provincial court, its people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from toaan.core import actions, areas
from toaan.core.models import Court, Post, User
from toaan.core.roles import Role
from toaan.core.viewer import ANONYMOUS, SYSTEM, Viewer
from toaan.demo import people
from toaan.demo.names import WOMEN, Names, Person
from toaan.filing import actions as filing
from toaan.hearings import actions as hearings
from toaan.mediation import actions as mediation
from toaan.vietnamese.names import split_name
from toaan.vietnamese.text import fold

NUMBERS = (1, 2, 3, 4)
FIXED = 3
"""The regional court of the fixed people, whom `people.found` makes."""
SEATS = {
    1: ("Số 8 phố Hàng Bè, phường Vĩnh An, tỉnh Sông Thanh", ("phường Vĩnh An", "phường Cầu Đá", "xã Phú Lộc Hạ")),
    2: ("Khu hành chính, xã Cẩm Sơn Đông, tỉnh Sông Thanh", ("xã Cẩm Sơn Đông", "xã Hòa Lạc Thượng", "phường Bình Tây")),
    3: ("", ("xã Sông Thanh", "xã Yên Khê", "xã Mỹ Lý", "phường Tân Hòa")),
    4: ("Thôn Trung tâm, xã Núi Voi, tỉnh Sông Thanh", ("xã Núi Voi", "xã Đá Bạc", "xã Trường Giang Hạ")),
}  # fmt: skip
"""Number of the regional court → its address and the communes of its area."""
R = Role
REGION: tuple[tuple[str, Role], ...] = (
    ("chanhan", R.PRESIDENT), ("phochanhan", R.DEPUTY_PRESIDENT), ("chanhtoa", R.CHAMBER_HEAD), ("thamphan", R.JUDGE),
    ("thamphan2", R.JUDGE), ("thamphan3", R.JUDGE), ("thamtra", R.EXAMINER), ("thuky", R.CLERK), ("thuky2", R.CLERK),
    ("hoitham", R.LAY_JUDGE), ("hoitham2", R.LAY_JUDGE), ("hoitham3", R.LAY_JUDGE), ("hoitham4", R.LAY_JUDGE),
    ("vanthu", R.DOCUMENT_CLERK), ("luutru", R.ARCHIVIST), ("tochuc", R.HR_OFFICER), ("cntt", R.IT_OFFICER),
    ("kiemsat", R.PROCURATOR), ("hoagiai", R.MEDIATOR),
)  # fmt: skip
MEDIATORS = {
    "hoagiai.kv1": "Khổng Thị Hiền", "hoagiai.kv2": "Cát Văn Sử", "hoagiai.kv4": "Tống Thị Mười", "hoagiai.tinh": "Lại Văn Chín",
}  # fmt: skip
"""Named here and not drawn: everybody else keeps the name that the seed gives."""
PROVINCIAL: tuple[tuple[str, Role], ...] = (
    *((name, role) for name, role in REGION if name != "hoitham4"),
    ("phochanhan2", R.DEPUTY_PRESIDENT), ("chanhtoa2", R.CHAMBER_HEAD), ("chanhtoa3", R.CHAMBER_HEAD),
    ("thamphan4", R.JUDGE), ("thamphan5", R.JUDGE),
)  # fmt: skip
CHAMBERS = {
    "chanhtoa": "Tòa Dân sự",
    "chanhtoa2": "Tòa Hình sự",
    "chanhtoa3": "Tòa Gia đình và người chưa thành niên",
}
SECOND_LAWYER = Person(
    "Tôn Nữ Diệu Ly", woman=True, born=1986, address="Số 21 phố Hàng Bè, phường Vĩnh An, tỉnh Sông Thanh",
    phone="0912000005", username="luatsu2",
)  # fmt: skip
ROOMS = (("Phòng xử án số 1", 60), ("Phòng xử án số 2", 40), ("Phòng họp, hòa giải", 16))


@dataclass
class Seat:
    """One court with the people who work there and the citizens of its area who have accounts."""

    number: int
    court: Court
    communes: tuple[str, ...]
    holders: dict[Role, list[Post]] = field(default_factory=lambda: defaultdict(list))
    citizens: list[Person] = field(default_factory=list)
    busy: Counter[str] = field(default_factory=Counter)
    """User name → in how many matters of this court."""
    users: dict[str, User] = field(default_factory=dict)
    """Citizens by user name, the lawyers too."""
    upper: Seat | None = None
    """The provincial court, where the appealed cases of the court of the fixed people go; one process plays both."""

    def viewer(self, post: Post) -> Viewer:
        """The officer acting in the post."""
        return Viewer(user=post.user, post=post, address="127.0.0.1")

    def first(self, role: Role) -> Viewer:
        """The first holder of a post."""
        return self.viewer(self.holders[role][0])

    def citizen(self, username: str) -> Viewer:
        return Viewer(user=self.users[username], address="127.0.0.1")


CITIZENS: Mapping[int, int] = {1: 14, 2: 12, 3: 26, 4: 10}


def found(seed: str, citizens: Mapping[int, int] = CITIZENS) -> None:
    """Found all courts of the province, fill every post and let citizens register, by the real acts.

    Args:
        citizens: how many people of each region have an account.
    """
    hashed = actions.hash_password(
        people.PASSWORD
    )  # the practice password, which everybody is told, hashed once
    world = people.found(hashed=hashed)
    chance = Random(seed)  # noqa: S311  (names, not secrets)
    names = Names(chance)
    names.taken(
        *(one[1] for one in people.STAFF),
        *(one[1] for one in people.CITIZENS),
        SECOND_LAWYER.name,
    )
    personnel = Personnel(names, chance, hashed)
    courts = {FIXED: world.court, **{n: _region(world.province, n) for n in NUMBERS if n != FIXED}}
    for number in NUMBERS:
        _area(courts[number], number)
        suffix = "" if number == FIXED else f".kv{number}"
        known = set(world.posts) if number == FIXED else set()
        staff = [(name, role) for name, role in REGION if name not in known]
        personnel.fill(courts[number], staff, suffix)
    personnel.fill(world.province, PROVINCIAL, ".tinh")
    _register(SECOND_LAWYER, hashed)
    usernames: set[str] = set()
    for number in NUMBERS:
        for _ in range(citizens[number]):
            person = names.person(chance.choice(SEATS[number][1]))
            username = "".join(fold(person.name).split())
            while username in usernames:
                username += "1"
            usernames.add(username)
            _register(Person(**{**person.__dict__, "username": username}), hashed)


def seats() -> list[Seat]:
    """The regional courts as they stand in the database, with their people."""
    fixed = {name for name, *_ in people.CITIZENS} | {SECOND_LAWYER.username}
    users = {u.username: u for u in User.objects.filter(posts=None).order_by("date_joined", "username")}
    found_seats = []
    for number in NUMBERS:
        court = Court.objects.get(code=code(number))
        seat = _held(Seat(number, court, SEATS[number][1], users=users))
        if number == FIXED:
            seat.citizens += [_person(users[name]) for name in ("nguyendon", "bidon")]
            seat.upper = _held(Seat(0, Court.objects.get(code="TAND-ST"), (), users=users))
        seat.citizens += [
            _person(user)
            for name, user in users.items()
            if name not in fixed and any(commune in user.address for commune in seat.communes)
        ]
        found_seats.append(seat)
    return found_seats


def _held(seat: Seat) -> Seat:
    """With everybody who holds a post there."""
    posts = Post.objects.filter(court=seat.court).select_related("user", "court")
    for post in posts.order_by("valid_from", "user__username"):
        seat.holders[post.role].append(post)
    return seat


def code(number: int) -> str:
    """Code of a regional court."""
    return f"TAND-ST-KV{number}"


def _person(user: User) -> Person:
    return Person(
        user.full_name, woman=_is_woman(user), born=user.birth_date.year if user.birth_date else 1980,
        address=user.address, phone=user.phone, username=user.username,
    )  # fmt: skip


def _is_woman(user: User) -> bool:
    return user.username == "nguyendon" or split_name(user.full_name).given in WOMEN


def _region(province: Court, number: int) -> Court:
    return actions.found_court(
        by=SYSTEM, code=code(number), name=f"Tòa án nhân dân khu vực {number} - tỉnh Sông Thanh", level=Court.Level.REGION,
        parent=province, valid_from=date(2025, 7, 1), at=people.SINCE, place="Sông Thanh", address=SEATS[number][0],
        procuracy_name=f"Viện kiểm sát nhân dân khu vực {number} - tỉnh Sông Thanh",
        enforcement_name=f"Phòng Thi hành án dân sự khu vực {number} - tỉnh Sông Thanh",
    )  # fmt: skip


def _area(court: Court, number: int) -> None:
    """The communes over which the court sits."""
    basis = "Phụ lục giả định của Tòa án thực hành"
    lines = [
        areas.Line("tỉnh Sông Thanh", name, "", date(2025, 7, 1), None, basis) for name in SEATS[number][1]
    ]
    filing.enter_area(by=SYSTEM, court=court, lines=lines, at=people.SINCE)


@dataclass(frozen=True)
class Personnel:
    """Where the people of the courts come from, and the practice password as it is stored."""

    names: Names
    chance: Random
    hashed: str

    def fill(self, court: Court, staff: Iterable[tuple[str, Role]], suffix: str) -> None:
        """A person for every post of a court, and its rooms where it has none."""
        posts = list(staff)
        for short, role in posts:
            username = f"{short}{suffix}"
            known = MEDIATORS.get(username)
            user = actions.register(
                by=ANONYMOUS, username=username, full_name=known or self.names.full(woman=self.chance.random() < 0.5),
                email=f"{username}@toaan.example", hashed=self.hashed, at=people.SINCE,
            )  # fmt: skip
            actions.appoint(
                by=SYSTEM, user=user, court=court, kind=role, since=people.SINCE, at=people.SINCE,
                chamber=CHAMBERS.get(short, ""),
            )  # fmt: skip
        if ("hoagiai", Role.MEDIATOR) in posts:
            _list_mediator(court, f"hoagiai{suffix}")
        if not court.rooms.exists():
            _rooms(court)


def _list_mediator(court: Court, username: str) -> None:
    keeper = Post.objects.select_related("user", "court").get(court=court, kind=Role.HR_OFFICER)
    mediation.appoint(
        by=Viewer(user=keeper.user, post=keeper, address="127.0.0.1"), username=username, decision_number="03/2025/QĐ-TA",
        appointed_on=date(2025, 7, 1), at=people.SINCE,
    )  # fmt: skip


def _rooms(court: Court) -> None:
    keeper = Post.objects.select_related("user", "court").get(court=court, kind=Role.PRESIDENT)
    for name, capacity in ROOMS:
        hearings.add_room(
            by=Viewer(user=keeper.user, post=keeper, address="127.0.0.1"), court=court, name=name,
            valid_from=date(2025, 7, 1), at=people.SINCE, capacity=capacity,
        )  # fmt: skip


def _register(person: Person, hashed: str) -> User:
    return actions.register(
        by=ANONYMOUS, username=person.username, full_name=person.name, email=f"{person.username}@thu.example",
        hashed=hashed, birth_date=date(person.born, 6, 15), phone=person.phone, address=person.address,
        at=people.SINCE,
    )  # fmt: skip
