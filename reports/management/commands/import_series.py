"""manage.py import_series FILE --user NAME [--dry-run]"""

from records.imports.command import ImportCommand
from reports.imports import SeriesResource


class Command(ImportCommand):
    help = "Imports series and their rules from CSV or XLSX, all or nothing."
    resource_class = SeriesResource
