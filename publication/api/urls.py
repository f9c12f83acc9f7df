"""The read-only API under /api/v1/. It has no language of its own: documents carry Arabic and English."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from publication.api import reports, summaries, views

router = DefaultRouter()
router.register("incidents", views.IncidentViewSet, "incident")
router.register("abductees", views.CaseViewSet, "abductee")
router.register("tallies", views.TallyViewSet, "tally")
router.register("places", views.PlaceViewSet, "place")
router.register("parties", views.PartyViewSet, "party")

api = [
    *router.urls,
    path("summaries/", summaries.SummaryList.as_view(), name="summary-list"),
    path("summaries/<slug:series>/<str:month>/", summaries.SummaryDetail.as_view(), name="summary"),
    path("reports/", reports.ReportList.as_view(), name="report-list"),
    path("reports/<slug:series>/<str:month>/", reports.ReportDetail.as_view(), name="report"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema", template_name="publication/api_docs.html"),
        name="docs",
    ),
]
urlpatterns = [path("api/v1/", include((api, "api")))]
