"""The read-only API."""

urlpatterns: list = []
