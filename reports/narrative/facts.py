"""What a report says, before it is said: facts without a language."""

from dataclasses import dataclass

from terms.arabic.nouns import Noun
from terms.choices import Qualifier
from terms.figures import Figure


@dataclass(frozen=True)
class Name:
    """The name of a party, place or area, or a title: data, used as given. Equal keys name the same."""

    key: str
    ar: str
    en: str

    @property
    def arabic(self) -> str:
        return self.ar or self.en

    @property
    def english(self) -> str:
        """The English name, else the Arabic one, marked as it is."""
        return self.en or (f"«{self.ar}»" if self.ar else "")


@dataclass(frozen=True)
class Count:
    """A figure with the noun that it counts; `ref` is what its words are bound to."""

    figure: Figure
    noun: Noun
    ref: str

    @property
    def exact(self) -> int | None:
        """The number, where it is exact: grammar may then speak of one, of both, of all."""
        return self.figure.best if self.figure.qualifier == Qualifier.EXACT else None

    @property
    def says_nothing(self) -> bool:
        """Nought, which a text passes over; a figure without a number is not nought."""
        figure = self.figure
        counted = figure.qualifier not in (Qualifier.WORDING, Qualifier.UNKNOWN, Qualifier.MORE_THAN)
        return counted and not figure.best and not figure.high


@dataclass(frozen=True)
class By:
    """Who did it; alleged unless known or claimed."""

    names: tuple[Name, ...] = ()
    alleged: bool = False

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(name.key for name in self.names)


@dataclass(frozen=True)
class Event:
    """A recorded incident behind a figure: what it adds, its title, its date in words, who was among them."""

    count: Count
    title: Name
    date: Name
    day: str
    among: tuple[Count, ...] = ()


@dataclass(frozen=True)
class Compared:
    """The same figure in another month; `how` is more, fewer, same, or "" where the bounds do not say."""

    count: Count
    month: Name
    how: str


@dataclass(frozen=True)
class High:
    """No month before was as high, back to `since` (empty: none at all)."""

    since: Name
    complete: bool


@dataclass(frozen=True)
class Fact:
    """One figure of the month with all that a sentence may say of it."""

    slug: str
    measure: str
    count: Count
    victims: tuple[Name, ...]
    civil_status: str
    by: By
    type: str
    method: str
    events: Count | None
    places: tuple[Name, ...]
    period: Name | None
    label: Name | None
    relation: str
    excludes: Name
    recorded: Count | None = None
    aggregate: Count | None = None
    unclassified: Count | None = None
    exceeded: bool = False
    others: tuple[Count, ...] = ()
    incidents: tuple[Event, ...] = ()
    parts: tuple["Fact", ...] = ()
    compared: tuple[Compared, ...] = ()
    high: High | None = None

    @property
    def executed(self) -> bool:
        return self.measure == "killed" and "execution" in (self.type, self.method)

    @property
    def victim_keys(self) -> frozenset[str]:
        return frozenset(name.key for name in self.victims)

    @property
    def size(self) -> int:
        return self.count.figure.best if self.count.figure.best is not None else -1


@dataclass(frozen=True)
class Group:
    """Facts that one sentence can say: the same was done, by the same, in the same time."""

    facts: tuple[Fact, ...]

    @property
    def first(self) -> Fact:
        return self.facts[0]


@dataclass(frozen=True)
class Campaign:
    title: Name
    start: Name
    end: Name | None
    begun_before: bool
    participants: tuple[Name, ...]
    targets: tuple[Name, ...]
    aim: Name


@dataclass(frozen=True)
class AreaPlan:
    """What is said of one area of control, in the order in which it is said."""

    area: Name
    tolls: tuple[Group, ...] = ()
    losses: tuple[Group, ...] = ()  # of the other side
    others: tuple[Group, ...] = ()  # the wounded, the abducted, …
    acts: tuple[Fact, ...] = ()
    strikes: tuple[Fact, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    counters: tuple[Fact, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(
            (self.tolls, self.losses, self.others, self.acts, self.strikes, self.campaigns, self.counters)
        )

    def facts(self) -> list[Fact]:
        groups = (*self.tolls, *self.losses, *self.others)
        return [*(fact for group in groups for fact in group.facts), *self.acts, *self.strikes]


@dataclass(frozen=True)
class LeadPlan:
    """The facts that open the report: of the first area a toll and the losses opposite, of others a toll and acts."""

    area: Name | None = None
    first: Fact | None = None
    opposite: Fact | None = None
    further: tuple[tuple[Name, Fact | None, Fact | None], ...] = ()  # area, acts, toll
    is_counter: bool = False
    nothing_published: bool = False


#: Cases named of each kind; the chapter of the month's page has more.
NAMED = 6
#: What the number of cases is bound to.
ABDUCTED = "abducted"


@dataclass(frozen=True)
class Cases:
    """The abducted: numbers of cases on the last day of the month, and whom to name."""

    persons: int
    groups: int
    unnumbered: int
    day: Name
    news: tuple[Name, ...]
    unanswered: tuple[tuple[Name, Name], ...]  # title, time held

    @property
    def is_empty(self) -> bool:
        return not (self.persons or self.groups or self.news)


@dataclass(frozen=True)
class Notes:
    """How the figures came to be."""

    rule: str
    split: tuple[Fact, ...] = ()
    aggregate: tuple[Fact, ...] = ()
    recorded: tuple[Fact, ...] = ()
    exceeded: tuple[Fact, ...] = ()
    rivals: tuple[Fact, ...] = ()
    periods: tuple[tuple[Name, tuple[Fact, ...]], ...] = ()
    reported: tuple[Fact, ...] = ()
    scope: tuple[str, ...] = ()  # the types and methods that the series counts, where not all
    chosen: frozenset[str] = frozenset()  # the claims that title and lead use, by reference


@dataclass(frozen=True)
class MonthName:
    title: Name
    since: Name
    period: Name
    rule: str


@dataclass(frozen=True)
class Plan:
    """A whole report."""

    month: MonthName
    lead: LeadPlan
    areas: tuple[AreaPlan, ...]
    cases: Cases | None
    reported_cases: tuple[Fact, ...]
    notes: Notes
