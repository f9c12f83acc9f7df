"""manage.py import_abductees FILE --user NAME [--dry-run]"""

from abductees.imports import CaseResource
from records.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Imports cases of the abducted and the missing, with their timelines, from CSV or XLSX, all or nothing."
    resource_class = CaseResource
