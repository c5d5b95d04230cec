"""Find what no file of this project may carry: addresses of package registries, paths of somebody's machine.

Exit 1 with one line per finding. Looks at every file that git would keep.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Written so that this file does not find itself.
FORBIDDEN = {
    "địa chỉ kho gói": re.compile(
        r"pypi[.]org|pythonhosted[.]org|registry[.](?:npmjs|yarnpkg)|npmmirror[.]com"
        r"|\"url\": *\"http|^\s*--?(?:extra-)?index-url[ =]|^\s*--?find-links[ =]|\"resolved\": *\"http",
        re.MULTILINE,
    ),
    "đường dẫn của một máy": re.compile(r"(?<![\w.:/-])/(?:work|root|home/\w+|Users/\w+|opt/wheels)/[\w.]"),
}
EXEMPT = {"LICENSE"}
LARGEST = 5_000_000


def tracked() -> list[Path]:
    """What git keeps, or would keep; without git, everything outside folders that can be built again."""
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listing.returncode == 0:
        return [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    built = {".venv", ".git", "node_modules", "var", "build", "dist", "__pycache__"}
    files = (path for path in ROOT.rglob("*") if path.is_file())
    return [path for path in files if not built & set(path.relative_to(ROOT).parts)]


def findings(text: str) -> Iterator[tuple[int, str, str]]:
    """Line number, kind and the words found, for each forbidden thing in a text."""
    for kind, pattern in FORBIDDEN.items():
        for match in pattern.finditer(text):
            yield text.count("\n", 0, match.start()) + 1, kind, match[0].strip()


def main() -> int:
    faults = 0
    for path in tracked():
        if path.name in EXEMPT or not path.is_file() or path.stat().st_size > LARGEST:
            continue
        data = path.read_bytes()
        if b"\0" in data[:4096]:
            continue
        for line, kind, found in findings(data.decode("utf-8", "replace")):
            print(f"{path.relative_to(ROOT)}:{line}: {kind}: {found}")
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
