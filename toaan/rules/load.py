"""Read the rules shipped in ``data/**/*.yaml``, strictly. The only module of this package that opens a file.

A file names its kind and the documents it cites once, then lists rules; see ``data/README.md`` for the shape.
Anything unexpected (an unknown field, a date that is not a date, two rows of one key in force on the same
day) stops the load with one error that names the file and the key.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import yaml

from toaan.rules.model import CheckStatus, RuleKind, RuleRow, Source
from toaan.rules.schema import check_value

DATA = Path(__file__).parent / "data"
# libyaml where PyYAML was built with it: ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FILE_FIELDS = {"kind", "documents", "valid_from", "rules"}
_RULE_FIELDS = {"key", "value", "source", "valid_from", "valid_to"}
_SOURCE_FIELDS = {"law", "article", "title", "check_status", "check_note", "page"}


class RuleDataError(ValueError):
    """The rule data cannot be used; the message names the file and the key."""


def load_all() -> list[RuleRow]:
    """Every rule shipped with the program, in file and line order. Raises :class:`RuleDataError`."""
    rows: list[RuleRow] = []
    for path in sorted(DATA.rglob("*.yaml")):
        rows.extend(load_text(path.read_text(encoding="utf-8"), path.name))
    _refuse_overlaps(rows)
    return rows


def load_text(text: str, name: str) -> list[RuleRow]:
    """The rules of one YAML text; ``name`` is used in error messages only."""
    try:
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506  (both are safe loaders)
    except yaml.YAMLError as error:
        raise RuleDataError(f"{name}: không phải YAML hợp lệ: {error}") from error
    _fields(name, "(đầu tệp)", data, _FILE_FIELDS, required={"kind", "rules"})
    if data["kind"] not in get_args(RuleKind):
        raise RuleDataError(f"{name}: loại quy định “{data['kind']}” không có trong danh mục.")
    return [_row(name, data, item) for item in data["rules"]]


def _row(name: str, file: Mapping[str, Any], item: Any) -> RuleRow:
    key = item.get("key", "?") if isinstance(item, Mapping) else "?"
    _fields(name, key, item, _RULE_FIELDS, required={"key", "value", "source"})
    problems = check_value(file["kind"], item["value"])
    if problems:
        raise RuleDataError(f"{name}: {key}: {'; '.join(problems)}.")
    valid_from = _day(name, key, "valid_from", item.get("valid_from", file.get("valid_from")))
    if valid_from is None:
        raise RuleDataError(f"{name}: {key}: thiếu ngày bắt đầu có hiệu lực (valid_from).")
    valid_to = _day(name, key, "valid_to", item.get("valid_to"))
    if valid_to and valid_to < valid_from:
        raise RuleDataError(f"{name}: {key}: valid_to đứng trước valid_from.")
    return RuleRow(
        kind=file["kind"],
        key=key,
        value=item["value"],
        source=_source(name, key, file.get("documents", {}), item["source"]),
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _source(name: str, key: str, documents: Mapping[str, str], data: Any) -> Source:
    _fields(name, key, data, _SOURCE_FIELDS, required={"law", "article", "check_status"})
    if data["check_status"] not in get_args(CheckStatus):
        raise RuleDataError(f"{name}: {key}: check_status “{data['check_status']}” không có trong danh mục.")
    if data["law"] not in documents:
        raise RuleDataError(f"{name}: {key}: văn bản “{data['law']}” chưa có tên ở mục documents của tệp.")
    texts = {field: str(value) for field, value in data.items() if field != "check_status"}
    return Source(document=documents[data["law"]], check_status=data["check_status"], **texts)


def _fields(name: str, key: str, data: Any, known: set[str], required: set[str]) -> None:
    if not isinstance(data, Mapping):
        raise RuleDataError(f"{name}: {key}: phải là một nhóm “trường: giá trị”.")
    if unknown := sorted(set(data) - known):
        raise RuleDataError(f"{name}: {key}: trường không có trong danh mục: {', '.join(map(str, unknown))}.")
    if missing := sorted(required - set(data)):
        raise RuleDataError(f"{name}: {key}: thiếu trường {', '.join(missing)}.")


def _day(name: str, key: str, field: str, value: Any) -> date | None:
    if value is None or type(value) is date:
        return value
    raise RuleDataError(f"{name}: {key}: {field} “{value}” không phải ngày (viết dạng 2016-07-01).")


def _refuse_overlaps(rows: Iterable[RuleRow]) -> None:
    last: dict[str, RuleRow] = {}
    for row in sorted(rows, key=lambda r: (r.key, r.valid_from)):
        before = last.get(row.key)
        if before and (before.valid_to is None or row.valid_from <= before.valid_to):
            raise RuleDataError(
                f"{row.kind}: {row.key}: hai dòng cùng có hiệu lực vào ngày {row.valid_from}."
            )
        last[row.key] = row
