"""manage.py import_tallies FILE --user NAME [--dry-run]"""

from incidents.imports import TallyResource
from records.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Imports tallies and their claims from CSV or XLSX, all or nothing."
    resource_class = TallyResource
