"""An edit in; whether all that differs is of a kind that binds nobody.

Dates and references, who a company is and where, states of the USA: whatever else the sentence speaks of is as it was,
and the rules about it have nothing to say.
"""

import re
from collections.abc import Sequence

from redline.answers import is_answer
from redline.dates.forms import dates_in
from redline.dates.months import MONTH, MONTHS, WEEKDAYS
from redline.equivalence.residue import LITTLE, key
from redline.equivalence.spelling import forms
from redline.judging.cells import other_figures, value
from redline.judging.edits import Edit
from redline.judging.measures import names_a_measure
from redline.legal_names import LEGAL_FORMS
from redline.page.phrases import BINDING, COUNTING
from redline.places import ADDRESS_WORDS
from redline.quantities import counted

# What may say anything where no date stands beside it: "every Monday", "ab 5 €", "it will stand", "opt out" ("out" is
# October in Portuguese).
_ONLY_IN_DATES = frozenset(
    key(
        f"{WEEKDAYS} out set march vigueur effet compter entrée mise jour révision dernière gültig ab stand"
        " aktualisiert aktualisierung letzte fassung vigor vigencia desde"
        " última actualización actualizado actualizada versión fecha"
    )
)
_DATE_WORDS = (
    frozenset(MONTHS)
    | _ONLY_IN_DATES
    | frozenset(
        form
        for word in (
            "last latest updated update effective revised revision modified posted published version date dated as"
            " since st nd rd th er stnd v current".split()
        )
        for form in forms(word)
    )
)
_ROMAN = r"(?=[ivxlc])c{0,3}(?:x[lc]|l?x{0,3})(?:i[vx]|v?i{0,3})"
_NUMBERED = re.compile(rf"\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th)?|(?!\w\b){_ROMAN}|[ivx]")
# A number before the plural of what it counts, which points nowhere: "3 strikes", not "Section 3".
_COUNTED = re.compile(
    r"(?<![\w.,/-])(?<!section )(?<!article )(?<!clause )(?<!page )(?<!version )(?<!no\. )"
    rf"\d{{1,3}} (?!(?:{MONTH})\b)(?:[a-z]+ )?[a-z]{{3,}}s\b",
    re.IGNORECASE,
)
# Where numbers are an address or a telephone's.
_CONTACT = re.compile(
    r"\+\s?\d|\b(?:tel|telephone|phone|call|fax|téléphone|telefon|teléfono|street|suite|floor|avenue|ave|road|box|rue|straße|"
    r"zip)\b|\b[A-Z]{2},? \d{5}\b",
    re.IGNORECASE,
)
# A street in one word with its name.
_STREET = re.compile(r"\w{2}(?:stra(?:ss|ß)e|gasse|allee|damm|straat|laan|gracht|gatan|vej)$")
# Numbers that point somewhere: "sections 3, 4(a) and 5", "Version 2.1", "#12", "Regulation (EU) 2016/679".
_POINTING = (
    "(?:sub)?sections?|sec|articles?|arts?|clauses?|paragraphs?|paras?|parts?|chapters?|schedules?|annex(?:es)?|appendix|"
    "appendices|exhibits?|attachments?|addend(?:um|a)|headings?|bullets?|points?|steps?|rules?|titles?|pages?|pp?|forms?|"
    "versions?|versión|fassung|ver|v|revisions?|rev|editions?|issue|releases?|builds?|nos?|nr|refs?|ids?|recitals?|regulations?|"
    "directives?|laws?|acts?|code|cfr|u\\.?s\\.?c|iso|rfc|modules?|options?|tables?|footnotes?|notes?|see|subject to|"
    "(?:stated|described|set (?:out|forth)|mentioned|listed|defined|provided) in|abschnitt\\w*|artikels?|ziff(?:ern?)?|"
    "absatz|abs|satz|kapitel|punkt|anhang|seiten?|anlagen?|verordnung|alinéas?|règlement|artículos?|apartados?|"
    "cláusulas?|secci(?:ón|ones)|capítulos?|anexos?"
)
# With what it is called, where that is said: "14 (Disputes)".
_POINTED = r"\(?\d[\w.()/:-]*(?: \((?-i:[A-Z])[^()\d]{1,80}\))?"
_POINTER = re.compile(
    rf"(?:\b(?:{_POINTING})\b\.?|[#§]{{1,2}})(?::?\s)?(?:\((?:EU|EC|UE|EG)\)\s?(?:no\.?\s?)?)?"
    rf"{_POINTED}(?:(?:,? (?:and|or|to|through|und|bis|et|ou|à|y|o|&|–) |, |–){_POINTED})*|"
    r"\b\d[\d.]*(?= (?:above|below|hereof)\b)|\[\d+\]|\^\d+",
    re.IGNORECASE,
)
# What is no bare number either: dates, years, times, numbers of several parts, an item's or a page's number, what
# sticks to letters (but "30d", "24h", "100k"), a place's postcode.
_NO_FIGURE = re.compile(
    rf"\d+(?:[./:-]\d+){{2,}}|(?<!\d)(?!24/[5-7]\b)\d+/\d+|\b\d{{1,2}}:\d\d\b|\b\d{{1,2}}-(?:{MONTH})-\d+|\b(?:19|20)\d\d\b|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s(?:(?:of|de)\s)?(?:{MONTH})\b\.?|"
    rf"\b(?:{MONTH})\b[.,]?\s\d{{1,2}}(?:st|nd|rd|th)?\b|^\W{{0,3}}\d[\d.]*[.):]\s|\.{{3,}}\s*\d+$|"
    r"[^\W\d]-?\d[\d.-]*|\d+(?![dhmkx]\b)[^\W\d]|\b\d{5}(?=\s[A-ZÀ-Þ])",
    re.IGNORECASE,
)
# "Section K. Payment", "Schedule B"
_LETTERED = re.compile(
    r"\b(?:sections?|articles?|clauses?|parts?|schedules?|exhibits?|annex|appendix|attachment|anhang|anlage|teil|annexe|"
    r"partie|anexo|parte)\s([A-Z])\b",
    re.IGNORECASE,
)
_THE_MONTH = re.compile(
    r"\bMay,? \d|\bMay of \d|\d(?:st|nd|rd|th)?[ /.-](?:of )?May\b|\b(?:in|of|by|since|until|till|from) May\b"
)
_TALLY_WORDS_MAX = 6
_FIGURE = re.compile(r"\d{1,20}(?:[.,\s]\d{3}(?!\d)){0,6}(?:[.,]\d{1,20})?")
# Nothing that is bounded is a tally.
_BOUNDS = re.compile(r"\b(?:max\w*|min\w*|limit\w*|up to|at (?:most|least)|per|allow\w*)\b", re.IGNORECASE)
# Figures under such heads say of which edition or part a row speaks.
_POINTS = re.compile(
    r"\b(?:dates?|versions?|revisions?|sections?|articles?|clauses?|pages?|no(?! of)|nr|refs?|ids?|see)\b|#",
    re.IGNORECASE,
)
_STATES = frozenset(
    key(
        """Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia
        Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts
        Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada New Hampshire Jersey Mexico
        York North South Carolina Dakota Ohio Oklahoma Oregon Pennsylvania Rhode Island Tennessee
        Texas Utah Vermont Virginia Washington West Wisconsin Wyoming District of Columbia state
        states residents USA"""
    )
)
_WHO = frozenset(("we", "you"))
# "Limited information" is no company's.
_COMPANY_LIMITED = re.compile(r"(?<![\w&’'.-])[A-Z][\w&’'.-]{0,60}(?:(?<=[a-z\d]),? (?:Limited|LIMITED)|,? Limited)\b")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'.-]*")
# "(Art. 15 GDPR)", the article of a right that is named beside it; others are grounds, safeguards or exceptions, which
# nothing else may name.
_RIGHTS = r"(?:7 ?\(3\)|15(?: ?\([13]\))?|1[67](?: ?\(1\))?|18|20(?: ?\(1\))?|21(?: ?\([12]\))?|77(?: ?\(1\))?)"
_LAW = r"(?:(?:of the|de la|du|del|der) )?(?:(?:UK|EU) )?(?:GDPR|RGPD|DS-?GVO)"
_CITED = re.compile(
    rf"\((?:see |cf\.? |vgl\. |gem\. )?(?:{_LAW},? )?Art(?:icle|ikel|[íi]culo)?s?\b\.? ?{_RIGHTS}"
    rf"(?:(?:, | (?:and|und|et|y) | ?[-–] ?){_RIGHTS})*(?: {_LAW})?\)",
    re.IGNORECASE,
)
# Where it stands and what it is called: "Section 15 (Dispute Resolution)".
_TITLED = re.compile(r"\b(?:Section|Clause) (?P<number>\d+(?:\.\d+)*) \((?P<title>[A-Z][A-Za-z’' &,;-]{2,60})\)")
_DISPUTES = frozenset(key("dispute resolution arbitration"))
_REFERENCE = frozenset(
    "section article clause appendix annex schedule exhibit chapter paragraph part page number form".split()
)


def is_date_or_reference(edit: Edit) -> bool:
    """Whether only dates, versions, citations or numbers that point somewhere differ."""
    return _cites_otherwise(edit) or _is_dated_or_counted_otherwise(edit)


def _cites_otherwise(edit: Edit) -> bool:
    """Whether one side alone cites the article of a right behind what it says. Where both do, another one may be
    another ground."""
    cites = [_CITED.search(side) is not None for side in (edit.before, edit.after)]
    return cites[0] != cites[1] and _without(_CITED, edit.before) == _without(_CITED, edit.after)


def _are_of_one_clause(old: tuple[str, str], new: tuple[str, str]) -> bool:
    """Whether the titles of two sections have a word in common, or are both how clauses on disputes are headed."""
    words = [set(key(title)) for _, title in (old, new)]
    return not words[0].isdisjoint(words[1]) or all(not side.isdisjoint(_DISPUTES) for side in words)


def cites_another_section(edit: Edit) -> bool:
    """Whether all that differs is to which section, of another number and title, a sentence points."""
    old, new = (_TITLED.findall(side) for side in (edit.before, edit.after))
    if not old or len(old) != len(new) or any(one[0] == other[0] for one, other in zip(old, new, strict=True)):
        return False
    # Under a title of other words other things are agreed.
    if not all(map(_are_of_one_clause, old, new)):
        return False
    return _without(_TITLED, edit.before) == _without(_TITLED, edit.after)


def _without(words: re.Pattern[str], sentence: str) -> tuple[str, ...]:
    return key(words.sub(" ", sentence))


def _is_dated_or_counted_otherwise(edit: Edit) -> bool:
    words = [word for word in (*edit.residue.removed, *edit.residue.added) if word not in LITTLE]
    others = []
    for word in words:
        if not (word in _DATE_WORDS or word in _REFERENCE or _NUMBERED.fullmatch(word)):
            if len(word) > 1:
                return False  # most sentences end here, at their first word
            others.append(word)
    if not words or _is_the_verb(words, edit) or (others and not _lettered(edit).issuperset(others)):
        return False
    if not _ONLY_IN_DATES.isdisjoint(words) and not (dates_in(edit.before) and dates_in(edit.after)):
        return False
    if edit.rows[0] and edit.rows[1] and any(map(is_answer, (edit.old, edit.new))):
        return False  # a cross, no Roman number
    if _CONTACT.search(edit.text) or _counts(edit.before) != _counts(edit.after):
        return False
    cells = [*other_figures(edit)]
    if not all(_POINTS.search(head) and not names_a_measure(head) for head, _, _ in cells):
        return False
    if not cells and _figures(edit.before) != _figures(edit.after) and not _is_a_tally(edit.after):
        return False
    return counted(edit.before) == counted(edit.after)


def _is_the_verb(words: Sequence[str], edit: Edit) -> bool:
    """Whether "may" is no month."""
    return "may" in words and not _THE_MONTH.search(f"{edit.before} {edit.after}")


def _lettered(edit: Edit) -> frozenset[str]:
    """The letters that point somewhere, in lower case; none where one came or went: that is a part more or less."""
    old, new = ([found[1].lower() for found in _LETTERED.finditer(side)] for side in (edit.before, edit.after))
    return frozenset((*old, *new)) if len(old) == len(new) else frozenset()


def _figures(sentence: str) -> list[str]:
    """The bare numbers of a sentence, which neither date it nor point somewhere: "Devices: 5"."""
    return [*map(value, _FIGURE.findall(_NO_FIGURE.sub(" ", _POINTER.sub(" ", sentence))))]


def _is_a_tally(sentence: str) -> bool:
    """Whether a line only says how many there are of what pages count, and bounds nothing: "12,967 members online"."""
    return (
        len(sentence.split()) <= _TALLY_WORDS_MAX
        and bool(COUNTING.search(sentence))
        and not (BINDING.search(sentence) or _BOUNDS.search(sentence))
    )


def _counts(sentence: str) -> list[str]:
    """The numbers of things in a sentence, each with its noun: "3 strikes"."""
    return [found[0].lower() for found in _COUNTED.finditer(sentence)]


def is_of_party(edit: Edit) -> bool:
    """Whether all that differs is who a company is and where: names and numbers, with a word that only addresses or
    companies have. Whatever else the sentence speaks of is as it was."""
    if edit.whole:
        return False
    words = [word for word in (*edit.residue.removed, *edit.residue.added) if word not in LITTLE]
    forms = LEGAL_FORMS if _COMPANY_LIMITED.search(f"{edit.before} {edit.after}") else LEGAL_FORMS - {"limited"}
    if not any(word in ADDRESS_WORDS or word in forms or _STREET.search(word) for word in words):
        return False
    if not _WHO.isdisjoint((*edit.residue.removed, *edit.residue.added)) or counted(edit.before) != counted(edit.after):
        return False
    sides = [side for side in (edit.before, edit.after) if not side.isupper()]
    names = {form for side in sides for name in _NAME.findall(side) for form in key(name)}
    return all(word in names or word in ADDRESS_WORDS or word in forms or any(map(str.isdigit, word)) for word in words)


def is_of_states(edit: Edit) -> bool:
    """Whether a list of states of the USA got longer: what residents of one may ask for is its law, restated."""
    gone, come = ([word for word in side if word not in LITTLE] for side in (edit.residue.removed, edit.residue.added))
    return not edit.whole and bool(come) and not gone and _STATES.issuperset(come) and "resident" in edit.after.lower()
