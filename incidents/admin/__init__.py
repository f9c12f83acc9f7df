"""The staff forms of incidents, tallies and campaigns."""

from incidents.admin.campaigns import CampaignAdmin
from incidents.admin.claims import IncidentClaimAdmin
from incidents.admin.incidents import IncidentAdmin
from incidents.admin.tallies import TallyAdmin

__all__ = ["CampaignAdmin", "IncidentAdmin", "IncidentClaimAdmin", "TallyAdmin"]
