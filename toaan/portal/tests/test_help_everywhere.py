"""Help stands beside every field that a citizen meets: on every form class, and on every page as it is rendered."""

from __future__ import annotations

import inspect
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django import forms as django_forms
from django.core.cache import cache
from django.urls import reverse

from toaan.core import clock, events
from toaan.demo import steps
from toaan.filing import forms as filing_forms
from toaan.filing import party_forms, petition_forms
from toaan.judgments import forms as judgment_forms
from toaan.portal import account_forms
from toaan.portal import forms as portal_forms
from toaan.publication import forms as publication_forms

DESK = {
    "FilterForm", "PaperForm", "AssignForm", "AmendmentForm", "ReturnForm", "JurisdictionForm", "PartyForm",
    "PersonalPartyForm", "OtherPartyForm", "DraftForm", "NumberForm", "ReopenForm", "PronounceForm", "PaperAppealForm",
    "AcknowledgeForm", "ExtensionOfAmendmentForm", "ProtestForm", "ErrorForm", "ReviewForm", "DeclineForm", "WithdrawForm", "ForwardForm", "AreaForm", "EndAreaForm", "TransferForm",
}  # fmt: skip
"""Forms that only officers meet, or that are never shown themselves. Everything new counts as a citizen's form."""
MODULES = (
    portal_forms,
    filing_forms,
    party_forms,
    petition_forms,
    account_forms,
    judgment_forms,
    publication_forms,
)


def citizens_forms() -> list[type[django_forms.Form]]:
    return [
        form
        for module in MODULES
        for name, form in inspect.getmembers(module, inspect.isclass)
        if issubclass(form, django_forms.Form)
        and form.__module__ == module.__name__
        and name not in DESK
        and not name.startswith("_")
    ]


KIND = SimpleNamespace(tell=("ai",), court="Tòa án khu vực", court_article="35")
ARGUMENTS = {
    "CourtForm": {"courts": []}, "RequestCourtForm": {"courts": [], "kind": KIND}, "RequestForm": {"courts": [], "kinds": []}, "ReasonsForm": {"kind": KIND},
    "DocumentsForm": {"parties": [("1", "Một"), ("2", "Hai")]},
    "FeeForm": {"exemptions": []}, "OnlineAppealForm": {"parts": [], "parties": []},
    "LateAppealForm": {"parts": [], "parties": []}, "PasswordAgainForm": {"user": None},
    "SearchForm": {"choices": publication_forms.Choices([], [])},
}  # fmt: skip


@pytest.mark.parametrize("form_class", citizens_forms(), ids=lambda f: f.__name__)
def test_every_field_of_every_form_of_the_portal_has_help(form_class):
    form = form_class(**ARGUMENTS.get(form_class.__name__, {}))
    bare = [
        name
        for name, bound in ((n, form[n]) for n in form.fields)
        if not bound.is_hidden and not bound.help_text
    ]
    assert not bare, f"{form_class.__name__}: no help beside {bare}"


class Controls(HTMLParser):
    """Visible controls of <main> and what describes them."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.found: list[tuple[str, list[str]]] = []
        self.fieldsets: list[list[str]] = []
        self.in_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(str(given["id"]))
        if tag == "main":
            self.in_main = True
        described = str(given.get("aria-describedby") or "").split()
        if tag == "fieldset":
            self.fieldsets.append(described)
        control = tag in {"select", "textarea"} or (
            tag == "input" and given.get("type", "text") not in {"hidden", "submit"}
        )
        if control and self.in_main:
            inherited = [word for words in self.fieldsets for word in words]
            self.found.append((str(given.get("name")), described + inherited))

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.in_main = False
        if tag == "fieldset" and self.fieldsets:
            self.fieldsets.pop()


def bare_controls(page: str) -> list[str]:
    read = Controls()
    read.feed(page)
    return [
        name
        for name, words in read.found
        if not any(word in read.ids and ("help" in word or "goi-y" in word) for word in words)
    ]


@pytest.fixture(autouse=True)
def practice_clock(own_folder, now):
    cache.clear()
    clock.move_to(now)


@pytest.mark.parametrize(
    "path",
    ["/", "/tinh-an-phi/", "/kiem-tra/", "/theo-doi/", "/ban-an/", "/lich-xet-xu/", "/dang-ky/",
     "/tai-khoan/login/", "/tai-khoan/password/reset/"],
)  # fmt: skip
def test_every_control_on_a_public_page_is_described(world, client, path):
    assert bare_controls(client.get(path).content.decode()) == []


def test_every_control_of_the_guided_petition_is_described(world, page, now):
    draft, mine = steps.draft_petition(world, now), page("nguyendon")
    slugs = (
        "toa-an",
        "nguoi-khoi-kien",
        "nguoi-bi-kien",
        "nguoi-lien-quan",
        "su-viec",
        "yeu-cau",
        "nguoi-lam-chung",
    )
    addresses = [reverse("filing:draft_section", args=[draft.pk, slug]) for slug in slugs]
    addresses += [
        reverse("filing:draft_papers", args=[draft.pk]),
        reverse("filing:draft_check", args=[draft.pk]),
    ]
    for address in ["/nop-don/", *addresses, "/tai-khoan/password/change/"]:
        shown = mine.get(address)
        assert shown.status_code == 200, address
        assert bare_controls(shown.content.decode()) == [], address


def test_every_control_of_a_party_in_a_running_case_is_described(world, page, now):
    petition = steps.examined_petition(world, now)
    case = steps.pronounced_case(world, now)
    events.drain()
    mine = page("nguyendon")
    for address in (
        reverse("filing:mine_receipt", args=[petition.pk]),
        reverse("filing:submit_document", args=[case.pk]),
        reverse("judgments:appeal", args=[case.pk]),
        reverse("judgments:late_appeal", args=[case.pk]),
    ):
        shown = mine.get(address)
        assert bare_controls(shown.content.decode()) == [], address
