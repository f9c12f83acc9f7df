"""The models of the abducted and the missing, by subject."""

from abductees.models.cases import Case, Membership
from abductees.models.claims import CaseClaim, CaseCount, Identification
from abductees.models.photos import Photo

__all__ = ["Case", "CaseClaim", "CaseCount", "Identification", "Membership", "Photo"]
