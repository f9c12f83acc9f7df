"""Whether a text says a name by its sound: «سمر الحلبي» in "Samar al-Halabi", also inside a web address.

A word is read as its consonants, each as one sign of the table; a letter that people write or hear in several
ways has several signs, and two words sound alike when they have one reading in common.

    sign  Arabic      Latin                     sign  Arabic      Latin
    B     ب پ         b, p                      R     ر           r
    T     ت ط ث       t, th                     Z     ز ژ ذ ظ ض   z, zh, dh, j; a last s
    J     ج چ ژ       j, dj, g, zh; c (Kurdish) S     س ص ث       s, th; c before e, i
    H     ح ه         h                         C     ش چ تش      sh, ch, tch, sch, x, ş, ç
    X     خ           kh, ch, x; c; k before t  G     غ           gh, g
    D     د ذ ض ظ     d, dh, th                 F     ف ڤ         f, v, ph
    K     ك ق گ       k, q, c, g, ch, ck        L M N ل م ن       l, m, n; gli is also L, gn also N
    W Y   و ي         w, y; at the beginning of a word only

Vowels, long ones and ع ء ʿ ' among them, are dropped, as are w and y behind the first letter, the second of two
equal Latin letters and a last h or ة (which may also be a T). Two more things that both scripts write are kept
beside the consonants: that a word begins with a vowel (A), and that it ends in one (V): "man" is not «منى».

Between two Arabic words long vowels count as well, for they are written in both: «طريق» is not «طارق».
"""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product, zip_longest

from terms.arabic.addresses import words_of_address
from terms.arabic.fold import fold
from terms.arabic.sound_table import TABLES

# Letters that lose in `fold` what they sound like, and Kurdish vowels that look like consonants in it.
_SPELLINGS = str.maketrans(
    {
        "ş": "sh", "Ş": "Sh", "š": "sh", "Š": "Sh", "ș": "sh", "Ș": "Sh",
        "ç": "ch", "Ç": "Ch", "č": "ch", "Č": "Ch", "ć": "ch", "Ć": "Ch",
        "ž": "zh", "Ž": "Zh", "ğ": "gh", "Ğ": "Gh", "ə": "e", "Ə": "E", "ە": "ا",
        **dict.fromkeys("-‐‑﹣－", " "),
    }
)  # fmt: skip
_SEATED_HAMZA = re.compile(r"(?<!\w)([وف]?[بلك]?)ئ")  # ئاڤين begins with a vowel, not with ي
_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)")

_RUN = re.compile(r"[a-z]+|[\u0600-\u06ff]+|[^\W\d_a-z\u0600-\u06ff]+")

_DOUBLED = re.compile(r"([skdtgzcp]h|[b-df-hj-np-tv-xz])\1+")
_LONG_U = re.compile("[اويء]*و")
_NEAR = str.maketrans("پچڤ", "بجف")
_MOST_READINGS = 48  # of one word; where there would be more, its last letters keep their plainest reading
_LONGEST_WORD = 60  # letters that are read of it; an address may hold a word of thousands
_MOST_JOINED = 4  # words of a name that stand in a text as one
_MOST_FORMS = 32  # of words joined, each with its article or without
_LEAST = 4  # consonants of a name; a shorter one sounds like too much
_LEAST_JOINED = 5  # of a name whose words are run together, for "monitor" is not «منى عطار»

# The article apart; joined; and as it is pronounced before the letter that follows: ash-Shami, ez-Zor.
_ARTICLES = frozenset(("ال", "al", "el", "ul", "il"))
_SUN_ARTICLE = re.compile(r"[aeu](sh|th|dh|[tdrzsn])")
_JOINED_ARTICLE = re.compile(r"ال(?=\w{3})|[aeu]l(?=[a-z]{3})|[aeu](?=(sh|th|dh|[tdrzsn])\1)")

# Names around an article, written as one word or as several: عبدالقادر, Abdulqadir, Aboul-Kheir, Nureddine.
_COMPOUNDS = (
    re.compile(r"(abd)[aeiou]+l?([a-z]{3,})|(abd)[aeiou]+l"),
    re.compile(r"(ab)o?ul([a-z]{3,})?"),
    re.compile(r"(\w{2,})[aeou][ld](d[ei]+ne?)"),
    re.compile(r"(عبد|ابو)ال(\w{3,})"),
    re.compile(r"(\w{2,})ال(دين)"),
)

_PARTICLES = tuple(f"{one}{two}" for one in ("", "و", "ف") for two in ("", "ب", "ك", "ل", "لل") if one or two)

# First words, and last ones, of names that are also written as one word.
_HEADS = frozenset(
    """عبد ابو ابا ابي ام نصر خير دي دا دو دال ديل ديلا دولا فان فون لا لو مك ماك سان سانت
    abd abed abu abou abi abo um umm nasr khair kheir de da di du do dal dall del dell della dello dalla van von
    la le lo li mc mac san sant saint st ait o""".split()
)
_TAILS = frozenset("الله allah alah دين din dine deen eddin eddine aldin eldin uddin addin".split())
_SONS = frozenset("بن ابن بنت bin ben ibn bint".split())

# Words of the language that sound like some name: they say it only in their own letters.
_ORDINARY = frozenset(
    fold("""من في عن الي مع هو هي هم ان لم لا ما قد كل بين عند بعد قبل حتي منذ نحو كان كانت تم هذا هذه ذلك تلك الذي التي
    الذين حيث كما لكن او ثم اي غير دون ضد قرب بينهم بينها خلال وفق طريق شهر يوم عام قتل قتيل مقتل قوات قرية مدينة
    مدني شمال جنوب شرق غرب ريف هجوم كمين عنصر عناصر جندي عملية
    a an the and or of in on at to by for from with as is are was were be been am not no nor it its he she they them
    their his her him this that these those who whom which what when where while after before near over under into
    than then there here all some any more most many much one two three four five six seven eight nine ten man men
    woman women will would can could did do does has have had having but so if also about during between against out
    off up down north south east west road town city day month year new other army attack ambush killed
    wounded""").split()
)


@dataclass(frozen=True)
class SoundKey:
    """The words of a text by their sound, read once to be asked about many names.

    `steps` has for each word its readings, each with the numbers of the words that may follow; `starts` has all of
    them, with the readings of words behind و ف ب ل ك; `beginnings` their first signs.
    """

    starts: dict[str, set[int]]
    steps: list[dict[str, set[int]]]
    beginnings: set[str]


#: One word of a name or a text: the spellings that it may be read from, with its article and without.
_Word = tuple[str, ...]


def skeleton(word: str) -> str:
    """The consonants of a word in their plainest reading, by the table; "" where it has none.

    Two spellings of one name may differ in it (Ishak is read with sh); `sounds_in` compares all readings.
    """
    return "".join(_consonants(part) for part in _flat(_words(_tokens(word))))


def sounds_in(text: str, name: str) -> bool:
    """Whether a text, or an address in it, says a name by its sound, in either script.

    All words of the name, one after another, joined or apart, articles and بن aside. The name needs four consonants
    in all, and five to be found where its words are run together. A word of the language («طريق», "man") says a name
    only in its own letters.
    """
    return key_sounds(sound_key(text), name)


def sound_key(text: str) -> SoundKey:
    """A text, read once for `key_sounds`."""
    tokens = _tokens(text)
    words_of_tokens = _words(tokens)
    words = _flat(words_of_tokens)
    steps: list[dict[str, set[int]]] = [{} for _number in range(len(words) + 1)]
    for number, word in enumerate(words):
        _say(steps[number], word, words, number + 1)
    for number in reversed(range(len(words))):
        if words[number][0] in _SONS:  # as if it were not there
            for reading, following in steps[number + 1].items():
                _lead(steps[number], [reading], following)
    starts: dict[str, set[int]] = {}
    for step in steps:
        for reading, following in step.items():
            _lead(starts, [reading], following)
    behind = 0
    for token, parts in zip(tokens, words_of_tokens, strict=True):
        behind += len(parts)
        for bare in _without_particles(token):
            *heads, last = _divided(bare)
            if heads:
                steps.append({})
                _lead(starts, _said(heads[0]), {len(steps) - 1})
            _say(steps[-1] if heads else starts, last, words, behind)
    return SoundKey(starts, steps, {reading[:length] for reading in starts for length in range(2, 6)})


def key_sounds(key: SoundKey, name: str) -> bool:
    """`sounds_in` for a text that is read once, by `sound_key`, to be asked about many names."""
    words = _name(name)
    consonants = sum(len(_consonants(word)) for word in words)
    if consonants < _LEAST:
        return False
    may_be_joined = consonants >= _LEAST_JOINED and _may_begin(key, words[0])
    reached: list[set[int]] = [set() for _number in range(len(words) + 1)]
    for first in range(len(words)):
        steps = [key.steps[number] for number in reached[first]] if first else [key.starts]
        for last in range(first + 1, min(first + _MOST_JOINED, len(words)) + 1):
            if not steps or (not first and last > 1 and not may_be_joined):
                break
            for reading in _asked(_joined(words[first:last])):
                for step in steps:
                    reached[last] |= step.get(reading, set())
    return bool(reached[-1])


def readings_of(key: SoundKey) -> frozenset[str]:
    """All readings by which a name may begin in the text: what is kept of many texts, to ask `may_say` of each."""
    return frozenset(key.starts)


def may_say(readings: Set[str], name: str) -> bool:
    """Whether a text of these readings (`readings_of`) may say the name; `key_sounds` then says whether it does."""
    words = _name(name)
    most = min(_MOST_JOINED, len(words))
    return any(not readings.isdisjoint(_asked(_joined(words[:last]))) for last in range(1, most + 1))


def _say(step: dict[str, set[int]], word: _Word, words: list[_Word], following: int) -> None:
    """A word as it is said before `words[following]`: by itself, and as one with that where both make a compound."""
    _lead(step, _said(word), {following})
    if following < len(words) and _is_compound(word, words[following]):
        _lead(step, _said(_joined([word, words[following]])), {following + 1})


def _lead(step: dict[str, set[int]], readings: Iterable[str], following: set[int]) -> None:
    for reading in readings:
        step.setdefault(reading, set()).update(following)


def _may_begin(key: SoundKey, word: _Word) -> bool:
    """Whether any word of the text begins like this one: what could be the name run together."""
    return any(reading.removesuffix("V")[:5] in key.beginnings for reading in _asked(word))


def _tokens(text: str) -> list[str]:
    """The words of a text, folded; no word holds letters of two scripts."""
    text = _POSSESSIVE.sub("", words_of_address(text)).translate(_SPELLINGS)
    return _RUN.findall(fold(_SEATED_HAMZA.sub(r"\1ا", text)))


def _words(tokens: list[str]) -> list[list[_Word]]:
    """For each token its words: none where it is an article, two where a compound is written as one."""
    found: list[list[_Word]] = []
    article = ""
    for token, following in zip_longest(tokens, tokens[1:], fillvalue=""):
        sun = _SUN_ARTICLE.fullmatch(token)
        if token in _ARTICLES or (sun and following.startswith(sun[1])):
            article = token
            found.append([])
            continue
        parts = _divided(token)
        if article:
            parts[0] = (*parts[0], *(article + form for form in parts[0]))
        found.append(parts)
        article = ""
    return found


def _flat(words: list[list[_Word]]) -> list[_Word]:
    return [word for parts in words for word in parts]


@lru_cache(maxsize=65536)
def _name(name: str) -> list[_Word]:
    """The words of a name; بن between two of them is none."""
    words = _flat(_words(_tokens(name)))
    return words[:1] + [word for word in words[1:] if word[0] not in _SONS]


def _divided(token: str) -> list[_Word]:
    compound = next(filter(None, (pattern.fullmatch(token) for pattern in _COMPOUNDS)), None)
    if compound is None:
        return [_forms(token)]
    head, *tail = filter(None, compound.groups())
    article = "ال" if "ال" in token else "al"
    return [_forms(head), *((part, article + part) for part in tail)]


def _forms(token: str) -> _Word:
    """A word with its article and without; a name that only begins like one («الياس») has the same two."""
    article = _JOINED_ARTICLE.match(token)
    if article is None:
        return (token,)
    bare = token[article.end() :]
    return (bare, token) if token.startswith("ال") else (token, bare)


def _without_particles(token: str) -> Iterator[str]:
    """What stands behind و ف and ب ل ك, where they may be no part of the word: ولعبدالله, للخليل."""
    for particles in _PARTICLES:
        if token.startswith(particles) and len(token) >= len(particles) + 2:
            yield ("ال" if particles.endswith("لل") else "") + token[len(particles) :]


def _is_compound(head: _Word, tail: _Word) -> bool:
    return head[0] in _HEADS or not _TAILS.isdisjoint(tail)


def _joined(words: list[_Word]) -> _Word:
    """Words as one, as in an address; nothing where they are of two scripts."""
    if len(words) == 1:
        return words[0]
    if len({_script(word[0]) for word in words}) > 1:
        return ()
    inner = [
        [form if form.endswith("الله") else form.removesuffix("ه") for form in word] for word in words[:-1]
    ]
    return tuple("".join(forms) for forms in islice(product(*inner, words[-1]), _MOST_FORMS))


def _script(form: str) -> str:
    return "latin" if "a" <= form[0] <= "z" else "arabic" if "\u0600" <= form[0] <= "\u06ff" else ""


@lru_cache(maxsize=4096)
def _said(word: _Word) -> frozenset[str]:
    """How a word of a text can be asked for: by its letters; by its sound; of Arabic also by how it is spelt."""
    keys = {f"={form}" for form in word}
    if not word or word[0] in _ORDINARY:
        return frozenset(keys)
    for form in word:
        script = _script(form)
        keys |= {f"{script[:1]}{reading}" for reading in _readings(form)}
        if script == "arabic":
            keys |= {f"s{spelling}" for spelling in _spellings(form)}
    return frozenset(keys)


@lru_cache(maxsize=4096)
def _asked(word: _Word) -> frozenset[str]:
    """What a word of a name looks for in a text: an Arabic word is asked of Arabic by how it is spelt."""
    keys = {f"={form}" for form in word}
    for form in word:
        keys |= {f"l{reading}" for reading in _readings(form)}
        if _script(form) == "arabic":
            keys |= {f"s{spelling}" for spelling in _spellings(form)}
        else:
            keys |= {f"a{reading}" for reading in _readings(form)}
    return frozenset(keys)


def _consonants(word: _Word) -> str:
    return _readings(word[0])[0].removeprefix("A").removesuffix("V")


@lru_cache(maxsize=4096)
def _readings(form: str) -> tuple[str, ...]:
    """All readings of a word, the plainest first; of a script without a table, the word."""
    script = _script(form)
    if not script:
        return (form,)
    form = _DOUBLED.sub(r"\1", form[:_LONGEST_WORD]).replace("الله", "اله")
    pattern, table = TABLES[script]
    readings = [""]
    for match in pattern.finditer(form):
        signs = table[match.lastindex - 1] if match.lastindex else (match.group(),)
        if len(readings) * len(signs) > _MOST_READINGS:
            signs = signs[:1]
        readings = [before + sign for before in readings for sign in signs]
    return tuple(dict.fromkeys(readings))


def _spellings(form: str) -> list[str]:
    """An Arabic word with its long vowels: داوود and داود are one, سارة and سارا, پ and ب, ژ and ج or ز."""
    rest = _LONG_U.sub("و", form[1:]).replace("ء", "").replace("يي", "ي")
    near = (form[0] + re.sub("ه$", "ا", rest)).translate(_NEAR)
    return sorted({near.replace("ژ", "ج"), near.replace("ژ", "ز")})
