"""The staff site as a clerk uses it: pages read as forms, one field changed, the rest posted as it came."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from django.utils.translation.trans_real import translation

from tests.support import factories
from tests.support.forms import read_form

ADD = "/admin/incidents/incident/add/"


@pytest.fixture
def clerk(client: Client, db: None) -> Client:
    client.force_login(factories.alice())
    return client


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(factories.carol())
    return client


def posted(client: Client, url: str, form_id: str, **changes: Any) -> Any:
    """The answer to the form of a page, posted with these changes."""
    values = read_form(client.get(url).content, form_id)
    values.update(changes)
    return client.post(url, values)


@pytest.fixture
def enter(clerk: Client) -> Callable[..., Any]:
    """Fill in the form of a new incident; everything a clerk must give is given, `changes` come on top."""

    def fill(changes: dict[str, Any] | None = None, **more: Any) -> Any:
        given = {
            "start": "30/12/2020",
            "place": factories.place().pk,
            "area": factories.area().pk,
            "type": "ambush",
            "title_ar": "كمين لحافلة",
            "lines-0-outcome": "killed",
            "lines-0-civil_status": "combatant",
            "lines-0-figure_qualifier": "exact",
            "lines-0-figure_number": "39",
        }
        return posted(clerk, ADD, "incident_form", **{**given, **(changes or {}), **more})

    return fill


def errors_of(response: Any) -> dict[str, str]:
    """Every error that a refused form shows: name of the field → its sentence, in Arabic."""
    assert response.status_code == 200, "the form was not refused"
    context = response.context_data
    forms = [context["adminform"].form]
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    for formset in formsets:
        forms += formset.forms
    return {form.add_prefix(name): " ".join(said) for form in forms for name, said in form.errors.items()}


def arabic(begins: str) -> str:
    """What the Arabic page says for the English message that begins so: its longest part between values.

    Words that are no message of ours stay as they are.
    """
    if (not begins[:1].isascii() and begins[:1] != "“") or not any(letter.isalpha() for letter in begins):
        return begins
    catalogue = translation("ar")._catalog
    keys = catalogue.keys()  # it is no dict
    messages = {key for key in keys if isinstance(key, str) and key.startswith(begins)}
    (message,) = messages if begins not in messages else {begins}
    said = catalogue[message]
    assert said != message, f"not translated: {message}"
    return max(re.split(r"%\(\w+\)[sd]", said), key=len).strip()


@pytest.fixture
def english() -> Iterator[None]:
    """Messages in the language of the code."""
    with override("en"):
        yield


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where originals of photos are kept, of this test alone."""
    settings.VAR_DIR = tmp_path
    return tmp_path / "originals"
