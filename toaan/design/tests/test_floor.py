"""What we ship uses nothing that Chrome 109 or Firefox 115 ESR cannot do: old court machines are the normal case.

Neither browser can be had in the test environment; two kept tools with the data of the browser makers stand in for them.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from toaan.design import build

CONFIG = Path(__file__).with_name("floor.config.mjs")
ALLOWED = {
    "Property 'outline'": "Chrome 94, Firefox 88 follow the corners; before that it is only less round",
    "Property 'box-decoration-break'": "with its prefix since Chrome 22, Firefox 32",
    "Function 'fit-content'": "Chrome 46, Firefox 94",
    "Property 'clip'": "the old half of how words for screen readers are hidden; every browser knows it",
    "Property 'user-select'": "Chrome 54, Firefox 69; comfort",
    "Property 'forced-color-adjust'": "Chrome 89, Firefox 113; with high contrast only",
    "Property 'text-size-adjust'": "Chrome 54; phones only",
    "Property 'resize'": "Chrome 4, Firefox 5; comfort on a computer",
    "Property 'accent-color'": "Chrome 93, Firefox 92; colour only",
    "Property 'field-sizing'": "a field grows with its words; elsewhere it keeps its rows and a scroll bar",
    "At-rule '@page'": "Chrome 15, Firefox 19",
    "Value 'avoid' of property 'break-after'": "Chrome 50; Firefox may leave a heading at the foot of a sheet",
    "Property 'page'": "Chrome 85, Firefox 110",
    "Property 'content-visibility'": "only so that closed parts print in newer browsers",
    "Selector 'details-content'": "only so that closed parts print in newer browsers; stands in a rule of its own",
}
"""What the tool reports and both browsers do, or do without, with the reason."""
ALONE = {
    ".govuk-template:not(:has(.govuk-exit-this-page))": "the distance that a jump keeps; comfort",
    ".ta-tile:has(input:checked)": "the chosen tile in colour; the radio button itself says it",
    "html:has(.ta-room)": "the distance that a jump keeps; comfort",
}
"""Selectors with :has(), which Firefox 115 drops with the whole rule: each must be able to go."""


def lint(*files: Path) -> list[str]:
    """Everything that the floor does not know, as "file: what: where"."""
    build.install_packages(tools=True)
    command = [*build._node(), str(build.MODULES / "eslint" / "bin" / "eslint.js"), "--config", str(CONFIG)]
    done = subprocess.run(
        [*command, "--no-ignore", "--format", "json", *map(str, files)],
        cwd=build.ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    found = []
    for report in json.loads(done.stdout):
        lines = Path(report["filePath"]).read_text(encoding="utf-8").splitlines()
        for message in report["messages"]:
            text, at = lines[message["line"] - 1], message["column"] - 1
            begin = max(text.rfind(mark, 0, at) for mark in "{};") + 1
            around = re.split(r"[{};]", text[begin:], maxsplit=1)[0].strip()
            found.append(f"{Path(report['filePath']).name}: {message['message']}: {around}")
    return found


def test_what_is_built_stays_on_the_floor() -> None:
    build.build()
    shipped = sorted([*build.DIST.glob("*.css"), *build.DIST.glob("*.js")])
    assert {"desk.css", "portal.css", "sheet.css", "ui.js", "htmx.js"} <= {file.name for file in shipped}
    assert [fault for fault in lint(*shipped) if not known(fault)] == []


def known(fault: str) -> bool:
    """Whether a finding is one of those that stand above with their reason."""
    _file, what, where = fault.split(": ", 2)
    return any(what.startswith(name) for name in ALLOWED) or (
        what.startswith("Selector 'has'") and where in ALONE
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nesting.css", ".a { color: red; .b { color: blue } }"),
        ("has.css", ".card:has(.new) { color: red }"),
        ("colour.css", ".a { color: oklch(50% 0.1 20) }"),
        ("mix.css", ".a { color: color-mix(in srgb, red, blue) }"),
        ("container.css", "@container (min-width: 1px) { .a { color: red } }"),
        ("array.js", "[3, 1].toSorted();"),
        ("promise.js", "Promise.withResolvers();"),
        ("web.js", "new URLPattern('x');"),
        ("syntax.js", "const pattern = /[a--b]/v;"),
    ],
)
def test_something_newer_is_noticed(tmp_path: Path, name: str, text: str) -> None:
    folder = build.ROOT / "build"
    folder.mkdir(exist_ok=True)
    file = folder / f"floor-{name}"
    file.write_text(text, encoding="utf-8")
    try:
        assert lint(file)
    finally:
        file.unlink()
