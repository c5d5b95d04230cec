"""A register tells its years by its first and its last line, and a line stands where its number says."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from toaan.core import registers
from toaan.core.together import load
from toaan.core.viewer import SYSTEM
from toaan.demo import steps
from toaan.filing import queries
from toaan.filing.models import Petition


def years(rows, today):
    ends = registers.ends(rows)
    load(*ends)
    return registers.years(ends, today)


def test_every_year_from_the_first_line_to_the_present_one_can_be_turned_to(world, now):
    steps.filed_petition(world, now)
    taken_over = steps.filed_petition(world, now)  # from a court that was merged into this one
    Petition.objects.filter(pk=taken_over.pk).update(register_year=2023)
    assert years(Petition.objects.all(), 2026) == [2026, 2025, 2024, 2023]


def test_a_court_without_a_line_has_the_present_year(world):
    assert years(Petition.objects.all(), 2026) == [2026]


def test_drafts_have_no_line_and_make_no_year(world, now):
    petition = steps.filed_petition(world, now)
    petition.number = petition.register_year = petition.register_sequence = None
    petition.save()
    assert years(Petition.objects.all(), 2026) == [2026]
    assert not queries.register(SYSTEM, year=2026).exists()


def test_the_database_refuses_a_number_without_its_place(world, now):
    petition = steps.filed_petition(world, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Petition.objects.filter(pk=petition.pk).update(register_year=None)
