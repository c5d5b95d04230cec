"""The sections of a judgment (bản án) as its headings set them apart: forms 52-DS and its siblings."""

from __future__ import annotations

import re

_CONTENT = re.compile(r"(?m)^[ \t\[\]IV0-9.]*(?:NỘI\s+DUNG\s+(?:VỤ|VIỆC)|NHẬN\s+THẤY)[^\n]{0,20}$")
_REASONING = re.compile(r"(?m)^[ \t\[\]IV0-9.]*(?:NHẬN\s+ĐỊNH|XÉT\s+THẤY)[^\n]{0,40}$")
_VERDICT = re.compile(r"(?m)^[ \t\[\]IV0-9.]*QUY[ẾÊ]T\s+ĐỊNH\s*[:.;]*[ \t]*$")
_CLOSING = re.compile(r"(?m)^.{0,90}?\b(?:TM\.|T/M|T\.M|Nơi nhận)")


def sections(text: str) -> dict[str, tuple[int, int]]:
    """head, content, reasoning, verdict, closing: start and end of those that are there, in their order (the head last)."""
    marks: list[tuple[str, int, int]] = []
    content = _CONTENT.search(text)
    reasoning = _REASONING.search(text, content.end() if content else 0)
    verdicts = list(_VERDICT.finditer(text, reasoning.end() if reasoning else 0))
    for name, mark in (
        ("content", content),
        ("reasoning", reasoning),
        ("verdict", verdicts[-1] if verdicts else None),
    ):
        if mark:
            marks.append((name, mark.start(), mark.end()))
    after = marks[-1][2] if marks else 0
    closings = [m for m in _CLOSING.finditer(text, after) if m.start() > len(text) * 0.5]
    if closings:
        marks.append(("closing", closings[0].start(), closings[0].end()))
    bounds = [mark[1] for mark in marks] + [len(text)]
    spans = {name: (start, bounds[n + 1]) for n, (name, start, _end) in enumerate(marks)}
    spans["head"] = (0, bounds[0])
    return spans
