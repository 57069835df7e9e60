"""Kinds of companies and people that data goes to, or comes from."""

import re

from redline.detectors.base import Rule
from redline.detectors.kinds_named import Kinds, Named
from redline.equivalence.residue import NEGATORS
from redline.judging.edits import Edit
from redline.judging.sentence_changes import likeness
from redline.types import Materiality

AUDIENCE = Rule(
    id="audience-changed",
    category="Third Party Sharing/Collection",
    direction="kind of recipient or source changed",
    level=Materiality.MATERIAL,
    why="Data goes to, or comes from, a kind of company or people that was not named, or no longer is.",
    source="GDPR Art. 13(1)(e), 14(2)(f); CCPA 1798.110(c); WP260 rev.01 para. 30",
)
_PARTNERS = re.compile(r"(?<!business )(?<!commercial )\bpartners?\b", re.IGNORECASE)
_LIKE_MIN = 0.5
_DATA = re.compile(
    r"\b(?:data|informations?|details|records|it|them|your|address(?:es)?|names?|history|profiles?|photos?|numbers?|"
    r"statistics|results|shar(?:e|es|ed|ing)|disclos\w+)\b",
    re.IGNORECASE,
)
_FOR_EVERYONE = re.compile(r"\b(?:to|for) (?:everyone|anyone)\b", re.IGNORECASE)


def _spared(edit: Edit, old: Named, new: Named) -> bool:
    """Whether whoever rents or sells something else is told of, those that were partners, or what is "available for
    everyone"."""
    if old ^ new == {"allies"}:
        return not _DATA.search(edit.text) or _were_partners((edit.before, edit.after), "allies" in new)
    return old ^ new == {"everyone"} and all(map(_FOR_EVERYONE.search, (edit.before, edit.after)))


def _are_more(edit: Edit, old: Named, new: Named) -> bool:
    """Whether data goes to all it went to, and to others; and not only because a sentence is written anew."""
    return bool(old) and old < new and not _may_be_said_otherwise(edit, new)


def _may_be_said_otherwise(edit: Edit, new: Named) -> bool:
    """Whether a sentence has little in common with the older one, denies something, or another one named as many."""
    if likeness(edit.old, edit.new) < _LIKE_MIN or not NEGATORS.isdisjoint(
        (*edit.residue.removed, *edit.residue.added)
    ):
        return True
    return (KINDS.named(edit.clause[0]) or set()) >= new


def _were_partners(sides: tuple[str, str], is_gained: bool) -> bool:
    """Whether the side that does not call them "business partners" calls them partners, and the other nobody else."""
    old, new = sides if is_gained else sides[::-1]
    return _PARTNERS.search(old) is not None and _PARTNERS.search(new) is None


KINDS = Kinds(
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
    spares=_spared,
    rewritten=_are_more,
    called={
        "allies": "business partners",
        "brokers": "data brokers",
        "state": "authorities",
        "others": "other companies",
        "everyone": "the public",
        "friends": "friends of friends",
        "partners": "marketing partners",
        "campaigns": "political parties",
    },
)
