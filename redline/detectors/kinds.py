"""Kinds of recipients, of purposes, of rights and of ways to be told: one that a sentence names now and did not before,
or no longer names.

"shared with our affiliates"           ->  "shared with our affiliates and advertisers"
"used for security"                    ->  "used for security and advertising"
"restrict or object to the use"        ->  "restrict the use"
"we tell you by e-mail"                ->  "we tell you by posting it here"
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redline.detectors.base import Detector, Hit, Rule
from redline.equivalence.residue import LITTLE, NEGATORS, key
from redline.judging.edits import Edit
from redline.judging.sentence_changes import likeness
from redline.literals import search
from redline.types import Materiality

AUDIENCE = Rule(
    id="audience-changed",
    category="Third Party Sharing/Collection",
    direction="kind of recipient or source changed",
    level=Materiality.MATERIAL,
    why="Data goes to, or comes from, a kind of company or people that was not named, or no longer is.",
    source="GDPR Art. 13(1)(e), 14(2)(f); CCPA 1798.110(c); WP260 rev.01 para. 30",
)
PURPOSE = Rule(
    id="kind-of-purpose-changed",
    category="First Party Collection/Use",
    direction="kind of purpose changed",
    level=Materiality.MATERIAL,
    why="Data serves a kind of purpose that was not named, or no longer is.",
    source="GDPR Art. 5(1)(b), 13(3); WP260 rev.01 para. 29",
)
RIGHT = Rule(
    id="kind-of-right-changed",
    category="User Access, Edit and Deletion",
    direction="right named or no longer named",
    level=Materiality.MATERIAL,
    why="People are told of a right that was not named, or no longer of one.",
    source="GDPR Art. 13(2)(b), 15-22; CCPA 1798.130(a)(5)(A)",
)
CHANNEL = Rule(
    id="notice-channel-changed",
    category="Policy Change",
    direction="way of being told changed",
    level=Materiality.MATERIAL,
    why="Who was written to must look for himself now, or the other way.",
    source="WP260 rev.01 para. 29-31; FTC, 13 February 2024",
)
FORM = Rule(
    id="form-of-notice-changed",
    category="User Choice/Control",
    direction="form of cancelling or objecting changed",
    level=Materiality.MATERIAL,
    why="What could be said in one way must be said in another, or in none of those that were easy.",
    source="Directive 2011/83/EU Art. 11; Directive 93/13/EEC annex 1; GDPR Art. 7(3) (as easy to withdraw as to give)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sort:
    """A rule, where it is asked, and the kinds it tells apart, each a group of one pattern. `instead` says that only
    one kind in the place of another counts."""

    rule: Rule
    where: re.Pattern[str]
    kinds: re.Pattern[str]
    instead: bool = False


# What else a sole purpose may be.
_NARROW = _Sort(
    rule=PURPOSE,
    where=re.compile(
        r"^(?=.*\b(?:data|information|content|details|orders|records)\b).*?\b(?:purposes? of|"
        r"(?:limited|permitted|specific|sole|only) purposes?|"
        r"(?:only|solely|exclusively) (?:to|for))\b",
        re.IGNORECASE,
    ),
    kinds=re.compile(
        r"\b(?:(?P<improving>improv(?:e|es|ing|ement)|enhanc(?:e|es|ing))|"
        r"(?P<developing>develop(?:s|ing)?|creat(?:e|es|ing) new)|"
        r"(?P<analysing>analy[sz](?:e|es|ing)|analytics|statistics)|"
        r"(?P<researching>research))\b",
        re.IGNORECASE,
    ),
)
_SORTS = (
    _Sort(
        rule=AUDIENCE,
        where=re.compile(
            r"\b(?:shar\w+|disclos\w+|sell\w*|sold|provid\w+|transfer\w*|giv\w+|send\w*|sent|pass\w*|visible|seen?|show\w*|"
            r"available|accessible|receiv\w+|obtain\w*|collect\w*|buy|bought|purchas\w+|rent\w*|combin\w+|gets?)\b",
            re.IGNORECASE,
        ),
        kinds=re.compile(
            r"\b(?:(?P<advertisers>advertisers?|ad networks?|marketers|"
            r"advertising (?:networks?|partners?|compan(?:y|ies)|platforms?))|"
            r"(?P<brokers>data brokers?|data (?:re)?sellers?|data suppliers?)|"
            r"(?P<insurers>insurers?|insurance (?:compan|provider)\w*)|(?P<employers>(?<!your )employers?)|"
            r"(?P<lenders>lenders?|(?:credit|consumer) (?:bureaus?|agenc\w+|reporting \w+))|(?P<landlords>landlords?)|"
            r"(?P<state>law enforcement|governments?(?![- ](?:issued|id|identification))|police|"
            r"immigration (?:authorit|agenc)\w+)|"
            r"(?P<partners>(?:marketing|promotional) partners?)|(?P<allies>(?:business|commercial) partners?)|"
            r"(?P<affiliates>affiliat\w+|subsidiar\w+|group compan\w+|parent compan\w+|corporate family|"
            r"compan(?:y|ies) (?:that (?:are|is) )?(?:(?:owned|controlled|operated)(?:,? (?:or|and) |, ))*"
            r"(?:owned|controlled|operated) by|under common (?:ownership|control))|"
            r"(?P<researchers>researchers?|academic (?:institutions?|partners))|"
            r"(?P<everyone>(?:visible|available|accessible|shown|open) to (?:everyone|anyone)|"
            r"(?:seen|viewed|read) by (?:everyone|anyone)|"
            r"the public(?=[.,;]|$| (?:can|may|at|and|or|who)\b)|"
            r"public(?:ly)? (?:visible|available|accessible)|strangers)|"
            r"(?P<friends>friends of (?:your |the |their )?friends)|"
            r"(?P<developers>(?:app|AI|third[- ]party) developers?|AI compan\w+)|"
            r"(?P<others>other companies|other businesses|other controllers|collaborators)|"
            r"(?P<campaigns>political (?:part\w+|campaigns?|organi[sz]ations?)))\b",
            re.IGNORECASE,
        ),
    ),
    _Sort(
        rule=PURPOSE,
        where=re.compile(
            r"\b(?:us(?:e|es|ed|ing)|process\w*|collect\w*|shar\w+|purposes?)\b|"
            # An item; behind a comma a sentence says what to do.
            r"^\W*To (?!find|contact|learn|see|read|know)(?![^.]*,\s*(?:please|see|call|write|use|open|visit|click|go|"
            r"compare|look|enter|do|press|choose|send|contact|close|this|it|we|you)\b)[^.:?]*$",
            re.IGNORECASE,
        ),
        kinds=re.compile(
            r"\b(?:(?P<personalising>(?<!you )(?<!you can )(?<!you may )(?:(?:personali[sz]|customi[sz])"
            r"(?:e|es|ed|ing|ation)|tailor(?:ed|ing)|personal (?:recommendations|offers|content|experience|advice)))|"
            r"(?P<advertising>(?-i:[Aa]dvertis(?:ing|e|ements?)|marketing))|"
            r"(?P<training>(?:to|and|or) train\b|training (?:of |our |AI|models|machine)|machine[- ]learning|"
            r"artificial intelligence)|"
            r"(?P<profiling>profiling)|(?P<own>their own (?:\w+ )?(?:purposes|analytics|marketing|products))|"
            r"(?P<underwriting>underwriting|credit (?:decisions?|scoring)|insurance (?:pricing|premiums?)))\b",
            re.IGNORECASE,
        ),
    ),
    _NARROW,
    _Sort(
        rule=RIGHT,
        where=re.compile(
            r"\b(?:rights?|entitled|request|ask us)\b.{0,200}\b(?:data|information|processing|account)\b|"
            r"\byou (?:can|may)\b.{0,60}\b(?:restrict|object to|rectify|port)\b",
            re.IGNORECASE,
        ),
        kinds=re.compile(
            r"\b(?:(?P<access>access(?:ing)?|cop(?:y|ies) of)|(?P<correct>correct\w*|rectif\w+|amend)|"
            r"(?P<delete>delet\w+|eras\w+)|(?P<restrict>restrict\w*)|(?P<object>object(?:ion)?(?: to)?)|"
            r"(?P<port>portab\w+|transfer (?:it|them|your|of your (?:\w+ )?(?:data|information)))|"
            r"(?P<withdraw>withdraw\w*)|(?P<complain>complain\w*)|(?P<appeal>appeal\w*))\b",
            re.IGNORECASE,
        ),
    ),
    _Sort(
        rule=CHANNEL,
        where=re.compile(
            r"\b(?:notif\w+|notice|inform you|tell you|let you know|announc\w+|contact you)\b.{0,200}"
            r"\b(?:chang\w+|updat\w+|modif\w+|amend\w*|version|polic\w+|terms)\b|"
            r"\b(?:chang\w+|updat\w+|modif\w+|amend\w*)\b.{0,200}"
            r"\b(?:notif\w+|notice|inform you|tell you|let you know)\b",
            re.IGNORECASE,
        ),
        kinds=re.compile(
            r"\b(?:(?P<written>(?:by|via|through|an?|send\w* you an?) e-?mail|by (?:post|letter|mail))|"
            r"(?P<posted>by (?:posting|publishing|updating)|"
            r"post(?:ed|ing)? (?:it |them |a notice )?on (?:this|our|the)|"
            r"on (?:this|our) (?:page|site|website)))\b",
            re.IGNORECASE,
        ),
        instead=True,
    ),
    _Sort(
        rule=FORM,
        where=re.compile(
            r"\b(?:cancel\w*|terminat\w*|withdraw\w*|object\b|opt[- ]?out|résili\w*|rétract\w*|(?:s[’']|vous )oppos\w*|"
            r"kündig\w*|widerruf\w*|widersprech\w*|widerspruch\w*|desist\w*|rescind\w*|revoc\w*|oponer\w*|baja)",
            re.IGNORECASE,
        ),
        kinds=re.compile(
            r"\b(?:(?P<registered>registered (?:mail|letter|post)|certified mail|LRAR|recommandé avec|"
            r"(?:lettre|courrier) recommandée?|"
            r"einschreiben|carta certificada|burofax)|"
            r"(?P<writing>in writing|written (?:notice|form|communication|request)|writ(?:e|ing) to us|must be written|"
            r"uns schreiben|par écrit|(?:en )?écrivant|schriftlich\w*|schriftform|(?:por|mediante) escrito)|"
            r"(?P<mail>by (?:post|letter|mail)|par courrier(?! électronique)|per post|per brief|por correo postal)|"
            r"(?P<electronic>by e-?mail|online|par e-?mail|par courriel|par courrier électronique|en ligne|per e-?mail|"
            r"in textform|por correo electrónico|en línea)|"
            r"(?P<telephone>by (?:tele)?phone|par téléphone|telefonisch|por teléfono))(?!\w)",
            re.IGNORECASE,
        ),
    ),
)
# Another purpose in its place; other words are the same one said otherwise.
_OTHER_PURPOSES = frozenset(
    key(
        "provide providing deliver delivering perform performing secure security protect protecting operate operating "
        "maintain maintaining fulfil fulfilling bill billing support host hosting answer answering prevent preventing"
    )
)
_PARTNERS = re.compile(r"(?<!business )(?<!commercial )\bpartners?\b", re.IGNORECASE)
_LIKE_MIN = 0.5
_DATA = re.compile(
    r"\b(?:data|informations?|details|records|it|them|your|address(?:es)?|names?|history|profiles?|photos?|numbers?|"
    r"statistics|results|shar(?:e|es|ed|ing)|disclos\w+)\b",
    re.IGNORECASE,
)
_SLOW = frozenset(("writing", "mail", "telephone"))
# Who confirms, tells or announces in some form; whoever cancels is the other side.
_OURS = re.compile(
    r"\b(?:we|nous|wir|nosotros|provider|company)\b(?: [\w’']+){0,4}? (?:confirm|inform|notif|tell|let|announce|cancel|"
    r"terminat|bestätig|mitteil|teilen|kündigen|résili|avis)\w*|"
    r"\b(?:bestätigen|informieren|benachrichtigen|confirmons|informons) (?:wir|nous|sie|vous)\b|\bconfirmed\b|"
    r"\bcomunicará\b|\b(?:confirmaremos|informaremos|avisaremos|notificaremos)\b|\bankündig\w*|\bkündigen\b[^.]*\ban\b(?=\W*$)|"
    r"\b(?:your|vos|votre) (?:cancellation|résiliation)\b[^.]{0,30}\b(?:confirmed|confirmée)\b",
    re.IGNORECASE,
)
# Of these one that is missing, or one more, can be told however else the sentence reads.
_OF_LISTS = tuple(sort for sort in _SORTS if sort.rule in (RIGHT, AUDIENCE))

# What a kind is called in an alert, where its group is named more shortly.
_CALLED = {
    "allies": "business partners",
    "registered": "by registered letter",
    "writing": "in writing",
    "mail": "by letter",
    "electronic": "by e-mail or online",
    "telephone": "by telephone",
    "brokers": "data brokers",
    "state": "authorities",
    "others": "other companies",
    "everyone": "the public",
    "friends": "friends of friends",
    "partners": "marketing partners",
    "campaigns": "political parties",
    "own": "purposes of others",
    "training": "training of AI",
    "correct": "correction",
    "delete": "deletion",
    "restrict": "restriction",
    "object": "objection",
    "port": "portability",
    "withdraw": "withdrawal of consent",
    "complain": "complaint",
    "written": "by letter or e-mail",
    "posted": "by posting it",
}
_RIGHTS_MIN = 3
_FOR_EVERYONE = re.compile(r"\b(?:to|for) (?:everyone|anyone)\b", re.IGNORECASE)


def _find(edit: Edit) -> Iterator[Hit]:
    sides = (edit.before, edit.after)
    for sort in _SORTS if edit.rest_stayed else _OF_LISTS:
        old, new = _named(sort, edit.before), _named(sort, edit.after)
        if not edit.rest_stayed and not _is_one_more_or_less(sort, old or set(), new or set()):
            continue
        if old == new or old is None or new is None or (sort.instead and not (old and new and old.isdisjoint(new))):
            continue
        if old ^ new == {"allies"} and (not _DATA.search(edit.text) or _were_partners(sides, "allies" in new)):
            continue  # whoever rents or sells something else; those that were partners
        if sort is _NARROW and _is_another_word(edit):
            continue
        if sort.rule is FORM and any(map(_OURS.search, sides)):
            continue
        if not edit.rest_stayed and sort.rule is AUDIENCE and _may_be_said_otherwise(sort, edit, new):
            continue
        if old ^ new == {"everyone"} and all(map(_FOR_EVERYONE.search, sides)):
            continue  # "available for everyone"
        if sort.rule is FORM and not _is_stricter(old, new):
            continue
        told = f"{sort.rule.direction}: {', '.join(sorted(_CALLED.get(kind, kind) for kind in old ^ new))}"
        yield Hit(rule=sort.rule, before=edit.before, after=edit.after, direction=told)


def _is_one_more_or_less(sort: _Sort, old: set[str], new: set[str]) -> bool:
    """Whether one list of rights names all that the other does, and more; or data goes to all it went to, and more."""
    if sort.rule is RIGHT:
        return min(len(old), len(new)) >= _RIGHTS_MIN and (old < new or new < old)
    return bool(old) and old < new


def _may_be_said_otherwise(sort: _Sort, edit: Edit, new: set[str]) -> bool:
    """Whether a sentence has little in common with the older one, denies something, or another one named as many."""
    if likeness(edit.old, edit.new) < _LIKE_MIN or not NEGATORS.isdisjoint(
        (*edit.residue.removed, *edit.residue.added)
    ):
        return True
    return (_named(sort, edit.clause[0]) or set()) >= new


def _were_partners(sides: tuple[str, str], is_gained: bool) -> bool:
    """Whether the side that does not call them "business partners" calls them partners, and the other nobody else."""
    old, new = sides if is_gained else sides[::-1]
    return _PARTNERS.search(old) is not None and _PARTNERS.search(new) is None


def _is_another_word(edit: Edit) -> bool:
    """Whether what a sole purpose is called differs, and neither word names another purpose."""
    words = (edit.residue.removed, edit.residue.added)
    if not all(any(word not in LITTLE for word in side) for side in words):
        return False
    return _OTHER_PURPOSES.isdisjoint((*words[0], *words[1]))


def _is_stricter(old: set[str], new: set[str]) -> bool:
    """Whether one sentence alone asks for a registered letter, for a call or letter in place of a click or e-mail, or
    for writing where the older one did not."""
    if ("registered" in old) != ("registered" in new):
        return True
    if ("electronic" in old) != ("electronic" in new):
        slow = new & _SLOW if "electronic" in old else old & _SLOW - {"writing"}
        return bool(slow) and (old.isdisjoint(new) or ("electronic" in old and new == slow))
    return ("writing" in old) != ("writing" in new) and not (old and new)


def _named(sort: _Sort, sentence: str) -> set[str] | None:
    """The kinds that a sentence names, None where it is about something else."""
    if not search(sort.where, sentence):
        return None
    if not search(sort.kinds, sentence):
        return set()
    return {found.lastgroup or "" for found in sort.kinds.finditer(sentence)}


DETECTOR = Detector(rules=(AUDIENCE, PURPOSE, RIGHT, CHANNEL, FORM), find=_find, compares=True, keeps="alike")
