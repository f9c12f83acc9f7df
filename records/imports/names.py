"""References in imported cells: by key or by any spelling of a name, and what may have been meant otherwise."""

from collections import defaultdict
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from terms.arabic.fold import near_fold, squash

#: How alike (0–100) a name must be to be suggested, and how many are.
NEAR, SUGGESTIONS = 70, 3


class UnknownName(ValueError):
    """No such place, party, source…; the message suggests what is near."""


class Names:
    """The named things of the database, read once per model and kept for the length of an import."""

    def __init__(self) -> None:
        self._tables: dict[type[models.Model], _Table] = {}

    def find(self, model: type[models.Model], text: str) -> Any:
        """The one thing of this model with this key, p-code or name. Raises UnknownName."""
        if model not in self._tables:
            self._tables[model] = _Table(model)
        return self._tables[model].find(text.strip())


class _Table:
    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.by_key: dict[str, Any] = {}
        self.by_name: dict[str, list[Any]] = defaultdict(list)
        self.candidates: list[tuple[str, Any]] = []
        for obj in model.objects.all():  # type: ignore[attr-defined]
            self.by_key[obj.key.lower()] = obj
            if getattr(obj, "pcode", None):
                self.by_key[obj.pcode.lower()] = obj
            names = [name for name in (obj.name_ar, obj.name_en, *obj.aliases.splitlines()) if name]
            for name in {squash(name) for name in names}:
                self.by_name[name].append(obj)
            self.candidates += [(near_fold(name), obj) for name in (*names, obj.key.replace("_", " "))]

    def find(self, text: str) -> Any:
        found = self.by_key.get(text.lower())
        if found is not None:
            return found
        named = self.by_name.get(squash(text), [])
        if len(named) == 1:
            return named[0]
        if named:
            raise UnknownName(
                _("“%(text)s” may be any of: %(list)s. Write the key.")
                % {"text": text, "list": _listed(named)}
            )
        raise UnknownName(self._unknown(text))

    def _unknown(self, text: str) -> str:
        details = {"kind": self.model._meta.verbose_name, "text": text[:80]}
        near = self._near(text)
        if near:
            return _("%(kind)s: “%(text)s” is unknown. Did you mean: %(list)s?") % {
                **details,
                "list": _listed(near),
            }
        return _("%(kind)s: “%(text)s” is unknown.") % details

    def _near(self, text: str) -> list[Any]:
        names = [name for name, _obj in self.candidates]
        query = near_fold(text.replace("_", " "))
        found = process.extract(query, names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=12)
        near: list[Any] = []
        for _name, _score, index in found:
            obj = self.candidates[index][1]
            if obj not in near:
                near.append(obj)
        return near[:SUGGESTIONS]


def _listed(found: list[Any]) -> str:
    return "، ".join(f"{obj.name} ({obj.key})" for obj in found)
