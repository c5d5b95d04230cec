"""Who signs: a person in a post, the court; keys are private, marked as demonstration, and never needed in a lock."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.db import transaction

from toaan.core import signatures
from toaan.core.errors import Refused
from toaan.engines.pdf import render_pdf


@pytest.fixture(scope="module")
def pdf():
    return render_pdf("<p>Quyết định</p>", title="Quyết định", author="Tòa án")


def test_a_post_signs_the_court_seals_and_both_verify(world, judge, pdf, now):
    signed = signatures.sign_as(judge, pdf, reason="Ký", at=now, field="nguoi_ky")
    sealed = signatures.seal_as_court(world.court, signed, at=now)
    found = signatures.verify(sealed, now)
    assert found.valid, found.message_vi
    assert [(s.field, s.signer_name) for s in found.signatures] == [
        ("nguoi_ky", judge.name), (signatures.COURT_FIELD, world.court.name),
    ]  # fmt: skip
    assert found.signatures[0].organisation == world.court.name
    assert not signatures.verify(sealed.replace(b"/MediaBox", b"/MediaBux", 1)).valid
    assert not signatures.verify(pdf).valid


def test_each_post_has_one_key_made_once_marked_as_demonstration(world, judge, clerk, settings):
    keys = signatures.keys()
    first, again, other = keys.of_post(judge.post), keys.of_post(judge.post), keys.of_post(clerk.post)
    assert first.certificate == again.certificate
    assert first.certificate.serial_number != other.certificate.serial_number
    assert "thử nghiệm" in first.certificate.subject.rfc4514_string()
    for path in Path(settings.TOAAN_KEYS).rglob("*"):
        if path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_without_a_post_nobody_signs(plaintiff, pdf, now):
    with pytest.raises(Refused, match="signing.no_post"):
        signatures.sign_as(plaintiff, pdf, reason="Ký", at=now, field="nguoi_ky")


def test_production_without_keys_refuses_and_says_what_to_do(judge, pdf, now, settings):
    settings.PRODUCTION = True
    with pytest.raises(Refused, match="signing.not_configured") as refused:
        signatures.sign_as(judge, pdf, reason="Ký", at=now, field="nguoi_ky")
    assert "TOAAN_SIGNER" in refused.value.message


def test_production_uses_the_keys_that_were_named(judge, pdf, now, settings, tmp_path):
    settings.PRODUCTION = True
    settings.TOAAN_SIGNER = "toaan.core.tests.own_keys.OwnKeys"
    signed = signatures.sign_as(judge, pdf, reason="Ký", at=now, field="nguoi_ky")
    assert signatures.verify(signed).valid


def test_a_broken_document_is_refused_in_words(judge, now):
    with pytest.raises(Refused, match="signing.failed"):
        signatures.sign_as(judge, b"%PDF-1.7 nothing", reason="Ký", at=now, field="nguoi_ky")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_signed_while_a_lock_is_held(judge, pdf, now):
    with transaction.atomic(), pytest.raises(RuntimeError, match="locks"):
        signatures.sign_as(judge, pdf, reason="Ký", at=now, field="nguoi_ky")
