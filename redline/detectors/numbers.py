"""Quantities that changed inside a sentence: periods, ages, amounts of money, percentages, limits.

    "within 30 days"  ->  "within 60 days"        a period changed
    "up to five devices"  ->  "up to three devices"

What is a quantity is told by `redline.quantities`.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from redline.boasts import boasts, years_in_business
from redline.detectors.base import Detector, Hit, Rule
from redline.equivalence.residue import LITTLE, key
from redline.judging.cells import other_figures
from redline.judging.edits import Edit
from redline.judging.measures import names_a_measure
from redline.number_words import NUMBER, VALUES
from redline.quantities import CURRENCY_CODES, UNIT_WORDS, Quantity, counted, quantities
from redline.types import BETWEEN_CELLS, Materiality

# What says a period without a number: "per month", "a decade", "monthly".
_SPANS = {
    form: key(line.split()[0])[0]
    for line in (
        "hour hourly",
        "day daily",
        "week weekly",
        "fortnight fortnightly",
        "month monthly",
        "quarter quarterly",
        "year yearly annual annually",
        "decade",
        "century",
        "semester",
        "season",
        "night",
    )
    for form in key(line)
}
# In a sentence that keeps, pays or waits for something such a period decides.
_LASTS = re.compile(
    r"\b(?:keeps?|kept|stor(?:e[ds]?|age|ing)|retain\w*|retention|delet\w*|eras\w*|overwrit\w*|purg\w*|destroy\w*|"
    r"fees?|pric\w+|costs?|charg\w+|bill\w*|pay\w*|paid|interest|renew\w*|subscri\w+|plan|notice|cancel\w*|"
    r"terminat\w*|refund\w*|expir\w*|valid|inactiv\w*|respond|repl(?:y|ies)|answer|within|liab\w*)\b",
    re.IGNORECASE,
)
# What a number of anything is the bound of.
_ALLOWS = re.compile(r"\b(?:up to|at most|at least|maximum|minimum|limit\w*|allow\w*|permit\w*|free)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?<!section )(?<!clause )(?<!article )(?<!page )(?<!step )(?<!version )(?<!part )(?<!annex )(?<!rule )"
    r"(?<!from )"
    rf"{NUMBER} (?:(?!(?:of|in|to|and|or|the)\b)[\w-]+ ){{0,2}}"
    r"(?!(?:years|ways|reasons|steps|parts|sections|things|principles)\b)[\w-]+(?:s|people|devices?)\b",
    re.IGNORECASE,
)
# ... where somebody may have, must do or gets as many: "you may own five prints", "after three strikes".
_HAS = re.compile(
    r"\b(?:may(?! be found)|shall|can|have|entitled|designate|earns?|costs?|after|in excess of|"
    rf"exceed\w*)\b[^.;]{{0,40}}?\b{NUMBER}|"
    rf"{NUMBER}[^.;]{{0,25}}\b(?:or more|at a time|times the|per)\b|"
    rf"\b(?:includes?|covers?) {NUMBER} (?:\w+ )?"
    r"(?:users?|seats?|devices?|calls|licen[cs]es?|accounts?|credits?|hours)\b",
    re.IGNORECASE,
)
# Parts and multiples, not the "double opt-in" and not "twice a year".
_SHARE = re.compile(
    r"\b(?:(?:one|two|three) and a half|(?<!and a )half|"
    r"(?:an? |one |two |three )(?:thirds?|quarters?|fifths?|tenths?)(?= of\b)|"
    r"(?:twice|thrice)(?! (?:an?|per|each|every)\b)|(?:double|triple)(?= (?:the|of)\b))\b",
    re.IGNORECASE,
)
_ROUND_THE_CLOCK = re.compile(r"\b(24) ?[x×/] ?([5-7])\b(?! ?(?:[/-]|\.\d|inch|cm|mm))", re.IGNORECASE)
# These come and go with whatever a page embeds.
_OF_COOKIES = re.compile(r"\b(?:cookies?|traceurs?|trackers?|pixels?|balises?|local storage)\b", re.IGNORECASE)
# Lists of these have a column for names, beside more than how long each is kept.
_NAMED_BY = re.compile(
    r"\b(?:names?|noms?|nombres?|bezeichnung|keys?|ids?|identifiers?|kennung|tags?)\b", re.IGNORECASE
)
_COLUMNS_MIN = 3
# Time in which a film is shown is said so, too: only a table of data tells with it how long that is kept.
_DURATION = re.compile(r"duration|(?:time )?period|term|dauer|frist|zeitraum|durée|délai|plazo|duración", re.IGNORECASE)
_OF_DATA = re.compile(
    r"\b(?:data|logs?|records?|informations?|retention|backups?|recordings?|accounts?|messages?|\w*daten|protokolle?|"
    r"\w*aufbewahr\w*|données|journaux|conserv\w*|datos|registros)\b",
    re.IGNORECASE,
)
_KEPT_OR_PAID = re.compile(
    r"\b(?:retention|retain\w*|kept|keep\w*|stor(?:ed|age)|delet\w+|erasure|fees?|prices?|costs?|charges?|rates?|"
    r"conserv\w+|durée de conservation|frais|prix|tarifs?|\w*aufbewahr\w*|speicherdauer|speicherfrist|"
    r"löschfrist|gebühr(?:en)?|preise?|plazos?|precios?|tarifas?|"
    r"penalt(?:y|ies)|limits?|maximum)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(NUMBER, re.IGNORECASE)
_MAGNITUDES = frozenset(key("hundred thousand million billion trillion"))
_UNIT = re.compile(UNIT_WORDS, re.IGNORECASE)
# A word that differs beside the same figure, and makes it another quantity.
_MEASURING = frozenset(
    key(f"{CURRENCY_CODES.replace('|', ' ')} euro dollar pound rupee yen franc business working calendar".lower())
)
# A line that gives a figure to a name has so many words at most.
_LISTED_WORDS_MAX = 8
# A whole sentence that came or went with a number in it must be one; shorter lines are stamps and labels.
_WHOLE_WORDS_MIN = 7
# What a company is worth is no price: "with a share capital of 20,000 EUR".
_CAPITAL = re.compile(
    r"\b(?:(?:share|registered|nominal|stated) capital|capital (?:social|stock)|au capital(?: social)?|stammkapital|"
    r"grundkapital)(?: (?:of|de|von|in höhe von))?\s*$",
    re.IGNORECASE,
)
# A sum that is worked out for the reader.
_EXAMPLE = re.compile(
    r"(?:for (?:example|instance)|as an example|example),? ?:? ?"
    r"(?:(?:if|suppose|assume)\b.*\bwould\b|.*\d ?[x×*+] ?[$€£]?\d[^.;]*= ?[$€£]?\d)",
    re.IGNORECASE,
)
_LIABLE = re.compile(
    r"\bliability (?:is|will|shall|under|for)\b|\bliable\b|\blimited to\b|\bhaften\b|\b(?:when|on) joining\b",
    re.IGNORECASE,
)
PERIOD = Rule(
    id="number-changed",
    category="Numbers",
    direction="number changed",
    level=Materiality.MATERIAL,
    why="A period, age, amount or limit that people rely on is another one now.",
    source="GDPR Art. 13(2)(a); P2B Regulation 2019/1150 Art. 3(2); FTC Gateway Learning 2004",
)
LOST = Rule(
    id="number-removed",
    category="Numbers",
    direction="number removed",
    level=Materiality.MATERIAL,
    why="A definite period, amount or limit gave way to none, or to an open wording.",
    source="GDPR Art. 13(2)(a); WP260 rev.01 para. 12",
)
GAINED = Rule(
    id="number-added",
    category="Numbers",
    direction="number added",
    level=Materiality.MATERIAL,
    why="A definite period, amount or limit stands where there was none.",
    source="GDPR Art. 13(2)(a); WP260 rev.01 para. 12",
)


_Stated = tuple[Quantity, str]
"""A quantity, and the words that state it."""


def _find(edit: Edit) -> Iterator[Hit]:
    hit = _of_hours(edit) or _of_words(edit) or _of_shares(edit) or _of_cells(edit) or _of_a_row(edit)
    if hit is not None:
        yield hit
        return
    if not _may_differ(edit) or (edit.whole and len(edit.old or edit.new) < _WHOLE_WORDS_MIN):
        return
    if edit.whole and boasts(edit.text):
        return
    old, new = quantities(edit.before), quantities(edit.after)
    gone = {quantity for quantity, _ in old} - {quantity for quantity, _ in new}
    come = {quantity for quantity, _ in new} - {quantity for quantity, _ in old}
    before, after = _most_telling(
        [stated for stated in old if stated[0] in gone], [stated for stated in new if stated[0] in come]
    )
    if before or after:
        rule = PERIOD if before and after else LOST if before else GAINED
        told = _told(_said(before), _said(after))
        is_capital = _is_capital(edit.after, after) if after else _is_capital(edit.before, before)
        is_example = edit.whole and _EXAMPLE.match(edit.text) is not None
        level = Materiality.SUBSTANTIVE if is_capital or is_example else None
        yield Hit(rule=rule, before=before, after=after, direction=told, level=level)


def _most_telling(gone: Sequence[_Stated], come: Sequence[_Stated]) -> tuple[str, str]:
    """Of the numbers that differ the words of the one to tell on each side: a sum where each side with numbers has one,
    else the first. Of sums the least: it is what is paid, "$0.20 if it made $200,000 in the last 12 months"."""
    sums = [[one for one in side if one[0].measure.startswith("money")] for side in (gone, come)]
    if all(paid or not side for paid, side in zip(sums, (gone, come), strict=True)):
        before, after = (min(paid, key=lambda one: one[0].value, default=None) for paid in sums)
    else:
        before, after = (next(iter(side), None) for side in (gone, come))
    return before[1] if before else "", after[1] if after else ""


def _is_capital(sentence: str, amount: str) -> bool:
    return not _LIABLE.search(sentence) and _CAPITAL.search(sentence.partition(amount)[0]) is not None


def _of_words(edit: Edit) -> Hit | None:
    """The hit where all that differs is a period said without a number, a bounded number of anything, or how many
    hundreds or thousands; None elsewhere."""
    if edit.whole or all(map(years_in_business, (edit.before, edit.after))):
        return None
    gone, come = (
        [word for word in side if word not in LITTLE or word in VALUES]
        for side in (edit.residue.removed, edit.residue.added)
    )
    if not (gone or come):
        return None
    is_one_each = len(gone) == len(come) == 1
    differing = (*gone, *come)
    if (
        (is_one_each and _span(gone[0]) != _span(come[0]) and all(map(_span, differing)) and _LASTS.search(edit.after))
        or (
            is_one_each
            and all(map(_is_number, differing))
            and not _is_capital(edit.after, come[0])
            and (_ALLOWS.search(edit.after) or _has_a_measure_over_it(edit) or _counts_what_is_had(edit))
        )
        or (_MAGNITUDES.issuperset(differing) and _FIGURE.search(edit.after))
    ):
        stayed = counted(edit.before).keys() & counted(edit.after).keys()
        told = _told(
            *(_with_its_unit(words, side, stayed) for words, side in ((gone, edit.before), (come, edit.after)))
        )
        return Hit(rule=PERIOD, before=edit.before, after=edit.after, direction=told)
    return None


def _with_its_unit(words: Sequence[str], sentence: str, stayed: Collection[Quantity]) -> str:
    """A number as the sentence states it, "60 days" for "60", but for what `stayed`; the words themselves where they
    are no one's number."""
    said = " ".join(words)
    if len(words) != 1:
        return _said(said)
    stated = (found for quantity, found in quantities(sentence) if quantity not in stayed and said in key(found))
    return _said(next(stated, said))


def _has_a_measure_over_it(edit: Edit) -> bool:
    """Whether a line stands in a list of periods, ages or prices: "Logs: 90" under "Retention (days)"."""
    return len(edit.new) <= _LISTED_WORDS_MAX and any(map(names_a_measure, (edit.heading, edit.lead)))


def _counts_what_is_had(edit: Edit) -> bool:
    """Whether the number that differs is of things that somebody may have, must do or gets: "after three strikes"."""
    return (
        all(_COUNTED.search(side) is not None for side in (edit.before, edit.after))
        and _HAS.search(edit.after) is not None
    )


def _of_shares(edit: Edit) -> Hit | None:
    """The hit where another part or multiple of something is named: "half a year", "twice the fees"; else None."""
    if not edit.rest_stayed or not (_LASTS.search(edit.after) or _ALLOWS.search(edit.after)):
        return None
    old, new = (
        [
            found[0].lower().replace("double", "twice").replace("one quarter", "a quarter")
            for found in _SHARE.finditer(side)
        ]
        for side in (edit.before, edit.after)
    )
    # One that only came or went may be said in figures: "half a year", "six months".
    if not old or not new or sorted(old) == sorted(new):
        return None
    told = _told(", ".join(old), ", ".join(new))
    return Hit(rule=PERIOD, before=edit.before, after=edit.after, direction=told)


def _of_cells(edit: Edit) -> Hit | None:
    """The hit where a cell holds another figure, or one no longer or newly, under a head that says what it measures:
    "Days kept", "Fee"."""
    for head, old, new in other_figures(edit):
        if names_a_measure(head):
            rule = PERIOD if old and new else LOST if old else GAINED
            return Hit(rule=rule, before=edit.before, after=edit.after, direction=f"{head}: {_told(old, new)}")
    return None


def _of_hours(edit: Edit) -> Hit | None:
    """The hit where somebody is there on other days: "24/5", "24 x 7"."""
    old, new = ([found.groups() for found in _ROUND_THE_CLOCK.finditer(side)] for side in (edit.before, edit.after))
    if not old or not new or sorted(old) == sorted(new):
        return None
    gone, come = (
        " x ".join(next((one for one in sides if one not in others), sides[0]))
        for sides, others in ((old, new), (new, old))
    )
    return Hit(rule=PERIOD, before=edit.before, after=edit.after, direction=_told(gone, come))


def _of_a_row(edit: Edit) -> Hit | None:
    """The hit where a cell that says a period, a price or a limit came or went with its row: "2 years" of letters."""
    first = edit.row.partition(BETWEEN_CELLS)[0]
    if (
        not first
        or first == edit.text
        or all(edit.rows)
        or not (_KEPT_OR_PAID.search(edit.column) or _says_how_long(edit))
        or _OF_COOKIES.search(f"{edit.columns} {edit.heading}")
        or (_NAMED_BY.search(edit.columns) and edit.columns.count(BETWEEN_CELLS) + 1 >= _COLUMNS_MIN)
    ):
        return None
    if not quantities(edit.text):
        return None
    told = f"{edit.column}: {edit.text} of {first} {'removed' if edit.before else 'added'}"
    return Hit(rule=LOST if edit.before else GAINED, before=edit.before, after=edit.after, direction=told)


def _says_how_long(edit: Edit) -> bool:
    """Whether a column says how long something takes, in a table of data."""
    over = f"{edit.columns} {edit.heading} {edit.row}"
    return _DURATION.fullmatch(edit.column.strip()) is not None and _OF_DATA.search(over) is not None


def _span(word: str) -> str:
    """What a word says the length of: "month" for "monthly"; "" for none."""
    return _SPANS.get(word, "")


def _is_number(word: str) -> bool:
    return word.replace(",", "").isdigit() or word in VALUES


def _told(gone: str, come: str) -> str:
    if gone and come:
        return f"{gone} became {come}"
    return f"{come} added" if come else f"{gone} removed"


def _said(words: str) -> str:
    return " ".join(words.split()).rstrip(".,")


def _may_differ(edit: Edit) -> bool:
    words = (*edit.residue.removed, *edit.residue.added)
    return any(
        word[0].isdigit()
        or word in VALUES
        or word in "€$£¥%"
        or (not edit.whole and (word in _MEASURING or _UNIT.fullmatch(word)))
        for word in words
    )


DETECTOR = Detector(rules=(PERIOD, LOST, GAINED), find=_find, keeps="everywhere")
