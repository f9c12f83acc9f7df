"""Every address of the site, read from the URL configuration itself, and what each answers to whom."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, get_resolver

from publication.models import PublishedParty, PublishedPlace
from records import outbox
from records.models import AuditEntry
from tests.publication import documents
from tests.support import accounts, factories

#: Answers by one letter each.
YES, LOGIN, ELSEWHERE, BAD, FORBIDDEN, NOT_FOUND, METHOD, CONFLICT = "ylrbn0mc"
_BY_STATUS = {200: YES, 400: BAD, 403: FORBIDDEN, 404: NOT_FOUND, 405: METHOD, 409: CONFLICT}


def patterns(resolver: Any = None, before: str = "") -> Iterator[str]:
    """Every address as it is written in the URL configuration, without the language."""
    for one in (resolver or get_resolver()).url_patterns:
        text = before + str(one.pattern).removeprefix("^").replace("$", "")
        if isinstance(one, URLPattern):
            yield text
        else:
            yield from patterns(one, text)


class Examples:
    """One row of everything, so that every address leads somewhere: what is in review, and what is public.

    The incident in review is a correspondent's own.
    """

    def __init__(self) -> None:
        make = factories
        rows = {
            "incidents/incident": make.make_incident(by=make.dora(), state="submitted", part_of=None),
            "incidents/tally": make.make_tally(state="submitted"),
            "incidents/campaign": make.make_campaign(state="submitted"),
            "abductees/case": make.make_case(state="submitted"),
            "records/stafftext": make.make_text(state="submitted", slot="contact"),
            "reports/series": make.make_series(state="submitted", slug="draft-series"),
            "records/place": make.place(),
            "records/party": make.party(),
            "records/areaofcontrol": make.area(),
            "records/subsetlabel": make.label(),
            "records/source": make.source(),
            "records/source/accounts": make.dora(),
            "records/person": make.person(),
            "monitor/user": make.make_user("subject", "clerk"),
        }
        rows["monitor/accountrequest"] = accounts.ask("access", rows["monitor/user"])
        rows["records/record"] = rows["incidents/incident"]
        rows["incidents/incidentclaim"] = rows["incidents/incident"].claims.get()
        self.keys = {name: row.pk for name, row in rows.items()}
        self.record = rows["incidents/incident"]
        incident, tally = make.make_incident(state="released"), make.make_tally(state="released")
        campaign = make.make_campaign(state="released")
        case = make.make_case(
            person=make.person("هادية المخترعة", name_decision="released", decision_reason="أخوها")
        )
        photo = make.add_photo(case)
        make.advance(case, "released")
        make.make_series(state="released")
        report = make.make_report(state="submitted")
        self.keys["reports/report"] = report.pk
        self.keys["records/auditentry"] = AuditEntry.objects.latest("pk").pk
        outbox.drain()
        documents.publish(documents.report())
        self.photo, self.photo_pk = photo.copy, photo.pk
        self.public = {
            "incidents": incident.public_id,
            "tallies": tally.public_id,
            "campaigns": campaign.public_id,
            "abductees": case.public_id,
        }
        self.public["places"] = PublishedPlace.objects.values_list("pk", flat=True)[0]
        self.public["parties"] = PublishedParty.objects.values_list("pk", flat=True)[0]

    def address(self, pattern: str) -> str:
        """A real address of the pattern."""
        url = pattern.replace(r"\.(?P<format>[a-z0-9]+)/?", ".json").replace(
            "<drf_format_suffix:format>", ".json"
        )
        url = url.replace("(?P<app_label>monitor|records|incidents|abductees|reports)", "records").replace(
            "(?P<url>.*)", "none"
        )
        for name, key in self.public.items():
            for placeholder in ("<slug:public_id>", "(?P<pk>[^/.]+)"):
                url = url.replace(f"{name}/{placeholder}", f"{name}/{key}")
        for name, pk in self.keys.items():
            for placeholder in ("<path:object_id>", "<int:object_id>", "<int:pk>", "<id>"):
                url = url.replace(f"admin/{name}/{placeholder}", f"admin/{name}/{pk}")
        url = url.replace("<slug:series>/<period:period>", "caliphate/year-2020")
        url = url.replace("<slug:series>/<str:start>", "caliphate/2020-12-29")
        url = url.replace("<slug:series>/<str:month>", "caliphate/78").replace("<slug:slug>", "nothing")
        url = url.replace("<int:number>", "1").replace("<edition_file:name>", "report.pdf")
        url = url.replace("<slug:digest>", self.photo[:16]).replace(
            "case/photo/<int:pk>", f"case/photo/{self.photo_pk}"
        )
        url = url.replace("security/passkeys/<int:pk>", "security/passkeys/1")
        url = url.replace("<path:content_type_id>/<path:object_id>", "1/1")
        url = url.replace("records/grouping/<path:object_id>", "records/grouping/999999")
        assert "<" not in url, f"no example for {pattern}"
        return "/" + url


def letter(response: HttpResponse) -> str:
    """What was answered, as one letter; fails for an answer that has none (an error of the server)."""
    if response.status_code in (301, 302):
        return LOGIN if "/login/" in response["Location"] else ELSEWHERE
    return _BY_STATUS[response.status_code]
