"""The two pages outside of sign-in: where a link arrives, and where its holder sets a password."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth import logout
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from monitor import invitations
from monitor.admin.requests import names_of
from records.typed import TypedText

#: Where the session keeps whose invitation it is: the number of a row, never the code.
KEY = "invitation"


class CodeForm(TypedText):
    """The code that stands in the link after #; a script of ours puts it here, or the holder does."""

    code = forms.CharField(
        label=gettext_lazy("Code of the invitation"),
        max_length=300,
        help_text=gettext_lazy("If the field is empty, paste the whole link that you were given."),
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )


@sensitive_post_parameters()
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: HttpRequest) -> HttpResponse:
    """Take the code into the session. Whatever is wrong with it, the answer is the same, and no error: those are logged
    with their address.
    """
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            request.session[KEY] = invitations.find(form.cleaned_data["code"]).pk
        except invitations.Dead:
            return _dead(request)
        return redirect("invitation_password")
    return _page(request, "invitation.html", _("You are invited"), form=form)


@sensitive_post_parameters()
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest) -> HttpResponse:
    """The holder sets a password; every session of this browser ends, and sign-in is the next step."""
    try:
        invitation = invitations.live(request.session.get(KEY))
        account = invitation.request.account
        form: Any = SetPasswordForm(account, request.POST or None)
        if request.method == "POST" and form.is_valid():
            invitations.accept(invitation, form.cleaned_data["new_password1"])
            logout(request)
            return _page(request, "invitation_done.html", _("The password is set"), account=account)
    except invitations.Dead:
        return _dead(request)
    return _page(
        request,
        "invitation_password.html",
        _("Set your password"),
        form=form,
        account=account,
        roles=names_of(account.role_keys),
    )


def _dead(request: HttpRequest) -> HttpResponse:
    request.session.pop(KEY, None)
    return _page(request, "invitation.html", _("You are invited"), form=CodeForm(), is_dead=True)


def _page(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    everywhere = admin.site.each_context(request)
    return TemplateResponse(request, f"admin/monitor/{name}", {**everywhere, "title": title, **context})
