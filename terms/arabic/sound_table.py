"""The signs by which letters of both scripts are read by their sound; terms.arabic.sound says what each means."""

import re

# What is written → its readings, the plainest first; the first line that fits a place is the one that counts.
LATIN = {
    "^j": ("J", "Y"),
    "^wh?": ("W",),
    "^ou(?=[aei])": ("W", "A"),
    "^i(?=[aou])|^y(?![aeiou])": ("Y", "A"),
    "^y": ("Y",),
    "^[aeiou]": ("A",),
    "(?:[aeiouwy]{2,}|[aiouwy])h?$|eh$": ("V",),
    "e$": ("V", ""),  # Sherine
    "[aeiouwy]": ("",),
    "tsch|tch": ("C", "TC"),
    "sch": ("C", "SK"),
    "sh": ("C", "SH"),
    "kh": ("X", "KH"),
    "th": ("T", "S", "D", "TH"),
    "dh": ("D", "Z", "DH"),
    "gh": ("G",),
    "zh": ("J", "Z"),
    "ch": ("C", "X", "K"),
    "ph": ("F", "BH"),
    "dj": ("J", "DJ"),
    "gl(?=i)": ("GL", "L", "JL", "KL"),
    "gn": ("GN", "N", "JN", "KN"),
    "(?<=o)h(?=[nlr])": ("H", ""),  # John
    "(?<!^)h$": ("",),
    "c(?=[eiy])": ("S", "J", "C"),
    "ck": ("K",),
    "c$": ("K", "C", "X", "J"),
    "c": ("K", "X", "J"),
    "k(?=t)": ("K", "X"),
    "[kq]": ("K",),
    "g": ("J", "G", "K"),
    "j": ("J", "Z"),
    "s$": ("S", "Z"),  # Charles
    "x": ("KS", "X", "C"),
    "[bp]": ("B",),
    "[fv]": ("F",),
    **{letter: (letter.upper(),) for letter in "dhlmnrstz"},
}
ARABIC = {
    "^[اعء]": ("A",),
    "^و": ("W",),
    "^ي": ("Y",),
    "(?<![اويء])و$": ("V", ""),  # عمرو
    "[اويء]+[عح]?$": ("V",),
    "(?<=ال)ه$": ("V",),  # الله
    "(?<!^)[اويء]*ه$": ("V", "T"),
    "(?<!^)[عح]$": ("V", ""),
    "[اعءوي]": ("",),
    "تش": ("C", "TC"),
    "دج": ("J", "DJ"),
    "ث": ("T", "S"),
    "چ": ("C", "J"),
    "ژ": ("J", "Z"),
    "[ذضظ]": ("D", "Z"),
    "[حه]": ("H",),
    "[بپ]": ("B",),
    "[تط]": ("T",),
    "[سص]": ("S",),
    "[فڤ]": ("F",),
    "[قك]": ("K",),
    **{letter: (sign,) for letter, sign in zip("جخدرزشغلمن", "JXDRZCGLMN", strict=True)},
}
Table = tuple[re.Pattern[str], tuple[tuple[str, ...], ...]]
TABLES: dict[str, Table] = {
    script: (re.compile("|".join([*(f"({place})" for place in table), "."])), tuple(table.values()))
    for script, table in (("latin", LATIN), ("arabic", ARABIC))
}
