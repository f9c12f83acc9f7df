"""The Arabic catalogue is complete, and the check would notice if it were not."""

import importlib.util
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("catalogue", ROOT / "script" / "catalogue.py")
assert _spec and _spec.loader
catalogue = importlib.util.module_from_spec(_spec)
sys.modules["catalogue"] = catalogue
_spec.loader.exec_module(catalogue)

SIX = ["لا شيء", "واحد", "اثنان", "%(n)s أشياء", "%(n)s شيئاً", "%(n)s شيء"]


def entry(msgid: str, msgstr: str = "", forms: list[str] | None = None, **others: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, msgstr_plural=dict(enumerate(forms or [])), **others)


def of(*entries: polib.POEntry) -> polib.POFile:
    file = polib.POFile()
    file.extend(entries)
    return file


def in_code(*messages: tuple[str, str]) -> dict:
    made = [catalogue.Message(None, singular, plural, {"a.py"}) for singular, plural in messages]
    return {message.key: message for message in made}


def test_the_catalogue_is_complete() -> None:
    assert catalogue.faults(catalogue.load(), catalogue.extract()) == []


def test_a_good_catalogue_has_no_fault() -> None:
    file = of(entry("Name", "الاسم"), entry("%(n)s thing", forms=SIX, msgid_plural="%(n)s things"))
    assert catalogue.faults(file, in_code(("Name", ""), ("%(n)s thing", "%(n)s things"))) == []


@pytest.mark.parametrize(
    ("file", "code", "fault"),
    [
        (of(), [("Name", "")], "'Name' is not in the catalogue"),
        (of(entry("Name", "الاسم")), [], "'Name' is no longer in the code"),
        (of(entry("Name")), [("Name", "")], "'Name' has no translation"),
        (of(entry("Name", "الاسم", flags=["fuzzy"])), [("Name", "")], "'Name' is fuzzy"),
        (of(entry("By %(who)s", "بقلم %(من)s")), [("By %(who)s", "")], "has other placeholders"),
        (of(entry("By {who}", "بقلم")), [("By {who}", "")], "has other placeholders"),
        (
            of(entry("%d a", forms=[*SIX[:3], "x", "%d", "%d"], msgid_plural="%d b")),
            [("%d a", "%d b")],
            "form 3",
        ),
        (of(entry("a", forms=SIX[:5], msgid_plural="b")), [("a", "b")], "has no plural form 5"),
        (of(entry("a", "أ")), [("a", "b")], "'a' has another plural in the code"),
    ],
)
def test_it_finds_what_is_wrong(file: polib.POFile, code: list[tuple[str, str]], fault: str) -> None:
    assert any(fault in found for found in catalogue.faults(file, in_code(*code)))


def test_merging_keeps_translations_and_drops_what_is_gone() -> None:
    old = of(entry("Name", "الاسم"), entry("Gone", "ذهب"))
    merged = catalogue.merge(old, in_code(("Name", ""), ("New", "")))
    assert [(item.msgid, item.msgstr) for item in merged] == [("Name", "الاسم"), ("New", "")]


def test_it_reads_code_and_templates(tmp_path: Path) -> None:
    code, template = tmp_path / "a.py", tmp_path / "a.html"
    code.write_text(
        '_("One" " text"); ngettext("a thing", "%(n)s things", n); pgettext("verb", "Open"); _(name)'
    )
    template.write_text(
        "<p>It's\n    {% translate \"Don't\" %}\n  {% blocktranslate trimmed count n=n %}\n  one\n  {% plural %}\n"
        "  {{ n }} many\n{% endblocktranslate %}"
    )
    messages = [catalogue.as_message(*call) for path in (code, template) for call in catalogue.calls(path)]
    assert [(m.context, m.singular, m.plural) for m in messages if m] == [
        (None, "One text", ""),
        (None, "a thing", "%(n)s things"),
        ("verb", "Open", ""),
        (None, "Don't", ""),
        (None, "one", "%(n)s many"),
    ]
