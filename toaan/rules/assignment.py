"""Random assignment of the judge (phân công ngẫu nhiên): BLTTDS 197.1, TT 01/2022/TT-TANDTC art. 7.

Barred judges leave the list; among the others, those whose pending cases exceed the smallest number by at
most ``tolerance`` form the pool, and one of the pool is drawn with equal chances from a recorded seed.
Anybody with the record can draw again and must get the same judge (:func:`replay`).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

ALGORITHM = "1"
_RANGE = 1 << 256


class NobodyToAssign(ValueError):
    """Every judge on the list is barred, or the list is empty."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A judge on the list: counts of cases pending, suspended, overdue, and reversed for subjective cause
    in a year.
    """

    id: str
    name: str
    pending: int
    suspended: int = 0
    overdue: int = 0
    reversed: int = 0
    barred_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw with everything needed to repeat and to explain it. ``eligible`` stands in the order of art.
    7.2.
    """

    chosen: Candidate
    eligible: tuple[Candidate, ...]
    excluded: tuple[tuple[Candidate, str], ...]
    pool: tuple[Candidate, ...]
    seed: str
    tolerance: int
    algorithm: str
    explanation_vi: str

    def as_json(self) -> dict[str, Any]:
        """A JSON-ready record for :func:`replay`."""
        return {
            "algorithm": self.algorithm,
            "seed": self.seed,
            "tolerance": self.tolerance,
            "candidates": [asdict(c) for c in (*self.eligible, *(c for c, _ in self.excluded))],
            "pool": [candidate.id for candidate in self.pool],
            "chosen": self.chosen.id,
            "explanation_vi": self.explanation_vi,
        }


def draw(candidates: Sequence[Candidate], *, seed: str, tolerance: int) -> Draw:
    """Draw one judge. The order of ``candidates`` does not matter. Raises :class:`NobodyToAssign`,
    ``ValueError``.
    """
    if tolerance < 0 or not seed:
        raise ValueError("Cần có mã bốc thăm và mức chênh lệch cho phép không âm.")
    if len({candidate.id for candidate in candidates}) != len(candidates):
        raise ValueError("Một Thẩm phán có tên hai lần trong danh sách.")
    eligible = tuple(sorted((c for c in candidates if not c.barred_reasons), key=_list_order))
    excluded = tuple(
        (c, "; ".join(c.barred_reasons)) for c in sorted(candidates, key=lambda c: c.id) if c.barred_reasons
    )
    if not eligible:
        raise NobodyToAssign(
            "Không còn Thẩm phán nào có thể được phân công: tất cả đều thuộc trường hợp phải từ chối "
            "hoặc thay đổi. Đề nghị báo cáo Chánh án Tòa án để xử lý."
        )
    fewest = eligible[0].pending
    pool = tuple(sorted((c for c in eligible if c.pending <= fewest + tolerance), key=lambda c: c.id))
    chosen = pool[_uniform(seed, [c.id for c in pool])]
    return Draw(
        chosen,
        eligible,
        excluded,
        pool,
        seed,
        tolerance,
        ALGORITHM,
        _explain(chosen, eligible, excluded, pool),
    )


def replay(record: Mapping[str, Any]) -> bool:
    """Does drawing again from the record give the recorded pool and judge? ``False`` also for another
    algorithm.
    """
    if record.get("algorithm") != ALGORITHM:
        return False
    try:
        candidates = [
            Candidate(**{**candidate, "barred_reasons": tuple(candidate["barred_reasons"])})
            for candidate in record["candidates"]
        ]
        again = draw(candidates, seed=record["seed"], tolerance=record["tolerance"])
    except (KeyError, TypeError, ValueError):
        return False
    return again.chosen.id == record["chosen"] and [c.id for c in again.pool] == record["pool"]


_AWAY = "Vắng mặt ngày bốc thăm"


def categories(record: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Why judges were left out, by kind and number: no name stands beside a private reason."""
    counted: dict[str, int] = {}
    for candidate in record["candidates"]:
        for reason in candidate["barred_reasons"]:
            words = _AWAY if reason.startswith(_AWAY) else _without_words_of_ground(reason)
            counted[words] = counted.get(words, 0) + 1
    return sorted(counted.items())


def _without_words_of_ground(reason: str) -> str:
    """ "Có căn cứ … không vô tư: nợ tiền (khoản 3 Điều 52 …)." without what comes after the colon."""
    head, colon, rest = reason.partition(":")
    article = rest.rpartition("(")[2].rstrip(".")
    return f"{head} ({article}" if colon and article else reason.rstrip(".")


def away_words(absence: str) -> str:
    """Why a judge who is away on the day of the draw is left out: he could not begin (BLTTDS 197.2-3)."""
    return f"{_AWAY}: {absence}."


def _list_order(candidate: Candidate) -> tuple[int, int, int, int, str]:
    # Art. 7.2: fewer pending, more suspended, fewer overdue, fewer reversed for subjective cause first.
    return (candidate.pending, -candidate.suspended, candidate.overdue, candidate.reversed, candidate.id)


def _uniform(seed: str, ids: Sequence[str]) -> int:
    """An index into ``ids`` without modulo bias: a hash in the incomplete last stretch is thrown away."""
    size = len(ids)
    attempt = 0
    while True:
        text = "\n".join([seed, str(attempt), *ids])
        number = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
        if number < _RANGE - _RANGE % size:
            return number % size
        attempt += 1


def _explain(
    chosen: Candidate,
    eligible: Sequence[Candidate],
    excluded: Sequence[tuple[Candidate, str]],
    pool: Sequence[Candidate],
) -> str:
    parts = [f"Danh sách có {len(eligible) + len(excluded)} Thẩm phán."]
    parts += [f"Không đưa {c.name} vào bốc thăm: {why.rstrip('.')}." for c, why in excluded]
    names = ", ".join(f"{c.name} ({c.pending} vụ việc đang giải quyết)" for c in pool)
    parts.append(f"Bốc thăm ngẫu nhiên giữa {len(pool)} Thẩm phán có ít vụ việc nhất: {names}.")
    parts.append(
        f"Kết quả: {chosen.name} (khoản 1 Điều 197 Bộ luật Tố tụng dân sự; "
        "Điều 7 Thông tư số 01/2022/TT-TANDTC)."
    )
    return " ".join(parts)
