"""Papers are laid out and signed for real only where a test looks at them."""

from __future__ import annotations

from toaan.hearings.tests.conftest import quick_papers, real_papers

__all__ = ["quick_papers", "real_papers"]
