"""The signatures on the judgment's page: checked once for many readers, and again after a while."""

from toaan.core import signatures
from toaan.demo import steps
from toaan.judgments.models import Judgment


def test_the_check_is_made_once_and_again_when_it_has_grown_old(world, now, monkeypatch):
    case = steps.pronounced_case(world, now)
    paper = Judgment.objects.get(case=case).signed_sha256
    made = []
    real = signatures.verify
    monkeypatch.setattr(signatures, "verify", lambda pdf: made.append(1) or real(pdf))
    first, second = signatures.verify_stored(paper), signatures.verify_stored(paper)
    assert first.valid and second == first
    assert len(made) == 1
    signatures.remembered.delete(f"signatures:{paper}")
    assert signatures.verify_stored(paper).valid
    assert len(made) == 2
