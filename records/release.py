"""Releasing: the public document, the check before it goes out, and the outbox that carries it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from records import documents, outbox, suppression
from records.disclosure import cut, parts_with
from records.models import (
    Document,
    OutboxEntry,
    Person,
    PersonName,
    PublicCopy,
    Record,
    Release,
    ReleaseWords,
    Source,
)
from records.people import with_limit, with_todays_decisions
from terms.arabic.addresses import words_of_address
from terms.arabic.fold import fold, key_mentions, near_fold
from terms.arabic.sound import SoundKey, key_sounds, readings_of, sound_key
from terms.choices import PlaceLimit


@dataclass(frozen=True)
class Finding:
    """Something that a release would give away. One that `blocks` must be mended; others an editor may take on,
    each with a reason that is kept.
    """

    key: str
    message: str
    blocks: bool = False


#: kind of record → what its own app looks for in a document; each app adds its own when it is loaded.
CHECKS: dict[str, Callable[[documents.Content], list[Finding]]] = {}


@dataclass(frozen=True)
class Finished:
    """A public document as it goes out, with the bytes of the files that it names, by digest."""

    content: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)


#: kind of record → what its own app adds as it goes out: its number, its day, what is drawn of it. Raises Refused.
FINISHES: dict[str, Callable[[Record, dict[str, Any], date], Finished]] = {}


def finished(record: Record, content: dict[str, Any]) -> Finished:
    """The public document with what is made of it on the day that it goes out; most kinds add nothing."""
    finish = FINISHES.get(record.kind)
    return finish(record, content, timezone.localdate()) if finish else Finished(content)


def public_document(document: Document) -> dict[str, Any]:
    """What the public would get of a document; what was decided about people since it was made holds as well."""
    return cut(with_todays_decisions(document.content), documents.SPECS[document.content["kind"]])


def findings_of(record: Record, *notes: str) -> list[Finding]:
    """The disclosure check over the verified document of a record, and the notes that are to go out with it."""
    if record.verified_round is None:
        return []
    return check(record.verified_round.document, *notes)


def check(document: Document, *notes: str) -> list[Finding]:
    """Withheld names anywhere in the text, places finer than allowed, sources that the text would identify."""
    content = with_todays_decisions(document.content)
    shown = cut(content, documents.SPECS[content["kind"]])
    said = Said.of([shown, *notes])
    return [
        *withheld_names(said, content),
        *_coarsened_places(content, shown, said),
        *_sources(content, said),
        *_suppressed(document),
        *CHECKS.get(content["kind"], lambda content: [])(content),
    ]


@dataclass(frozen=True)
class Said:
    """All that a public document says, folded once to be asked about many names: by letters, and by sound."""

    letters: str
    sounds: SoundKey

    @classmethod
    def of(cls, parts: Any) -> "Said":
        text = " . ".join(texts_in(parts))
        return cls(near_fold(text), sound_key(text))

    def says(self, name: str) -> bool:
        """In the letters of the name. Names of one or two letters would be found everywhere."""
        return len(fold(name)) > 2 and key_mentions(self.letters, name)

    def sounds_like(self, name: str) -> bool:
        """In any transcription, the other script's among them."""
        return key_sounds(self.sounds, name)


def texts_in(value: Any) -> Iterator[str]:
    """Every string of a public document; of an address its words, for «…/2014/03/name-of-someone» names someone."""
    if isinstance(value, str):
        yield words_of_address(value) if value.startswith(("http://", "https://")) else value
        return
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    for part in parts:
        yield from texts_in(part)


def withheld_names(said: Said, content: documents.Content) -> list[Finding]:
    """Names of everyone whose name is withheld or not to be found, in any record: a text may speak of another's case.

    A name of two or more words blocks, in its letters or in those of the other script. One word alone is often a word
    of the language as well («علي» folds like the preposition «على»), so an editor who sees that nobody is named may
    take it on with a reason.
    """
    hidden = Q(person__name_decision=Person.NameDecision.WITHHELD) | Q(person__is_searchable=False)
    names = PersonName.objects.filter(hidden)
    own = (content.get("person") or {}).get("pk") if content.get("show_name") else None
    found = []
    for pk, person, decision, name in names.values_list(
        "pk", "person", "person__name_decision", "text"
    ).iterator():
        if person == own and decision == Person.NameDecision.RELEASED:
            continue  # the page of the one's own case
        several_words = len(fold(name).split()) > 1
        if said.says(name) or (several_words and said.sounds_like(name)):
            message = _("The text holds a name that is withheld: “%(name)s”.") % {"name": name}
            found.append(Finding(f"name-{pk}", message, blocks=several_words))
    return found


def _suppressed(document: Document) -> list[Finding]:
    """The figures of a report that were frozen before something behind them was suppressed."""
    if document.content["kind"] != Record.Kind.REPORT or not suppression.rests_on_suppressed(document):
        return []
    message = _("Figures of the report rest on a record that is suppressed since. Draft the report anew.")
    return [Finding("suppressed", message, blocks=True)]


def _places_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every place that a document names itself, without those above and across it."""
    return parts_with(value, "pcode", "above")


def _coarsened_places(content: dict[str, Any], shown: dict[str, Any], said: Said) -> list[Finding]:
    """Places that the release coarsens, and that its text names all the same."""
    left = {part["key"]: part for place in _places_in(shown) for part in (*place["above"], place)}
    names = {fold(part[language]) for part in left.values() for language in ("ar", "en")}
    found = {}
    for place in _places_in(content):
        finer = [name for name in (place["ar"], place["en"]) if name and fold(name) not in names]
        named = next((name for name in finer if said.says(name)), None)
        if named and place["key"] not in left:
            found[f"place-{place['key']}"] = Finding(
                f"place-{place['key']}",
                _("The text names “%(place)s”, a place finer than this record may show.") % {"place": named},
            )
    return list(found.values())


def _claims_in(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Every claim of a document, whatever list it stands in."""
    return [
        row
        for rows in content.values()
        if isinstance(rows, list)
        for row in rows
        if isinstance(row, dict) and "show_source" in row
    ]


def _sources(content: dict[str, Any], said: Said) -> list[Finding]:
    """Confidential sources block, those that became so after the version was verified too; the name or the link of one
    that is only not shown is a warning.
    """
    claims = _claims_in(content)
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
        elif confidential and claim["show_quotation"] and claim["quotation"]:
            found[f"quoted-{source['key']}"] = Finding(
                f"quoted-{source['key']}",
                _(
                    "The words of the confidential source “%(source)s” are marked to be shown: they may tell who it is."
                )
                % {"source": source["ar"]},
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
            if name and said.says(name):
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


def says_names(parts: Any, names: Iterable[str], whole: bool = False) -> bool:
    """Whether public words say one of these names: of several words anywhere, in either script; with `whole`, of one
    word too, where it is the whole of a value.
    """
    said = Said.of(parts)
    values = {fold(text) for text in texts_in(parts)} if whole else set()
    return any(
        said.says(name) or said.sounds_like(name) if len(fold(name).split()) > 1 else fold(name) in values
        for name in names
    )


def says_withheld_names(release: Release, sources: Iterable[str] = ()) -> bool:
    """Whether a live version would still say a name that is withheld now, or one of these former names of a source,
    after all that cutting can do.

    Of a report all editions are public, and none of them can be cut.
    """
    assert release.document is not None
    shown = [_cut_again(release), *public_notes(release.record), *earlier_editions(release)]
    content = with_todays_decisions(release.document.content, release.content)
    if any(finding.blocks for finding in withheld_names(Said.of(shown), content)):
        return True
    return says_names(shown, sources, whole=True)


def public_notes(record: Record) -> list[str]:
    """The notes of the versions since the record was last withdrawn; a withdrawal empties those before it."""
    withdrawn = record.releases.filter(kind=Release.Kind.WITHDRAWAL).order_by("-pk").values("pk")[:1]
    since = record.releases.filter(pk__gt=Coalesce(Subquery(withdrawn), 0))
    return [note for pair in since.values_list("note_ar", "note_en") for note in pair if note]


def earlier_editions(live: Release) -> list[dict[str, Any]]:
    """What else is public of the record than its live version: of a report the editions before, of others nothing."""
    if live.record.kind not in FINISHES:
        return []
    return list(
        Release.objects.still_readable()
        .filter(record=live.record, pk__lt=live.pk)
        .values_list("content", flat=True)
    )


def _cut_again(live: Release) -> dict[str, Any]:
    """The document of a live version cut by what is decided today, and in nothing wider than the version itself: what
    an earlier decision took away only a release brings back, which an editor has looked at.
    """
    assert live.document is not None
    spec, shown = documents.SPECS[live.document.content["kind"]], _keys_of_places(live.content)
    content = with_todays_decisions(live.document.content, live.content)
    for limit in PlaceLimit.values:
        again = cut(with_limit(content, limit), spec)
        is_wider = again.get("is_linked", True) and not live.content.get("is_linked", True)
        if _keys_of_places(again) <= shown and not is_wider:
            break
    return again


def _keys_of_places(content: dict[str, Any]) -> set[str]:
    return {
        part["key"]
        for place in _places_in(content)
        for part in (*place["above"], place, *place.get("crosses", []))
    }


def tighten(record: Record, user: Any) -> Release | None:
    """The live document once more, cut by what is decided about people today; None where it says the same already."""
    live = record.live_release
    assert live is not None and live.document is not None
    content = _cut_again(live)
    if all(live.content.get(name) == value for name, value in content.items()):
        return None
    return _write(
        record, user, kind=Release.Kind.RELEASE, document=live.document, content=content,
        acknowledged=live.acknowledged,
    )  # fmt: skip


def withdraw(record: Record, user: Any, reason: str) -> Release:
    """Write the withdrawal and its outbox entry; called by the workflow inside its transaction."""
    return _write(record, user, kind=Release.Kind.WITHDRAWAL, document=None, content={}, reason=reason)


def _write(record: Record, user: Any, *, kind: str, content: dict[str, Any], **values: Any) -> Release:
    last = record.releases.order_by("-version").first()
    if kind == Release.Kind.RELEASE:
        made = finished(record, content)
        content = made.content
        for digest, data in made.files.items():
            PublicCopy.objects.get_or_create(pk=digest, defaults={"content": data})
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
    if kind == Release.Kind.RELEASE:
        said = Said.of([content, *public_notes(record)])
        ReleaseWords.objects.create(
            release=written,
            letters=said.letters.replace(" ", ""),
            sounds=" ".join(sorted(readings_of(said.sounds))),
        )
    record.live_release = written if kind == Release.Kind.RELEASE else None
    outbox.drain_after_commit(urgent=kind == Release.Kind.WITHDRAWAL)
    return written
