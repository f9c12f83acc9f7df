"""Phrases that pages are composed of, as an Arab and an English reader read them."""

import pytest
from django.utils.translation import override

from publication.wording import among_text, by_whom, carried_out_by, joined
from terms.figures import parse_figure
from tests.publication.documents import OFFICERS, figure

WOMEN = {
    "key": "women", "ar": "نساء", "en": "women", "kind": "sex_age",
    "forms": {"singular": "امرأة", "dual": "امرأتان", "dual_oblique": "امرأتين", "plural": "نساء",
              "accusative": "امرأة", "gender": "f", "singular_en": "woman"},
}  # fmt: skip


def subset(label, words):
    return {"label": label, "figure": figure(words)}


@pytest.mark.parametrize(
    ("whole", "subsets", "arabic", "english"),
    [
        ("39", [(OFFICERS, "8")], "بينهم 8 ضباط", "among them 8 officers"),
        ("2", [(WOMEN, "1")], "بينهما امرأة واحدة", "among them 1 woman"),
        ("2", [(WOMEN, "2")], "وهما امرأتان", "both women"),
        (
            "2",
            [(WOMEN, "2"), (OFFICERS, "1")],
            "وهما امرأتان، بينهما ضابط واحد",
            "both women, among them 1 officer",
        ),
        ("1", [(OFFICERS, "1")], "وهو ضابط", "among them 1 officer"),
        ("1", [(WOMEN, "1")], "وهي امرأة", "among them 1 woman"),
        ("5", [(OFFICERS, "5")], "وجميعهم من الضباط", "all officers"),
        ("about 5", [(OFFICERS, "about 5")], "بينهم نحو 5 ضباط", "among them about 5 officers"),
        ("39", [], "", ""),
    ],
)
def test_a_label_of_some_is_told_from_a_label_of_all(whole, subsets, arabic, english):
    content = [subset(label, words) for label, words in subsets]
    for language, expected in (("ar", arabic), ("en", english)):
        with override(language):
            assert among_text(parse_figure(whole), content) == expected


def test_an_enumeration_has_its_and_before_each_name():
    with override("ar"):
        assert joined(["الحسكة", "حلب"]) == "الحسكة وحلب"
        assert joined(["الحسكة", "حلب", "الرقة"]) == "الحسكة وحلب والرقة"
        assert joined([]) == ""
    with override("en"):
        assert joined(["Homs", "Hama", "Aleppo"]) == "Homs, Hama and Aleppo"


@pytest.mark.parametrize(("certainty", "hedged"), [("known", False), ("claimed", False), ("suspected", True)])
def test_an_attribution_is_hedged_unless_known_or_claimed(certainty, hedged):
    with override("ar"):
        assert by_whom("فصيل الاختبار", certainty).startswith("على يد فصيل الاختبار")
        assert carried_out_by("فصيل الاختبار", certainty).startswith("من تنفيذ فصيل الاختبار")
        assert ("يُعتقد" in by_whom("فصيل الاختبار", certainty)) is hedged
        assert ("يُعتقد" in carried_out_by("فصيل الاختبار", certainty)) is hedged
        assert by_whom("", certainty) == ""
