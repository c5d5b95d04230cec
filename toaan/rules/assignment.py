"""Random assignment of the judge (phân công ngẫu nhiên): BLTTDS 197.1, TT 01/2022/TT-TANDTC art. 7.

Barred judges leave the list; among the others, those whose pending cases exceed the smallest number by at
most ``tolerance`` form the pool, and one of the pool is drawn from a recorded seed. Anybody with the record can
draw again and must get the same judge (:func:`replay`).

Art. 7.2 puts the judges in an order: fewer pending; more suspended; fewer overdue; fewer amended or quashed for
a subjective cause within a year. How an order and chance (197.1) go together is our reading, made from secondary
sources (the text of the circular is not at hand): whoever stands earlier has more lots (phần thăm), and nobody of
the pool is without one, so that the outcome stays unforeseeable. Judges with the same four figures share one rank;
with k ranks the first has k lots each, the last one. Algorithm "1", by which older records are drawn again, gave
everybody of the pool the same chance.
"""

import hashlib
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

EQUAL, RANKED = "1", "2"
ALGORITHM = RANKED
"""The one that draws today."""
ORDER = "ít vụ việc, nhiều vụ việc tạm đình chỉ, ít vụ việc quá hạn, ít bị hủy, sửa do chủ quan trong một năm"
"""The order of art. 7.2 in words."""
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
    7.2; ``lots`` are those of the judges of ``pool``, in its order.
    """

    chosen: Candidate
    eligible: tuple[Candidate, ...]
    excluded: tuple[tuple[Candidate, str], ...]
    pool: tuple[Candidate, ...]
    lots: tuple[int, ...]
    seed: str
    tolerance: int
    algorithm: str
    explanation_vi: str

    def as_json(self) -> dict[str, Any]:
        """A JSON-ready record for :func:`replay`."""
        record = {
            "algorithm": self.algorithm,
            "seed": self.seed,
            "tolerance": self.tolerance,
            "candidates": [asdict(c) for c in (*self.eligible, *(c for c, _ in self.excluded))],
            "pool": [candidate.id for candidate in self.pool],
            "chosen": self.chosen.id,
            "explanation_vi": self.explanation_vi,
        }
        return record if self.algorithm == EQUAL else {**record, "lots": list(self.lots)}


@dataclass(frozen=True, slots=True)
class Share:
    """What one judge of the pool has in the draw: the place in the order of art. 7.2, from 1, and the lots."""

    candidate: Candidate
    rank: int
    lots: int

    @property
    def words(self) -> str:
        """ "Lê Thị An: 3 phần thăm (10 vụ việc, 2 tạm đình chỉ)"."""
        return f"{self.candidate.name}: {self.lots} phần thăm ({figures(self.candidate)})"


def shares(candidates: Sequence[Candidate], *, tolerance: int, algorithm: str = ALGORITHM) -> list[Share]:
    """Who can be drawn, in the order of art. 7.2, and with how many lots; empty when everybody is barred."""
    pool = _pool(sorted((c for c in candidates if not c.barred_reasons), key=_list_order), tolerance)
    if algorithm == EQUAL:
        return [Share(c, 1, 1) for c in pool]
    places = sorted({_figures(c) for c in pool})
    return [Share(c, rank := places.index(_figures(c)) + 1, len(places) + 1 - rank) for c in pool]


def shares_of(record: Mapping[str, Any]) -> list[Share]:
    """The same of a draw that was made, from its record."""
    return shares(_candidates(record), tolerance=record["tolerance"], algorithm=record["algorithm"])


def figures(candidate: Candidate) -> str:
    """The four figures of art. 7.2 in words; of the last three only those that are not nought."""
    rest = (
        (candidate.suspended, "tạm đình chỉ"),
        (candidate.overdue, "quá hạn"),
        (candidate.reversed, "bị hủy, sửa do chủ quan trong một năm"),
    )
    return ", ".join([f"{candidate.pending} vụ việc", *(f"{n} {what}" for n, what in rest if n)])


def draw(candidates: Sequence[Candidate], *, seed: str, tolerance: int, algorithm: str = ALGORITHM) -> Draw:
    """Draw one judge. The order of ``candidates`` does not matter. Raises :class:`NobodyToAssign`,
    ``ValueError``.

    Args:
        algorithm: another one than today's, to draw again what it drew.
    """
    if tolerance < 0 or not seed:
        raise ValueError("Cần có mã bốc thăm và mức chênh lệch cho phép không âm.")
    if algorithm not in {EQUAL, RANKED}:
        raise ValueError(f"Không có cách bốc thăm “{algorithm}”.")
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
    held = sorted(
        shares(candidates, tolerance=tolerance, algorithm=algorithm), key=lambda one: one.candidate.id
    )
    lots = [one.candidate for one in held for _ in range(one.lots)]
    chosen = lots[_uniform(seed, [c.id for c in lots])]
    pool = tuple(one.candidate for one in held)
    explain = _explain_equal(chosen, pool) if algorithm == EQUAL else _explain(chosen, held)
    return Draw(
        chosen,
        eligible,
        excluded,
        pool,
        tuple(one.lots for one in held),
        seed,
        tolerance,
        algorithm,
        " ".join([*_explain_list(eligible, excluded), *explain]),
    )


def replay(record: Mapping[str, Any]) -> bool:
    """Does drawing again from the record give the recorded pool, lots and judge? ``False`` also for an algorithm
    that never was.
    """
    try:
        again = draw(
            _candidates(record),
            seed=record["seed"],
            tolerance=record["tolerance"],
            algorithm=record["algorithm"],
        ).as_json()
    except (KeyError, TypeError, ValueError):
        return False
    return all(again.get(key) == record.get(key) for key in ("chosen", "pool", "lots"))


def _candidates(record: Mapping[str, Any]) -> list[Candidate]:
    return [
        Candidate(**{**candidate, "barred_reasons": tuple(candidate["barred_reasons"])})
        for candidate in record["candidates"]
    ]


def _pool(eligible: Sequence[Candidate], tolerance: int) -> list[Candidate]:
    """Those who have hardly more pending than the first."""
    return [c for c in eligible if c.pending <= eligible[0].pending + tolerance]


def reversed_since(today: date) -> date:
    """The day after which what was amended or quashed counts: the same day a year before."""
    year = today.year - 1
    return today.replace(year=year, day=min(today.day, monthrange(year, today.month)[1]))


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


def _figures(candidate: Candidate) -> tuple[int, int, int, int]:
    # Art. 7.2: fewer pending, more suspended, fewer overdue, fewer reversed for subjective cause first.
    return (candidate.pending, -candidate.suspended, candidate.overdue, candidate.reversed)


def _list_order(candidate: Candidate) -> tuple[tuple[int, int, int, int], str]:
    return _figures(candidate), candidate.id


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


def _explain_list(eligible: Sequence[Candidate], excluded: Sequence[tuple[Candidate, str]]) -> list[str]:
    parts = [f"Danh sách có {len(eligible) + len(excluded)} Thẩm phán."]
    return parts + [f"Không đưa {c.name} vào bốc thăm: {why.rstrip('.')}." for c, why in excluded]


def _explain(chosen: Candidate, held: Sequence[Share]) -> list[str]:
    ranks = max(one.rank for one in held)
    told = []
    for rank in range(1, ranks + 1):
        same = "; ".join(one.words for one in held if one.rank == rank)
        told.append(f"Thứ tự {rank}: {same}." if ranks > 1 else f"{same}.")
    return [
        f"Bốc thăm ngẫu nhiên giữa {len(held)} Thẩm phán có ít vụ việc nhất, "
        f"tổng số {sum(one.lots for one in held)} phần thăm; ai đứng trước theo thứ tự {ORDER} thì có nhiều phần thăm hơn.",
        *told,
        _explain_result(chosen),
    ]


def _explain_equal(chosen: Candidate, pool: Sequence[Candidate]) -> list[str]:
    names = ", ".join(f"{c.name} ({c.pending} vụ việc đang giải quyết)" for c in pool)
    said = f"Bốc thăm ngẫu nhiên giữa {len(pool)} Thẩm phán có ít vụ việc nhất: {names}."
    return [said, _explain_result(chosen)]


def _explain_result(chosen: Candidate) -> str:
    return (
        f"Kết quả: {chosen.name} (khoản 1 Điều 197 Bộ luật Tố tụng dân sự; "
        "Điều 7 Thông tư số 01/2022/TT-TANDTC)."
    )
