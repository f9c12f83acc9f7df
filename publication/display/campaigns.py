"""The page of one campaign: since when, who takes part, the stated aim, and the incidents within it."""

from typing import Any

from django.utils.translation import gettext as _

from publication.display import claims as accounts
from publication.display.incidents import IncidentCard
from publication.display.records import Fact, day_text, place_chain
from publication.models import PublishedCampaign, PublishedIncident
from publication.models.base import in_language
from publication.wording import joined, language, names
from terms.choices import Precision
from terms.dates import format_partial

#: Incidents shown on the page of a campaign; all of them are in the list of incidents.
SHOWN = 20


class CampaignPage:
    """Everything released of one campaign. It has no toll of its own."""

    def __init__(self, campaign: PublishedCampaign):
        self.record = campaign
        self.content: dict[str, Any] = campaign.content

    @property
    def title(self) -> str:
        return self.record.title

    @property
    def public_id(self) -> str:
        return self.record.public_id

    @property
    def status_text(self) -> str:
        campaign = self.record
        return format_partial(
            campaign.start, campaign.end, Precision.DAY, language(), ongoing=campaign.end is None
        )

    @property
    def aim_text(self) -> str:
        return in_language(self.content, "aim")

    @property
    def participants_text(self) -> str:
        return names(self.content["participants"])

    @property
    def sources(self) -> list[accounts.SourceRow]:
        return accounts.sources(self.content["claims"])

    @property
    def withheld_count(self) -> int:
        return accounts.withheld_count(self.content["claims"])

    def incidents(self) -> list[IncidentCard]:
        found = PublishedIncident.objects.filter(campaign=self.record.public_id).newest_first()
        return [IncidentCard(incident) for incident in found[:SHOWN]]

    @property
    def facts(self) -> list[Fact]:
        content = self.content
        return [
            Fact(_("Area of control"), in_language(content["area"]) if content["area"] else ""),
            Fact(_("Places"), joined([place_chain(place) for place in content["places"]])),
            Fact(_("Taking part"), self.participants_text),
            Fact(_("Against"), names(content["targets"])),
            Fact(_("First released"), day_text(self.record.first_released)),
            Fact(_("Version"), f"{self.record.version} ({day_text(self.record.last_released)})"),
        ]
