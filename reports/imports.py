"""The import file of series: a row per rule; the rows of one series repeat its name."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.imports.cells import Cells, Column, key_of, parts
from records.imports.resource import RecordResource
from records.models import AreaOfControl, Grouping, Party
from reports.models import Series, SeriesRule
from terms.choices import OrdinalRule


class SeriesResource(RecordResource):
    """Series with their dated rules."""

    batch_kind: ClassVar[str] = "series"
    key_column: ClassVar[str] = "series"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("series", gettext_lazy("address"), required=True),
        Column("name_ar", gettext_lazy("Arabic name"), required=True),
        Column("name_en", gettext_lazy("English name")),
        Column("since_ar", gettext_lazy("since what its months count")),
        Column("since_en", gettext_lazy("since what, in English")),
        Column("about_ar", gettext_lazy("what it counts")),
        Column("about_en", gettext_lazy("what it counts, in English")),
        Column("valid_from", gettext_lazy("valid from"), required=True),
        Column("epoch", gettext_lazy("founding day"), required=True),
        Column("ordinal_rule", gettext_lazy("ordinal rule"), required=True),
        Column("involved", gettext_lazy("parties whose acts and losses count")),
        Column("perpetrators", gettext_lazy("only acts of")),
        Column("areas", gettext_lazy("only in")),
        Column("outcomes", gettext_lazy("only the outcomes")),
        Column("types", gettext_lazy("only the types")),
        Column("methods", gettext_lazy("only the methods")),
        Column("grouping", gettext_lazy("reporting groups")),
    )
    FIELD_COLUMNS: ClassVar[dict[str, str]] = {"title_ar": "name_ar", "title_en": "name_en", "slug": "series"}

    def makers(self) -> dict[str, Callable[[Cells], Any]]:
        return {"": self._rule}

    def _rule(self, cells: Cells) -> SeriesRule | None:
        many = {
            "involved": cells.many("involved", Party),
            "perpetrators": cells.many("perpetrators", Party),
            "areas": cells.many("areas", AreaOfControl),
        }
        for column in ("valid_from", "epoch"):
            cells.needed(column)
        rule = SeriesRule(
            valid_from=cells.date("valid_from"),
            epoch=cells.date("epoch"),
            ordinal_rule=cells.choice("ordinal_rule", OrdinalRule, needed=True),
            grouping=cells.one("grouping", Grouping),
            **{name: self._values(cells, name, choices) for name, choices in SeriesRule.CHOICES.items()},
        )
        series = self._series(cells)
        if series is None or cells.errors:
            return None
        rule.series = series
        if not self.judge(cells, rule):
            return None
        rule.save()
        for name, found in many.items():
            getattr(rule, name).set(found)
        return rule

    def _series(self, cells: Cells) -> Series | None:
        """The series of a row above with the same address, else a new one."""
        key = key_of(cells.needed("series"))
        if key in self.broken:
            return None
        if key in self.made:
            standing = self.made[key][0]
            assert isinstance(standing, Series)
            for column, value in (("name_ar", standing.title_ar), ("name_en", standing.title_en)):
                if cells.text(column) not in ("", value):
                    cells.fail(column, _("The rows of one series must give it the same name."))
            return standing
        series = Series(
            slug=self.new_key(cells),
            title_ar=cells.needed("name_ar"),
            title_en=cells.text("name_en"),
            since_ar=cells.text("since_ar"),
            since_en=cells.text("since_en"),
            about_ar=cells.text("about_ar"),
            about_en=cells.text("about_en"),
        )
        return series if self.save_record(cells, series, key, self.FIELD_COLUMNS) else None

    @staticmethod
    def _values(cells: Cells, column: str, choices: type[models.TextChoices]) -> list[str]:
        """Several values of a closed list, separated by semicolons."""
        found = []
        for text in parts(cells.text(column)):
            one = Cells(cells.row, {column: text}, cells.names)
            found.append(one.choice(column, choices))
            for message in one.errors.get(column, []):
                cells.fail(column, message)
        return found
