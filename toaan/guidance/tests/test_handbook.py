"""The handbook promises nothing that is not there: pages open, names stand on them, acts are allowed, commands exist."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from django.urls import reverse

from toaan.cli.command import parser
from toaan.core import actions, policy
from toaan.core.roles import POST_KINDS, Role
from toaan.core.viewer import SYSTEM
from toaan.demo.people import SINCE
from toaan.guidance import handbook

ROOT = Path(__file__).resolve().parents[2]
TASKS = handbook.tasks()


@cache
def sources() -> str:
    """Everything that can put words on a page, but not the handbook itself."""
    found = [
        path.read_text(encoding="utf-8")
        for pattern in ("*/templates/**/*.html", "**/*.py")
        for path in ROOT.glob(pattern)
        if "tests" not in path.parts and "migrations" not in path.parts
    ]
    return "\n".join(found)


@pytest.fixture
def sign_in_as(world, client):
    """A client in any post, also those that the invented court has not filled."""
    from toaan.core.middleware import POST_KEY

    def signed_in(role: Role):
        post = next((p for p in world.posts.values() if p.kind == role.value), None)
        if post is None:
            user = world.users["nguoila"]
            post = actions.appoint(by=SYSTEM, user=user, court=world.court, kind=role, since=SINCE, at=SINCE)
        client.force_login(post.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session[POST_KEY] = str(post.pk)
        session.save()
        return client

    return signed_in


@pytest.mark.parametrize("role", POST_KINDS)
def test_every_page_that_a_post_is_sent_to_opens_for_that_post(sign_in_as, role):
    visitor = sign_in_as(role)
    pages = {
        page for task in handbook.for_role(role) for text in task.prose for page in handbook.pages_in(text)
    }
    assert pages
    refused = {page: code for page in pages if (code := visitor.get(reverse(page)).status_code) != 200}
    assert refused == {}


@pytest.mark.parametrize("role", POST_KINDS)
def test_every_post_has_its_page_of_six_tasks_or_more(sign_in_as, role):
    visitor = sign_in_as(role)
    own = handbook.for_role(role)
    assert len(own) >= 6
    shown = visitor.get(reverse("guidance:post", args=[role.value])).content.decode()
    for task in own:
        assert f'id="{task.key}"' in shown
    assert f"/thuc-hanh/?vai={role.value}" in shown


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_every_act_stands_in_the_policy_for_each_post_that_is_told_to_do_it(task):
    for act in task.acts:
        for role in task.roles:
            assert role in policy.TABLE[act].who, f"{task.key}: {role} may not {act}"


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_every_button_and_heading_named_stands_somewhere_on_the_pages(task):
    missing = [name for text in task.prose for name in handbook.names_in(text) if name not in sources()]
    assert missing == [], (
        f"{task.key} in toaan/guidance/data/handbook names what no page shows any more: {missing}"
    )


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_every_command_given_is_a_command(task):
    known = parser()
    for text in task.prose:
        for command in handbook.commands_in(text):
            program, *words = command.split()
            assert program == "toaan"
            known.parse_args(words)


def test_most_acts_of_a_person_are_explained():
    """What a post alone may do, beyond the portal's own acts, is told to that post."""
    told = {act for task in TASKS for act in task.acts}
    staff = [
        row.act
        for row in policy.POLICY
        if not row.act.startswith("page.")
        and set(row.who) & {Role.CLERK, Role.JUDGE, Role.HR_OFFICER, Role.PRESIDENT}
    ]
    assert len(told & set(staff)) >= 0.75 * len(staff), sorted(set(staff) - told)


def test_search_finds_without_diacritics_and_puts_the_own_post_first():
    hits = handbook.search("bien ban", Role.CLERK)
    assert hits
    assert Role.CLERK in hits[0].roles
    assert handbook.search("khong co dau het xyz", Role.CLERK) == []


def test_the_index_leads_to_the_own_post_first_and_searches(page):
    shown = page("thuky").get("/ban/so-tay/?q=tong+dat").content.decode()
    assert "Việc của bạn" in shown
    assert "#tong-dat" in shown


def test_a_reader_of_another_post_gets_words_instead_of_doors_that_are_shut(page):
    shown = page("tochuc").get("/ban/so-tay/clerk/").content.decode().split('id="noi-dung"')[1]
    assert "Sổ nhận đơn" in shown
    assert 'href="/ban/don/"' not in shown


def test_who_may_not_read_it_and_what_does_not_exist(page, client):
    assert page("nguyendon").get("/ban/so-tay/").status_code == 403
    assert client.get("/ban/so-tay/").status_code == 302
    assert page("thuky").get("/ban/so-tay/citizen/").status_code == 404


def test_a_real_court_leads_to_the_practice_court_beside_it_or_nowhere(page, settings):
    visitor = page("thuky")
    settings.PRODUCTION = True
    assert "thuc-hanh" not in visitor.get("/ban/so-tay/clerk/").content.decode()
    settings.TOAAN_PRACTICE_ADDRESS = "https://thu.toaan.example/"
    shown = visitor.get("/ban/so-tay/clerk/").content.decode()
    assert "https://thu.toaan.example/thuc-hanh/?vai=clerk&amp;den=%2Fban%2Fdon%2F" in shown


def test_text_of_the_handbook_is_never_taken_for_html():
    assert "<script>" not in handbook.render("Gõ <script>alert(1)</script> **A**", linked=True)


def test_the_whole_handbook_reads_no_row(page, django_assert_max_num_queries):
    visitor = page("thuky")
    visitor.get("/ban/so-tay/clerk/")
    with django_assert_max_num_queries(16):
        visitor.get("/ban/so-tay/judge/")
