"""Differences of documents, children included, in the words of the forms."""

from datetime import date

import pytest
from django.utils import translation

from records import documents
from records.review.diff import Difference, differences
from records.review.reading import read
from terms.figures import parse_figure
from tests.support.factories import add_claim, add_line, make_incident, make_series, place, source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_arabic():
    with translation.override("ar"):
        yield


def changed(incident, change) -> list[Difference]:
    before = documents.build(incident)
    change()
    return differences(before, documents.build(type(incident).objects.get(pk=incident.pk)))


def text(pieces) -> str:
    return "".join(piece.text for piece in pieces)


def test_two_equal_documents_have_no_difference():
    assert changed(make_incident(), lambda: None) == []


def test_without_a_verified_document_there_is_nothing_to_compare():
    assert differences(None, documents.build(make_incident())) == []


def test_a_date_is_given_in_words():
    incident = make_incident()

    def later():
        incident.start, incident.counted_on = date(2020, 12, 31), None
        incident.save()

    (found,) = changed(incident, later)
    start = next(
        change
        for change in found.changes
        if change.label == str(incident._meta.get_field("start").verbose_name)
    )
    assert (text(start.before), text(start.after)) == (
        "30 كانون الأول/ديسمبر 2020",
        "31 كانون الأول/ديسمبر 2020",
    )


def test_a_place_is_given_by_its_name():
    incident = make_incident()

    def move():
        incident.place = place("raqqa")
        incident.save()

    (found,) = changed(incident, move)
    assert [(text(c.before), text(c.after)) for c in found.changes] == [("دير الزور", "الرقة")]


def test_a_figure_of_a_child_is_given_with_its_qualifier():
    incident = make_incident(killed="39")
    line = incident.lines.get()

    def more():
        line.figure = parse_figure("نحو 45")
        line.save()

    (found,) = changed(incident, more)
    assert found.kind == "changed"
    assert "قوات النظام" in found.path[-1]
    assert [(text(c.before), text(c.after)) for c in found.changes] == [("39", "نحو 45")]


def test_two_figures_that_read_the_same_are_told_apart():
    incident = make_incident(killed="25-28")
    line = incident.lines.get()

    def other_best():
        line.best = 27
        line.save()

    (found,) = changed(incident, other_best)
    assert text(found.changes[0].before) != text(found.changes[0].after)


def test_a_new_line_is_shown_with_what_it_says():
    incident = make_incident()
    (found,) = changed(incident, lambda: add_line(incident, "12", outcome="wounded", civil_status="unknown"))
    assert found.kind == "added"
    assert "12" in [text(change.after) for change in found.changes]
    assert all(change.before == [] for change in found.changes)


def test_a_line_that_went_is_shown_with_its_subsets():
    incident = make_incident(subsets={"officers": "8"})
    found = changed(incident, lambda: incident.lines.all().delete())
    assert [one.kind for one in found] == ["removed", "removed"]
    assert "ضباط: 8" in found[1].path[-1]


def test_a_grandchild_that_changed_is_found():
    incident = make_incident(subsets={"officers": "8"})
    subset = incident.lines.get().subsets.get()

    def fewer():
        subset.figure = parse_figure("7")
        subset.save()

    (found,) = changed(incident, fewer)
    assert len(found.path) == 4
    assert [(text(c.before), text(c.after)) for c in found.changes] == [("8", "7")]


def test_a_new_claim_comes_with_its_figures_and_names_what_it_replaces():
    incident = make_incident()
    first = incident.claims.get()
    found = changed(
        incident,
        lambda: add_claim(
            incident, "45", source=source("agency"), supersedes=first, quotation="خمسة وأربعون"
        ),
    )
    said = [text(change.after) for one in found for change in one.changes]
    assert "خمسة وأربعون" in said
    assert "45" in said
    assert any("مرصد ألف" in words and "39" not in words for words in said)


def test_a_long_text_is_compared_word_by_word():
    incident = make_incident(description_ar="استهدف كمين حافلة على الطريق بين دير الزور وتدمر وقتل من فيها")

    def mend():
        incident.description_ar = incident.description_ar.replace("حافلة", "حافلتين")
        incident.save()

    (found,) = changed(incident, mend)
    (change,) = found.changes
    assert [piece.text.strip() for piece in change.before if piece.marked] == ["حافلة"]
    assert [piece.text.strip() for piece in change.after if piece.marked] == ["حافلتين"]


def test_a_switch_reads_yes_or_no():
    incident = make_incident()
    claim = incident.claims.get()

    def show():
        claim.show_source = True
        claim.save()

    (found,) = changed(incident, show)
    assert [(text(c.before), text(c.after)) for c in found.changes] == [("لا", "نعم")]


def test_a_rule_of_a_series_reads_in_words():
    series = make_series()
    rule = series.rules.get()

    def narrow():
        rule.outcomes = ["killed"]
        rule.ordinal_rule = "calendar"
        rule.save()

    (found,) = changed(series, narrow)
    after = [text(change.after) for change in found.changes]
    assert len(after) == 2
    assert "killed" not in after
    assert "calendar" not in after


def test_a_document_is_read_whole():
    section = read(documents.build(make_incident(subsets={"officers": "8"})))
    facts = dict(section.facts)
    assert "كمين لحافلة" in facts.values()
    assert "دير الزور" in facts.values()
    lines = section.lists[0][1]
    assert "39" in dict(lines[0].facts).values()
    assert lines[0].lists[0][1][0].title == "ضباط: 8"
