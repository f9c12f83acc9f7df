"""The models of incidents, by subject."""

from incidents.models.campaigns import Campaign, CampaignClaim
from incidents.models.casualties import CasualtyLine, Subset, Victim
from incidents.models.claims import ClaimFigure, IncidentClaim
from incidents.models.incidents import Incident
from incidents.models.tallies import Tally, TallyClaim

__all__ = [
    "Campaign",
    "CampaignClaim",
    "CasualtyLine",
    "ClaimFigure",
    "Incident",
    "IncidentClaim",
    "Subset",
    "Tally",
    "TallyClaim",
    "Victim",
]
