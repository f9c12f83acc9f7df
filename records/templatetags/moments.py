"""Points in time in the middle of a sentence."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html

register = template.Library()


@register.filter
def moment(at: date | None) -> str:
    """2020-12-30 21:05, local time, or 2020-12-30; isolated, for in an Arabic sentence its parts change places."""
    if at is None:
        return ""
    if not isinstance(at, datetime):
        return format_html('<time datetime="{0}" dir="ltr" class="moment">{0}</time>', at.isoformat())
    local = timezone.localtime(at)
    return format_html(
        '<time datetime="{}" dir="ltr" class="moment">{}</time>',
        local.isoformat(),
        local.strftime("%Y-%m-%d %H:%M"),
    )
