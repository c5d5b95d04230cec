"""Draw the transition tables that run into docs/proceedings.md: `python scripts/proceedings.py`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

PAGE = ROOT / "docs" / "proceedings.md"
HEAD = """# Proceedings: which act leads where

Drawn by `python scripts/proceedings.py` from the tables that run (`toaan/cases/states/` and the `states.py` of a
domain); a test compares them. What an act starts and meets: `toaan/cases/deadline_tables/`.
"""


def drawn() -> str:
    """The whole page."""
    from toaan.assistant.states import CONTRIBUTION, FEEDBACK
    from toaan.cases import states
    from toaan.filing.states import RETURN_REVIEW
    from toaan.mediation.states import MEDIATION
    from toaan.review.states import APPLICATION, PROCEEDING

    titles = {
        "first_instance": "Civil case at first instance (vụ án sơ thẩm)",
        "simplified": "Simplified procedure (thủ tục rút gọn)",
        "second_instance": "Case at second instance (vụ án phúc thẩm)",
        "simplified_appeal": "Simplified procedure at second instance (phúc thẩm theo thủ tục rút gọn)",
        "decision_appeal": "Appeal against a decision that suspended or ended a case (phúc thẩm quyết định)",
        "request": "Civil request (việc dân sự)",
        "request_appeal": "Civil request at second instance (phúc thẩm việc dân sự)",
    }
    machines = [(titles[key], machine) for key, machine in states.MACHINES.items()]
    machines.append(
        ("Complaint about a returned petition (khiếu nại, kiến nghị về việc trả lại đơn)", RETURN_REVIEW)
    )
    machines.append(("Mediation at court before acceptance (hòa giải, đối thoại tại Tòa án)", MEDIATION))
    machines.append(
        ("Application for cassation or reopening (đơn đề nghị giám đốc thẩm, tái thẩm)", APPLICATION)
    )
    machines.append(("Judgment under protest for cassation or reopening (bản án bị kháng nghị)", PROCEEDING))
    machines.append(("Answer contributed to the assistant (tình huống đóng góp cho trợ lý ảo)", CONTRIBUTION))
    machines.append(("Word on an answer of the assistant (góp ý về câu trả lời của trợ lý ảo)", FEEDBACK))
    parts = [f"## {title}\n\n```mermaid\n{machine.mermaid()}\n```\n" for title, machine in machines]
    return "\n".join([HEAD, *parts])


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toaan.config.settings")
    PAGE.write_text(drawn(), encoding="utf-8")
