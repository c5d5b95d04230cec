"""Invented texts of the law for the practice court."""

from __future__ import annotations

import json
import tempfile
from datetime import datetime
from pathlib import Path


def read_in(at: datetime) -> None:
    """Put an invented decree and an invented precedent in."""
    from toaan.core.viewer import SYSTEM
    from toaan.legislation import actions as legislation

    decree = {
        "document": "901/2018/NĐ-CP", "kind": "Nghị định", "name": "Về việc thử", "effective": "2018-02-01",
        "articles": [
            {"article": "1", "title": "Phạm vi", "text": "1. Nghị định này để thử.\na) Theo Điều 2 Nghị định này;\nb) Theo luật."},
            {"article": "2", "title": "Hiệu lực", "text": "Như Điều 1 của Nghị định này."}, "hỏng",
        ],
    }  # fmt: skip
    precedent = {
        "precedent": "99/2025/AL",
        "title": "Về việc thử",
        "holding": "Thử thì phải thử.",
        "articles": ["901/2018/NĐ-CP#1"],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "luat.jsonl"
        path.write_text("\n".join(json.dumps(one) for one in (decree, precedent)))
        run = legislation.start(by=SYSTEM, paths=[path], at=at)
        legislation.carry_out(run.pk, [path])
