"""Agreement beyond the counted noun: verbs before their subject, pronouns of a whole, names after a preposition.

terms.arabic.agreement gives number, noun and case; this module gives what stands around them.
"""

import re
from collections.abc import Sequence

from reports.narrative.facts import By, Count, Fact, Name
from terms.arabic.agreement import Case, figure_phrase, join
from terms.arabic.digits import format_number
from terms.arabic.nouns import Gender, Noun
from terms.bound import bind, plain
from terms.choices import Qualifier

_UNKNOWN = "عدد غير معروف"
_WITHOUT_NUMBER = (Qualifier.WORDING, Qualifier.UNKNOWN)
_QUANTIFIED = (Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.RANGE)


# Counts ------------------------------------------------------------------------------------------------------


def counted(count: Count, case: Case = "nominative") -> str:
    """The figure with its noun, bound: [153 عنصراً](slug)."""
    return bind(count_words(count, case), count.ref)


def count_words(count: Count, case: Case = "nominative") -> str:
    """The same in plain words. An unknown number is a noun with a case of its own."""
    words = figure_phrase(count.figure, count.noun, "ar", case)
    noun = count.noun
    if noun.dual_oblique == noun.plural and count.figure.qualifier not in _WITHOUT_NUMBER:
        words = _two(words, noun.dual_oblique)
    if case == "accusative" and words.startswith(_UNKNOWN):
        return "عدداً" + words.removeprefix("عدد")
    return words


def _two(words: str, dual: str) -> str:
    """Two in the genitive look like many (مدنيين): اثنين tells them apart. Many have their digits before them."""
    return re.sub(rf"(?<![0-9] ){re.escape(dual)}", f"{dual} اثنين", words)


def number_words(count: Count, case: Case = "nominative") -> str:
    """The figure without its noun, before من: 70, واحدة, اثنان, نحو اثنين, مئات, عدد غير معروف."""
    figure, gender = count.figure, count.noun.gender
    if figure.qualifier == Qualifier.WORDING:
        wording = figure.wording_ar or figure.wording_en
        return wording.removesuffix(" من")
    if figure.best is None or figure.qualifier == Qualifier.UNKNOWN:
        return _UNKNOWN
    if figure.low is not None and figure.high is not None and figure.low < figure.high:
        return f"ما بين {_number(figure.low, gender, 'genitive')} و{_number(figure.high, gender, 'genitive')}"
    words = {"about": "نحو ", "at_least": "ما لا يقل عن ", "more_than": "أكثر من "}.get(figure.qualifier, "")
    return words + _number(figure.best, gender, "genitive" if words else case)


def _number(n: int, gender: Gender, case: Case) -> str:
    if n == 1:
        return "واحد" if gender == "m" else "واحدة"
    if n == 2:
        ending = "ان" if case == "nominative" else "ين"
        return ("اثن" if gender == "m" else "اثنت") + ending
    return format_number(n)


# Verbs -------------------------------------------------------------------------------------------------------


_MASCULINE_WORDINGS = ("عدد", "العديد", "الكثير", "بعض", "أكثر", "أقل")


def feminine_subject(count: Count) -> bool:
    """Whether a verb before this count takes the feminine: قُتلت امرأتان, نُفّذت 51 عملية, نُفّذت 5 كمائن.

    After a word of quantity (أكثر من, ما لا يقل عن, نحو, ما بين) that word is the subject, and masculine; so is an
    unknown number. Things in the plural are feminine, whatever their singular is.
    """
    noun, qualifier = count.noun, count.figure.qualifier
    if qualifier in _QUANTIFIED or qualifier == Qualifier.UNKNOWN or count.figure.best is None:
        some = (count.figure.wording_ar or "عدد").startswith(_MASCULINE_WORDINGS)
        return qualifier == Qualifier.WORDING and not some and (noun.gender == "f" or not noun.human)
    if noun.human or noun.gender == "f":
        return noun.gender == "f"
    return 3 <= count.figure.best % 100 <= 10


def verb(stem: str, count: Count) -> str:
    """A passive verb in the past, before its subject: it stays singular and agrees in gender."""
    endings = stem.split(" أو ")
    return " أو ".join(one + "ت" for one in endings) if feminine_subject(count) else stem


#: What was done to people: (verb, verbal noun before a genitive).
DONE: dict[str, tuple[str, str]] = {
    "killed": ("قُتل", "مقتل"),
    "executed": ("أُعدم", "إعدام"),
    "wounded": ("أُصيب", "إصابة"),
    "killed_or_wounded": ("قُتل أو جُرح", "مقتل أو جرح"),
    "abducted": ("اختُطف", "اختطاف"),
    "detained": ("اعتُقل", "اعتقال"),
    "missing": ("فُقد", "فقدان"),
    "released": ("أُفرج عن", "الإفراج عن"),
}


def done(fact: Fact) -> tuple[str, str]:
    return DONE["executed" if fact.executed else fact.measure]


# Pronouns of a whole -------------------------------------------------------------------------------------------


def _pronoun(n: int | None, noun: Noun, one_m: str, one_f: str, two: str, men: str, women: str) -> str:
    if n == 1:
        return one_m if noun.gender == "m" else one_f
    if n == 2:
        return two
    if not noun.human:
        return one_f
    return men if noun.gender == "m" else women


def of_them(count: Count) -> str:
    """منهم, منهن, منهما; منها of things."""
    return _pronoun(count.exact, count.noun, "منه", "منها", "منهما", "منهم", "منهن")


def they(count: Count) -> str:
    """هم, هن, هما, هو; هي of things: before what a whole consists of."""
    return _pronoun(count.exact, count.noun, "هو", "هي", "هما", "هم", "هن")


def all_of_them(count: Count, noun: Noun | None = None) -> str:
    """جميعهم, جميعهن; كلاهما of two; with a noun, as the people are that it names: جميعهن نساء."""
    noun = noun or count.noun
    if not noun.human and count.exact not in (1, 2):
        return "جميعها"
    both = "كلاهما" if noun.gender == "m" else "كلتاهما"
    return _pronoun(count.exact, noun, "وحده", "وحدها", both, "جميعهم", "جميعهن")


def classified(count: Count, rest: Count) -> str:
    """What the source did not do with the rest of a whole: لم يصنّفه, لم يصنّفهما, لم يصنّفهم المصدر."""
    suffix = _pronoun(rest.exact, count.noun, "ه", "ها", "هما", "هم", "هن")
    return f"لم يصنّف{suffix} المصدر"


# Names -------------------------------------------------------------------------------------------------------

_SOUND_PLURAL = re.compile(r"(?<=\w{2})ون\b")
_CONSTRUCT_PLURAL = re.compile(r"^(\w{3,})و\b")
_OF_THEM = re.compile(r"\bال\w{2,}ون\b")


def oblique(name: str) -> str:
    """A name after a preposition: مسلحون عشائريون → مسلحين عشائريين, مقاتلو العشائر الموالون → مقاتلي … الموالين.

    Only a name whose first word is such a plural changes: لواء فاطميون stays what it is called.
    """
    first = name.split(" ", 1)[0]
    if _CONSTRUCT_PLURAL.match(first) and " " in name and first in _CONSTRUCTS:
        inner = _CONSTRUCT_PLURAL.sub(r"\1ي", name)
        return _OF_THEM.sub(lambda match: match.group()[:-2] + "ين", inner)
    if first.endswith("ون") and len(first) > 4 and first in _PLURALS:
        return _SOUND_PLURAL.sub("ين", name)
    return name


#: First words of names that decline; any other word that ends alike may be a name (زيتون, حمدون).
_CONSTRUCTS = {"مقاتلو", "مسلحو", "متطوعو", "عاملو", "موالو", "منتسبو", "مناصرو"}
_PLURALS = {
    "مسلحون", "المسلحون", "مقاتلون", "المقاتلون", "مجهولون", "متطوعون", "موالون", "الموالون", "مدنيون", "المدنيون",
    "مهاجمون", "منشقون", "مهربون", "متشددون", "جهاديون", "أجنبيون",
}  # fmt: skip


def names(found: Sequence[Name]) -> str:
    """Names after a preposition, each joined by و."""
    return " و".join(oblique(name.arabic) for name in found if name.arabic)


ALLEGED = "بحسب ما يُعتقد"


def by_whom(by: By) -> str:
    """على يد …; what is neither known nor claimed says so."""
    who = names(by.names)
    return spaced(f"على يد {who}", ALLEGED if by.alleged else "") if who else ""


def responsible(by: By) -> str:
    """والجهة الفاعلة …, of what nobody does with his hands: to go missing, to clash, a mass grave."""
    who = " و".join(name.arabic for name in by.names if name.arabic)
    if not who:
        return ""
    them = "الجهة الفاعلة" if len(by.names) == 1 else "الجهات الفاعلة"
    return f"و{them}، {ALLEGED}، {who}" if by.alleged else f"و{them} {who}"


def listed(phrases: Sequence[str]) -> str:
    """An enumeration: أ وب; أ، وب، وج; of two with a comma of their own: أ، بينهم ج، وب."""
    if len(phrases) == 2 and any("،" in _BRACKETED.sub("", _BRACKETED.sub("", plain(p))) for p in phrases):
        return f"{phrases[0].removesuffix('،')}، و{phrases[1]}"
    return join(phrases, "ar")


_BRACKETED = re.compile(r"\([^()]*\)")


def spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def clauses(*parts: str) -> str:
    return "، ".join(part for part in parts if part)


def full_stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "؟", "!")) else f"{sentence}."


_VERBS = re.compile(r"^(قُتل|أُعدم|أُصيب|اختُطف|اعتُقل|فُقد|أُفرج|سُجّل|نُفّذ|أُحصي)")


def linked(sentences: Sequence[str]) -> str:
    """Sentences as one paragraph: each after the first begins with و; each third one, where it is a verb, with كما."""
    found: list[str] = []
    for number, sentence in enumerate(one for one in sentences if one):
        if number and number % 3 == 2 and _VERBS.match(sentence):
            sentence = f"كما {sentence}"
        elif number and not sentence.startswith(("وفي المقابل ", "كما ")):
            sentence = f"و{sentence}"
        found.append(full_stop(sentence))
    return " ".join(found)


# Dates -------------------------------------------------------------------------------------------------------


def on(date: Name) -> str:
    """A date in words after its preposition."""
    words = date.arabic
    if re.fullmatch(r"\d{4}", words):
        return f"في عام {words}"
    return words if words.startswith(("بين ", "في ", "منذ ", "حتى ")) else f"في {words}"
