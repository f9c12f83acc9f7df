"""Public pages."""

from django.urls import path, register_converter

from publication.converters import EditionFileConverter, PeriodConverter
from publication.views import (
    abductees,
    campaigns,
    editions,
    health,
    home,
    incidents,
    pages,
    periods,
    summaries,
    tallies,
)

register_converter(PeriodConverter, "period")
register_converter(EditionFileConverter, "edition_file")

app_name = "publication"

urlpatterns = [
    path("", home.home, name="home"),
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents.csv", incidents.incidents_csv, name="incidents_csv"),
    path("incidents/<slug:public_id>/", incidents.incident, name="incident"),
    path("tallies/<slug:public_id>/", tallies.tally, name="tally"),
    path("campaigns/<slug:public_id>/", campaigns.campaign, name="campaign"),
    path("abductees/", abductees.abductees, name="abductees"),
    path("abductees.csv", abductees.abductees_csv, name="abductees_csv"),
    path("abductees/<slug:public_id>/", abductees.abductee, name="abductee"),
    path("abductees/<slug:public_id>/photo-<slug:digest>.jpg", abductees.photo, name="abductee_photo"),
    path("methodology/", pages.methodology, name="methodology"),
    path("corrections/", pages.corrections, name="corrections"),
    path("data/", pages.data, name="data"),
    path("data/abductees.pfif", abductees.abductees_pfif, name="abductees_pfif"),
    path("healthz", health.healthz, name="healthz"),
    path("summaries/", summaries.summaries, name="summaries"),
    path("summaries/<slug:series>/<period:period>/", periods.period, name="period"),
    path("summaries/<slug:series>/<period:period>.csv", periods.period_csv, name="period_csv"),
    path("summaries/<slug:series>/<str:month>/", summaries.summary, name="summary"),
    path("summaries/<slug:series>/<str:month>/figures/<slug:slug>/", summaries.figure, name="figure"),
    path(
        "summaries/<slug:series>/<str:month>/<edition_file:name>", editions.edition_file, name="report_file"
    ),
    path("summaries/<slug:series>/<str:month>/editions/<int:number>/", editions.edition, name="edition"),
    path(
        "summaries/<slug:series>/<str:month>/editions/<int:number>/<edition_file:name>",
        editions.edition_file,
        name="edition_file",
    ),
]
