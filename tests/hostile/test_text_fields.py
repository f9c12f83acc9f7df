"""No text field of any model takes what nobody can see or what turns a page round: walked over all models and forms."""

import inspect
import re
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.db import models
from simple_history.models import HistoricalChanges

from records import typed
from records.imports.cells import Cells
from records.imports.names import Names
from records.models import Place, Transition
from records.typed import HostileText, TypedText, guarded
from tests.support import factories as make

FIELDS = list(guarded())
#: sign → why it is refused, as it stands in the message.
REFUSED = {
    "\u202e": "U+202E", "\u202d": "U+202D", "\x00": "U+0000", "\x1b": "U+001B", "\x9f": "U+009F", "\ue000": "U+E000",
    "\U000e0041": "U+E0041", "\ufff9": "U+FFF9", "\U000f0000": "U+F0000", "\u0378": "U+0378", "\ufdd0": "U+FDD0",
    "\ufffe": "U+FFFE", "\u3164": "U+3164", "\u2800": "U+2800", "\ufffd": "U+FFFD", "ب" + "\u064e" * 6: "U+064E",
}  # fmt: skip
#: What pasting leaves behind.
INVISIBLE = "\u200b\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u2060\ufeff\u00ad\u180e\ufe0f"


def test_every_model_of_ours_is_walked() -> None:
    """A new app or model cannot stand aside."""
    ours = {
        model
        for config in apps.get_app_configs()
        if config.label in typed.APPS
        for model in config.get_models()
        if not issubclass(model, HistoricalChanges)
    }
    walked = {model for model, _field in FIELDS}
    unwalked = {model for model in ours - walked if typed.text_fields(model)}
    assert not unwalked
    assert len(FIELDS) > 100
    labels = {f"{model._meta.label}.{field.name}" for model in ours for field in model._meta.fields}
    assert set(typed.NOT_TYPED) <= labels, "a field that is no more"
    # What is not an app of ours, publication and Django apart, would hold records that nobody guards.
    rest = {config.label for config in apps.get_app_configs()} - set(typed.APPS)
    mine = {
        label for label in rest if "site-packages" not in inspect.getfile(type(apps.get_app_config(label)))
    }
    assert mine <= {"publication", "admin"}


@pytest.mark.parametrize(
    ("model", "field"), [pytest.param(m, f, id=f"{m._meta.label}.{f.name}") for m, f in FIELDS]
)
def test_a_field_refuses_by_the_name_of_the_sign(model: type[models.Model], field: models.Field) -> None:
    instance = model()
    setattr(instance, field.attname, "a\u202eb" if not isinstance(field, models.URLField) else "javascript:1")
    with pytest.raises(forms.ValidationError) as judged:
        instance.clean_fields(
            exclude={other.name for other in model._meta.fields if other.name != field.name}
        )
    message = " ".join(judged.value.message_dict[field.name])
    assert "U+202E" in message or isinstance(field, models.URLField | models.SlugField | models.EmailField)
    # And again where nobody judged it: on its way to the database.
    with pytest.raises(HostileText):
        models.signals.pre_save.send(model, instance=instance, raw=False, update_fields=None)


@pytest.mark.parametrize("sign", REFUSED, ids=REFUSED.values())
def test_a_sign_is_refused_by_its_code_and_place(sign: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        typed.judge(f"قرية {sign}")
    (message,) = refused.value.messages
    assert REFUSED[sign] in message
    assert "قرية" in message
    assert sign not in message.replace("قرية", "") or sign.startswith("ب")


@pytest.mark.django_db
def test_invisible_marks_go_and_letters_stay() -> None:
    place = Place(key="somewhere", name_ar=f"تل {INVISIBLE}أبيض\n{INVISIBLE}", kind="locality")
    place.aliases = f"خانه\u200cها\u200c\r\nﻻﺑﺴﺔ{INVISIBLE}\x0bثالث"
    place.save()
    place.refresh_from_db()
    assert place.name_ar == "تل أبيض "
    assert place.aliases == "خانه\u200cها\nلابسة\nثالث"


@pytest.mark.django_db
def test_a_save_of_some_fields_judges_those_alone() -> None:
    """So that an old row with a sign that is refused today can still be withdrawn."""
    place = make.place()
    Place.objects.filter(pk=place.pk).update(name_en="old\u202e")
    place.refresh_from_db()
    place.pcode = "SY09"
    place.save(update_fields=["pcode"])
    with pytest.raises(HostileText):
        place.save()


def _subclasses(form: type[forms.BaseForm]) -> set[type[forms.BaseForm]]:
    return {form, *(deeper for one in form.__subclasses__() for deeper in _subclasses(one))}


def test_every_text_field_that_a_form_has_of_its_own_is_judged() -> None:
    admin.autodiscover()
    walked, missing = 0, []
    for form in _subclasses(forms.BaseForm):
        if not form.__module__.startswith(typed.APPS):
            continue
        model = getattr(getattr(form, "_meta", None), "model", None)
        held = {field.name for field in model._meta.fields} if model else set()
        for name, field in form.base_fields.items():
            if type(field) in (forms.CharField, forms.URLField) and name not in held and field.strip:
                walked += 1
                missing += [f"{form.__name__}.{name}"] if not issubclass(form, TypedText) else []
    assert missing == [], "these take any text: add TypedText to the form"
    assert walked > 10


def test_a_form_says_it_at_the_field_and_cleans_what_it_takes() -> None:
    class Asked(TypedText):
        who = forms.CharField()
        note = forms.CharField(widget=forms.Textarea)
        link = forms.URLField(assume_scheme="https")
        secret = forms.CharField(strip=False)

    form = Asked(
        {"who": "a\u202eb", "note": f"x{INVISIBLE}\r\ny", "link": "https://a@b.example", "secret": "\u202e"}
    )
    assert set(form.errors) == {"who", "link"}
    assert form.cleaned_data["note"] == "x\ny"
    assert form.cleaned_data["secret"] == "\u202e"


@pytest.mark.django_db
@pytest.mark.parametrize("cell", ["محمد \u202e", "a\x07b", "x\ue000"])
def test_a_cell_of_an_import_is_refused_by_row_and_column(cell: str) -> None:
    cells = Cells(7, {"name": cell, "other": f"قرية{INVISIBLE}"}, Names())
    assert list(cells.errors) == ["name"]
    assert "U+" in cells.errors["name"][0]
    assert cells.text("other") == "قرية"
    hidden = Cells(8, {"name": "\u200f\ufeff=1+1"}, Names())
    assert "name" in hidden.errors, "a formula behind a sign that nobody sees"


@pytest.mark.django_db
def test_a_text_that_no_form_judged_is_answered_in_words_and_nothing_is_kept(client: Any) -> None:
    record = make.make_incident(state="submitted")
    client.force_login(make.bob())
    before = Transition.objects.count()
    address = f"/admin/records/record/{record.pk}/review/"
    page = client.get(address).text
    found = re.search(r'name="seen" value="([^"]*)"', page)
    data = {"move": "return", "reason": "لأن\u202eكذا", "seen": found[1] if found else ""}
    response = client.post(address, data)
    assert response.status_code == 400
    assert "U+202E" in response.text
    assert Transition.objects.count() == before


@pytest.mark.django_db
def test_a_word_of_two_scripts_is_kept_and_said(client: Any) -> None:
    client.force_login(make.carol())
    data = {"key": "somewhere", "name_ar": "تل أبيlض", "name_en": "Idlіb", "kind": "locality", "aliases": ""}
    response = client.post("/admin/records/place/add/", data, follow=True)
    said = [str(message) for message in response.context["messages"]]
    place = Place.objects.get(key="somewhere")
    assert (place.name_ar, place.name_en) == ("تل أبيlض", "Idlіb")
    assert any("U+006C" in text and "U+0456" in text and "أبي" in text for text in said), said
