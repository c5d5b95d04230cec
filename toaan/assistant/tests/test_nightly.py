"""What the nightly checks find of the assistant: words that nobody reviews, a ranker whose file is gone."""

from __future__ import annotations

from datetime import timedelta

from toaan.assistant import actions as assistant
from toaan.assistant.actions.ranking import Trained
from toaan.assistant.tests.learning import REVIEWER, asked, contributed, told
from toaan.assistant.training import files
from toaan.core import clock, integrity
from toaan.core.viewer import SYSTEM
from toaan.demo import people
from toaan.engines.retrieval.model import shipped


def of_assistant(court, at):
    found = integrity.run(court, clock.local_date(at), at)
    return [(c.key, f.matter) for c, f in found if c.key.startswith("assistant.")]


def test_what_colleagues_wrote_for_the_assistant_and_nobody_looked_at(world, now):
    people.staff_province(world)
    clock.move_to(now)
    row = contributed(world, now)
    told(world, asked(world))
    assert of_assistant(world.province, now + timedelta(days=20)) == []
    late = now + timedelta(days=40)
    assert [key for key, _matter in of_assistant(world.province, late)] == ["assistant.not_reviewed"] * 2
    assert all("Máy chiếu" not in matter for _key, matter in of_assistant(world.province, late))
    assert of_assistant(world.court, late) == []  # its judges do not review
    assistant.approve(by=world.viewer(REVIEWER), contribution_id=row.pk, revision=1, at=late)
    assert [matter[:7] for _key, matter in of_assistant(world.province, late)] == ["1 góp ý"]


def test_a_ranker_in_use_whose_file_is_gone(world, now, settings, tmp_path):
    settings.TOAAN_HOME = tmp_path / "home"
    people.staff_province(world)
    counts = {"labels": 1, "feedback": 0, "contributions": 0, "held_back": 0, "compared": 0}
    assistant.record_training(by=SYSTEM, trained=Trained(1, files.save(shipped(), 1), counts), at=now)
    assistant.promote(by=SYSTEM, number=1, reason="để thử", at=now)
    assert of_assistant(world.province, now) == []
    files.path(1).unlink()
    assert of_assistant(world.province, now) == [("assistant.no_file", "Bản xếp hạng 1")]
    assert of_assistant(world.court, now) == []
