"""The import file of the abducted and the missing (docs/import-format.md)."""

from abductees.imports.cases import CaseResource

__all__ = ["CaseResource"]
