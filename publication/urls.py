"""Public pages."""

from django.urls import path

from publication.views import summaries

app_name = "publication"

urlpatterns = [
    path("summaries/", summaries.summaries, name="summaries"),
    path("summaries/<slug:series>/<str:month>/", summaries.summary, name="summary"),
    path("summaries/<slug:series>/<str:month>/figures/<slug:slug>/", summaries.figure, name="figure"),
]
