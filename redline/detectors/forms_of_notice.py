"""How people are told of changes, and in which form they cancel or object."""

import re

from redline.detectors.base import Rule
from redline.detectors.kinds_named import Kinds, Named
from redline.judging.edits import Edit
from redline.types import Materiality

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

_SLOW = frozenset(("writing", "mail", "telephone"))
# Who confirms, tells or announces in some form; whoever cancels is the other side.
_OURS = re.compile(
    r"\b(?:we|nous|wir|nosotros|provider|company)\b(?: [\w’']+){0,4}? (?:confirm|inform|notif|tell|let|announce|cancel|"
    r"terminat|bestätig|mitteil|teilen|kündigen|résili|avis)\w*|"
    r"\b(?:bestätigen|informieren|benachrichtigen|confirmons|informons) (?:wir|nous|sie|vous)\b|\bconfirmed\b|"
    r"\bcomunicará\b|\b(?:confirmaremos|informaremos|avisaremos|notificaremos)\b|\bankündig\w*|\bkündigen\b[^.]{0,200}\ban\b(?=\W*$)|"
    r"\b(?:your|vos|votre) (?:cancellation|résiliation)\b[^.]{0,30}\b(?:confirmed|confirmée)\b",
    re.IGNORECASE,
)


def _is_no_other_way(_edit: Edit, old: Named, new: Named) -> bool:
    """Whether no way to be told stands in another's place."""
    return not (old and new and old.isdisjoint(new))


def _is_ours_or_no_stricter(edit: Edit, old: Named, new: Named) -> bool:
    return any(map(_OURS.search, (edit.before, edit.after))) or not _is_stricter(old, new)


def _is_stricter(old: Named, new: Named) -> bool:
    """Whether one sentence alone asks for a registered letter, for a call or letter in place of a click or e-mail, or
    for writing where the older one did not."""
    if ("registered" in old) != ("registered" in new):
        return True
    if ("electronic" in old) != ("electronic" in new):
        slow = new & _SLOW if "electronic" in old else old & _SLOW - {"writing"}
        return bool(slow) and (old.isdisjoint(new) or ("electronic" in old and new == slow))
    return ("writing" in old) != ("writing" in new) and not (old and new)


CHANNELS = Kinds(
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
    spares=_is_no_other_way,
    called={"written": "by letter or e-mail", "posted": "by posting it"},
)
FORMS = Kinds(
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
    spares=_is_ours_or_no_stricter,
    called={
        "registered": "by registered letter",
        "writing": "in writing",
        "mail": "by letter",
        "electronic": "by e-mail or online",
        "telephone": "by telephone",
    },
)
