"""Files on their way through real lines, real servers and a real browser: what breaks goes on, what differs is told."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, Route, expect

from tests.journeys.court import Court, running, wait_for_web, web_process

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def court(tmp_path_factory):
    with running(tmp_path_factory.mktemp("toa-tai-len")) as found:
        found.set_clock("05/01/2026 09:00")
        yield found


@pytest.fixture(scope="module")
def papers(court) -> str:
    """Address of the papers page of a draft of the plaintiff."""
    program = (
        "import django; django.setup()\n"
        "from toaan.core import clock\n"
        "from toaan.core.models import Court, User\n"
        "from toaan.core.viewer import Viewer\n"
        "from toaan.filing import actions\n"
        "by = Viewer(user=User.objects.get(username='nguyendon'))\n"
        "court = Court.objects.get(code='TAND-ST-KV3')\n"
        "print(actions.start_draft(by=by, court_id=court.pk, kind='DS', at=clock.now()).pk)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=court.environment, capture_output=True, text=True, check=True
    )
    return reverse("filing:draft_papers", args=[done.stdout.strip().splitlines()[-1]])


def video(folder: Path, name: str, size: int) -> Path:
    """A file that is a whole MP4 container of the wished size, with content that differs everywhere."""
    path = folder / name
    head = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0\0\0\x08moov"
    body = size - len(head)
    with path.open("wb") as file:
        file.write(head + body.to_bytes(4, "big") + b"mdat")
        block = hashlib.sha256(name.encode()).digest() * 32768
        left = body - 8
        while left > 0:
            file.write(block[: min(left, len(block))])
            left -= len(block)
    return path


_lines: dict[Page, CDPSession] = {}


def slow(page: Page, kilobytes: int = 1500, *, offline: bool = False) -> None:
    """A line of so many kilobytes a second, or none; one tool a page, or two would contradict each other."""
    if page not in _lines:
        _lines[page] = page.context.new_cdp_session(page)
        _lines[page].send("Network.enable")
    _lines[page].send(
        "Network.emulateNetworkConditions",
        {"offline": offline, "latency": 5, "downloadThroughput": -1, "uploadThroughput": kilobytes * 1024},
    )


@pytest.fixture
def page(court, papers):
    page = court.person("nguyendon")
    court.open(page, papers)
    yield page
    page.unroute_all()
    rows = page.locator(".ta-upload__row")
    for left in reversed(range(rows.count())):  # one after the other: each that goes moves those below it up
        rows.last.get_by_role("button", name=re.compile("^Bỏ")).click()
        expect(rows).to_have_count(left)
    slow(page, 50_000)


def choose(page: Page, path: Path) -> None:
    page.set_input_files("[data-upload] input[type=file]", path)


def row(page: Page, name: str):
    return page.locator(".ta-upload__row", has_text=name)


def percent(page: Page, name: str) -> int:
    return int(row(page, name).get_by_role("progressbar").get_attribute("aria-valuenow") or 0)


def until(page: Page, name: str, at_least: int) -> int:
    end = time.monotonic() + 40
    while (now := percent(page, name)) < at_least:
        assert time.monotonic() < end, row(page, name).inner_text()
        page.wait_for_timeout(50)
    return now


def done(page: Page, name: str) -> None:
    expect(row(page, name)).to_contain_text("Đã gửi xong", timeout=60_000)


def kept(court: Court, path: Path) -> bool:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return (court.home / "files" / sha256[:2] / sha256[2:4] / sha256).is_file()


def test_a_form_waits_for_its_files_and_the_court_has_exactly_them(court, page, tmp_path):
    path = video(tmp_path, "ghi hình giao tiền.mp4", 6_000_000)
    slow(page, 500)  # or a busy machine presses when the file is there already
    choose(page, path)
    page.get_by_role("button", name="Tải lên").click()
    expect(page.locator(".ta-upload__note")).to_contain_text("rồi sẽ tự nộp")
    slow(page, 20_000)
    expect(page.get_by_text("Đã nhận 1 tệp")).to_be_visible(timeout=60_000)
    expect(page.locator("main")).to_contain_text("ghi hình giao tiền")
    assert kept(court, path)
    assert page.locator(".ta-upload__row").count() == 0


def test_the_line_drops_and_comes_back(page, tmp_path):
    path = video(tmp_path, "rot mang.mp4", 8_000_000)
    slow(page)
    choose(page, path)
    until(page, "rot mang", 15)
    slow(page, offline=True)
    expect(row(page, "rot mang")).to_contain_text("Mất kết nối, sẽ tự gửi tiếp")
    page.wait_for_timeout(1500)
    slow(page, 20_000)
    done(page, "rot mang")


def test_pause_resume_and_leave_by_keyboard(page, tmp_path):
    path = video(tmp_path, "tam dung.mp4", 8_000_000)
    slow(page)
    choose(page, path)
    until(page, "tam dung", 10)
    pause = row(page, "tam dung").get_by_role("button", name="Tạm dừng")
    pause.focus()
    page.keyboard.press("Enter")
    expect(row(page, "tam dung")).to_contain_text("Đã tạm dừng")
    resume = row(page, "tam dung").get_by_role("button", name="Tiếp tục")
    expect(resume).to_be_focused()
    stood = percent(page, "tam dung")
    page.wait_for_timeout(700)
    assert percent(page, "tam dung") == stood
    page.get_by_role("button", name="Tải lên").click()
    expect(page.locator(".ta-upload__note")).to_contain_text("Còn tệp chưa gửi xong")
    slow(page, 20_000)
    resume.focus()
    page.keyboard.press("Enter")
    done(page, "tam dung")


def test_after_a_reload_the_same_file_goes_on_where_it_stopped(page, papers, court, tmp_path):
    path = video(tmp_path, "tai lai trang.mp4", 8_000_000)
    slow(page)
    choose(page, path)
    until(page, "tai lai trang", 30)
    page.once("dialog", lambda dialog: dialog.accept())
    court.open(page, papers)
    expect(row(page, "tai lai trang")).to_contain_text("Lần trước gửi dở")
    stood = percent(page, "tai lai trang")
    assert stood > 0
    offsets: list[int] = []
    page.on(
        "request",
        lambda r: offsets.append(int(r.headers["upload-offset"])) if r.method == "PATCH" else None,
    )
    choose(page, path)
    done(page, "tai lai trang")
    assert page.locator(".ta-upload__row").count() == 1
    assert min(offsets) > 0


def test_the_server_is_killed_in_the_middle_and_started_again(court, page, tmp_path):
    path = video(tmp_path, "may chu chet.mp4", 8_000_000)
    slow(page)
    choose(page, path)
    until(page, "may chu chet", 20)
    killed = web_process(court.home)
    os.kill(killed, signal.SIGKILL)
    wait_for_web(court.address)
    slow(page, 20_000)
    done(page, "may chu chet")
    assert web_process(court.home) != killed


def test_a_piece_that_the_line_damages_is_sent_again(page, tmp_path):
    path = video(tmp_path, "duong truyen.mp4", 3_000_000)
    damaged: list[int] = []

    def damage(route: Route) -> None:
        body = route.request.post_data_buffer
        if route.request.method == "PATCH" and not damaged and body:
            damaged.append(1)
            route.continue_(post_data=bytes([body[0] ^ 1]) + body[1:])
        else:
            route.continue_()

    page.route("**/tai-len/**", damage)
    choose(page, path)
    done(page, "duong truyen")
    assert damaged


def test_what_differs_in_the_end_is_told_and_not_kept(court, page, tmp_path):
    path = video(tmp_path, "khong khop.mp4", 2_000_000)

    def forge(route: Route) -> None:
        body, headers = route.request.post_data_buffer, dict(route.request.headers)
        if route.request.method == "PATCH" and body:
            headers.pop("upload-checksum", None)
            route.continue_(post_data=body[:-1] + bytes([body[-1] ^ 1]), headers=headers)
        else:
            route.continue_()

    page.route("**/tai-len/**", forge)
    choose(page, path)
    expect(row(page, "khong khop")).to_contain_text("không giống tệp trên máy bạn", timeout=30_000)
    assert row(page, "khong khop").get_by_role("button", name="Tiếp tục").count() == 0
    assert not kept(court, path)


def test_two_windows_send_one_file_once(court, page, papers, tmp_path):
    path = video(tmp_path, "hai cua so.mp4", 8_000_000)
    other = page.context.new_page()
    court.open(other, papers)
    slow(page)
    slow(other)
    choose(page, path)
    choose(other, path)
    done(page, "hai cua so")
    expect(row(other, "hai cua so")).to_contain_text("Đã gửi xong", timeout=60_000)
    other.close()


def test_wrong_kinds_are_told_beside_the_file_before_anything_is_sent(page, tmp_path):
    path = tmp_path / "chuong trinh.exe"
    path.write_bytes(b"MZ" * 1000)
    choose(page, path)
    expect(row(page, "chuong trinh")).to_contain_text("không thuộc loại được nhận")


def test_without_script_the_plain_input_works(court, papers, tmp_path):
    path = video(tmp_path, "khong script.mp4", 300_000)
    storage = court.person("nguyendon").context.storage_state()
    context = court.browser.new_context(java_script_enabled=False, storage_state=storage, locale="vi-VN")
    page = context.new_page()
    page.goto(court.address + papers)
    page.set_input_files("[data-upload] input[type=file]", path)
    page.get_by_role("button", name="Tải lên").click()
    expect(page.get_by_text("Đã nhận 1 tệp")).to_be_visible()
    assert kept(court, path)
    context.close()
