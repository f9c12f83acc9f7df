"""The nouns that pages count, with the forms that counting needs in Arabic, and their English.

Arabic counts differ by number: one (singular + واحد), two (dual, by case), 3–10 (plural genitive),
11–99 (accusative singular), hundreds (genitive singular). A noun carries its adjective through all of them.
"""

from dataclasses import dataclass
from typing import Literal

Gender = Literal["m", "f"]


@dataclass(frozen=True)
class Noun:
    """One countable noun. Forms are written without vowels except the tanwin that shows in print."""

    singular: str  # قتيل: alone, and after hundreds
    dual: str  # قتيلان
    dual_oblique: str  # قتيلين: accusative and genitive
    plural: str  # قتلى: as counted from 3 to 10, in the genitive (مدنيين, not مدنيون)
    accusative: str  # قتيلاً: as counted from 11 to 99
    gender: Gender
    the_plural: str  # القتلى: after مئات, "hundreds of", in the genitive
    en_one: str  # "incident"; "killed" for those counted by what was done to them
    en_many: str
    human: bool = False
    en_participle: bool = False  # English says "153 killed", "hundreds killed", with no "of"
    suffix: str = ""  # what follows the whole phrase, whatever the number

    @property
    def one(self) -> str:
        """واحد in the noun's gender."""
        return "واحد" if self.gender == "m" else "واحدة"


def _person(singular: str, plural: str, en_one: str, en_many: str = "", *, participle: bool = False) -> Noun:
    """A masculine noun for people, with a regular dual: ضابط, ضباط."""
    return Noun(
        singular, singular + "ان", singular + "ين", plural, singular + "اً", "m", "ال" + plural,
        en_one, en_many or en_one, human=True, en_participle=participle,
    )  # fmt: skip


def _thing(singular: str, plural: str, en_one: str, en_many: str = "") -> Noun:
    """A noun for things; feminine when it ends in ة, which opens to ت in the dual and takes no alif."""
    feminine = singular.endswith("ة")
    stem = singular[:-1] + "ت" if feminine else singular
    return Noun(
        singular, stem + "ان", stem + "ين", plural, singular if feminine else singular + "اً",
        "f" if feminine else "m", "ال" + plural, en_one, en_many or en_one + "s",
    )  # fmt: skip


# fmt: off
#: By key. The keys of outcomes and measures are those of terms.choices.
NOUNS: dict[str, Noun] = {
    # People, by what was done to them
    "killed": _person("قتيل", "قتلى", "killed", participle=True),
    "wounded": Noun(
        "جريح", "جريحان", "جريحين", "جرحى", "جريحاً", "m", "الجرحى", "wounded", "wounded",
        human=True, en_participle=True,
    ),
    "killed_or_wounded": Noun(
        "شخص", "شخصان", "شخصين", "أشخاص", "شخصاً", "m", "الأشخاص", "killed or wounded", "killed or wounded",
        human=True, en_participle=True, suffix=" بين قتيل وجريح",
    ),
    "abducted": _person("مختطف", "مختطفين", "abducted", participle=True),
    "detained": _person("معتقل", "معتقلين", "detained", participle=True),
    "missing": _person("مفقود", "مفقودين", "missing", participle=True),
    "released": Noun(
        "مفرج عنه", "مفرج عنهما", "مفرج عنهما", "مفرج عنهم", "مفرجاً عنه", "m", "المفرج عنهم",
        "released", "released", human=True, en_participle=True,
    ),
    # People, by who they are
    "person": _person("شخص", "أشخاص", "person", "people"),
    "civilian": _person("مدني", "مدنيين", "civilian", "civilians"),
    "combatant": _person("مقاتل", "مقاتلين", "combatant", "combatants"),
    "member": _person("عنصر", "عناصر", "member", "members"),
    "officer": _person("ضابط", "ضباط", "officer", "officers"),
    "woman": Noun(
        "امرأة", "امرأتان", "امرأتين", "نساء", "امرأة", "f", "النساء", "woman", "women", human=True
    ),
    "man": _person("رجل", "رجال", "man", "men"),
    "child": _person("طفل", "أطفال", "child", "children"),
    "official": _person("مسؤول", "مسؤولين", "official", "officials"),
    "official_f": Noun(
        "مسؤولة", "مسؤولتان", "مسؤولتين", "مسؤولات", "مسؤولة", "f", "المسؤولات",
        "woman official", "women officials", human=True,
    ),
    "notable": Noun(
        "وجيه", "وجيهان", "وجيهين", "وجهاء", "وجيهاً", "m", "الوجهاء", "notable", "notables", human=True
    ),
    "victim": Noun(
        "ضحية", "ضحيتان", "ضحيتين", "ضحايا", "ضحية", "f", "الضحايا", "victim", "victims", human=True
    ),
    # Events and acts
    "operations": _thing("عملية", "عمليات", "operation"),
    "air_strikes": Noun(
        "ضربة جوية", "ضربتان جويتان", "ضربتين جويتين", "ضربات جوية", "ضربة جوية", "f", "الضربات الجوية",
        "air strike", "air strikes",
    ),
    "vehicles": _thing("مركبة", "مركبات", "vehicle"),
    "incident": _thing("حادثة", "حوادث", "incident"),
    "event": _thing("واقعة", "وقائع", "event"),
    "ambush": _thing("كمين", "كمائن", "ambush", "ambushes"),
    "attack": _thing("هجوم", "هجمات", "attack"),
    "campaign": _thing("حملة", "حملات", "campaign"),
    # Records and their parts
    "record": _thing("سجل", "سجلات", "record"),
    "source": _thing("مصدر", "مصادر", "source"),
    "account": _thing("رواية", "روايات", "account"),
    "tally": _thing("حصيلة", "حصائل", "tally", "tallies"),
    "result": _thing("نتيجة", "نتائج", "result"),
    "case": _thing("حالة", "حالات", "case"),
    "group": _thing("مجموعة", "مجموعات", "group"),
    "person_case": Noun(
        "حالة فردية", "حالتان فرديتان", "حالتين فرديتين", "حالات فردية", "حالة فردية", "f", "الحالات الفردية",
        "case of one person", "cases of one person each",
    ),
    "group_case": Noun(
        "حالة جماعية", "حالتان جماعيتان", "حالتين جماعيتين", "حالات جماعية", "حالة جماعية", "f",
        "الحالات الجماعية", "case of a group", "cases of groups",
    ),
    "place": _thing("مكان", "أماكن", "place"),
    "correction": _thing("تصحيح", "تصحيحات", "correction"),
    # Time
    "day": _thing("يوم", "أيام", "day"),
    "week": _thing("أسبوع", "أسابيع", "week"),
    "month": _thing("شهر", "أشهر", "month"),
    "year": _thing("سنة", "سنوات", "year"),
}
# fmt: on
NOUNS |= {"operation": NOUNS["operations"], "air_strike": NOUNS["air_strikes"], "vehicle": NOUNS["vehicles"]}
