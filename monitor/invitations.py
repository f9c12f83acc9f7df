"""Links with which the holder of an account sets a password that no administrator knows.

A code is random and signed: what we did not sign is refused without asking the database, so that guessing costs one
HMAC and writes nothing. It travels in the fragment of an address (`/admin/invitation/#code`), which browsers send to no
server and in no Referer; a program that only fetches the link sees an empty form.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitor.audit import subject_of
from monitor.models import AccountRequest, Invitation, User
from monitor.requests import OPEN_FOR, is_administrator
from records import audit
from records.conditions import Refused
from records.models import AuditEntry

#: How long a link opens the account.
LIVES_FOR = timedelta(hours=72)
#: Kinds after which the holder sets a password.
LINKED = (
    AccountRequest.Kind.NEW,
    AccountRequest.Kind.REOPEN,
    AccountRequest.Kind.ACCESS,
    AccountRequest.Kind.SECOND_FACTOR,
)
#: Refusals of one link that are written down; more say nothing new, and a replayed link must not fill the audit.
MOST_WRITTEN = 10

_signer = Signer(sep=".", salt="monitor.invitations")


class Dead(Exception):
    """The code opens nothing. Whether it was unknown, used, too old or withdrawn is told to nobody."""


def against_link(request: AccountRequest, user: Any) -> str:
    """Why the administrator may make no link for the request; "" for nothing. `user` None is the machine."""
    account = request.account
    if account is None or request.outcome != AccountRequest.Outcome.GRANTED:
        return _("A link is made once the request is granted.")
    if user is None:
        return ""
    if request.kind not in LINKED:
        return _("Nothing is passed on for this request.")
    if not is_administrator(user) or user.pk not in (request.asked_by_id, request.decided_by_id):
        return _("Only who asked for it, or who granted it, makes the link.")
    if not account.is_active:
        return _("The account is shut.")
    if account.has_usable_password():
        return _("The holder has set a password: no further link is needed.")
    if request.decided_at is None or request.decided_at + OPEN_FOR < timezone.now():
        return _("It was granted too long ago. Ask for renewed access.")
    return ""


@transaction.atomic
def make_link(request: AccountRequest, user: Any) -> str:
    """A code for the holder, given out this once; all earlier ones of the account are dead. Raises Refused."""
    account = User.objects.select_for_update().filter(pk=request.account_id or 0).first()
    request = AccountRequest.objects.get(pk=request.pk)
    if refusal := against_link(request, user):
        raise Refused(refusal)
    assert account is not None
    account.end_sessions()
    code = _signer.sign(secrets.token_urlsafe(24))
    Invitation.objects.create(
        request=request,
        digest=_digest(code),
        epoch=account.session_epoch,
        made_by=user,
        expires_at=timezone.now() + LIVES_FOR,
    )
    audit.write("account.link_made", user, subject_of(account), request=request.pk)
    return code


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def find(code: str) -> Invitation:
    """The live invitation of a code, or of a whole link. Raises Dead."""
    code = code.strip().rpartition("#")[2]
    try:
        _signer.unsign(code)
    except BadSignature:
        raise Dead from None
    invitation = Invitation.objects.select_related("request__account").filter(digest=_digest(code)).first()
    if invitation is None:
        raise Dead
    if not invitation.is_live:
        _refused(invitation)
        raise Dead
    return invitation


def _refused(invitation: Invitation) -> None:
    """Someone came with a link that opens nothing any more: perhaps its holder, perhaps whoever took it from them."""
    subject = subject_of(User(username=invitation.request.username))
    told = {"action": "account.link_refused", "subject": subject}
    written = AuditEntry.objects.filter(**told, facts__invitation=invitation.pk).count()
    if written < MOST_WRITTEN:
        audit.write(**told, invitation=invitation.pk)


def live(key: Any) -> Invitation:
    """The invitation that a session remembers, if it is still one. Raises Dead."""
    invitation = Invitation.objects.select_related("request__account").filter(pk=key or 0).first()
    if invitation is None or not invitation.is_live:
        raise Dead
    return invitation


def accept(invitation: Invitation, password: str) -> User:
    """Set the password, once; of two at the same time one is Dead. The caller has judged the password."""
    with transaction.atomic():
        account = User.objects.select_for_update().get(pk=invitation.request.account_id)
        invitation = live(invitation.pk)
        invitation.used_at = timezone.now()
        invitation.save(update_fields=["used_at"])
        account.set_password(password)
        account.save(update_fields=["password"])
        audit.write("account.link_used", account, subject_of(account), request=invitation.request_id)
    return account
