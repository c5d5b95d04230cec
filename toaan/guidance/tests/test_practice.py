"""The practice court: anybody may be played, time may be moved, and nothing of it exists in a real court."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from toaan.core import actions as core_actions
from toaan.core import audit, clock, documents
from toaan.core.errors import Refused
from toaan.core.models import AuditEntry
from toaan.core.viewer import ANONYMOUS
from toaan.guidance import actions, installation

PLAY, CLOCK = "/thuc-hanh/", "/ban/dong-ho/"


def toaan(*words, home, **more):
    """Run the console command in an environment of its own."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("TOAAN_", "DATABASE_URL"))}
    environment = {**inherited, "TOAAN_HOME": str(home), **more}
    return subprocess.run(
        [sys.executable, "-m", "toaan.cli", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("address", ["/", "/tai-khoan/login/", PLAY])
def test_the_strip_stands_on_pages_of_the_portal(client, world, address):
    assert "người, vụ án và chữ ký đều là giả định" in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/ban/", "/ban/so-thu-ly/", "/ban/so/thu-ly/in/", CLOCK])
def test_the_strip_stands_on_pages_of_the_desk(page, address):
    shown = page("chanhan").get(address).content.decode().lower()
    assert "thực hành" in shown
    assert "giả định" in shown


def test_a_real_court_shows_no_strip_and_offers_no_roles(client, world, settings):
    settings.PRODUCTION = True
    shown = client.get("/tai-khoan/login/").content.decode()
    assert "ta-practice" not in shown
    assert "Vào thử" not in shown


def test_the_sign_in_page_offers_every_post_in_one_press(client, world):
    shown = client.get("/tai-khoan/login/").content.decode()
    for title in ("Chánh án", "Thẩm phán", "Thư ký", "Văn thư", "Lưu trữ", "Kiểm sát viên"):
        assert f"Vào thử với vai {title}" in shown


def test_one_press_signs_in_and_goes_where_the_reader_wanted(client, world):
    answer = client.post(PLAY, {"vai": "thuky", "den": "/ban/so-thu-ly/"})
    assert answer["Location"] == "/ban/so-thu-ly/"
    assert client.get("/ban/so-thu-ly/").context["viewer"].user.username == "thuky"
    client.post(PLAY, {"vai": "thamphan"})
    assert client.get("/ban/").context["viewer"].user.username == "thamphan"


def test_a_citizen_is_played_without_a_post(client, world):
    client.post(PLAY, {"vai": "thuky"})
    assert client.post(PLAY, {"vai": "nguyendon"})["Location"] == reverse("portal:mine")
    assert client.get("/ban/").status_code == 403


@pytest.mark.parametrize("there", ["https://xau.example/", "//xau.example/", "javascript:alert(1)"])
def test_one_press_leads_to_no_other_site(client, world, there):
    assert client.post(PLAY, {"vai": "thuky", "den": there})["Location"] == reverse("desk:home")


def test_whoever_registered_with_an_address_of_their_own_is_not_played(client, world):
    core_actions.register(
        by=ANONYMOUS, username="rieng", full_name="Người Có Thật", email="rieng@co-that.vn",
        password="Mat-khau-rieng-9", at=clock.now(),
    )  # fmt: skip
    assert client.post(PLAY, {"vai": "rieng"}).status_code == 404
    assert client.get("/ca-nhan/").status_code == 302


def test_looking_at_the_list_signs_nobody_in(client, world):
    shown = client.get(PLAY + "?vai=archivist&den=/ban/").content.decode()
    assert "Vai của việc bạn vừa đọc" in shown
    assert client.get("/ban/").status_code == 302


def test_a_real_court_refuses_to_be_played(client, world, settings):
    settings.PRODUCTION = True
    assert client.post(PLAY, {"vai": "thuky"}).status_code == 404
    assert client.get(PLAY).status_code == 404
    assert "_auth_user_id" not in client.session


def test_in_production_the_addresses_of_practice_do_not_exist(tmp_path):
    """The routes themselves: asked of a process that really runs in production mode."""
    home = tmp_path / "that"
    home.mkdir(mode=0o700)
    asked = (
        "from django.urls import reverse, resolve, NoReverseMatch\nfrom django.http import Http404\n"
        "for n in ('guidance:play','guidance:clock'):\n"
        "  try: reverse(n); print('co', n)\n"
        "  except NoReverseMatch: print('khong', n)\n"
        "for p in ('/thuc-hanh/','/ban/dong-ho/'):\n"
        "  try: resolve(p); print('co', p)\n"
        "  except Http404: print('khong', p)\n"
    )
    real = {
        "TOAAN_MODE": "production",
        "TOAAN_HOSTS": "toaan.example",
        "TOAAN_TLS": "1",
        "TOAAN_SECRET_KEY": "x" * 50,
    }
    done = toaan("manage", "shell", "-v0", "-c", asked, home=home, **real)
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["khong"] * 4


# --- the clock ---------------------------------------------------------------------------------------------


def test_an_officer_moves_the_time_a_week_and_back(page, world):
    visitor = page("thuky")
    before = clock.today()
    visitor.post(CLOCK, {"viec": "7"})
    assert clock.today() == before + timedelta(days=7)
    assert "Giờ thực hành" in visitor.get("/").content.decode()
    visitor.post(CLOCK, {"viec": "that"})
    assert not clock.moved()
    assert AuditEntry.objects.filter(act="guidance.move_clock").count() == 2
    assert audit.verify(world.court.code).good


@pytest.mark.parametrize("hour", ["8:30", "08h30", "08.30"])
def test_time_goes_to_a_day_and_an_hour_as_people_type_them(page, hour):
    page("kiemsat").post(CLOCK, {"viec": "den", "day": "05/01/2026", "hour": hour})
    shown = clock.now()
    assert datetime(2026, 1, 5, 1, 30, tzinfo=UTC) <= shown < datetime(2026, 1, 5, 1, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour", "words"),
    [
        ("31/02/2026", "08:00", "Lỗi"),
        ("05/01/2026", "25:00", "Nhập giờ và phút"),
        ("01/01/2020", "08:00", "Chọn ngày từ 01/07/2025"),
        ("01/01/2150", "08:00", "Chọn ngày từ 01/07/2025"),
        ("01/01/2999", "08:00", "Lỗi"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_stays_typed(page, day, hour, words):
    answer = page("thuky").post(CLOCK, {"viec": "den", "day": day, "hour": hour})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert words in shown
    assert day in shown
    assert not clock.moved()


def test_a_citizen_does_not_move_the_time(page, plaintiff):
    assert page("nguyendon").post(CLOCK, {"viec": "7"}).status_code == 403
    with pytest.raises(Refused):
        actions.move_clock(by=plaintiff, to=None, at=clock.now())


def test_a_real_court_never_moves_its_time(page, president, settings):
    settings.PRODUCTION = True
    with pytest.raises(Refused) as refusal:
        actions.move_clock(by=president, to=clock.now() + timedelta(days=7), at=clock.now())
    assert refusal.value.code == "practice.production"
    assert page("chanhan").post(CLOCK, {"viec": "7"}).status_code == 404
    assert not AuditEntry.objects.filter(act="guidance.move_clock").exists()


# --- papers ------------------------------------------------------------------------------------------------


def paper(world, now) -> bytes:
    from toaan.core import files

    made = documents.render(
        "forms/base.html", {"court": world.court, "day": now.date()}, title="Giấy thử", at=now
    )
    return files.store().open(made.sha256).read()


def test_a_paper_made_in_practice_says_so_and_a_real_one_does_not(world, now, settings, monkeypatch):
    from toaan.core import documents as made

    seen = []
    drawn = made.render_pdf
    monkeypatch.setattr(
        made, "render_pdf", lambda html, **more: seen.append(more["mark"]) or drawn(html, **more)
    )
    practice = paper(world, now)
    settings.PRODUCTION = True
    real = paper(world, now)
    assert seen == ["BẢN THỰC HÀNH", ""]
    assert practice != real


# --- beside a real court -----------------------------------------------------------------------------------

REAL = {
    "TOAAN_HOME": "/srv/toaan",
    "TOAAN_MODE": "production",
    "DATABASE_URL": "postgresql://toaan@db/toaan",
    "TOAAN_SMTP_HOST": "mail.toaan.example",
    "TOAAN_SIGNER": "khoa.that",
    "TOAAN_SECRET_KEY": "bi-mat",
    "TOAAN_SOMETHING_NEW": "1",
    "TOAAN_UPLOAD_LIMIT": "1000",
    "PATH": "/bin",
}


def test_nothing_of_the_real_court_reaches_the_practice_court():
    own = installation.environment_of(REAL)
    assert own["TOAAN_HOME"] == "/srv/toaan/practice"
    assert own["TOAAN_MODE"] == "practice"
    for name in (
        "DATABASE_URL",
        "TOAAN_SMTP_HOST",
        "TOAAN_SIGNER",
        "TOAAN_SECRET_KEY",
        "TOAAN_SOMETHING_NEW",
    ):
        assert name not in own
    assert own["TOAAN_UPLOAD_LIMIT"] == "1000"
    assert own["PATH"] == "/bin"


def test_its_address_decides_its_host_and_whether_it_stands_behind_tls():
    own = installation.environment_of({**REAL, "TOAAN_PRACTICE_ADDRESS": "https://thu.toaan.example"})
    assert own["TOAAN_HOSTS"].split(",")[0] == "thu.toaan.example"
    assert own["TOAAN_TLS"] == "1"
    assert "TOAAN_TLS" not in installation.environment_of(REAL)


@pytest.mark.parametrize("place", ["/srv/toaan", "/srv"])
def test_it_refuses_the_folder_of_the_real_court(place):
    with pytest.raises(installation.SamePlace):
        installation.environment_of({**REAL, "TOAAN_PRACTICE_HOME": place})


def test_the_two_courts_share_no_place(tmp_path):
    """Asked of both installations as they really start."""
    home = tmp_path / "that"
    home.mkdir(mode=0o700)
    real = {
        "TOAAN_MODE": "production", "TOAAN_HOSTS": "toaan.example", "TOAAN_TLS": "1", "TOAAN_SECRET_KEY": "x" * 50,
        "TOAAN_SMTP_HOST": "mail.toaan.example", "DATABASE_URL": f"sqlite:///{home}/that.sqlite3",
    }  # fmt: skip
    done = toaan("practice", "check", "--json", home=home, **real)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["shared"] == []
    assert all(told["real"][name] and told["practice"][name] for name in installation.PLACES)
    for name in ("database", "files", "index", "keys", "clock", "mail", "static", "logs"):
        assert str(home / "practice") in told["practice"][name]


def test_making_the_practice_database_leaves_the_real_folder_as_it_was(tmp_path):
    home = tmp_path / "that"
    home.mkdir(mode=0o700)
    assert toaan("setup-db", home=home, TOAAN_MODE="practice").returncode == 0

    def everything():
        return {
            path.relative_to(home): path.read_bytes()
            for path in home.rglob("*")
            if path.is_file() and "practice" not in path.relative_to(home).parts
        }

    before = everything()
    own = installation.environment_of({"TOAAN_HOME": str(home)})
    practice = {k: v for k, v in own.items() if k.startswith("TOAAN_") and k != "TOAAN_HOME"}
    assert toaan("setup-db", home=own["TOAAN_HOME"], **practice).returncode == 0
    assert (home / "practice" / "toaan.sqlite3").exists()
    assert everything() == before
