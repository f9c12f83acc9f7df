"""Roles are groups. One table says what each may do; it is applied after every migration."""

from typing import Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: What staff may edit as data: places, parties, sources and the like.
REFERENCE = ["place", "party", "partylabel", "subsetlabel", "grouping", "groupingrule", "areaofcontrol", "arealabel",
             "source"]  # fmt: skip
#: What makes up a case. Rights on children follow those on the record.
CASES = ["incident", "casualtyline", "subset", "victim", "incidentclaim", "claimfigure", "tally", "tallyclaim",
         "campaign", "campaignclaim", "series", "seriesrule", "coverage", "person", "personname"]  # fmt: skip
#: What makes up a case of someone abducted.
ABDUCTIONS = ["case", "caseclaim", "casecount", "identification", "membership", "photo"]
#: Texts of the public site; correspondents read them, verifiers may propose a correction.
TEXTS = ["stafftext"]
#: The report on a month, which editors write from released records.
REPORTS = ["report", "section", "acknowledgement"]
REVIEW = ["record", "document", "reviewround", "proposal", "transition", "release", "suppression",
          "importbatch"]  # fmt: skip


def _of(actions: str, models: list[str]) -> set[str]:
    return {f"{action}_{model}" for action in actions.split() for model in models}


#: The key of each role (its group's name) → the codenames of its permissions.
ROLES: dict[str, set[str]] = {
    "correspondent": _of("add change view", CASES[:6] + ABDUCTIONS) | _of("view", REFERENCE + TEXTS)
    | {"write_own_drafts", "submit_record", "add_person", "add_personname", "write_vault"},
    "clerk": _of("add change view", CASES + ABDUCTIONS + TEXTS) | _of("add change view", ["source"])
    | _of("view", REFERENCE + REVIEW + REPORTS)
    | {"view_all_records", "write_own_drafts", "submit_record", "import_records", "write_vault"},
    "verifier": _of("view change", CASES + ABDUCTIONS + TEXTS + REPORTS) | _of("view", REFERENCE + REVIEW)
    | {"view_all_records", "submit_record", "verify_record"},
    "editor": _of("add change view", CASES + ABDUCTIONS + TEXTS + REFERENCE + REPORTS) | _of("view", REVIEW)
    | {"view_all_records", "write_own_drafts", "submit_record", "release_record", "suppress_record", "adopt_tally",
       "import_records", "override_status", "write_vault", "read_vault", "destroy_vault"},
    "auditor": _of("view", CASES + ABDUCTIONS + TEXTS + REFERENCE + REVIEW + REPORTS)
    | {"view_all_records", "view_auditentry"},
    "administrator": _of("change view", ["user"]) | _of("add view", ["accountrequest"]) | {"view_group"},
}  # fmt: skip

#: How people read the roles; the keys themselves are fixed.
LABELS: dict[str, Any] = {
    "correspondent": _("correspondent"),
    "clerk": _("entry clerk"),
    "verifier": _("verifier"),
    "editor": _("editor"),
    "auditor": _("auditor"),
    "administrator": _("administrator"),
}


#: What a role lets somebody do, for those who decide who gets it.
MEANINGS: dict[str, Any] = {
    "correspondent": _("Writes and sends; sees own drafts only, and cannot reread what was sent."),
    "clerk": _("Reads all records; writes, imports and submits them."),
    "verifier": _("Reads all records; verifies those in which they had no hand."),
    "editor": _("Reads all records and the confidential files; releases, withdraws and suppresses."),
    "auditor": _("Reads all records and the audit; changes nothing."),
    "administrator": _("Asks for and decides on accounts; reads no record."),
}

#: Roles that no other stands beside. An administrator who read records could give themselves whatever else they lack;
#: an auditor who wrote would audit their own acts; a correspondent's device is to hold no more than drafts.
ALONE = ("administrator", "auditor", "correspondent")


def contradiction(roles: list[str]) -> str:
    """Why an account may not have these roles together, in a sentence; "" when it may. ValueError for no role."""
    if unknown := set(roles) - set(ROLES):
        raise ValueError(f"no roles: {', '.join(sorted(unknown))}")
    alone = [role for role in ALONE if role in roles]
    if alone and len(set(roles)) > 1:
        return gettext("The role “%(role)s” stands alone: choose it without any other.") % {
            "role": LABELS[alone[0]]
        }
    return ""


def warning(roles: list[str]) -> str:
    """What two administrators should think of before they give these roles together; "" for nothing.

    Writing and verifying in one account is allowed: nobody verifies what they had a hand in, which the database holds
    for each record, and small organisations need people who do both. But it leaves fewer people behind a public fact.
    """
    if len(set(roles) & {"clerk", "verifier", "editor"}) > 1:
        return gettext(
            "With these roles together, two people instead of three can stand behind what is published. Nobody "
            "verifies what they wrote themselves, in any case."
        )
    return ""


def label_of(role: str) -> str:
    """The name of a role as people read it; a key that is no role is its own name."""
    return str(LABELS.get(role, role))


def role_label(group: Any) -> str:
    """The name of a group as people read it; a group that is no role keeps its own."""
    return label_of(group.name)


def apply_roles() -> None:
    """Make the groups and give each exactly its permissions."""
    from django.contrib.auth.models import Group, Permission

    for name, codenames in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(codename__in=codenames))


@receiver(post_migrate, dispatch_uid="monitor.roles")
def roles_after_migrating(sender: Any, using: str, **kwargs: Any) -> None:
    """Permissions appear app by app as migrations end, so roles are applied once, after the last app."""
    from django.apps import apps
    from django.db import connections

    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    if (
        sender is last
        and using == "default"
        and "auth_group" in connections[using].introspection.table_names()
    ):
        apply_roles()
