"""A figure as one field: the qualifier in words, then what that qualifier needs (terms.figures, docs/counting.md)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import get_default_renderer
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.forms.fields import CountWidget
from records.typed import TypedText
from terms.arabic.digits import parse_integer
from terms.choices import Qualifier
from terms.figures import WORDINGS, Figure, FigureError

_ONE_NUMBER = {
    Qualifier.EXACT: Figure.exact,
    Qualifier.ABOUT: Figure.about,
    Qualifier.AT_LEAST: Figure.at_least,
    Qualifier.MORE_THAN: Figure.more_than,
}


class FigureWidget(forms.MultiWidget):
    """qualifier, number (or low end), high end, best value of a range, wording, wording in English.

    A script hides the parts that the chosen qualifier does not need; without it they are all there.
    """

    template_name = "records/widgets/figure.html"

    class Media:
        js = [forms.Script("js/figure-input.js", type="module")]

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(
            {
                "qualifier": forms.Select(
                    {"aria-label": gettext_lazy("Qualifier")}, choices=Qualifier.choices
                ),
                "number": CountWidget({"aria-label": gettext_lazy("Number")}),
                "high": CountWidget({"aria-label": gettext_lazy("Highest number")}),
                "best": CountWidget({"aria-label": gettext_lazy("Most likely number")}),
                "wording": forms.TextInput(
                    {"aria-label": gettext_lazy("Words of the source"), "maxlength": 100}
                ),
                "wording_en": forms.TextInput(
                    {"aria-label": gettext_lazy("The same in English"), "maxlength": 100, "dir": "ltr"}
                ),
            },
            attrs,
        )

    def decompress(self, value: Figure | None) -> list[Any]:
        if not isinstance(value, Figure):
            return [Qualifier.EXACT, None, None, None, "", ""]
        is_range = value.qualifier == Qualifier.RANGE
        return [
            value.qualifier,
            value.low if is_range else value.best,
            value.high if is_range else None,
            value.best if is_range and value.best != value.low else None,
            value.wording_ar,
            value.wording_en,
        ]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_1" if id_ else id_

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        # The project's own templates; the renderer of forms sees only those of packages, and renders the parts.
        renderer = renderer or get_default_renderer()
        parts = [
            mark_safe(renderer.render(part["template_name"], {"widget": part}))  # noqa: S308 -- a template escapes
            for part in context["widget"]["subwidgets"]
        ]
        return mark_safe(render_to_string(template_name, {"parts": parts}))  # noqa: S308


class FigureField(forms.MultiValueField):
    """Gives a `Figure`, or None when nothing was typed and nothing is required."""

    widget = FigureWidget
    default_error_messages = {"required": gettext_lazy("Write the number, or choose “number unknown”.")}

    def __init__(self, **kwargs: Any):
        texts = [forms.CharField(required=False, max_length=100) for _part in range(5)]
        super().__init__(
            fields=(forms.ChoiceField(choices=Qualifier.choices, required=False), *texts),
            require_all_fields=False,
            **kwargs,
        )

    def clean(self, value: Any) -> Figure | None:
        """All parts together: which of them matter depends on the qualifier."""
        if self.disabled or not isinstance(value, list | tuple):
            value = self.widget.decompress(value)
        parts = [str(part).strip() if part is not None else "" for part in value]
        qualifier, number, high, best, wording, wording_en = (parts + [""] * 6)[:6]
        if _says_nothing(qualifier, number, high, wording, wording_en):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        figure = _figure(qualifier, number, high, best, wording, wording_en)
        try:
            figure.check()
        except FigureError as error:
            raise ValidationError(str(error), code="figure") from error
        self.run_validators(figure)
        return figure

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if isinstance(initial, list) else self.widget.decompress(initial)
        now = data if isinstance(data, list) else self.widget.decompress(data)
        if _says_nothing(*map(_text, [*before[:3], *before[4:6]])) and _says_nothing(
            *map(_text, [*now[:3], *now[4:6]])
        ):
            return False
        return [*map(_text, before)] != [*map(_text, now)]


def _text(part: Any) -> str:
    return "" if part is None else str(part).strip()


def _says_nothing(qualifier: str, number: str, high: str, wording: str, wording_en: str) -> bool:
    """Whether the parts that this qualifier reads are all empty."""
    if qualifier == Qualifier.UNKNOWN:
        return False
    if qualifier == Qualifier.WORDING:
        return not (wording or wording_en)
    return not (number or (high if qualifier == Qualifier.RANGE else ""))


def _figure(qualifier: str, number: str, high: str, best: str, wording: str, wording_en: str) -> Figure:
    if qualifier == Qualifier.UNKNOWN:
        return Figure.unknown()
    if qualifier == Qualifier.WORDING:
        return Figure.in_words(wording, wording_en or WORDINGS.get(wording, ""))
    if qualifier == Qualifier.RANGE:
        if not (number and high):
            raise ValidationError(_("A range needs two different numbers: between … and …."), code="range")
        low_, high_, best_ = _number(number), _number(high), _number(best) if best else None
        if low_ > high_:
            raise ValidationError(_("The lowest number must not be above the highest."), code="range")
        return Figure.between(low_, high_, best_)
    if qualifier not in _ONE_NUMBER:
        raise ValidationError(_("Choose how the number is meant."), code="qualifier")
    return _ONE_NUMBER[Qualifier(qualifier)](_number(number))


def _number(text: str) -> int:
    try:
        return parse_integer(text)
    except ValueError as error:
        raise ValidationError(str(error), code="number") from error


class FigureForm(TypedText, forms.ModelForm):
    """For models with `FigureFields`: one field `figure` in place of the six columns."""

    figure = FigureField(label=gettext_lazy("number"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and "figure" not in self.initial:
            self.initial["figure"] = self.instance.figure

    def _post_clean(self) -> None:
        """The figure is judged by its own field; a faulty one must not be judged again by the model."""
        self.instance.figure = self.cleaned_data.get("figure") or Figure.unknown()
        super()._post_clean()
