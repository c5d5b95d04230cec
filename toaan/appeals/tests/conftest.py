"""Fixtures of this domain's tests."""

from toaan.judgments.tests.conftest import quick_paper

__all__ = ["quick_paper"]
