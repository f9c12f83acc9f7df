"""What the public may see, by subject."""

from publication.models.base import PublishedRecord
from publication.models.cases import (
    PublishedCase,
    PublishedCaseDay,
    PublishedCasePlace,
    PublishedMember,
    PublishedPhoto,
    PublishedResolution,
    PublishedText,
)
from publication.models.incidents import (
    PublishedCampaign,
    PublishedCasualty,
    PublishedIncident,
    PublishedIncidentPlace,
)
from publication.models.ledger import Applied, Correction, Heartbeat, Tombstone
from publication.models.reference import (
    PublishedArea,
    PublishedParty,
    PublishedPlace,
    PublishedUse,
)
from publication.models.reports import PublishedEdition, PublishedEditionFile, PublishedReport
from publication.models.series import PublishedMonth, PublishedSeries
from publication.models.tallies import PublishedTally
from publication.models.totals import Total

__all__ = [
    "Applied",
    "Correction",
    "Heartbeat",
    "PublishedArea",
    "PublishedCampaign",
    "PublishedCase",
    "PublishedCaseDay",
    "PublishedCasePlace",
    "PublishedCasualty",
    "PublishedEdition",
    "PublishedEditionFile",
    "PublishedIncident",
    "PublishedIncidentPlace",
    "PublishedMember",
    "PublishedMonth",
    "PublishedParty",
    "PublishedPhoto",
    "PublishedPlace",
    "PublishedRecord",
    "PublishedReport",
    "PublishedResolution",
    "PublishedSeries",
    "PublishedTally",
    "PublishedText",
    "PublishedUse",
    "Tombstone",
    "Total",
]
