"""Releasing: the public document, the check before it goes out, and the outbox that carries it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from records import documents, outbox
from records.disclosure import cut
from records.models import Document, OutboxEntry, Person, PersonName, Record, Release, Source
from terms.arabic.fold import fold, key_mentions, near_fold
from terms.choices import FINE_PLACES


@dataclass(frozen=True)
class Finding:
    """Something that a release would give away. One that `blocks` must be mended; others an editor may take on,
    each with a reason that is kept.
    """

    key: str
    message: str
    blocks: bool = False


def public_document(document: Document) -> dict[str, Any]:
    """What the public would get of a document."""
    return cut(document.content, documents.SPECS[document.content["kind"]])


def findings_of(record: Record) -> list[Finding]:
    """The disclosure check over the verified document of a record."""
    if record.verified_round is None:
        return []
    return check(record.verified_round.document)


def check(document: Document) -> list[Finding]:
    """Withheld names anywhere in the text, places finer than allowed, sources that the text would identify."""
    content = document.content
    text = near_fold(" ".join(_texts(public_document(document))))
    return [
        *_withheld_names(text),
        *_withheld_since(content),
        *_fine_places(content, text),
        *_sources(content, text),
    ]


def _texts(value: Any) -> list[str]:
    """Every string of a public document that is free text or a name."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in parts for text in _texts(part)]


def _says(text: str, name: str) -> bool:
    return len(fold(name)) > 2 and key_mentions(text, name)


def _withheld_names(text: str) -> list[Finding]:
    """Names of every person whose name is withheld, in any record: a text may speak of someone else's case.

    A name of two or more words blocks. One word alone is often a word of the language as well («علي» folds like the
    preposition «على»), so an editor who sees that nobody is named may take it on with a reason.
    """
    names = PersonName.objects.filter(person__name_decision="withheld").values_list("pk", "text").iterator()
    return [
        Finding(
            f"name-{pk}",
            _("The text holds a name that is withheld: “%(name)s”.") % {"name": name},
            blocks=len(fold(name).split()) > 1,
        )
        for pk, name in names
        if _says(text, name)
    ]


def _withheld_since(content: dict[str, Any]) -> list[Finding]:
    """Victims whose name the document would show, and whose name was withheld after it was verified."""
    shown = [
        victim["person"]["pk"]
        for victim in content.get("victims", [])
        if victim["show_name"] and victim["person"]["name_decision"] == Person.NameDecision.RELEASED
    ]
    withheld = Person.objects.filter(pk__in=shown, name_decision=Person.NameDecision.WITHHELD)
    return [
        Finding(
            f"person-{person.pk}",
            _("The name “%(name)s” was withheld after this version was verified.") % {"name": person},
            blocks=True,
        )
        for person in withheld.prefetch_related("names")
    ]


def _fine_places(content: dict[str, Any], text: str) -> list[Finding]:
    """Places that are released coarsened (the record's own, those of its lines) and that the text names."""
    places = [*content.get("places", [])]
    places += [place for line in content.get("lines", []) for place in line["places"]]
    own, exact = content.get("place"), set()
    if own and content.get("show_exact_place"):
        exact.add(own["key"])
    elif own:
        places.append(own)
    found = {}
    for place in places:
        named = next((name for name in (place["ar"], place["en"]) if name and _says(text, name)), None)
        if named and place["kind"] in FINE_PLACES and place["key"] not in exact:
            found[f"place-{place['key']}"] = Finding(
                f"place-{place['key']}",
                _("The text names “%(place)s”, a place finer than this record may show.") % {"place": named},
            )
    return list(found.values())


def _sources(content: dict[str, Any], text: str) -> list[Finding]:
    """Confidential sources block, those that became so after the version was verified too; the name or the link of one
    that is only not shown is a warning.
    """
    claims = content.get("claims", [])
    secret = set(
        Source.objects.filter(
            pk__in=[claim["source"]["pk"] for claim in claims], is_confidential=True
        ).values_list("pk", flat=True)
    )
    found = {}
    for claim in claims:
        source = claim["source"]
        confidential = source["is_confidential"] or source["pk"] in secret
        if confidential and (claim["show_source"] or claim["show_link"]):
            found[f"shown-{source['key']}"] = Finding(
                f"shown-{source['key']}",
                _("The confidential source “%(source)s” is marked to be shown.") % {"source": source["ar"]},
                blocks=True,
            )
        elif claim["show_link"] and claim["url"] and not claim["show_source"]:
            found[f"link-{source['key']}"] = Finding(
                f"link-{source['key']}",
                _("The link would identify the source “%(source)s”, which is not shown.")
                % {"source": source["ar"]},
            )
        if claim["show_source"] and not confidential:
            continue
        for name in (source["ar"], source["en"]):
            if name and _says(text, name):
                found[f"source-{source['key']}"] = Finding(
                    f"source-{source['key']}",
                    _("The text would identify the source “%(source)s”, which is not shown.")
                    % {"source": name},
                    blocks=confidential,
                )
    return list(found.values())


def release(record: Record, user: Any, details: dict[str, Any]) -> Release:
    """Write the release and its outbox entry; called by the workflow inside its transaction."""
    assert record.verified_round is not None
    document = record.verified_round.document
    content = public_document(document)
    return _write(
        record, user, kind=Release.Kind.RELEASE, document=document, content=content,
        note_ar=details.get("note_ar", ""), note_en=details.get("note_en", ""),
        acknowledged=details.get("acknowledged", []),
    )  # fmt: skip


def withdraw(record: Record, user: Any, reason: str) -> Release:
    """Write the withdrawal and its outbox entry; called by the workflow inside its transaction."""
    return _write(record, user, kind=Release.Kind.WITHDRAWAL, document=None, content={}, reason=reason)


def _write(record: Record, user: Any, *, kind: str, content: dict[str, Any], **values: Any) -> Release:
    last = record.releases.order_by("-version").first()
    written = Release.objects.create(
        kind=kind,
        record=record,
        version=last.version + 1 if last else 1,
        content=content,
        digest=documents.digest(content),
        day=timezone.localdate(),
        released_by=user,
        **values,
    )
    OutboxEntry.objects.create(release=written)
    record.live_release = written if kind == Release.Kind.RELEASE else None
    outbox.drain_after_commit()
    return written
