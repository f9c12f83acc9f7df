"""What the public may see, by subject."""

from publication.models.incidents import (
    PublishedCampaign,
    PublishedCasualty,
    PublishedIncident,
    PublishedIncidentPlace,
)
from publication.models.ledger import Applied, Correction, Tombstone
from publication.models.reference import (
    PublishedArea,
    PublishedParty,
    PublishedPlace,
    PublishedUse,
)
from publication.models.series import PublishedMonth, PublishedSeries
from publication.models.tallies import PublishedTally
from publication.models.totals import Total

__all__ = [
    "Applied",
    "Correction",
    "PublishedArea",
    "PublishedCampaign",
    "PublishedCasualty",
    "PublishedIncident",
    "PublishedIncidentPlace",
    "PublishedMonth",
    "PublishedParty",
    "PublishedPlace",
    "PublishedSeries",
    "PublishedTally",
    "PublishedUse",
    "Tombstone",
    "Total",
]
