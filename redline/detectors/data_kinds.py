"""Kinds of personal data that a sentence names now and did not before, or no longer does.

"information such as your name"  ->  "information such as your name, IP address and location"
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.equivalence.residue import key
from redline.judging.edits import Edit
from redline.types import Materiality

_KINDS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "name": "name surname username prénom vorname nachname apellido",
        "credentials": "password credential login passe passwort contraseña",
        "address": "address postcode zip postale anschrift dirección",
        "e-mail": "email électronique courriel",
        "telephone": "telephone phone mobile téléphone telefon telefonnummer teléfono",
        "birth, age": "birth birthday birthdate dob age naissance geburtsdatum geburtstag nacimiento",
        "gender": "gender sex pronoun sexe geschlecht sexo",
        "origin, belief, family": "nationality citizenship ethnicity race religion marital veteran disability",
        "payment": (
            "payment card bank billing purchase transaction paiement bancaire achat commande zahlung kreditkarte "
            "bestellung kauf pago tarjeta compra pedido"
        ),
        "location": "location geolocation gps coordinate movement localisation géolocalisation standort ubicación",
        "network": "ip isp",
        "device": "device identifier hardware browser appareil navigateur gerät dispositivo navegador",
        "usage": "log page click referrer navigation visit session history historique verlauf historial",
        "content": (
            "message photo photograph video recording voice audio image chat conversation "
            "prompt feedback review hashtag comment"
        ),
        "contacts": "contact friend follower",
        "body": "biometric face facial fingerprint health genetic medical biométrique santé gesundheit salud",
        "interests": "interest preference hobby demographic intérêt interessen interés",
        "work, income": "employment job occupation employer salary income education beruf einkommen profession",
        "identity papers": "passport licence license ssn passeport reisepass pasaporte",
    }.items()
}
_OF = {form: name for name, words in _KINDS.items() for word in words for form in key(word)}
_HANDLED = re.compile(
    r"\b(?:collect|gather|receiv|obtain|process|stor|shar|disclos|provid|record|log|track)(?:e|es|ed|ing|s)?\b|"
    r"\bus(?:e|es|ed|ing)\b|\b(?:data|information|données|daten|datos)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"\b(?:données|daten|datos)\b", re.IGNORECASE)
_DIFFERENT_MIN = 2
_LISTED_MIN = 3
# Where somebody says what he collects or shares, one of these is enough: a stretch up to what it is for, and what
# stands in it.
_COLLECTED = re.compile(
    r"\b(?:we|our (?:\w+ ){0,2}\w+|partners?|providers?)\b(?: (?:may|will|also|automatically|can|might|then)){0,3} "
    r"(?:collect|gather|obtain|receive|record|ask (?:you )?for|"
    r"(?:share|disclose|sell|rent)(?=s? [^.;]{0,40}\b(?:your|personal|users?|customers?)\b))s?\b(?P<what>[^.;]{0,400}?)"
    r"(?=[.;]|\b(?:to|for|when|from|under|so|in order|because)\b|$)",
    re.IGNORECASE,
)
# What is said to belong to it: "This includes your name, …".
_INCLUDED = re.compile(
    r"\b(?:this|these|it|(?:such |the |this |personal )?(?:data|information)(?: \w+){0,4}) (?:may |can |might |will )?"
    r"includes?,? (?!how |what |where |tips )(?P<what>[^.;]{0,400})",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"photograph|picture|image")
# What belongs to information of which no more is said: "Information on your journey, including your …".
_EXAMPLES = r"(?:information|data|details)\b[^.;]{0,120}?\b(?:including|such as)\b(?P<what>[^.;]{0,400})"
_NAMED = re.compile(rf"^\W*(?:\w+ )?{_EXAMPLES}", re.IGNORECASE)
# What somebody must give is collected.
_GIVEN = re.compile(rf"\b(?:give|provide|submit)s? (?:us )?(?:\w+ )?{_EXAMPLES}", re.IGNORECASE)
_WEIGHTY_IN_ITSELF = re.compile(
    r"\b(?:(?:real|legal) name(?! of (?:our|the))|photo(?:graph)?s?(?! of (?:the|an?|our) )|date of birth|passport|"
    r"biometric\w*|religion|ethnicity|income)\b",
    re.IGNORECASE,
)
_WEIGHTY = re.compile(
    r"\b(?:date of birth|birth ?(?:day|date)s?|your age|(?:(?<=and )|(?<=or ))age(?= ?[,.]| ?$)|"
    r"(?:credit|debit|payment|bank) cards?|card (?:numbers?|details|data)|bank (?:accounts?|details)|"
    r"(?:payment|billing|financial) (?:details|information|data|records?|addresses|address)|"
    r"purchas(?:e|ing) (?:history|records?)|"
    r"(?:geo-?)?locations?(?! of)|gps|passports?|driver[’']?s licen[cs]es?|licen[cs]e numbers?|social security|ssn|"
    r"biometric\w*|fingerprints?|faceprints?|health|medical|genetic|ethnicity|race|religion|nationality|citizenship|"
    r"marital status|salary|income|"
    r"passwords?|clipboard\w*|keystrokes?|"
    r"(?:browsing|viewing|watch(?:ing)?|listening|search) (?:history|activity|habits)|"
    r"call logs?|(?:bod(?:y|ies)|contents?) of (?:your )?(?:messages|e-?mails)|"
    r"employment (?:history|records?)|employer)\b",
    re.IGNORECASE,
)
# Of what is bought about people one kind is enough.
_BOUGHT = re.compile(r"\bfrom (?:which|whom) we (?:(?:may|also) )*(?:purchase|buy)\b", re.IGNORECASE)

ADDED = Rule(
    id="data-kinds-added",
    category="First Party Collection/Use",
    direction="kinds of data added",
    level=Materiality.MATERIAL,
    why="Kinds of personal data are named that were not before.",
    source="CalOPPA 22575(b)(1); CCPA 1798.100; GDPR Art. 14(1)(d)",
)
REMOVED = Rule(
    id="data-kinds-removed",
    category="First Party Collection/Use",
    direction="kinds of data removed",
    level=Materiality.MATERIAL,
    why="Kinds of personal data that were named no longer are: no longer collected, or no longer told.",
    source="CalOPPA 22575(b)(1); CCPA 1798.100; GDPR Art. 14(1)(d)",
)


# How one is reached, and no kind of data.
_REACHES = re.compile(
    r"\b(?:contact\w*|écri\w+|joindre|joignable|kontakt\w*|schreib\w+|wenden|erreich\w+|escrib\w+)\b", re.IGNORECASE
)


def _find(edit: Edit) -> Iterator[Hit]:
    if edit.kind == "conduct" or (_FOREIGN.search(edit.text) and _REACHES.search(edit.text)):
        return
    if not (_HANDLED.search(edit.text) or any(_included(edit.text))):
        return
    gone, come = _kinds(edit.residue.removed), _kinds(edit.residue.added)
    new = come - _kinds(edit.old)
    if (
        len(new) >= _DIFFERENT_MIN
        or (new and _BOUGHT.search(edit.after))
        or (come and _weighs(edit.after, edit.before))
    ):
        yield Hit(rule=ADDED, before=edit.before, after=edit.after)
    elif len(gone - _kinds(edit.new)) >= _DIFFERENT_MIN or (gone and _weighs(edit.before, edit.after)):
        yield Hit(rule=REMOVED, before=edit.before, after=edit.after)


def _weighs(one: str, other: str) -> bool:
    """Whether a sentence says that something weighty is collected, or names it as data, which the other does not speak
    of."""
    said = _in_one_word(other)
    given = [*_GIVEN.finditer(one)]
    collected = ((_WEIGHTY, found) for found in (*_COLLECTED.finditer(one), *_included(one), *given))
    named = ((_WEIGHTY_IN_ITSELF, found) for found in (*_NAMED.finditer(one), *given))
    return any(
        _in_one_word(weighty[0]) not in said
        for words, found in (*collected, *named)
        for weighty in words.finditer(found["what"])
    )


def _in_one_word(text: str) -> str:
    return _PICTURE.sub("photo", text.lower())


def _included(sentence: str) -> Iterator[re.Match[str]]:
    """Where kinds of data are listed that belong to what was said before."""
    return (found for found in _INCLUDED.finditer(sentence) if len(_kinds(key(found["what"]))) >= _LISTED_MIN)


def _kinds(words: tuple[str, ...]) -> set[str]:
    return {_OF[word] for word in words if word in _OF}


DETECTOR = Detector(rules=(ADDED, REMOVED), find=_find, compares=True)
