"""The English catalogue, toaan/locale/en: what it must hold, what is missing, and its compiled form.

    messages.py collect     new sentences into the catalogue (without English yet), old ones out
    messages.py check       exit 1 with a line per sentence that pages may show and that has no English
    messages.py compile     the catalogue as programs read it; done by every set-up

Vietnamese sentences are the keys. `collect` and `check` need GNU gettext (Debian: gettext).
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "toaan"
sys.path.insert(0, str(ROOT))  # the sentences of this tree, wherever else the package is installed from
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
LEFT_OUT = ("tests", "forms", "dist", "node_modules", "migrations")
"""Folders whose words are no page: tests, and court papers, which are Vietnamese by law (templates/*/forms)."""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def marked() -> dict[str, polib.POEntry]:
    """Every sentence marked for translation in templates and code, as GNU gettext finds it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            TOAAN_MODE="test", TOAAN_HOME=folder, DJANGO_SETTINGS_MODULE="toaan.config.settings"
        )
        locale = Path(folder) / "locale"
        locale.mkdir()
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.LOCALE_PATHS = [str(locale)]
        os.chdir(ROOT)  # a folder with a "locale" of its own would take the place of the one named above
        outside = [path.name for path in ROOT.iterdir() if path.is_dir() and path != PACKAGE]
        ignored = [f"*/{name}/*" for name in LEFT_OUT if name != "forms"]
        ignored += ["*/templates/*/forms/*", "locale", *outside]
        call_command(
            "makemessages",
            locale=["en"],
            ignore_patterns=ignored,
            no_location=True,
            no_wrap=True,
            verbosity=0,
        )
        found = polib.pofile(str(locale / "en" / "LC_MESSAGES" / "django.po"))
        entries = {entry.msgid: entry for entry in found if not entry.obsolete}
        for text in plain_words():
            entries.setdefault(text, polib.POEntry(msgid=text))
        return entries


def plain_words() -> Iterator[str]:
    """Words that reach a page without a mark: refusals' sentences, names of acts and posts, items of the lists."""
    from django.apps import apps

    from toaan.cases import page
    from toaan.core import navigation, policy, roles

    for row in policy.POLICY:
        yield row.title
        yield row.hint
    yield from roles.LABELS.values()
    yield from navigation.GROUPS
    for item in navigation._items:
        yield item.label
    for named in (*navigation._doors, *page._tabs):
        yield named.label
    own = (model for model in apps.get_models() if model.__module__.startswith("toaan."))
    for field in (field for model in own for field in model._meta.get_fields()):
        yield from (str(label) for _, label in getattr(field, "flatchoices", ()) if str(label).strip("–"))
    for path in sorted(PACKAGE.rglob("*.py")):
        if not set(path.parts) & set(LEFT_OUT):
            yield from refusals(path)


def refusals(path: Path) -> Iterator[str]:
    """The sentences that `Refused(code, "…", fields={"…": "…"})` and `FileRefused(code, "…")` say word for word."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in ("Refused", "TooLate", "FileRefused"):
            continue
        fields = [k.value for k in node.keywords if k.arg == "fields" and isinstance(k.value, ast.Dict)]
        for said in [*node.args[1:2], *(value for field in fields for value in field.values)]:
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                yield said.value


def catalogue() -> polib.POFile:
    if CATALOGUE.exists():
        return polib.pofile(str(CATALOGUE), wrapwidth=0)
    fresh = polib.POFile(wrapwidth=0)
    fresh.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return fresh


def collect() -> int:
    """Bring the catalogue in step with the pages; what is translated stays."""
    wanted, known = marked(), {entry.msgid: entry for entry in catalogue()}
    fresh = catalogue()
    fresh.clear()
    for msgid in sorted(wanted):
        entry = known.get(msgid)
        if entry is None or bool(entry.msgid_plural) != bool(wanted[msgid].msgid_plural):
            entry = wanted[msgid]  # new, or counted only now: its English has to be written
        fresh.append(
            polib.POEntry(
                msgid=msgid, msgstr=entry.msgstr, msgid_plural=wanted[msgid].msgid_plural,
                msgstr_plural=entry.msgstr_plural, flags=wanted[msgid].flags,
            )
        )  # fmt: skip
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(CATALOGUE))
    print(f"{len(fresh)} câu, {len(fresh) - len(fresh.translated_entries())} chưa có tiếng Anh")
    return 0


def faults() -> Iterator[str]:
    """A line per sentence that is missing, or whose English lost or gained a placeholder."""
    known = {entry.msgid: entry for entry in catalogue()}
    for msgid in sorted(marked()):
        entry = known.get(msgid)
        if entry is None or not entry.translated():
            yield f"chưa có tiếng Anh: {msgid!r}"
            continue
        english = [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())
        for said in english:
            if sorted(PLACEHOLDER.findall(said)) != sorted(PLACEHOLDER.findall(msgid)):
                yield f"sai chỗ điền: {msgid!r} → {said!r}"


def check() -> int:
    found = list(faults())
    for line in found:
        print(line)
    return 1 if found else 0


def compile_catalogue() -> int:
    catalogue().save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    return 0


def main(arguments: Sequence[str]) -> int:
    commands = {"collect": collect, "check": check, "compile": compile_catalogue}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return commands[arguments[0]]()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"toaan: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
