"""The page of a month with a report: its text, its picture, its editions, and what has changed since."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from publication.models import PublishedSeries
from tests.publication.documents import (
    ARMY,
    frozen,
    incident,
    line,
    publish,
    release,
    report,
    section,
    series,
    tally,
    withdraw,
)
from tests.publication.edition_world import (
    BUS,
    FIRST,
    MONTH,
    NOTE,
    SECOND,
    first,
    month,
    page,
    part,
    plain,
    second,
    sum_of,
    text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    month()


def test_a_month_without_a_report_keeps_its_page(client: Client) -> None:
    html = page(client, MONTH)
    assert 'id="report"' not in html
    assert "editions/" not in html
    assert "og:image" not in html
    assert "153" in plain(html)


def test_headline_and_lead_stand_on_top_and_sections_with_what_they_speak_of(client: Client) -> None:
    first(
        sections=text(
            section("area-regime", "نص منطقة النظام"),
            section("abducted", "نص المختطفين"),
            section("part-abc", "نص مضاف", heading_ar="عنوان مضاف"),
            section("area-nowhere", "نص منطقة غائبة"),
            section("method", "نص المنهج"),
            ar="نص المقدمة",
        )
    )
    html = page(client, MONTH)
    assert "عنوان الاختبار" in part(html, "report", "</h2>")
    assert "نص المقدمة" in part(html, "report")
    assert "نص منطقة النظام" in part(html, "area-regime")
    assert "نص المختطفين" in part(html, "abducted")
    assert "نص المنهج" in part(html, "text-method")
    assert "عنوان مضاف" in part(html, "text-part-abc")
    assert "نص منطقة غائبة" in part(html, "text-area-nowhere")
    order = [
        html.index(words)
        for words in ("نص المقدمة", "نص منطقة النظام", "نص مضاف", "نص المختطفين", "نص المنهج")
    ]
    assert order == sorted(order)


def test_a_section_of_no_area_stands_with_the_figures_of_no_area(client: Client) -> None:
    release(tally("noarea00", "9", area=None))
    first(sections=text(section("area-all", "نص بلا منطقة"), ar="م"))
    assert "نص بلا منطقة" in part(page(client, MONTH), "all-areas")


def test_bound_figures_lead_to_how_they_are_made(client: Client) -> None:
    killed = sum_of("wounded", frozen())
    first(
        sections=text(
            ar=f"[153 عنصراً](tallytop) و[نحو 155](tallytop@2) و[70](tallyone) و[4 جرحى]({killed}) و[5](77/tallyold)"
            " و[حالة](abducted)"
        )
    )
    lead = part(page(client, MONTH), "report")
    links = dict(re.findall(r'href="([^"]+)">([^<]+)</a>', lead))
    assert links[f"{MONTH}figures/tallytop/"] == "153 عنصراً"
    assert links[f"{MONTH}figures/tallytop/#claims"] == "نحو 155"
    assert links[f"{MONTH}figures/tallyone/"] == "70"
    assert links[f"{MONTH}figures/{killed}/"] == "4 جرحى"
    assert links["/summaries/caliphate/77/figures/tallyold/"] == "5"
    assert links["#abducted"] == "حالة"
    assert re.search(r'class="prose-figure prose-figure--inexact" href="[^"]+#claims"', lead)
    assert not re.search(r'prose-figure--inexact" href="[^"]+tallytop/"', lead)


def test_a_figure_that_is_gone_leads_to_the_edition_that_froze_it(client: Client) -> None:
    slug = sum_of("wounded", frozen())
    first(sections=text(ar=f"[4 جرحى]({slug})"))
    release(incident("civilian", lines=[]), 2)
    html = page(client, MONTH)
    assert f'class="prose-figure" href="{FIRST}#{slug}"' in html
    assert f'<a href="{FIRST}#{slug}">' in part(html, "changes")
    assert f'id="{slug}"' in page(client, FIRST)


HOSTILE = [
    "<script>alert(1)</script>",
    "[<b>x</b>](abc)",
    "[<img src=x onerror=alert(1)>](tallytop)",
    "[x](javascript:alert)",
    "[x](//example.org)",
    '[x](tallytop"onclick="alert)',
    "&lt;script&gt; {{ settings }} {% now %}",
]


#: What none of them may become.
MARKUP = ("<script>alert", "<b>x</b>", "<img src=x", 'href="javascript', 'href="//example', '"onclick=')


@pytest.mark.parametrize("hostile", HOSTILE)
def test_the_text_cannot_become_markup(client: Client, hostile: str) -> None:
    keys = ("lead", "area-regime", "abducted", "method", "part-x")
    sections = [section(key, hostile, hostile, hostile, hostile) for key in keys]
    content = report(title_ar=hostile, title_en=hostile, organisation_ar=hostile, sections=sections)
    publish(content)
    publish({**content, "edition": 2}, note_ar=hostile, note_en=hostile)
    for address in (MONTH, f"/en{MONTH}", FIRST, SECOND, f"/en{SECOND}", "/corrections/"):
        html = client.get(address).text
        for markup in MARKUP:
            assert markup not in html, f"{markup} in {address}"
        if "{{" in hostile:
            assert "{{ settings }}" in html
            assert "&lt;script" not in html.replace("&amp;lt;script", "")


def test_marks_of_direction_are_taken_out_and_latin_words_isolated(client: Client) -> None:
    first(
        title_ar="عنوان \u202eمقلوب\u202c",
        sections=text(ar="قال \u2067Liwa al-Quds 5\u2069 إن [39 BMP](tallytop) دُمّرت\u200f، مي\u200cشود"),
    )
    html = page(client, MONTH)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]", html)
    assert "<bdi>Liwa al-Quds 5</bdi>" in html
    assert "39 <bdi>BMP</bdi></a>" in html
    assert "مي\u200cشود" in html


def test_arabic_words_in_an_english_text_are_isolated(client: Client) -> None:
    first(sections=text(en="The paper «النشرة اليومية» said"))
    assert "<bdi>النشرة اليومية</bdi>" in page(client, f"/en{MONTH}")


def test_english_falls_back_to_arabic_and_says_so(client: Client) -> None:
    first(
        title_en="", sections=text(section("area-regime", "نص المنطقة", "Text of the area"), ar="نص المقدمة")
    )
    html = page(client, f"/en{MONTH}")
    report_part = part(html, "report")
    assert re.search(r'<h2[^>]*lang="ar" dir="rtl">عنوان الاختبار</h2>', report_part)
    assert re.search(
        r'<div class="prose" lang="ar" dir="rtl"><p>نص المقدمة</p>',
        " ".join(report_part.split()).replace("> <p", "><p"),
    )
    assert "no English version" in report_part
    assert "Text of the area" in part(html, "area-regime")
    assert 'lang="ar"' not in part(html, "area-regime").split("ledger", 1)[0]


def test_a_text_in_both_languages_says_nothing_of_languages(client: Client) -> None:
    first()
    assert "no English version" not in page(client, f"/en{MONTH}")
    assert 'lang="ar"' not in part(page(client, MONTH), "report")


def test_the_headline_is_not_told_twice_where_it_begins_with_the_month(client: Client) -> None:
    name = frozen()["month"]["title_en"]
    first(title_en=f"{name}: eleven killed")
    html = page(client, f"/en{MONTH}")
    assert re.search(r"<h2[^>]*>Eleven killed</h2>", html)
    assert f'<meta property="og:title" content="{name}: eleven killed">' in html


def test_the_infographic_has_its_size_and_says_what_it_shows(client: Client) -> None:
    first()
    html = page(client, f"/en{MONTH}")
    picture = re.search(r"<img[^>]*>", part(html, "report"))
    assert picture is not None
    assert f'src="/en{FIRST}infographic.png"' in picture.group()
    assert 'width="1080" height="1350"' in picture.group()
    alt = re.search(r'alt="([^"]*)"', picture.group())
    assert alt is not None
    assert alt.group(1).startswith("Infographic: Month 78")
    assert "153 killed, of Test army" in alt.group(1)
    for name in ("report.pdf", "infographic.png", "infographic.svg"):
        assert f'href="/en{MONTH}{name}"' in html


def test_a_report_without_files_offers_none(client: Client) -> None:
    publish(report(files={}), files={})
    html = page(client, MONTH)
    assert "<img" not in html
    assert "report.pdf" not in html
    assert "og:image" not in html


def test_a_file_in_the_other_language_alone_says_so(client: Client) -> None:
    content = report()
    publish({**content, "files": {"report-ar.pdf": content["files"]["report-ar.pdf"]}})
    assert f'href="/en{MONTH}report.pdf" hreflang="ar"' in page(client, f"/en{MONTH}")


def test_links_to_the_page_show_the_picture(client: Client) -> None:
    first(sections=text(ar="قُتل [153 عنصراً](tallytop) في الشهر."))
    html = page(client, MONTH)
    head = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html))
    assert head["og:image"] == f"http://testserver{FIRST}infographic.png"
    assert (head["og:image:width"], head["og:image:height"]) == ("1080", "1350")
    assert head["og:image:alt"] == head["twitter:image:alt"] != ""
    assert head["twitter:card"] == "summary_large_image"
    assert head["og:title"] == "عنوان الاختبار"
    assert head["og:description"] == head["description"] == "قُتل 153 عنصراً في الشهر."


def test_all_editions_are_listed_with_day_and_note(client: Client) -> None:
    first()
    second()
    html = page(client, f"/en{MONTH}")
    assert f'href="/en{FIRST}"' in html
    assert f'href="/en{SECOND}"' in html
    assert NOTE["note_en"] in html
    assert "Monthly report, edition 2, 2 February 2021" in plain(html)


# What has changed since ---------------------------------------------------------------------------------------


def changes(client: Client) -> str:
    return plain(part(page(client, f"/en{MONTH}"), "changes"))


def test_nothing_has_changed_right_after_an_edition(client: Client) -> None:
    first()
    html = page(client, f"/en{MONTH}")
    assert 'id="changes"' not in html
    assert "No figure of the month has changed since edition 1." in html


def test_a_figure_is_told_before_and_after_with_the_record_that_changed_it(client: Client) -> None:
    first()
    release({**BUS, "lines": [line("killed", "160", "combatant", ARMY)]}, 2)
    release(tally("tallytop", "170"), 2)
    told = changes(client)
    assert "153 killed 170 killed" in told
    assert "39 killed, now 160 killed" in told
    assert "153" in plain(part(page(client, f"/en{FIRST}"), "tallytop", "</li>"))


def test_a_record_that_changed_under_the_same_number_is_told(client: Client) -> None:
    first()
    release({**BUS, "lines": [line("killed", "41", "combatant", ARMY)]}, 2)
    told = changes(client)
    assert "153 killed the same number" in told
    assert "Ambush busaaaaa : 39 killed, now 41 killed" in told


def test_late_records_and_new_figures_are_told(client: Client) -> None:
    first()
    release(
        incident(
            "lateaaaa", "2021-01-10", lines=[line("killed", "5", "combatant", ARMY), line("missing", "2")]
        )
    )
    told = changes(client)
    assert "Ambush lateaaaa : new: 5 killed" in told
    assert "not given 2 missing" in told


def test_a_record_withdrawn_since_is_told_by_id_and_day_alone(client: Client) -> None:
    first()
    withdraw(BUS)
    html = page(client, f"/en{MONTH}")
    told = part(html, "changes")
    assert "busaaaaa" in told
    assert "withdrawn on 2 February 2021" in told
    assert "39" not in plain(told)
    assert BUS["title_en"] not in html


def test_a_tally_withdrawn_since_is_told_without_its_number(client: Client) -> None:
    first(sections=text(ar="نص"))
    release(tally("othertal", "88", area=None))
    publish(report(edition=2, sections=text(ar="نص")))
    withdraw(tally("othertal", "88", area=None))
    html = page(client, f"/en{MONTH}")
    assert "withdrawn on 2 February 2021" in part(html, "changes")
    assert "88" not in plain(part(html, "changes"))
    assert f'<a href="/en{SECOND}#othertal"><code>othertal</code></a>' in part(html, "changes")
    assert "88" not in plain(part(page(client, f"/en{SECOND}"), "othertal", "</ul>"))


# Months of every sort -------------------------------------------------------------------------------------------


def test_a_month_without_figures_can_have_a_report(client: Client) -> None:
    publish(report("emptyrep", figures=frozen(month="70"), sections=text(ar="لا أرقام لهذا الشهر")))
    for address in ("/summaries/caliphate/70/", "/summaries/caliphate/70/editions/1/"):
        for language in ("", "/en"):
            html = page(client, language + address)
            assert "لا أرقام لهذا الشهر" in html
    assert "No figure of the month has changed" in page(client, "/en/summaries/caliphate/70/")


def test_a_month_that_is_running_can_have_a_report(client: Client, monkeypatch: Any) -> None:
    from django.utils import timezone

    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2021, 1, 2))
    first()
    assert "مقدمة الاختبار" in page(client, MONTH)
    page(client, FIRST)


def test_figures_in_words_alone_are_told_in_words(client: Client) -> None:
    release(tally("wordonly", "hundreds", area=None))
    first()
    release(tally("wordonly", "thousands", area=None), 2)
    assert "hundreds killed thousands killed" in changes(client)
    assert "hundreds" in plain(part(page(client, f"/en{FIRST}"), "wordonly", "</li>"))


def test_an_ordinal_that_names_two_months_offers_the_choice(client: Client) -> None:
    content = series()
    own = ("valid_from", "epoch", "ordinal_rule")
    scope = {key: value for key, value in content["rules"][0].items() if key not in own}
    rules = [("2014-06-29", "2014-06-29", "elapsed_at_start"), ("2016-06-29", "2016-06-29", "elapsed_at_end")]
    release(
        {**content, "id": "seriesbb", "slug": "changing",
         "rules": [{"valid_from": a, "epoch": b, "ordinal_rule": c, **scope} for a, b, c in rules]}
    )  # fmt: skip
    assert PublishedSeries.objects.filter(slug="changing").exists()
    for tail in ("", "report.pdf", "editions/1/", "editions/1/infographic.png"):
        response = client.get(f"/summaries/changing/5/{tail}")
        assert response.status_code == 300, tail
        assert "/summaries/changing/2014-11-29/" in response.text
