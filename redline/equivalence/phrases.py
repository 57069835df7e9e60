"""A sentence in, the same with legal English's longer ways of saying a thing put shorter; and words that say the same.

    "in order to utilize the site you are required to obtain a licence"  ->  "to utilize the site you must obtain ..."
    alike(stem("utilize")) == alike(stem("use"))

Only what is equal wherever it stands: "share" and "disclose" are not, nor are "promptly" and "immediately". It is asked
whether two sentences say the same in all; where they do not, they are judged by the words they have.
"""

import re

from redline.equivalence.spelling import forms, stem
from redline.literals import search

# "This policy", "our Terms of Service": what its author may change.
_THE_TEXT = (
    r"(?:any (?:part|provision)s? of )?(?:this|these|our|the|such) (?:[\w’'-]+ ){0,3}"
    r"(?:polic(?:y|ies)|terms|notices?|statements?|agreements?|conditions|rules|guidelines)\b"
)

_SHORTER: dict[str, str] = {
    "change": rf"(?:update|revise)(?= {_THE_TEXT})",
    "changes": rf"(?:updates?|revisions?|modifications?|amendments?)(?= to {_THE_TEXT})",
    "means that you accept": r"constitutes (?:your )?acceptance of",
    "means that you agree to": r"constitutes (?:your )?(?:agreement|consent) to",
    "marketing messages": r"(?:promotional|marketing) (?:communications?|messages?|materials?)",
    "can": r"(?<=\byou )may(?! not| only)|(?<=\busers )may(?! not| only)",
    "must": r"(?:have|has|need|needs) to|(?:is|are) (?:required|obliged|obligated) to",
    "if": r"(?<![\w,;)] )in case",
    "to": r"in order to|so as to",
    "including": (
        r"includ(?:ing|es?),? (?:but (?:is |are )?not limited to|without limitation|without being limited to),?|"
        r"including,? among others?,?"
    ),
    "under": r"pursuant to|in accordance with|according to",
    "example": r"for (?:example|instance)|e\.g\.",
    "applicable law": r"the laws? that appl(?:y|ies)|laws? applicable",
    "more information": (
        r"(?:for|to (?:find|get|read)) (?:more|further|additional) (?:information|details)|(?:to )?learn more|"
        r"find out more"
    ),
    "described": r"set (?:forth|out)|laid (?:down|out)",
    "replaces": r"replaces and supersedes|supersedes and replaces|supersedes",
    "until": r"until such time as",
    "under this agreement": r"hereunder|under (?:this contract|these terms(?: of (?:use|service))?)",
    "and": r"as well as",
    "all": r"all of(?= (?:our|your|the|its|their|these|those)\b)",
    "terms of use": r"terms (?:of service|(?:and|&) conditions(?: of (?:service|use))?)|conditions of use",
    "third party": r"third[- ]party (?:compan(?:y|ies)|entit(?:y|ies))",
    "under the age of": r"under (?=1\d\b)",
    "aged": r"ages(?= 1\d\b)",
    "at any time": r"anytime",
    "before": r"in advance of",
    "to choose": r"to decide(?= to\b)",
    "complain to": r"(?:lodge|file|make|submit) a complaint (?:with|to)",
    "tell you": r"let you know",
    "reasonable steps": r"reasonable measures",
    "try to": r"endeavou?r to|attempt to",
    "fullest extent": r"maximum extent",
    "previous": r"preceding",
    "right to object": r"right (?:of opposition|to oppose)",
    "right to restriction of": (
        r"right (?:to limit(?: to)?|to (?:a )?limitation of|of limitation of)(?= (?:the )?processing\b)"
    ),
    "object to": r"object against",
    "permanently": r"definitively",
    "you can": (
        r"you (?:have the (?:possibility|ability|option|opportunity)|are able) to|"
        r"we (?:provide|give|offer) you (?:with )?the (?:possibility|ability|option|opportunity|means) to"
    ),
    "let you": r"(?:provide|give|offer) you (?:with )?an? (?:opportunity|chance) to",
    "you are responsible for": r"it is your responsibility to",
    "occasionally": r"from time to time|now and then",
    "set period": r"(?:specified|certain|given) period",
    "lower rate": r"reduced rate",
    "lower price": r"reduced price",
    "attention": r"attn\b\.?",
    "proves": r"is proven(?= to be\b)",
    "legal basis": r"lawful basis",
    "arising from": r"arising out of",
    "rather than": r"instead of",
    "break our rules": r"violate our rules",
    "break these rules": r"violate these rules",
    "breaks our rules": r"violates our rules",
    "breaks these rules": r"violates these rules",
    "withdraw your consent": r"revoke your consent",
    "auto-renewing": r"auto(?:matically)?[- ]?renewable|automatically renewing",
    "because of": r"due to(?! (?:you|us|me)\b)",
    "become aware": r"learn(?= that\b)",
    "completely": r"fully",
    "postal address": r"mailing address",
    "contact details": r"contact (?:data|information|info)",
    "ensure": r"make sure(?: that)?",
    "approximately": r"(?:about|around|roughly)(?= \d)",
    "various": r"a (?:wide )?variety of",
    "via": r"by means of|by way of",
    "sign in": r"log ?in",
    "want": r"wish",
    "based on": r"on the basis of",
    "as long as": r"provided that|for (?:as|so) long as|so long as",
    "annually": (
        r"(?:every|each|once (?:a|per|every|each)) year|every (?:12|twelve) months|on (?:an annual|a yearly) basis"
    ),
    "fortnightly": r"every (?:two|2|other) weeks?|bi-?weekly",
    "quarterly": r"(?:every|each|once (?:a|per|every|each)) quarter|every (?:three|3) months|on a quarterly basis",
    "monthly": r"(?:every|each|once (?:a|per|every|each)) month|on a monthly basis",
    "weekly": r"(?:every|each|once (?:a|per|every|each)) week|on a weekly basis",
    "nightly": r"(?:every|each|once (?:a|per|every|each)) night",
    "daily": r"(?:every|each|once (?:a|per|every|each)) day|every (?:24|twenty-four) hours|on a daily basis",
    "free of charge": (
        r"(?:at|for) no (?:additional |extra )?(?:cost|charge)|for free|(?<=\bis )free(?= ?[.,;]|$)|"
        r"(?<=\bare )free(?= ?[.,;]|$)"
    ),
    "données personnelles": r"données à caractère personnel",
}
_PHRASES = re.compile(
    "|".join(rf"(?P<p{place}>\b(?:{pattern})(?!\w))" for place, pattern in enumerate(_SHORTER.values())), re.IGNORECASE
)
_WORDS = tuple(_SHORTER)

_ABBREVIATED = {
    "UE": r"Union européenne|Unión Europea",
    "UK": r"United Kingdom|U\.K",
    "USA": r"United States(?: of America)?|U\.S(?:\.A)?",
    "EU": r"European Union|Europäischen? Union",
    "EEA": r"European Economic Area",
    "Czechia": r"Czech Republic",
    "Türkiye": r"Turkey",
    "GDPR": r"(?:EU )?General Data Protection Regulation|Regulation \(EU\) (?:No\.? )?2016/679",
    "RGPD": (
        r"R[èe]gl[ae]mento? \(UE\) 2016/679|règlement général (?:européen )?sur la protection des données|"
        r"Reglamento General de Protección de Datos"
    ),
    "DSGVO": r"Datenschutz-?Grundverordnung|Verordnung \(EU\) 2016/679|DS-GVO",
    "CCPA": r"California Consumer (?:Privacy|Protection) Act(?: of 2018)?",
    "CPRA": r"California Privacy Rights Act(?: of 2020)?",
    "COPPA": r"Children[’']?s Online Privacy Protection Act",
    "HIPAA": r"Health Insurance Portability and Accountability Act",
    "DMCA": r"Digital Millennium Copyright Act",
    "SCCs": r"Standard Contractual Clauses",
    "DPA": r"Data Processing (?:Agreement|Addendum)",
    "DPO": (
        r"Data Protection Officer|Bureau du DPD|Agent de protection des données|"
        r"(?:Délégué|Agent|Chargé)(?:\(?e\)?)? (?:à|de) la protection des données"
        r"(?: (?:personnelles|à caractère personnel))?|"
        r"Datenschutzbeauftragte[rn]?|(?:Delegado|Delegada|Oficial) de Protección de Datos"
    ),
    "PII": r"personally[- ]identifiable information",
    "PHI": r"protected health information",
    "DPIA": r"Data Protection Impact Assessment",
    "ICO": r"Information Commissioner[’']?s Office",
    "FTC": r"Federal Trade Commission",
    "AAA": r"American Arbitration Association",
    "IP": r"Internet Protocol",
    "AI": r"Artificial Intelligence",
    "SMS": r"Short Message Service",
    "VAT": r"Value[- ]Added Tax",
}
_LONG_NAME = re.compile(
    "|".join(
        rf"\b(?P<a{place}>{name})\b(?:\s?\([“\"']?(?:the\s)?[“\"']?{short}s?[”\"']?\))?"
        for place, (short, name) in enumerate(_ABBREVIATED.items())
    ),
    re.IGNORECASE,
)
_ABBREVIATIONS = tuple(_ABBREVIATED)


def abbreviated(text: str) -> str:
    """`text` with names that everybody knows by their initials written so: "the United Kingdom" is "the UK"."""
    return _LONG_NAME.sub(_initials, text) if search(_LONG_NAME, text) else text


def _initials(name: re.Match[str]) -> str:
    return _ABBREVIATIONS[int((name.lastgroup or "a0")[1:])]


GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(stem(form) for word in group.split() for form in forms(word))
    for group in """
    use utilize
    buy purchase bought
    get obtain receive got gotten
    help assist
    change modify amend alter
    end terminate cease
    give provide furnish given gave
    keep retain kept
    need necessary
    ask request
    answer respond reply
    delete erase
    start commence begin began begun
    allow permit enable
    describe outline specify state
    send sent
    cost expense
    show shown
    specific particular
    child children kid
    take taken took
    hold held
    make made
    employee staff personnel
    rectification correction
    rectify correct
    safeguard protect
    comply abide
    think believe
    """.strip().splitlines()
)
"""The stems of words that say the same, one of which stands for its group: each in one group alone."""
_ALIKE = {other: first for first, *others in GROUPS for other in others}


def shorter(sentence: str) -> str:
    """`sentence` with its longer phrases put shorter."""
    return _PHRASES.sub(_word, sentence) if search(_PHRASES, sentence) else sentence


def _word(phrase: re.Match[str]) -> str:
    return _WORDS[int((phrase.lastgroup or "p0")[1:])]


def alike(word: str) -> str:
    """The stem that stands for all that say the same as the stem `word`."""
    return _ALIKE.get(word, word)
