"""What no administrator does alone: a request by one, decided by another."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AccountRequest(models.Model):
    """A request to give an account something, and what became of it. monitor.requests makes and decides them.

    It is decided once, by another administrator than the one who asked, and neither is the account's holder; a decided
    row never changes, and none goes. A role is given, and a shut account opened, by a granted request alone. Held by
    constraints and monitor.triggers.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("invitation to a new account")
        ROLES = "roles", _("other roles")
        REOPEN = "reopen", _("opening a shut account again")
        ACCESS = "access", _("renewed access")
        SECOND_FACTOR = "second_factor", _("reset of the second factor")
        #: By whoever controls the machine, while two administrators are not there to decide (manage.py invite).
        MACHINE = "machine", _("made on the server itself")

    class Outcome(models.TextChoices):
        OPEN = "open", _("waits for a second administrator")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        TAKEN_BACK = "taken_back", _("taken back")
        LAPSED = "lapsed", _("lapsed")

    kind = models.CharField(_("request"), max_length=20, choices=Kind)
    #: None only while an invitation to a new account is undecided, or when it was not granted.
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="requests",
        verbose_name=_("account"),
    )
    username = models.CharField(_("username"), max_length=150)
    #: Keys of roles in order; empty where the request gives none.
    roles = models.JSONField(_("roles"), default=list)
    #: The roles that the account had when it was decided.
    roles_before = models.JSONField(default=list, editable=False)
    reason = models.TextField(_("reason"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    expires_at = models.DateTimeField(_("lapses at"))
    outcome = models.CharField(_("state"), max_length=12, choices=Outcome, default=Outcome.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        verbose_name = pgettext_lazy("accounts", "request")
        verbose_name_plural = _("requests about accounts")
        constraints = [
            models.CheckConstraint(
                name="request_asked_by_someone",
                condition=Q(kind="machine", asked_by=None) | (~Q(kind="machine") & Q(asked_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="request_decided_by_another",
                condition=Q(kind="machine", outcome="granted", decided_by=None, decided_at__isnull=False)
                | (
                    ~Q(kind="machine")
                    & (
                        Q(outcome="open", decided_by=None, decided_at=None)
                        | Q(outcome="lapsed", decided_by=None, decided_at__isnull=False)
                        | Q(outcome="taken_back", decided_by=F("asked_by"), decided_at__isnull=False)
                        | (
                            Q(outcome__in=["granted", "refused"], decided_by__isnull=False)
                            & Q(decided_at__isnull=False)
                            & ~Q(decided_by=F("asked_by"))
                        )
                    )
                ),
            ),
            models.CheckConstraint(
                name="request_of_others",
                condition=Q(account=None) | (~Q(account=F("asked_by")) & ~Q(account=F("decided_by"))),
            ),
            models.CheckConstraint(
                name="request_has_an_account",
                condition=Q(account__isnull=False) | (Q(kind="new") & ~Q(outcome="granted")),
            ),
            models.CheckConstraint(
                name="request_granted_in_time",
                condition=~Q(outcome="granted") | Q(decided_at__lte=F("expires_at")),
            ),
            models.UniqueConstraint(
                name="request_one_open_of_a_kind",
                fields=["kind", "account"],
                condition=Q(outcome="open", account__isnull=False),
            ),
            models.UniqueConstraint(
                name="request_one_open_for_a_name",
                fields=["username"],
                condition=Q(outcome="open", kind="new"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.username}"

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("admin:monitor_accountrequest_change", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it can still be decided."""
        return self.outcome == self.Outcome.OPEN and self.expires_at > timezone.now()

    @property
    def state(self) -> Any:
        """The state in words; one that nobody decided in time has lapsed, whether or not that is written down."""
        if self.outcome == self.Outcome.OPEN and not self.is_open:
            return self.Outcome.LAPSED.label
        return self.get_outcome_display()
