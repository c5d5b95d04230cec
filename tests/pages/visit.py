"""Opens the pages of the census in a real browser, in a real court, and says what is wrong with each.

The practice court is made once and kept under `build/` (git-ignored) until the code that makes it changes; every run
works on a copy.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession
from playwright.sync_api import Page as Tab

from tests.journeys import court as courts
from tests.pages.census import PAGES, Page
from tests.pages.day import NOW

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "practice"
MAKERS = (
    "actions",
    "consequences",
    "migrations",
    "models",
    "demo",
    "core",
    "rules",
    "states",
    "duties",
    "pages",
)
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Every rule is run. What is left out is the account of all that was found right, some MB a page, and the style sheets
# that axe would load again for rules that are not among ours.
AXE_FAULTS = """async (rules) => {
    const found = await axe.run(document, {
        runOnly: rules, resultTypes: ["violations"], preload: { assets: ["media"] } });
    return found.violations.map((v) => (
        { id: v.id, help: v.help, where: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)) }));
}"""
WIDTHS = (1366, 1024, 390, 320)
FIRST = {"portal": 120_000, "desk": 150_000}
LATER = 30_000
SETTLED = """document.fonts.ready.then(() => Promise.race([
    new Promise((done) => setTimeout(done, 5000)),
    Promise.all([...document.images].filter((i) => i.getBoundingClientRect().top < innerHeight).map(
        (i) => i.complete || new Promise((done) => { i.onload = i.onerror = done; })))])).then(() => true)"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WHAT_IS_WIDE = """() => [...document.querySelectorAll("main *, header *, footer *")]
    .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 3).map((e) => e.tagName.toLowerCase() + "." + e.className)"""
FONTS = """() => [...document.fonts].filter((f) => f.status === "loaded" && f.family.includes("Be Vietnam")).length"""
# A browser remembers the icon of a house through every emptying of its cache; a newcomer's does not.
ICON = """() => Promise.all([...document.querySelectorAll("link[rel=icon]")].map(
    (icon) => fetch(icon.href, { cache: "reload" }).then((answer) => answer.arrayBuffer()))).then(() => true)"""
EMPTIED = """if (window === top) {
    try { sessionStorage.clear(); localStorage.clear(); } catch { /* has none */ }
    if (location.pathname === "/healthz") addEventListener("DOMContentLoaded", () => {
        const icon = document.createElement("link");  // or the browser asks for one that no court has
        icon.rel = "icon"; icon.href = "data:,"; document.head.append(icon); }); }"""
FOCUS = (Path(__file__).parent / "keyboard.js").read_text(encoding="utf-8").split("\n", 2)[2]
SIZES = {1366: (1366, 768), 1024: (1024, 768), 390: (390, 844), 320: (320, 640)}


def made_of() -> str:
    """A digest of everything that decides what the practice court holds."""
    total = hashlib.sha256()
    files = (
        *(ROOT / "toaan").rglob("*.py"),
        *(ROOT / "toaan").rglob("*.yaml"),
        *(Path(__file__).parent / name for name in ("practice.py", "matters.py")),
    )
    for file in sorted(files):
        parts = file.relative_to(ROOT).with_suffix("").parts
        unit_test = parts[0] == "toaan" and "tests" in parts
        if not unit_test and any(part in MAKERS for part in parts):
            total.update(f"{parts}".encode() + file.read_bytes())
    return total.hexdigest()[:16]


def environment(home: Path) -> dict[str, str]:
    """The environment of a command in this court."""
    given = {**os.environ, "TOAAN_HOME": str(home), "TOAAN_MODE": "practice"}
    return given | {"DJANGO_SETTINGS_MODULE": "toaan.config.settings", "PYTHONPATH": str(ROOT)}


def in_court(home: Path, *words: str) -> str:
    """Run a module in this court and give back what it printed.

    `make test` runs what takes long on processors that are idle otherwise (`scripts/stages.py`): it may wait for them.
    """
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def kept_court(kind: str = "practice") -> Path:
    """The folder of a finished court; made when it is not there, or no longer what the code would make.

    "practice" has one matter at every stage, "demo" is the whole demonstration (some minutes).
    """
    home = KEPT / f"{kind}-{made_of()}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f".lock-{kind}").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)  # two test processes want it at once: one makes it, the other waits
        if not home.is_dir():
            _make(kind, home)
    return home


def _make(kind: str, home: Path) -> None:
    for old in (*KEPT.glob(f"{kind}-*"), *KEPT.glob(f".draft-{kind}-*")):
        shutil.rmtree(old, ignore_errors=True)
    draft = Path(tempfile.mkdtemp(prefix=f".draft-{kind}-", dir=KEPT))
    in_court(draft, "toaan.cli", "setup-db")
    if kind == "demo":
        in_court(draft, "toaan.cli", "clock", "set", NOW.isoformat())
        in_court(draft, "toaan.cli", "demo", "load")
    else:
        in_court(draft, "tests.pages.practice", "fill")
    draft.rename(home)


@dataclass
class Seen:
    """What one page was found to be. `faults` is empty when all is well."""

    key: str
    who: str
    path: str
    faults: list[str] = field(default_factory=list)
    first: int = 0
    later: int = 0
    pictures: int = 0
    """Pictures of the documents that the reader came to read: counted apart, in neither of the two weights."""
    html: int = 0
    axe: dict[int, int] = field(default_factory=dict)
    title: str = ""


class House:
    """A running practice court, and the people of the census in front of it."""

    def __init__(self, court: courts.Court, rows: dict[str, dict[str, Any]]) -> None:
        self.court, self.rows = court, rows
        self.sessions: dict[str, Any] = {}
        self.kept: dict[tuple[str, str], set[str]] = {}
        self.looking: Tab | None = None
        """The one tab in which all pages are looked at; see `_as_new`."""
        self.axe = AXE.read_text(encoding="utf-8")

    def context(self, who: str, width: int = 1366, **more: Any) -> BrowserContext:
        """A browser with an empty cache in which this person is signed in."""
        return self.court.browser.new_context(
            viewport=size_of(width), locale="vi-VN",
            storage_state=self._session(who), **more,
        )  # fmt: skip

    def _session(self, who: str) -> Any:
        """What the browser of this person holds after signing in; nothing for a visitor."""
        if who and who not in self.sessions:
            self.sessions[who] = self.court.person(who).context.storage_state()
            self.court.pages.pop(who).context.close()  # or its page would go on listening to the court
        return self.sessions.get(who)

    @contextmanager
    def _as_new(self, who: str) -> Iterator[Tab]:
        """A tab as it is in a browser just opened by this person: no page before this one, no cache, nothing stored.

        It is the same tab each time, emptied: a new one costs more than all that is done in it.
        """
        session = self._session(who)
        if self.looking is None:
            self.looking = self.context("").new_page()
            self.looking.context.add_init_script(EMPTIED)
        tab, context = self.looking, self.looking.context
        try:
            tab.goto(self.court.address + "/healthz")  # the page before this one is gone; the process stays
            tab.set_viewport_size(size_of(1366))
            context.clear_cookies()
            if session:
                context.add_cookies(session["cookies"])
            yield tab
        except BaseException:
            self.looking = None  # whatever befell it stays there
            context.close()
            raise

    def row(self, page: Page) -> tuple[str, str]:
        """Who opens which address."""
        row = self.rows[page.key]
        if "fault" in row:
            raise LookupError(row["fault"])
        return row["who"], row["path"]

    @contextmanager
    def tab(self, key: str, width: int = 1366) -> Iterator[Tab]:
        """The page of a row, open for the person whose page it is."""
        who, path = self.row(next(page for page in PAGES if page.key == key))
        context = self.context(who, width)
        try:
            opened = context.new_page()
            opened.set_default_timeout(15_000)
            opened.goto(self.court.address + path)
            settle(opened)
            yield opened
        finally:
            context.close()

    # --- looking -------------------------------------------------------------------------------------------

    def look(self, page: Page) -> Seen:
        """Everything that is checked on one page."""
        try:
            who, path = self.row(page)
        except LookupError as fault:
            return Seen(page.key, page.who, page.path, [str(fault)])
        seen = Seen(page.key, who, path)
        kept = self._kept_from(self._home_of(page, path), who)
        with self._as_new(who) as tab, listening(tab, seen, page.status), weighed(tab) as weight:
            answer = tab.goto(self.court.address + path)
            assert answer is not None
            tab.evaluate(ICON)
            settle(tab)
            seen.first, seen.html = weight.total - weight.pictures, weight.document
            seen.later = seen.first - sum(size for url, size in weight.files.items() if url in kept)
            seen.pictures = weight.pictures
            if answer.status != page.status:
                seen.faults.append(f"answers {answer.status} instead of {page.status}")
            self._read(page, tab, seen)
            self._focus(tab, seen)
            self._widths(tab, seen)
        face = "desk" if path.startswith("/ban/") else "portal"
        if page.weighed and seen.first > FIRST[face]:
            seen.faults.append(
                f"first visit weighs {seen.first / 1000:.1f} kB, more than {FIRST[face] // 1000}"
            )
        if page.weighed and seen.later > LATER:
            seen.faults.append(f"later visit weighs {seen.later / 1000:.1f} kB, more than {LATER // 1000}")
        return seen

    def _read(self, page: Page, tab: Tab, seen: Seen) -> None:
        seen.title = tab.title()
        heads = tab.locator("h1").count()
        checks = (
            (heads != 1, f"{heads} h1"),
            (not seen.title.strip() or seen.title.strip().startswith("–"), f"title “{seen.title}”"),
            (tab.get_attribute("html", "lang") != "vi", "the language of the page is not said"),
            (not page.sheet and tab.evaluate(FONTS) < 1, "no letter of Be Vietnam Pro was loaded"),
        )
        seen.faults += [fault for wrong, fault in checks if wrong]

    def _focus(self, tab: Tab, seen: Seen) -> None:
        tab.keyboard.press("Tab")
        seen.faults += tab.evaluate(FOCUS)

    def _widths(self, tab: Tab, seen: Seen) -> None:
        tab.evaluate(self.axe)
        for width in WIDTHS:
            tab.set_viewport_size(size_of(width))
            if (extra := tab.evaluate(SIDEWAYS)) > 0:
                seen.faults.append(f"{width}: {extra} px wider than the screen: {tab.evaluate(WHAT_IS_WIDE)}")
            if width in (1366, 390):
                broken = tab.evaluate(AXE_FAULTS, AXE_RULES)
                seen.axe[width] = len(broken)
                seen.faults += [f"{width}: axe {v['id']}: {v['help']}: {v['where']}" for v in broken]

    def _home_of(self, page: Page, path: str) -> str:
        """The home page from which somebody comes to this page later: a later visit weighs all but what that left."""
        at_desk = path.startswith("/ban/") and (not page.path or page.label.startswith("desk"))
        return "/ban/" if at_desk else "/"

    def _kept_from(self, home: str, who: str) -> set[str]:
        """Addresses of the files that a visit to this home page leaves in the browser."""
        if (home, who) not in self.kept:
            with self._as_new(who) as tab, weighed(tab) as weight:
                tab.goto(self.court.address + home)
                tab.evaluate(ICON)
                settle(tab)
            self.kept[home, who] = {url for url in weight.files if "/static/" in url}
        return self.kept[home, who]

    def picture(self, page: Page, width: int, file: Path, *, whole: bool = True) -> None:
        """A picture of the whole page, or of the part that the screen shows first."""
        who, path = self.row(page)
        context = self.context(who, width)
        try:
            tab = context.new_page()
            tab.goto(self.court.address + path)
            settle(tab)
            tab.screenshot(path=str(file), full_page=whole, animations="disabled", caret="hide")
        finally:
            context.close()


def size_of(width: int) -> Any:
    """The screen of this width."""
    return dict(zip(("width", "height"), SIZES[width], strict=True))


@contextmanager
def listening(tab: Tab, seen: Seen, expected: int) -> Iterator[None]:
    """Note every fault that the page or the browser tells of meanwhile."""

    def said(message: Any) -> None:
        # The browser itself reports the status of the page of an error.
        if message.type == "error" and not (expected >= 400 and f"status of {expected}" in message.text):
            seen.faults.append(f"console: {message.text}")

    def answered(response: Any) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            seen.faults.append(f"{response.status}: {response.url}")

    def failed(fault: Any) -> None:
        seen.faults.append(f"script: {fault}")

    heard: tuple[tuple[Any, Any], ...] = (("console", said), ("pageerror", failed), ("response", answered))
    for event, ear in heard:
        tab.on(event, ear)
    try:
        yield
    finally:
        for event, ear in heard:
            tab.remove_listener(event, ear)


@contextmanager
def weighed(tab: Tab) -> Iterator[Weight]:
    """The weight of what the tab loads meanwhile, of which nothing is in the browser yet."""
    session = tab.context.new_cdp_session(tab)
    weight = Weight(session)
    session.send("Network.clearBrowserCache")
    for without in (True, False):  # switching it off also empties what the page keeps in memory
        session.send("Network.setCacheDisabled", {"cacheDisabled": without})
    try:
        yield weight
    finally:
        session.detach()


def settle(tab: Tab) -> None:
    """Until the letters and the pictures in sight are there, and the browser has counted them."""
    tab.evaluate(SETTLED)
    tab.wait_for_timeout(60)


class Weight:
    """Bytes over the wire, as the browser itself counts them."""

    def __init__(self, session: CDPSession) -> None:
        self.total = self.document = self.pictures = 0
        self.files: dict[str, int] = {}
        """Address → bytes."""
        self._asked: dict[str, tuple[str, str]] = {}
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _received(self, event: Any) -> None:
        url = event["response"]["url"]
        drawn = event["type"] == "Image" and "/static/" not in url
        self._asked[event["requestId"]] = ("Picture" if drawn else event["type"], url)

    def _finished(self, event: Any) -> None:
        size = int(event["encodedDataLength"])
        self.total += size
        kind, url = self._asked.get(event["requestId"], ("", ""))
        self.files[url] = self.files.get(url, 0) + size
        if kind == "Document":
            self.document += size
        elif kind == "Picture":
            self.pictures += size


@contextmanager
def open_house(kind: str = "practice") -> Iterator[House]:
    """A copy of a kept court, running."""
    with tempfile.TemporaryDirectory(prefix="toaan-pages-") as folder:
        home = Path(folder) / "home"
        shutil.copytree(kept_court(kind), home)
        in_court(home, "toaan.cli", "clock", "set", NOW.isoformat())
        rows = json.loads(in_court(home, "tests.pages.practice", "addresses"))
        with courts.running(home) as court:
            court.toaan("clock", "set", NOW.isoformat())
            yield House(court, rows)


def chosen(names: list[str]) -> list[Page]:
    """Rows whose key or URL name begins with one of these; all without names."""
    return [p for p in PAGES if not names or any(p.key.startswith(n) or p.url.startswith(n) for n in names)]
