"""The Arabic catalogue kept in step with the code, without system gettext.

``extract`` reads every translatable message of the project, ``merge`` brings a catalogue in step with them,
``faults`` says what is wrong with a catalogue, ``fill`` puts translations in, ``compile_stale`` makes the
``.mo`` files. ``script/messages`` and ``script/translate`` are the commands.
"""

from __future__ import annotations

import ast
import fcntl
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import extract_javascript, extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "ar" / "LC_MESSAGES" / "django.po"
#: ``locale`` is read too: locale/borrowed.py lists the messages of other packages that we translate.
FOLDERS = (
    "abductees",
    "incidents",
    "locale",
    "monitor",
    "publication",
    "records",
    "reports",
    "static",
    "templates",
    "terms",
)
NOT_OURS = {"migrations", "vendor", "fonts", "node_modules", "__pycache__"}
TEMPLATES = {".html", ".txt", ".xml", ".svg", ".typ"}
HEADER = {
    "Project-Id-Version": "Marsad",
    "Language": "ar",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
}
FORMS = 6
#: The forms for none, one and two may leave the number out: the Arabic noun says it.
FORMS_WITHOUT_NUMBER = {0, 1, 2}
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|(?<!%)%[sd]|\{\w*\}")

Key = tuple[str | None, str]


@dataclass
class Message:
    """One message as the code says it; ``files`` are those that use it."""

    context: str | None
    singular: str
    plural: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        return self.context, self.singular


def source_files() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and not NOT_OURS.intersection(path.relative_to(ROOT).parts):
                yield path


def calls(path: Path) -> Iterator[tuple[str, object]]:
    """The gettext calls of one file, as (function, arguments)."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from python_calls(text)
        return
    if path.suffix in TEMPLATES:
        # Django turns the template into gettext calls; its indentation would confuse the tokenizer.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    extractor = extract_javascript if path.suffix == ".js" else extract_python
    stream = io.BytesIO(text.encode())
    for _line, function, arguments, _comments in extractor(stream, list(KEYWORDS), [], {"encoding": "utf-8"}):
        yield function, arguments


def python_calls(text: str) -> Iterator[tuple[str, object]]:
    """The gettext calls of Python source; its syntax tree knows those inside f-strings as well."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", None))
            if name in KEYWORDS:
                yield name, [getattr(argument, "value", None) for argument in node.args]


def as_message(function: str, arguments: object) -> Message | None:
    """The message of a call, or None when it is not made of literals (a variable cannot be translated)."""
    given = list(arguments) if isinstance(arguments, (list, tuple)) else [arguments]
    spec = KEYWORDS[function] or (1,)
    positions = [place[0] if isinstance(place, tuple) else place for place in spec]
    if len(given) < max(positions):
        return None
    values = [given[position - 1] for position in positions]
    if not all(isinstance(value, str) and value for value in values):
        return None
    context = values.pop(0) if isinstance(spec[0], tuple) else None
    return Message(context, *values)


def extract() -> dict[Key, Message]:
    """Every message of the project, in the order of the files that first use it."""
    found: dict[Key, Message] = {}
    for path in source_files():
        if path.suffix != ".py" and path.suffix != ".js" and path.suffix not in TEMPLATES:
            continue
        for function, arguments in calls(path):
            message = as_message(function, arguments)
            if message is None:
                continue
            known = found.setdefault(message.key, message)
            known.plural = known.plural or message.plural
            known.files.add(path.relative_to(ROOT).as_posix())
    return found


def merge(old: polib.POFile, messages: dict[Key, Message]) -> polib.POFile:
    """A catalogue of exactly ``messages``, with the translations that ``old`` has for them."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=110)
    new.metadata = dict(HEADER)
    for message in sorted(messages.values(), key=lambda item: min(item.files)):
        before = known.get(message.key)
        entry = polib.POEntry(
            msgctxt=message.context,
            msgid=message.singular,
            msgid_plural=message.plural,
            occurrences=[(name, "") for name in sorted(message.files)],
            flags=["python-format"] if re.search(r"%\(|%[sd]", message.singular + message.plural) else [],
        )
        if message.plural:
            forms = before.msgstr_plural if before else {}
            entry.msgstr_plural = {form: forms.get(form, "") for form in range(FORMS)}
        else:
            entry.msgstr = before.msgstr if before else ""
        if before and "fuzzy" in before.flags:
            entry.flags.append("fuzzy")
        if before and before.tcomment:
            entry.tcomment = before.tcomment
        new.append(entry)
    return new


def placeholders(text: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(text.replace("%%", ""))))


def entry_faults(entry: polib.POEntry) -> Iterator[str]:
    if "fuzzy" in entry.flags:
        yield "is fuzzy"
    if not entry.msgid_plural:
        if not entry.msgstr:
            yield "has no translation"
        elif placeholders(entry.msgid) != placeholders(entry.msgstr):
            yield f"has other placeholders: {placeholders(entry.msgid)} became {placeholders(entry.msgstr)}"
        return
    wanted = set(placeholders(entry.msgid)) | set(placeholders(entry.msgid_plural))
    for form in range(FORMS):
        text = entry.msgstr_plural.get(form, "")
        has = set(placeholders(text))
        if not text:
            yield f"has no plural form {form}"
        elif has - wanted or (wanted - has and form not in FORMS_WITHOUT_NUMBER):
            yield f"has other placeholders in plural form {form}: {sorted(wanted)} became {sorted(has)}"


def faults(catalogue: polib.POFile, messages: dict[Key, Message]) -> list[str]:
    """What keeps the catalogue from being complete, one sentence each."""
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    found = [f"{key[1]!r} is not in the catalogue" for key in messages.keys() - entries.keys()]
    found += [f"{key[1]!r} is no longer in the code" for key in entries.keys() - messages.keys()]
    found += [f"{entry.msgid!r} is obsolete" for entry in catalogue if entry.obsolete]
    for key in messages.keys() & entries.keys():
        if messages[key].plural != entries[key].msgid_plural:
            found.append(f"{key[1]!r} has another plural in the code")
        found += [f"{key[1]!r} {fault}" for fault in entry_faults(entries[key])]
    return sorted(found)


def load(path: Path = CATALOGUE) -> polib.POFile:
    return polib.pofile(str(path), wrapwidth=110) if path.exists() else polib.POFile()


@contextmanager
def locked() -> Iterator[None]:
    """One writer of the catalogue at a time: its folder itself is the lock."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(CATALOGUE.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def save(catalogue: polib.POFile) -> None:
    """Written beside and moved in place, so that nobody reads half a file; compiled at once."""
    beside = CATALOGUE.with_suffix(".po.new")
    catalogue.save(str(beside))
    beside.replace(CATALOGUE)
    compile_stale()


def compile_stale() -> None:
    """Every ``.po`` that is newer than its ``.mo`` becomes one."""
    for source in (ROOT / "locale").glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            beside = target.with_suffix(".mo.new")
            polib.pofile(str(source)).save_as_mofile(str(beside))
            beside.replace(target)


def fill(translations: dict[str, str | list[str]]) -> list[str]:
    """Puts translations into the catalogue; ``context|msgid`` names a message with a context.

    Returns a sentence for each that could not be placed.
    """
    refused = []
    with locked():
        catalogue = load()
        entries = {entry.msgid: entry for entry in catalogue if not entry.msgctxt}
        entries |= {f"{entry.msgctxt}|{entry.msgid}": entry for entry in catalogue if entry.msgctxt}
        for name, translation in translations.items():
            entry = entries.get(name)
            if entry is None:
                refused.append(f"{name!r} is not in the catalogue: run script/messages first")
            elif bool(entry.msgid_plural) != isinstance(translation, list):
                refused.append(
                    f"{name!r} needs {'a list of six forms' if entry.msgid_plural else 'one text'}"
                )
            elif isinstance(translation, list) and len(translation) != FORMS:
                refused.append(f"{name!r} needs six forms, not {len(translation)}")
            else:
                if isinstance(translation, list):
                    entry.msgstr_plural = dict(enumerate(translation))
                else:
                    entry.msgstr = translation
                entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
                refused += [f"{name!r} {fault}" for fault in entry_faults(entry)]
        save(catalogue)
    return refused


def messages_command(check: bool) -> int:
    messages = extract()
    if not check:
        with locked():
            save(merge(load(), messages))
    found = faults(load(), messages)
    print("\n".join(found), end="\n" if found else "")
    print(f"{len(messages)} messages, {len(found)} faults")
    return 1 if check and found else 0


def translate_command(files: list[str]) -> int:
    refused = []
    for name in files:
        refused += fill(json.loads(Path(name).read_text(encoding="utf-8")))
    print("\n".join(refused), end="\n" if refused else "")
    return 1 if refused else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["compile"]:
            compile_stale()
        case ["messages"]:
            sys.exit(messages_command(check=False))
        case ["messages", "--check"]:
            sys.exit(messages_command(check=True))
        case ["translate", *files] if files:
            sys.exit(translate_command(files))
        case _:
            sys.exit("usage: script/messages [--check] | script/translate FILE.json …")
