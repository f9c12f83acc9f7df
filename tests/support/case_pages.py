"""The page of a released case as tests read it."""

from django.test import Client

from publication.display.cases import CasePage


def page(client: Client, public_id: str = "caseaaaa", language: str = "") -> str:
    response = client.get(f"{language}/abductees/{public_id}/")
    assert response.status_code == 200
    return " ".join(response.text.split())


def shown(client: Client, public_id: str = "caseaaaa", language: str = "") -> CasePage:
    return client.get(f"{language}/abductees/{public_id}/").context["case"]
