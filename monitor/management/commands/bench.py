"""manage.py bench [--records N]: how times grow with the number of published records. It asserts nothing."""

import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test import Client
from django.utils.translation import gettext as _

from monitor import bench
from publication import database
from publication.models import PublishedCase, PublishedCasualty, PublishedIncident
from publication.projector import apply

#: Each is asked so often; the median counts. The first time, right after a release, is shown apart.
TIMES = 5


class Command(BaseCommand):
    help = (
        "Fills a throwaway database with synthetic published incidents and cases, times the public pages with a tenth "
        "of them and with all, and shows how the times grow. EMPTIES the public tables: it refuses any database but "
        "one under the folder for temporary files, unless --database-is-throwaway says so."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--records", type=int, default=20_000, help="incidents to make (default 20,000)")
        parser.add_argument(
            "--database-is-throwaway", action="store_true", help="its public records may be lost"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["records"] < 1000:
            raise CommandError(_("Give at least 1,000 records: fewer say nothing."))
        if not (options["database_is_throwaway"] or is_temporary()):
            raise CommandError(
                _(
                    "This empties the public tables. Set VAR_DIR below %(folder)s, or say --database-is-throwaway."
                )
                % {"folder": tempfile.gettempdir()}
            )
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        settings.DEBUG = False  # with it every query is kept
        call_command("migrate", verbosity=0)
        if database.is_separate():
            call_command("migrate", database.APP, database=database.SEPARATE, verbosity=0)
        few, many = (self.measured(number) for number in (options["records"] // 10, options["records"]))
        self.report(few, many, options["records"])

    def measured(self, number: int) -> dict[str, tuple[float, float]]:
        """What is measured → seconds the first time and in the median, with so many records."""
        begun = time.perf_counter()
        bench.fill(number, lambda done: None)
        with database.connection().cursor() as cursor:
            cursor.execute("ANALYZE")
        month = PublishedCasualty.objects.filter(day__year=2020, day__month=1).count()
        self.stdout.write(
            f"{number:,} incidents, {PublishedCasualty.objects.count():,} casualty lines, {month:,} in the month, "
            f"{PublishedCase.objects.count():,} cases; filled in {time.perf_counter() - begun:.0f} s"
        )
        return {name: timed(step) for name, step in steps().items()}

    def report(
        self, few: dict[str, tuple[float, float]], many: dict[str, tuple[float, float]], number: int
    ) -> None:
        self.stdout.write(f"\n{'':34}{number // 10:>12,}{number:>12,}{'ratio':>8}{'after a release':>18}")
        for name, (first, median) in many.items():
            ratio = median / few[name][1]
            self.stdout.write(
                f"{name:34}{few[name][1] * 1000:>9.1f} ms{median * 1000:>9.1f} ms{ratio:>8.1f}{first * 1000:>15.1f} ms"
            )


def is_temporary() -> bool:
    """Whether the public tables are in an embedded database below the folder for temporary files."""
    connection = database.connection()
    if connection.vendor != "sqlite":
        return False
    file = Path(str(connection.settings_dict["NAME"])).resolve()
    return file.is_relative_to(Path(tempfile.gettempdir()).resolve())


def timed(step: Callable[[], object]) -> tuple[float, float]:
    times = []
    for _turn in range(TIMES + 1):
        begun = time.perf_counter()
        step()
        times.append(time.perf_counter() - begun)
    return times[0], statistics.median(times[1:])


def steps() -> dict[str, Callable[[], object]]:
    """What is measured. A release comes first, so that what is kept until the next one has to be made anew."""
    client = Client()
    some = PublishedIncident.objects.order_by("pk")[PublishedIncident.objects.count() // 2]
    case = PublishedCase.objects.order_by("pk").last()
    new = count(1)

    def page(address: str) -> Callable[[], None]:
        def get() -> None:
            response = client.get(address)
            if response.status_code != 200:
                raise CommandError(f"{address}: {response.status_code}")
            _answer = next(iter(response.streaming_content)) if response.streaming else response.content

        return get

    return {
        "release of one incident": lambda: apply(bench.one_more(next(new))),
        "what is kept of its month": bench.keep_the_month,
        "list": page("/incidents/"),
        "list by governorate and type": page("/incidents/?governorate=gov3&type=ambush"),
        "list by month and perpetrator": page("/incidents/?month=2020-01&perpetrator=party2"),
        "list of a series' month": page(f"/incidents/?month={bench.SERIES}:{bench.ORDINAL}"),
        "a rare word": page(f"/incidents/?q={bench.RARE_WORD}"),
        "a word in every record": page(f"/incidents/?q={bench.COMMON_WORD}"),
        "month page": page(f"/summaries/{bench.SERIES}/{bench.ORDINAL}/"),
        "list of months": page("/summaries/"),
        "a year": page(f"/summaries/{bench.SERIES}/year-2020/"),
        "figures of a month, frozen": bench.freeze_the_month,
        "front page": page("/"),
        "incident page": page(some.get_absolute_url()),
        "CSV, first byte": page("/incidents.csv"),
        "API, first page": page("/api/v1/incidents/"),
        "list of cases": page("/abductees/"),
        "cases by governorate, holder, year": page("/abductees/?governorate=gov3&holder=party2&year=2020"),
        "cases by a name, spelt otherwise": page(f"/abductees/?{urlencode({'q': bench.CASE_NAME_SOUGHT})}"),
        **({"case page": page(case.get_absolute_url())} if case else {}),
        "cases as CSV, first byte": page("/abductees.csv"),
        "cases as PFIF, first byte": page("/data/abductees.pfif"),
    }
