"""Walks a journey step by step; when one fails, says which, and what everybody had before them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.court import Court
from tests.journeys.to_acceptance import ToAcceptance, press
from tests.journeys.to_judgment import ToJudgment


def steps_of(*parts: type) -> list[str]:
    """The steps of these classes in the order in which they are written."""
    return [
        name
        for part in parts
        for name, value in vars(part).items()
        if callable(value) and not name.startswith("_") and name != "desk"
    ]


def walk(journey: ToAcceptance, names: Iterable[str]) -> None:
    """Every step; afterwards the audit chain must be whole."""
    court = journey.court
    for name in names:
        print("step:", name.replace("_", " "), flush=True)
        try:
            getattr(journey, name)()
        except BaseException:
            for who, page in court.pages.items():
                page.screenshot(path=str(court.home / f"failed-{who}.png"), full_page=True)
                print(who, page.url, page.inner_text("body")[:1500])
            print((court.home / "run.log").read_text(encoding="utf-8")[-3000:])
            raise
    verified = json.loads(court.toaan("audit", "verify", "--json").stdout)
    assert verified["good"], verified


class FromScene(ToJudgment):
    """A journey that begins where a scene ended."""

    def __init__(self, court: Court, folder: Path) -> None:
        super().__init__(court, folder)
        self.case, self.number, self.judge = (court.told[key] for key in ("case", "number", "judge"))

    def _portal(self, who: str, path: str = "") -> Page:
        """A citizen on a page of the case."""
        page = self.court.person(who)
        assert self.court.open(page, f"/vu-an/{self.case}/{path}") == 200, page.inner_text("main")[:500]
        return page

    def _refused(self, page: Page, button: str, *words: str) -> None:
        """Pressing brings an error that says these words."""
        press(page, button)
        for word in words:
            expect(page.get_by_role("alert").first).to_contain_text(word)

    def _other_judge(self) -> Page:
        """A judge of the court who does not sit on the case."""
        return self.court.person(next(who for who in ("thamphan", "thamphan2") if who != self.judge))

    def _open(self, who: str, path: str) -> int:
        """What a page of the case at the desk answers to this person."""
        return self.court.open(self.court.person(who), f"/ban/vu-an/{self.case}/{path}")
