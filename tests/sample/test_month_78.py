"""Month 78 as its page must show it: every figure of the real report, with its qualifier, leading to its records."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from publication.models import PublishedIncident, PublishedTally
from publication.reconcile import Reconciled
from terms.figures import Figure

pytestmark = pytest.mark.slow

URL = "/summaries/caliphate/78/"


def text_of(html: str) -> str:
    """What a reader sees: no markup, single spaces."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.fixture
def arabic(month_page: Any) -> str:
    return text_of(Client().get(URL).content.decode())


@pytest.fixture
def figures(month_page: Any) -> dict[str, Reconciled]:
    """The tallies of the page by the key that they bear in the imported file."""
    from records.models import Record

    keys = dict(Record.objects.exclude(import_key="").values_list("public_id", "import_key"))
    summary = month_page("78").summary
    return {
        keys[figure.tally.public_id]: figure
        for area in summary.areas
        for figure in area.all_figures()
        if figure.tally
    }


def test_it_runs_from_29_december_2020_to_28_january_2021(month_page: Any) -> None:
    month = month_page("78").summary.month
    assert (month.start, month.end) == (date(2020, 12, 29), date(2021, 1, 28))


@pytest.mark.parametrize(
    ("key", "figure"),
    [
        ("m78-regime-killed", Figure.exact(153)),
        ("m78-regime-killed-ambushes", Figure.exact(70)),
        ("m78-ambushes", Figure.exact(5)),
        ("m78-is-killed", Figure.exact(81)),
        ("m78-air-strikes", Figure.more_than(1100)),
        ("m78-operations", Figure.more_than(51)),
        ("m78-sdf-killed", Figure.exact(34)),
        ("m78-sdf-killed-civilians", Figure.exact(16)),
        ("m78-sdf-killed-forces", Figure.exact(18)),
        ("m78-sdf-killed-officials", Figure.exact(2)),
        ("m78-sdf-killed-notable", Figure.exact(1)),
        ("m78-sdf-wounded", Figure.at_least(23)),
    ],
)
def test_every_figure_of_the_report_stands(figures: dict[str, Reconciled], key: str, figure: Figure) -> None:
    assert figures[key].figure == figure


def test_58_of_the_153_stand_on_recorded_incidents_and_95_on_the_tally_alone(figures: Any) -> None:
    killed = figures["m78-regime-killed"]
    assert sorted(line.best for line in killed.lines) == [7, 12, 39]
    assert killed.recorded == Figure.exact(58)
    assert killed.aggregate_only == Figure.exact(95)


def test_3_of_the_34_stand_on_recorded_incidents(figures: dict[str, Reconciled]) -> None:
    killed = figures["m78-sdf-killed"]
    assert killed.recorded == Figure.exact(3)
    assert killed.aggregate_only == Figure.exact(31)
    assert killed.unclassified is None, "16 and 18 add up to 34"


@pytest.mark.parametrize(
    "words",
    [
        "153 قتيلاً",
        "58 قتيلاً",
        "95 قتيلاً",
        "70 عنصراً",
        "في 5 كمائن",
        "39 قتيلاً",
        "8 ضباط",
        "30 كانون الأول/ديسمبر 2020",
        "81 قتيلاً",
        "أكثر من 1,100 ضربة جوية",
        "أكثر من 51 عملية",
        "34 قتيلاً",
        "16 مدنياً",
        "18 عنصراً",
        "ما لا يقل عن 23 جريحاً",
        "منذ 16 كانون الثاني/يناير 2021",
        "الحاج طليوش",
        "مسؤولتان",
    ],
)
def test_the_page_says_it_in_arabic(arabic: str, words: str) -> None:
    assert words in arabic


@pytest.mark.parametrize(
    "words",
    [
        "153 killed",
        "58 killed",
        "95 killed",
        "more than 1,100 air strikes",
        "at least 23 wounded",
        "8 officers",
    ],
)
def test_the_page_says_it_in_english(month_page: Any, words: str) -> None:
    assert words in text_of(Client().get(f"/en{URL}").content.decode())


def test_each_figure_is_a_link_that_opens(month_page: Any) -> None:
    html = Client().get(URL).content.decode()
    links = set(re.findall(r'<a href="([^"]+)" class="figure', html))
    assert len(links) > 12
    for link in links:
        assert Client().get(link).status_code == 200, link


def test_the_claim_of_about_155_stays_visible_where_153_is_explained(month_page: Any, figures: Any) -> None:
    page = month_page("78")
    shown = text_of(Client().get(page.figure_url(figures["m78-regime-killed"])).content.decode())
    assert "نحو 155 قتيلاً" in shown
    assert "153 قتيلاً" in shown


def test_the_earlier_tolls_of_30_and_37_stay_visible_where_39_is_explained(month_page: Any) -> None:
    (incident,) = PublishedIncident.objects.filter(casualties__best=39)
    shown = text_of(Client().get(incident.get_absolute_url()).content.decode())
    for toll in ("30 قتيلاً", "37 قتيلاً", "39 قتيلاً", "8 ضباط"):
        assert toll in shown


def test_the_wounded_of_an_earlier_toll_are_not_lost_with_it(month_page: Any) -> None:
    (incident,) = PublishedIncident.objects.filter(casualties__best=39)
    assert incident.casualties.get(outcome="wounded").figure == Figure.exact(12)


def test_the_names_of_the_two_officials_are_withheld(month_page: Any) -> None:
    for url in (URL, f"/en{URL}", *[row.get_absolute_url() for row in PublishedIncident.objects.all()]):
        shown = Client().get(url).content.decode()
        assert "Hind" not in shown
        assert "Hermas" not in shown


def test_the_unadopted_tallies_are_words_and_count_in_nothing(figures: dict[str, Reconciled]) -> None:
    assert figures["m78-abducted"].figure == Figure.in_words("آلاف", "thousands")
    assert not PublishedTally.objects.get(pk=figures["m78-abducted"].tally.public_id).adopted
