"""What keeps a record from being submitted, in sentences for the one who typed it.

Two sorts: contradictions (`line_contradictions`), which no form and no import lets in, and gaps, with which a draft
may be saved but not submitted. `Record.problems()` asks here for both. Rules of counting: docs/counting.md.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.models import Campaign, CasualtyLine, Incident, Tally
from records.conditions import faults_of_fields
from records.models import SubsetLabel
from terms.choices import Certainty, Outcome, PlacePrecision, Relation
from terms.figures import Figure, exceeds, total

Part = tuple[SubsetLabel, Figure]


def line_contradictions(figure: Figure, parts: Sequence[Part]) -> list[str]:
    """Parts of a casualty line that are above it, one by one, and sex and age together.

    Men, women, children and "not known" share out the people of a line; other labels may overlap.
    """
    found = [
        _("“%(label)s” (%(part)s) is above its total (%(whole)s).")
        % {"label": label, "part": _read(part), "whole": _read(figure)}
        for label, part in parts
        if exceeds(part, figure)
    ]
    shares = [part for label, part in parts if label.kind == SubsetLabel.Kind.SEX_AGE and part.has_number]
    together = total(shares)
    if not found and len(shares) > 1 and together is not None and exceeds(together, figure):
        found.append(
            _("Men, women and children together (%(part)s) are above the total (%(whole)s).")
            % {"part": _read(together), "whole": _read(figure)}
        )
    return found


def incident_problems(incident: Incident) -> list[str]:
    lines = list(incident.lines.prefetch_related("subsets__label"))
    return [
        *faults_of_fields(incident),
        *_place_and_area(incident),
        *_attribution(incident),
        *_lines(lines),
        *_victims(incident, lines),
        *_sources(incident),
    ]


def tally_problems(tally: Tally) -> list[str]:
    found = [*faults_of_fields(tally), *_sources(tally)]
    if tally.period_end and tally.period_end > timezone.localdate():
        found.append(_("The tally's period is not over yet."))
    if (
        tally.parent is not None
        and tally.relation == Relation.OF_WHICH
        and tally.parent.measure == tally.measure
    ):
        if exceeds(tally.figure, tally.parent.figure):
            found.append(
                _("This part (%(part)s) is above the tally it is a part of (%(whole)s).")
                % {"part": _read(tally.figure), "whole": _read(tally.parent.figure)}
            )
        else:
            found += _parts_above(tally.parent, [*_sharing_out(tally.parent).exclude(pk=tally.pk), tally])
    return found + _parts_above(tally, _sharing_out(tally))


def campaign_problems(campaign: Campaign) -> list[str]:
    found = [*faults_of_fields(campaign), *_sources(campaign)]
    if not campaign.participants.exists():
        found.append(_("Name at least one participant."))
    if campaign.area_id is None and not campaign.places.exists():
        found.append(_("Say where: an area of control, or places."))
    return found


def _place_and_area(incident: Incident) -> list[str]:
    found = []
    if incident.place_id is None and incident.place_precision != PlacePrecision.UNKNOWN:
        found.append(_("Choose the place, or say that it is unknown (“place known”)."))
    if incident.area_id is None:
        found.append(_("Choose the area of control as it was on that day; “unknown” is among them."))
    return found


def _attribution(incident: Incident) -> list[str]:
    if incident.perpetrator_certainty != Certainty.UNKNOWN and not incident.perpetrators.exists():
        return [
            _("The attribution is “%(certainty)s”, but no perpetrator is named.")
            % {"certainty": incident.get_perpetrator_certainty_display()}
        ]
    return []


def _lines(lines: Iterable[CasualtyLine]) -> list[str]:
    lines = list(lines)
    if not lines:
        return [_("Add a casualty line. If nobody was harmed, say so with one: killed, exactly 0.")]
    return [
        f"{line.get_outcome_display()}: {problem}"
        for line in lines
        for problem in line_contradictions(
            line.figure, [(part.label, part.figure) for part in line.subsets.all()]
        )
    ]


def _victims(incident: Incident, lines: Sequence[CasualtyLine]) -> list[str]:
    """Named victims of an outcome are at most its highest figure; where that is not known, any number."""
    named = list(incident.victims.values_list("outcome", flat=True))
    found = []
    for outcome in Outcome:
        count, of_outcome = named.count(outcome.value), [line for line in lines if line.outcome == outcome]
        if not count:
            continue
        highest = [line.high for line in of_outcome]
        if None not in highest and count > sum(high or 0 for high in highest):
            found.append(
                _("%(outcome)s: %(count)d named, but the casualty lines give %(figure)s.")
                % {
                    "outcome": outcome.label,
                    "count": count,
                    "figure": _read(total(ln.figure for ln in of_outcome)),
                }
            )
    return found


def _sources(record: Any) -> list[str]:
    if record.claims.exists():
        return []
    return [_("Give the source: who said so. Without one, no figure can be walked back.")]


def _sharing_out(tally: Tally) -> Any:
    """The parts that share out a tally: same measure, no label and no type, so that none overlaps another."""
    return tally.parts.filter(
        relation=Relation.OF_WHICH, measure=tally.measure, label=None, type="", method=""
    )


def _parts_above(whole: Tally, parts: Iterable[Tally]) -> list[str]:
    together = total(part.figure for part in parts if not (part.label_id or part.type or part.method))
    if together is None or not exceeds(together, whole.figure):
        return []
    return [
        _("The parts of the tally “%(tally)s” add up to %(parts)s, above its %(whole)s.")
        % {"tally": whole, "parts": _read(together), "whole": _read(whole.figure)}
    ]


def _read(figure: Figure | None) -> str:
    from django.utils.translation import get_language

    return figure.in_language(get_language() or "ar") if figure else "0"
