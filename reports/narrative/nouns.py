"""What a figure of a report is counted in: عنصر of a party, مدني, the type of an act, the label of a subset."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from publication.wording import label_noun
from terms.arabic.nouns import NOUNS, Noun
from terms.choices import CivilStatus, EventType, Measure


def _of_acts(what: str, en_one: str, en_many: str) -> Noun:
    """عملية with the noun that says of what: عملية اغتيال, عمليتا اغتيال, 3 عمليات اغتيال."""
    return Noun(
        f"عملية {what}", f"عمليتا {what}", f"عمليتي {what}", f"عمليات {what}", f"عملية {what}", "f",
        f"عمليات ال{what}", en_one, en_many,
    )  # fmt: skip


#: By type of event.
TYPES: dict[str, Noun] = {
    EventType.AMBUSH: NOUNS["ambush"],
    EventType.ATTACK: NOUNS["attack"],
    EventType.AIR_STRIKE: NOUNS["air_strikes"],
    EventType.CLASH: Noun(
        "اشتباك", "اشتباكان", "اشتباكين", "اشتباكات", "اشتباكاً", "m", "الاشتباكات", "clash", "clashes"
    ),
    EventType.RAID: Noun(
        "مداهمة", "مداهمتان", "مداهمتين", "مداهمات", "مداهمة", "f", "المداهمات", "raid", "raids"
    ),
    EventType.ASSASSINATION: _of_acts("اغتيال", "assassination", "assassinations"),
    EventType.EXECUTION: _of_acts("إعدام", "execution", "executions"),
    EventType.ABDUCTION: _of_acts("اختطاف", "abduction", "abductions"),
    EventType.SHELLING: _of_acts("قصف", "shelling", "shellings"),
    EventType.EXPLOSION: Noun(
        "انفجار", "انفجاران", "انفجارين", "انفجارات", "انفجاراً", "m", "الانفجارات", "explosion", "explosions"
    ),
    EventType.LANDMINE: Noun(
        "انفجار لغم", "انفجارا لغم", "انفجاري لغم", "انفجارات ألغام", "انفجار لغم", "m", "انفجارات الألغام",
        "landmine explosion", "landmine explosions",
    ),
    EventType.MASS_GRAVE: Noun(
        "مقبرة جماعية", "مقبرتان جماعيتان", "مقبرتين جماعيتين", "مقابر جماعية", "مقبرة جماعية", "f",
        "المقابر الجماعية", "mass grave", "mass graves",
    ),
}  # fmt: skip

#: By which means, in words after the people: (Arabic, English).
METHODS: dict[str, tuple[str, str]] = {
    "shooting": ("بإطلاق رصاص", "by shooting"),
    "explosive_device": ("بعبوات ناسفة", "by explosive devices"),
    "landmine": ("بألغام", "by landmines"),
    "air_strike": ("بضربات جوية", "by air strikes"),
    "shelling": ("بقصف", "by shelling"),
    "bladed_weapon": ("بأدوات حادة", "with bladed weapons"),
    "arson": ("بحرق متعمد", "by arson"),
    "several": ("بوسائل عدة", "by several means"),
}

#: What a series counts that counts some means or types only: (Arabic after على, English).
_SCOPES: dict[str, tuple[str, str]] = {
    "execution": ("الإعدامات", "executions"),
    "shooting": ("إطلاق الرصاص", "shootings"),
    "explosive_device": ("العبوات الناسفة", "explosive devices"),
    "landmine": ("الألغام", "landmines"),
    "air_strike": ("الضربات الجوية", "air strikes"),
    "shelling": ("القصف", "shelling"),
    "bladed_weapon": ("الأدوات الحادة", "bladed weapons"),
    "arson": ("الحرق المتعمد", "arson"),
    "ambush": ("الكمائن", "ambushes"),
    "clash": ("الاشتباكات", "clashes"),
    "raid": ("المداهمات", "raids"),
    "attack": ("الهجمات", "attacks"),
    "assassination": ("الاغتيالات", "assassinations"),
    "explosion": ("الانفجارات", "explosions"),
    "abduction": ("عمليات الاختطاف", "abductions"),
    "mass_grave": ("المقابر الجماعية", "mass graves"),
}

ACTS = (Measure.OPERATIONS, Measure.AIR_STRIKES, Measure.VEHICLES)


def noun_of(figure: dict[str, Any]) -> Noun:
    """The noun of a frozen figure; people of a party are its members, others people, unless civilians or labelled."""
    if figure["measure"] in ACTS:
        typed = TYPES.get(figure["type"]) if figure["measure"] == Measure.OPERATIONS else None
        return typed or NOUNS[figure["measure"]]
    if figure["measure"] == Measure.KILLED_OR_WOUNDED and not figure["label"]:
        return NOUNS["person"]
    if figure["label"]:
        return labelled(figure["label"])
    if figure["civil_status"] == CivilStatus.CIVILIAN:
        return NOUNS["civilian"]
    if figure["civil_status"] == CivilStatus.COMBATANT:
        return NOUNS["member"] if figure["parties"] else NOUNS["combatant"]
    return NOUNS["person"]


def labelled(label: dict[str, Any]) -> Noun:
    """The noun of a label. One of several words has no definite plural of its own: مئات وجهاء عشائر."""
    noun = label_noun(label)
    return replace(noun, the_plural=noun.plural) if " " in noun.plural else noun


def scope_words(scope: Sequence[str]) -> list[tuple[str, str]]:
    """What the series counts alone, in both languages; nothing where a kind has no words, for then it is not all."""
    found = [_SCOPES.get(one) for one in scope]
    return [words for words in found if words] if all(found) else []


def by_measure(noun: Noun, measure: str) -> Noun:
    """The noun that says what was done, where no verb says it: 34 قتيلاً, not 34 شخصاً."""
    general = (NOUNS["person"], NOUNS["civilian"], NOUNS["combatant"], NOUNS["member"])
    return NOUNS[measure] if noun in general else noun


def event_noun(kind: str) -> Noun:
    return TYPES.get(kind) or NOUNS["event"]
