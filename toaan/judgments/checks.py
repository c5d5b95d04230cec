"""The check list of a draft: what looks missing or wrong. It changes nothing; the judge decides. `check` is pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from toaan.cases.models import Case
from toaan.judgments.content import Content
from toaan.judgments.sections import FIRST_INSTANCE
from toaan.vietnamese.citations import find_citations
from toaan.vietnamese.names import looks_like_name
from toaan.vietnamese.text import fold

Level = Literal["error", "warning"]
SECTIONS = {section.name: section.title for section in FIRST_INSTANCE.sections}
_TITLED = re.compile(r"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị)\s+((?:[^\W\d_]+\s+){1,5}[^\W\d_]+)")
_CITED = re.compile(r"\b[Đđ]iều\s+\S+")
_GAP = re.compile(r"…|\.{4,}|_{3,}|\[\s*\]|Chấp nhận/Không chấp nhận")


@dataclass(frozen=True)
class Issue:
    """One finding. An error means that the text cannot be numbered yet."""

    level: Level
    section: str
    title: str
    text: str

    @property
    def section_title(self) -> str:
        return str(SECTIONS[self.section])


def check(content: Content, *, parties: Sequence[str], people: Sequence[str] = ()) -> list[Issue]:
    """Every finding, errors first.

    Args:
        parties: names of the parties; each should be found in the text, and the ruling names nobody else.
        people: other names that may stand in the ruling: representatives, the court's own people.
    """
    found = [*_empty(content), *_gaps(content), *_names(content, parties, people), *_citations(content)]
    return sorted(found, key=lambda issue: issue.level != "error")


Checker = Callable[[Case, Content], Iterable[Issue]]
_checkers: list[Checker] = []


def adds_checks(checker: Checker) -> Checker:
    """Register findings that only a domain above can make (the dossier knows its folio numbers)."""
    _checkers.append(checker)
    return checker


_hints: list[Checker] = []


def adds_hints(checker: Checker) -> Checker:
    """Register warnings that cost a reading of the whole text: asked only where the list is shown, and they never stop numbering."""
    _hints.append(checker)
    return checker


Guard = Callable[[Case], list[Issue]]
_guards: list[Guard] = []


def guard(function: Guard) -> Guard:
    """Register a question that a domain above asks before a judgment of a case is numbered."""
    _guards.append(function)
    return function


def of_guards(case: Case) -> list[Issue]:
    """What the domains above find missing."""
    return [issue for function in _guards for issue in function(case)]


def of_case(case: Case, content: Content) -> list[Issue]:
    """The check list of a draft of this case, as the pages show it."""
    hints = [issue for checker in _hints for issue in checker(case, content) if issue.level == "warning"]
    return _of_case(case, content) + hints


def stopping(case: Case, content: Content) -> list[Issue]:
    """What stops numbering, without what can only warn."""
    return errors(_of_case(case, content))


def _of_case(case: Case, content: Content) -> list[Issue]:
    parties = list(case.parties.all())
    people = [r.name for p in parties for r in p.representations.all()]
    people += [a.post.user.full_name for a in case.assignments.all()]
    found = check(content, parties=[p.name for p in parties], people=people)
    found += of_guards(case)
    found += [issue for checker in _checkers for issue in checker(case, content)]
    return sorted(found, key=lambda issue: issue.level != "error")


def errors(issues: Iterable[Issue]) -> list[Issue]:
    """Those that stop numbering."""
    return [issue for issue in issues if issue.level == "error"]


def _empty(content: Content) -> Iterator[Issue]:
    for name, title in SECTIONS.items():
        if not getattr(content, name):
            if name == "ruling":
                text = "Phần Quyết định chưa có mục nào. Mỗi mục là một phần có thể bị kháng cáo riêng."
            else:
                text = f"Phần “{title}” còn trống; điều 266 Bộ luật Tố tụng dân sự buộc bản án phải có."
            yield Issue("error", name, f"{title}: chưa có nội dung", text)


def _gaps(content: Content) -> Iterator[Issue]:
    for name, text in texts(content):
        if _GAP.search(text):
            yield Issue("error", name, "Còn chỗ trống chưa điền", f"Hãy điền nốt: “{_around(text, _GAP)}”.")


def _names(content: Content, parties: Sequence[str], people: Sequence[str]) -> Iterator[Issue]:
    everything = fold(" ".join(text for _, text in texts(content)))
    for name in parties:
        if fold(name) not in everything:
            yield Issue(
                "warning",
                "facts",
                f"Không nhắc đến {name}",
                "Đương sự này có trong vụ án nhưng không có trong bản án.",
            )
    known = {fold(name) for name in (*parties, *people)}
    unknown = dict.fromkeys(
        (section, name)
        for section, text in texts(content)
        if section in ("ruling", "fees")
        for name in _titled_names(text)
        if not any(fold(name) in one or one in fold(name) for one in known)
    )
    for section, name in unknown:
        yield Issue(
            "warning", section, f"{name} không phải người trong vụ án",
            "Phần Quyết định nhắc đến người không có trong danh sách đương sự, người đại diện. Hãy xem lại họ tên.",
        )  # fmt: skip


def _titled_names(text: str) -> Iterator[str]:
    for match in _TITLED.finditer(text):
        words = match[1].split()
        kept = []
        for word in words:
            if not word[:1].isupper():
                break
            kept.append(word)
        if len(kept) >= 2 and looks_like_name(" ".join(kept)):
            yield " ".join(kept)


def _citations(content: Content) -> Iterator[Issue]:
    for section, text in texts(content):
        cited = find_citations(text)
        for match in _CITED.finditer(text):
            if not any(c.start <= match.end() and match.start() <= c.end for c in cited):
                yield Issue(
                    "warning", section, f"Không đọc được căn cứ “{match[0].rstrip(',.;')}”",
                    "Viết theo dạng “điểm a khoản 1 Điều 203 Bộ luật Tố tụng dân sự”.",
                )  # fmt: skip
        lawless = list(dict.fromkeys(c.article for c in cited if c.law is None))
        if section == "basis" and lawless:
            yield Issue(
                "warning", section, "Điều luật chưa ghi thuộc văn bản nào",
                f"Điều {', '.join(lawless)} đứng trong căn cứ mà không có tên văn bản.",
            )  # fmt: skip


def texts(content: Content) -> Iterator[tuple[str, str]]:
    """Section and text, paragraph by paragraph."""
    for name in SECTIONS:
        value = getattr(content, name)
        for text in (value,) if isinstance(value, str) else value:
            yield name, text


def _around(text: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(text)
    place = match.start() if match else 0
    return text[max(0, place - 40) : place + 20].strip()
