"""The working sheet of an encoding: what the machine found and what people decided about it. Pure: no database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from toaan.publication import anonymise
from toaan.vietnamese.text import clean, fold, normalise

MAX_LENGTH = 100
BY_HAND = "Người duyệt thêm"


class Invalid(ValueError):
    """A decision that cannot be taken; `field` names what was typed wrong ("text" or "replacement")."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


@dataclass(frozen=True)
class Finding:
    """source[start:end] becomes `replacement`. Not `confident` and not `decided_by` anybody: a person must look."""

    start: int
    end: int
    text: str
    replacement: str
    kind: str
    why: str
    confident: bool = True
    decided_by: str = ""

    @property
    def undecided(self) -> bool:
        return not self.confident and not self.decided_by

    @property
    def group(self) -> tuple[str, str, str]:
        """Findings of one group are decided together."""
        return self.kind, normalise(self.text), self.replacement


@dataclass(frozen=True)
class Doubt:
    """A passage that the machine left as it is; `decision` is "", "kept" or "encoded"."""

    start: int
    end: int
    text: str
    why: str
    decision: str = ""
    decided_by: str = ""

    @property
    def undecided(self) -> bool:
        return not self.decision


@dataclass(frozen=True)
class Decision:
    """About the finding (and its whole group) or the doubt at `start`: its code, or None to leave the words."""

    start: int
    replacement: str | None


@dataclass(frozen=True)
class Addition:
    """Words that the machine missed; every place where they stand becomes `replacement`."""

    text: str
    replacement: str


@dataclass(frozen=True)
class Group:
    """Findings decided together, as the table of codes shows them."""

    first: Finding
    count: int


@dataclass(frozen=True)
class Piece:
    """A run of text in one pane; `mark` is "", "enc" (encoded) or "ask" (waits for a decision)."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Sheet:
    """One state of the encoding; every change gives a new sheet."""

    source: str
    findings: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @classmethod
    def from_proposal(cls, source: str, proposal: anonymise.Proposal) -> Self:
        """The sheet that the machine proposes."""
        findings = tuple(Finding(**asdict(r)) for r in proposal.replacements)
        return cls(source, findings, tuple(Doubt(**asdict(w)) for w in proposal.warnings))

    @classmethod
    def from_json(
        cls, source: str, findings: Iterable[Mapping[str, Any]], doubts: Iterable[Mapping[str, Any]]
    ) -> Self:
        return cls(source, tuple(Finding(**f) for f in findings), tuple(Doubt(**d) for d in doubts))

    def findings_json(self) -> list[dict[str, Any]]:
        return [asdict(f) for f in self.findings]

    def doubts_json(self) -> list[dict[str, Any]]:
        return [asdict(d) for d in self.doubts]

    @property
    def public_text(self) -> str:
        """The source with every replacement made."""
        return "".join(piece.text for piece in self.pieces(public=True))

    @property
    def groups(self) -> list[Group]:
        """The findings taken together, in order of first appearance."""
        found: dict[tuple[str, str, str], list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.group, []).append(finding)
        return [Group(members[0], len(members)) for members in found.values()]

    @property
    def undecided(self) -> list[Group | Doubt]:
        """What a person must still decide, in order of the text."""
        groups: list[Group | Doubt] = [g for g in self.groups if g.first.undecided]
        waiting = [*groups, *(d for d in self.doubts if d.undecided)]
        return sorted(waiting, key=lambda w: w.first.start if isinstance(w, Group) else w.start)

    def pieces(self, *, public: bool) -> Iterator[Piece]:
        """The source (or the text to be published) cut at its marks."""
        marks: list[tuple[int, int, str, str]] = [
            (f.start, f.end, f.replacement if public else f.text, "ask" if f.undecided else "enc")
            for f in self.findings
        ]
        covered = [(f.start, f.end) for f in self.findings]
        marks += [
            (d.start, d.end, d.text, "ask")
            for d in self.doubts
            if d.undecided and _free(covered, d.start, d.end)
        ]
        position = 0
        for start, end, text, mark in sorted(marks):
            if start < position:
                continue
            if start > position:
                yield Piece(self.source[position:start])
            yield Piece(text, mark)
            position = end
        yield Piece(self.source[position:])

    def decide(self, changes: Sequence[Decision | Addition], *, by: str) -> Sheet:
        """The sheet after these decisions of the officer named `by`.

        Raises:
            Invalid: a replacement that still tells, or words that the text does not have.
            LookupError: a decision about a place that is not (or no longer) on the sheet.
        """
        sheet = self
        for change in changes:
            sheet = sheet._add(change, by) if isinstance(change, Addition) else sheet._decide(change, by)
        return sheet

    def _decide(self, change: Decision, by: str) -> Sheet:
        finding = next((f for f in self.findings if f.start == change.start), None)
        if finding is not None:
            return self._decide_group(finding, change, by)
        doubt = next((d for d in self.doubts if d.start == change.start), None)
        if doubt is None:
            raise LookupError(change.start)
        decided = replace(doubt, decision="kept" if change.replacement is None else "encoded", decided_by=by)
        doubts = tuple(decided if d is doubt else d for d in self.doubts)
        if change.replacement is None:
            return replace(self, doubts=doubts)
        code = code_for(doubt.text, change.replacement)
        alone = sum(d.text == doubt.text for d in self.doubts) == 1
        places = self._places(doubt.text) if alone else [(doubt.start, doubt.end)]
        return replace(self, doubts=doubts)._encode(places, code, doubt.why, by)

    def _decide_group(self, finding: Finding, change: Decision, by: str) -> Sheet:
        if change.replacement is None:
            return replace(self, findings=tuple(f for f in self.findings if f.group != finding.group))
        code = code_for(finding.text, change.replacement)
        decided = (
            replace(f, replacement=code, decided_by=by) if f.group == finding.group else f
            for f in self.findings
        )
        return replace(self, findings=tuple(decided))

    def _add(self, addition: Addition, by: str) -> Sheet:
        words = " ".join(clean(addition.text).split())
        if not words:
            raise Invalid("text", "Nhập đoạn cần mã hóa, đúng như trong bản gốc.")
        places = self._places(words)
        if not places:
            raise Invalid(
                "text",
                f"Không tìm thấy “{words[:80]}” trong phần chưa mã hóa của bản gốc. Hãy chép đúng từng chữ.",
            )
        return self._encode(places, code_for(words, addition.replacement), BY_HAND, by)

    def _places(self, words: str) -> list[tuple[int, int]]:
        """Where these words stand in the source, whole, and are not encoded yet."""
        spaced = r"\s+".join(re.escape(word) for word in words.split())
        pattern = re.compile(rf"(?<!\w){spaced}(?!\w)")
        covered = [(f.start, f.end) for f in self.findings]
        return [m.span() for m in pattern.finditer(self.source) if _free(covered, *m.span())]

    def _encode(self, places: Iterable[tuple[int, int]], code: str, why: str, by: str) -> Sheet:
        covered = [(f.start, f.end) for f in self.findings]
        added = [
            Finding(start, end, self.source[start:end], code, "other", why, confident=True, decided_by=by)
            for start, end in places
            if _free(covered, start, end)
        ]
        return replace(self, findings=tuple(sorted([*self.findings, *added], key=lambda f: f.start)))


def code_for(original: str, typed: str) -> str:
    """A code as it was typed, cleaned.

    Raises:
        Invalid: empty, too long, or still telling the words that it should hide.
    """
    code = " ".join(clean(typed).split())
    if not code:
        raise Invalid("replacement", "Nhập chữ thay thế, ví dụ chữ cái đầu của tên.")
    if len(code) > MAX_LENGTH:
        raise Invalid("replacement", f"Chữ thay thế dài quá {MAX_LENGTH} ký tự.")
    if f" {fold(' '.join(original.split()))} " in f" {fold(code)} ":
        raise Invalid("replacement", "Chữ thay thế vẫn còn nguyên nội dung cần giấu.")
    return code


def _free(covered: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return all(end <= a or b <= start for a, b in covered)
