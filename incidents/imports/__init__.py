"""The import files of incidents and tallies (docs/import-format.md)."""

from incidents.imports.incidents import IncidentResource
from incidents.imports.tallies import TallyResource

__all__ = ["IncidentResource", "TallyResource"]
