"""The page “new toll”."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from incidents.forms.tolls import Toll
from records import workflow
from records.models import Contribution


def new_toll_view(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Shows and saves a new toll; the rights are those of changing the incident, and saving claims its revision."""
    incident = admin.get_object(request, unquote(object_id))
    if incident is None:
        return admin._get_obj_does_not_exist_redirect(request, admin.opts, object_id)
    if not admin.has_change_permission(request, incident):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    toll = Toll.of(incident, admin.admin_site, data, died=request.GET.get("died", ""))
    revision = incident.revision
    if data is not None:
        try:
            saved = save_on(incident, data.get("revision", ""), request.user, toll)
        except workflow.Conflict:
            toll.form.add_error(
                None,
                _(
                    "Someone else saved this record while you were writing. Look at the lines, then save again."
                ),
            )
        except workflow.Refused as refusal:
            toll.form.add_error(None, str(refusal))
        else:
            if saved:
                admin.message_user(request, _("The new toll is saved."), messages.SUCCESS)
                return HttpResponseRedirect(admin.change_url(incident))
            revision = data.get("revision", "")
    context = {
        **admin.admin_site.each_context(request),
        "title": _("New toll"),
        "subtitle": str(incident),
        "opts": admin.opts,
        "original": incident,
        "toll": toll,
        "revision": revision,
        "media": admin.media + sum((form.media for form in (*toll.rows, *toll.new_rows)), toll.form.media),
    }
    return TemplateResponse(request, "admin/incidents/new_toll.html", context)


def save_on(record: Any, seen: str, user: Any, form: Any, how: str = Contribution.How.EDIT) -> bool:
    """Save a form that changes part of a record: claim its revision, save, write down who. False when not valid.

    Raises Conflict or Refused.
    """
    with transaction.atomic():
        workflow.claim_revision(record, int(seen) if seen.isdecimal() else -1)
        if form.is_valid():
            form.save()
            workflow.contributed(record, user, how)
            return True
        transaction.set_rollback(True)
    return False
