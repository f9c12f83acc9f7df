"""The vault: the one place where confidential facts about people, and who sources and correspondents are, are sealed,
read, destroyed.

Each file has a data key of its own. An entry is sealed with the key of its file; the data key is kept wrapped: sealed
with the newest of the outer keys, which stand in the environment (`VAULT_KEYS`). So a stolen database opens nothing,
an entry moved to another file opens nothing, and a file whose wrapped key is gone opens nothing for ever.

No plaintext leaves this module but as the answer of `read`: not in an exception, a log, a message or a `repr`. Error
reports hide every variable of these functions and of all that they call.
"""

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from records import audit, typed
from records.models import Person, Reading, Record, SealedEntry, SealedFile, Source
from records.models.vault import LEAST_PURPOSE

#: Plaintext is filled up to multiples of this, so that the length of what is sealed tells little of what it says.
BLOCK = 256
MOST_TEXT = 20_000
MOST_WORDS = 500  # of a purpose or a reason, in signs


#: The role whose holders appear under a code name, which is the name of their account.
BY_CODE_NAME = "correspondent"
#: Whose a confidential file is; an account is of AUTH_USER_MODEL.
Owner = Person | Record | Source | AbstractBaseUser


class Unreadable(Exception):
    """The file was destroyed, or its outer key is not here, or the ciphertext is not what was written."""


def owner_of(record: Record) -> Person | Record:
    """Whose file confidential facts of the record go into: its person, where it is the case of one."""
    person = getattr(record.concrete(), "person", None)
    return person if isinstance(person, Person) else record


def files_of(record: Record) -> list[SealedFile]:
    """The files to show with a record: its person's, and its own from before the person was known."""
    owner = owner_of(record)
    own = SealedFile.objects.filter(record_id=record.pk)
    persons = SealedFile.objects.filter(person=owner) if isinstance(owner, Person) else own.none()
    return list((own | persons).select_related("destroyed_by").order_by("pk"))


@sensitive_variables()
def write(owner: Owner, kind: str, text: str, user: Any, replaces: SealedEntry | None = None) -> SealedEntry:
    """Seal a fact into the file of a person, record, source or account; the first one makes the file.

    PermissionDenied without `records.write_vault`; ValidationError for a kind that such a file does not take, no text,
    too much of it, or an entry to replace that is of another file or replaced already; Unreadable when the file was
    destroyed or cannot be opened with the outer keys that are here.
    """
    if not user.has_perm("records.write_vault"):
        raise PermissionDenied
    if kind not in SealedFile.OWNERS[SealedFile.column_of(owner)]:
        raise ValidationError(_("Choose what the entry is about."))
    sealable = _sealable(typed.clean(text))
    with transaction.atomic():
        file = _locked_file_of(owner)
        if replaces is not None and (replaces.file_id != file.pk or replaces.replaced_by.exists()):
            raise ValidationError(_("The entry to replace is of another file, or was replaced already."))
        sealed = Fernet(_data_key(file)).encrypt(_envelope(kind, sealable)).decode()
        return SealedEntry.objects.create(
            file=file, kind=kind, sealed=sealed, written_by=user, replaces=replaces
        )


@sensitive_variables()
def read(entry: SealedEntry, user: Any, purpose: str) -> str:
    """The text of an entry. That it was asked for is written down and committed before anything is unsealed.

    PermissionDenied without `records.read_vault`, ValidationError for a purpose that says nothing: neither counts as
    a reading. Unreadable when the file was destroyed or does not open: that one is kept. It begins a transaction of
    its own and refuses to run inside another (RuntimeError), which could take the reading back.
    """
    if not user.has_perm("records.read_vault"):
        raise PermissionDenied
    purpose = purpose.strip()
    if not LEAST_PURPOSE <= len(purpose) <= MOST_WORDS:
        raise ValidationError(
            _("Say what you read it for, in %(least)d to %(most)d signs.")
            % {"least": LEAST_PURPOSE, "most": MOST_WORDS}
        )
    with transaction.atomic(durable=True):
        Reading.objects.create(entry_id=entry.pk, user=user, purpose=purpose)
    return _unsealed(SealedEntry.objects.select_related("file").get(pk=entry.pk))


@sensitive_variables()
def destroy(file: SealedFile, user: Any, reason: str) -> SealedFile:
    """Throw the key of the file away: none of its entries can be read again, by anybody, with any key.

    PermissionDenied without `records.destroy_vault`, ValidationError without a reason or when it is destroyed already.
    """
    if not user.has_perm("records.destroy_vault"):
        raise PermissionDenied
    reason = reason.strip()
    if not LEAST_PURPOSE <= len(reason) <= MOST_WORDS:
        raise ValidationError(
            _("Say why it is destroyed, in %(least)d to %(most)d signs.")
            % {"least": LEAST_PURPOSE, "most": MOST_WORDS}
        )
    with transaction.atomic():
        file = SealedFile.objects.select_for_update().get(pk=file.pk)
        if file.destroyed_at is not None:
            raise ValidationError(_("This file was destroyed already."))
        file.wrapped_key = file.key_id = ""
        file.destroyed_at, file.destroyed_by, file.destroyed_reason = timezone.now(), user, reason
        file.save()
        audit.write("vault.destroy", user, f"file {file.pk}")
    return file


@sensitive_variables()
def rotate() -> int:
    """Wrap every data key that an older outer key holds under the newest one; how many were wrapped again.

    Unreadable when some could not be opened; the others are wrapped all the same. Each key is wrapped in a statement
    of its own, so that whoever is killed in the middle leaves files under either key, and running again does the rest.
    """
    newest, unopened, count = key_id(outer_keys()[0]), 0, 0
    for file in SealedFile.objects.filter(destroyed_at=None).exclude(key_id=newest).order_by("pk"):
        try:
            wrapped = _wrapped(_owner_name(file), _data_key(file))
        except Unreadable:
            unopened += 1
            continue
        # Only what it was wrapped from is replaced: it may have been destroyed meanwhile.
        unchanged = SealedFile.objects.filter(pk=file.pk, wrapped_key=file.wrapped_key)
        count += unchanged.update(wrapped_key=wrapped, key_id=newest)
    if count:
        audit.write("vault.rotate", None, f"key {newest}", files=count)
    if unopened:
        raise Unreadable(
            _(
                "%(unopened)d files could not be opened with the keys that are set; %(count)d were wrapped again."
            )
            % {"unopened": unopened, "count": count}
        )
    return count


# Files and their keys --------------------------------------------------------------------------------------


def _locked_file_of(owner: Owner) -> SealedFile:
    """The owner's file, made at first use, locked until the transaction ends. Unreadable when it was destroyed."""
    key = {f"{SealedFile.column_of(owner)}_id": owner.pk}
    if not SealedFile.objects.filter(**key).exists():
        made = SealedFile(**key)
        wrapped = _wrapped(_owner_name(made), Fernet.generate_key())
        SealedFile.objects.get_or_create(
            **key, defaults={"wrapped_key": wrapped, "key_id": key_id(outer_keys()[0])}
        )
    file = SealedFile.objects.select_for_update().get(**key)
    if file.destroyed_at is not None:
        raise Unreadable(_("This file was destroyed: nothing more can be written into it."))
    return file


def _owner_name(file: SealedFile) -> str:
    """The owner goes into the wrapping, so that a wrapped key moved to another file opens nothing."""
    return f"{file.owned_by}:{getattr(file, f'{file.owned_by}_id')}"


def _wrapped(owner_name: str, data_key: bytes) -> str:
    return Fernet(outer_keys()[0]).encrypt(f"{owner_name} ".encode() + data_key).decode()


def _data_key(file: SealedFile) -> bytes:
    """The file's own key. Unreadable when it was destroyed, or does not come out of its wrapping."""
    if file.destroyed_at is not None:
        raise Unreadable(_("This file was destroyed: nobody can read it again."))
    outer = next((key for key in outer_keys() if key_id(key) == file.key_id), None)
    if outer is None:
        raise Unreadable(
            _("This file was sealed under the outer key %(id)s, which is not among the keys that are set.")
            % {"id": file.key_id}
        )
    try:
        owner_name, _space, data_key = Fernet(outer).decrypt(file.wrapped_key).partition(b" ")
    except (InvalidToken, ValueError):
        raise _damaged() from None
    if owner_name.decode() != _owner_name(file):
        raise _damaged()
    return data_key


# What is sealed --------------------------------------------------------------------------------------------


def _sealable(text: str) -> str:
    """The text as it is kept. ValidationError never repeats it."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError(_("Write what is to be kept."))
    if len(text) > MOST_TEXT:
        raise ValidationError(_("At most %(most)d signs fit into one entry.") % {"most": MOST_TEXT})
    try:
        text.encode()
    except UnicodeEncodeError:  # holds the text, and error reports show a part of it
        raise ValidationError(_("The text holds signs that cannot be kept.")) from None
    return text


def _envelope(kind: str, text: str) -> bytes:
    """Kind and text, filled up with spaces, which JSON passes over."""
    plain = json.dumps({"kind": kind, "text": text}, ensure_ascii=False).encode()
    return plain.ljust(-(-len(plain) // BLOCK) * BLOCK)


def _unsealed(entry: SealedEntry) -> str:
    try:
        envelope = json.loads(Fernet(_data_key(entry.file)).decrypt(entry.sealed))
    except (InvalidToken, ValueError):
        raise _damaged() from None
    if envelope["kind"] != entry.kind:
        raise _damaged()
    return envelope["text"]


def _damaged() -> Unreadable:
    return Unreadable(_("What is kept here is not what was written: it was damaged, moved or exchanged."))


# Outer keys ------------------------------------------------------------------------------------------------


def key_id(outer: str) -> str:
    """A short name of an outer key, from which nobody finds the key."""
    return hashlib.sha256(b"marsad vault " + outer.encode()).hexdigest()[:12]


@sensitive_variables()
def outer_keys() -> list[str]:
    """The outer keys, newest first; in debug mode one that was made here, when none is set. Unreadable without any."""
    if settings.VAULT_KEYS:
        return list(settings.VAULT_KEYS)
    if settings.VAULT_KEY_FILE is None:
        raise Unreadable(_("No key of the vault is set (VAULT_KEYS), so nothing can be sealed or read."))
    return [_key_of_this_machine(Path(settings.VAULT_KEY_FILE))]


def _key_of_this_machine(path: Path) -> str:
    """The key in a file, made once. Two processes that make it at once end up with one."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
        made = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(Fernet.generate_key())
            path.hardlink_to(made)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text().strip()
