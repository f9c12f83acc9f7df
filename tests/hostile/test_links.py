"""A link leads where it seems to lead, or is not taken; one of an older record that does not is not linked to."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from incidents.models import IncidentClaim
from terms.links import LinkRefused, kept, shown
from tests.publication.documents import incident, release
from tests.support import factories as make

REFUSED = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://a.example/",
    "//evil.example/", "/incidents/", "evil.example", "https://", "https:///x", "https://user@evil.example/",
    "https://sohr.example@evil.example/", "https://a:b@evil.example/", "https://sohr.example\\@evil.example/",
    "https://evil.example\\.sohr.example/", "https://sohr.example/\u202egnp.exe", "https://so\u200bhr.example/",
    "https://sohr.example/a b", "https://sohr.example/\n", "https://sohr.example/\x00", "https://sohr。example/@x y",
    "https://a..example/", "https://-a.example/", "https://localhost/", "https://a.example:port/", "https://[::1/",
    "https://sohr.example／@evil.example/", "https://℀.example/", "blob:https://a.example/1", "https://a.example:8०/",
    "https://sohr.example/\u2066x", "https://" + "a" * 64 + ".example/", "https://sohr.example/\ue000",
)  # fmt: skip
SAME = (
    "https://sohr.example/", "http://www.sohr.example/ar/?p=1&q=%D8%A7#x", "https://a.example:8443/x@y",
    "https://t.me/channel/123", "https://[2001:db8::1]/x", "https://192.0.2.1/x", "",
    "https://sohr.example/خبر-عن-قرية", "https://xn--mgbh0fb.example/",
)  # fmt: skip
#: Hosts that look like others, as browsers compare them.
NAMED_PLAINLY = {
    "https://аljazeera.net/x": "https://xn--ljazeera-06g.net/x",
    "https://sоhr.example/": "https://xn--shr-sed.example/",
    "https://موقع.example/خبر": "https://xn--4gbrim.example/خبر",
    "https://ｓｏｈｒ.example/": "https://sohr.example/",
}


@pytest.mark.parametrize("url", REFUSED, ids=ascii)
def test_it_refuses_what_leads_elsewhere_than_it_seems(url: str) -> None:
    with pytest.raises(LinkRefused):
        kept(f"{url}|" if url.endswith("\n") else url)
    assert shown(url) == "" or url.endswith("\n")


@pytest.mark.parametrize("url", SAME, ids=ascii)
def test_a_plain_link_stays_as_it_was_typed(url: str) -> None:
    assert kept(url) == url


@pytest.mark.parametrize("url", NAMED_PLAINLY, ids=ascii)
def test_a_host_is_kept_in_the_letters_that_are_compared(url: str) -> None:
    assert kept(url) == NAMED_PLAINLY[url]
    assert kept(kept(url)) == kept(url)


@pytest.mark.django_db
def test_a_claim_keeps_the_plain_host_and_refuses_the_rest() -> None:
    claim = IncidentClaim(incident=make.make_incident(), source=make.source(), url="https://аljazeera.net/x")
    claim.full_clean()
    claim.save()
    claim.refresh_from_db()
    assert claim.url == "https://xn--ljazeera-06g.net/x"
    claim.url = "https://sohr.example@evil.example/"
    with pytest.raises(ValidationError) as refused:
        claim.full_clean()
    assert len(refused.value.message_dict["url"]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "there"),
    [
        ("https://аljazeera.net/x", "https://xn--ljazeera-06g.net/x"),
        ("https://sohr.example@evil.example/", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_page_links_to_the_plain_host_or_not_at_all(client: Client, url: str, there: str) -> None:
    """Also what was released before links were judged."""
    document = incident("oldlinks")
    document["claims"] = [{**claim, "url": url} for claim in document["claims"]]
    assert document["claims"]
    release(document)
    text = client.get("/incidents/oldlinks/").text
    assert f'href="{url}"' not in text
    assert (f'href="{there}"' in text) == bool(there)
