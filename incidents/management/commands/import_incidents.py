"""manage.py import_incidents FILE --user NAME [--dry-run]"""

from incidents.imports import IncidentResource
from records.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Imports incidents, their claims and campaigns from CSV or XLSX, all or nothing."
    resource_class = IncidentResource
