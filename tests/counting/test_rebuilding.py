"""Rebuilding replays releases and never reads working rows; and the two commands that keep the public side in step."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.models import CasualtyLine, Incident, Tally
from publication import projector
from publication.models import PublishedIncident, PublishedMonth
from records import outbox
from records.models import AreaOfControl, Party, Place, Record, Source, SubsetLabel
from reports.models import Series, SeriesRule
from terms.figures import parse_figure
from tests.support import factories as make
from tests.support.dump import dump

pytestmark = pytest.mark.django_db

#: Written into everything that can be edited; none of it may show.
UNRELEASED = "تعديل لم يُنشر"


def a_published_site() -> None:
    """Some of everything, with a correction and a withdrawal in its past."""
    make.make_series(state="released")
    make.make_campaign(state="released")
    make.make_tally(state="released")
    first = make.make_incident(state="released", subsets={"officers": "8"}, place=make.place("hajin"))
    make.make_incident(
        state="released", killed="at least 3", area=make.area("sdf"), perpetrators=[make.party("sdf")]
    )
    make.make_incident(state="withdrawn", title_ar="حدث سُحب")
    make.workflow.contributed(first, make.alice())
    make.advance(first, "released")
    make.make_incident(title_ar=UNRELEASED)
    outbox.drain()


def edit_everything() -> None:
    """Past every form and model, so that nothing warns the public side."""
    Record.objects.update(title_ar=UNRELEASED, title_en=UNRELEASED, notes=UNRELEASED)
    Incident.objects.update(description_ar=UNRELEASED, events=99, grade="discounted", type="other")
    CasualtyLine.objects.update(outcome="wounded", **parse_figure("777").as_json())
    Tally.objects.update(measure="wounded", adoption_reason_ar=UNRELEASED, **parse_figure("778").as_json())
    Series.objects.update(about_ar=UNRELEASED, slug="unreleased")
    SeriesRule.objects.update(ordinal_rule="calendar")
    for model in (Place, Party, AreaOfControl, Source, SubsetLabel):
        model.objects.update(name_ar=UNRELEASED, name_en=UNRELEASED)
    Place.objects.update(parent=None, path="/", kind="region")


def test_with_unreleased_edits_everywhere_a_rebuild_gives_the_same_and_shows_none() -> None:
    a_published_site()
    once = dump()
    edit_everything()
    assert dump() == once
    assert outbox.rebuild() == 8
    assert dump() == once
    assert UNRELEASED not in str(dump()) and "777" not in str(dump()["PublishedCasualty"])


@settings(max_examples=5)
@given(
    st.lists(st.sampled_from(["make", "correct", "withdraw", "edit"]), min_size=3, max_size=6), st.randoms()
)
def test_a_rebuild_gives_the_same_after_any_history(history: list[str], random: Any) -> None:
    with transaction.atomic():
        made: list[Incident] = [make.make_incident(state="released")]
        for step in history:
            live(step, made, random)
        outbox.drain()
        once = dump()
        outbox.rebuild()
        assert dump() == once
        transaction.set_rollback(True)


def live(step: str, made: list[Incident], random: Any) -> None:
    """One step in the life of some record."""
    some = random.choice(made)
    some.refresh_from_db()
    if step == "make":
        made.append(make.make_incident(state="released", killed=random.choice(["3", "about 4", "hundreds"])))
    elif step == "withdraw" and some.live_release_id:
        make.workflow.move(some, "withdraw", make.carol(), reason="doubt")
    else:
        some.lines.update(**parse_figure(str(random.randint(1, 99))).as_json())
        make.workflow.contributed(some, make.alice())
        if step == "correct":
            make.advance(some, "released")


def test_a_rebuild_that_fails_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    a_published_site()
    once = dump()
    with monkeypatch.context() as broken:
        broken.setattr(projector, "apply", lambda release: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            outbox.rebuild()
    assert dump() == once


def test_the_command_rebuilds_and_says_how_many() -> None:
    a_published_site()
    PublishedIncident.objects.update(title_ar="ليس ما أُطلق")
    said = StringIO()
    call_command("rebuild_publication", stdout=said)
    assert "8" in said.getvalue()
    assert not PublishedIncident.objects.filter(title_ar="ليس ما أُطلق").exists()


def test_the_command_projects_what_waits_and_is_silent_when_nothing_does() -> None:
    make.make_incident(state="released")
    said = StringIO()
    call_command("project_outbox", stdout=said)
    assert PublishedIncident.objects.count() == 1 and said.getvalue()
    said = StringIO()
    call_command("project_outbox", stdout=said)
    assert said.getvalue() == ""


def test_months_that_a_dead_process_left_out_of_step_are_mended_by_the_next_start() -> None:
    a_published_site()
    once = dump()
    PublishedMonth.objects.update(is_stale=True, kept=None)
    call_command("project_outbox")
    assert dump() == once


def test_the_command_fails_and_names_the_release_that_cannot_be_projected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = make.make_incident(state="released")
    monkeypatch.setattr(projector, "apply", lambda release: 1 / 0)
    with pytest.raises(CommandError, match=rf"{made.live_release_id}.*ZeroDivisionError"):
        call_command("project_outbox")
