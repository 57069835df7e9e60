"""A text in, its language out, or none.

Seven languages are those whose policies we know how to read; others stand here so as not to be taken for one of them.

Function words tell: they make up a third of any running text and hardly occur in another language. Words that two
languages share ("de", "la", "en") count little, because they are in both lists; the declared language only decides
between two that are close.
"""

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE_CHARS = 2000
_SHARE_MIN = 0.09
_SHARE_MIN_ALONE = 0.05
_WORDS_MIN = 8
_CLOSE = 0.85
_DISTINCT_MIN = 3
_FUNCTION_WORDS = {
    "en": """the of and to you your or in our we any that for with this is are be by as on may not it will from have
        if us other such use at which an can these has all their do when how what""",
    "fr": """de la et les des vous votre ou que nous vos pour dans une est le du en à par sur un au aux ne pas avec
        qui ce cette sont être nos notre il elle si plus peut ces ses son d l qu""",
    "de": """die und der sie oder zu ihre von wir den das mit für nicht in ist des dem ein eine auf im werden wird auch
        sich als durch bei ihrer ihnen ihren unsere unserer uns nach kann können haben es zur zum dass wenn""",
    "es": """de la que en los el del por su para con las una no y o se sus un es al como nos usted lo más sobre este
        esta puede si ser son le ha cuando nuestros nuestro""",
    "it": """di che il per la dei del con le sono nostri una non gli e o in i un della delle al alla dati si è da nel
        nella come suo sua questo questa può anche ai più tuoi""",
    "pt": """de que o do da em para os seu com uma ou não dos e a as um por se no na ao são é das como seus sua suas
        nos você mais este esta pode nosso nossa quando""",
    "nl": """de van het en een of te in je voor met dat op wij is u uw niet zijn die aan door ook we worden wordt om
        als bij deze onze kan er kunnen naar hebben""",
    "da": "og at det en til af er for på med de den som ikke vi kan du eller dine vores os om fra skal har dig hvis",
    "no": "og at det en til av er for på med de den som ikke vi kan du eller dine våre oss om fra skal har deg hvis",
    "sv": "och att det en till av är för på med de den som inte vi kan du eller dina våra oss om från ska har dig ett",
    "fi": "ja on ei se että tai voi me joka kun ovat sekä jos mutta myös sen sinun meidän tietoja käyttää",
    "pl": "się nie na do że jest oraz przez lub dla od po są jak które ich tym może danych twoje nasze nas",
    "cs": "se na je že nebo pro ve jsou od po které jako může údaje vaše naše nás být můžete",
    "ro": "și de la în cu pe care nu din sau pentru este sunt prin ale dumneavoastră datele noastre poate să",
    "tr": "ve bir bu için ile veya olarak olan da de daha çok gibi kişisel sizin bizim tarafından",
    "hu": "és az nem hogy egy vagy is meg el ki amely azt ha csak kell adatok által",
}
# Words of one letter belong to too many languages.
_LISTS = {code: frozenset(word for word in words.split() if len(word) > 1) for code, words in _FUNCTION_WORDS.items()}
_CODES = {
    word: tuple(code for code, words in _LISTS.items() if word in words) for word in frozenset().union(*_LISTS.values())
}


def detect(text: str, declared: str = "") -> str:
    """The ISO 639-1 code of a text's language, "" where it is none of those known or there are too few words.

    `declared` is what the page says of itself ("en-GB"), "" where it says nothing; it decides only between languages
    that the words leave close, and for a text too short to tell.
    """
    found = Counter(_WORD.findall(_sample(text).lower()))
    count = found.total()
    hint = declared.lower().replace("_", "-").split("-")[0]
    hint = hint if hint in _LISTS else ""
    if count < _WORDS_MIN:
        return hint if count else ""
    shares = {code: spoken / count for code, spoken in _counted(found).items()}
    best = max(shares, key=lambda code: shares[code])
    if sum(word in found for word in _LISTS[best]) < _DISTINCT_MIN:
        return hint
    second = sorted(shares.values())[-2]
    if shares[best] < (_SHARE_MIN if shares[best] < 2 * second else _SHARE_MIN_ALONE):
        return ""
    return hint if hint and shares[hint] >= shares[best] * _CLOSE else best


def _counted(found: Counter[str]) -> dict[str, int]:
    """How many of the words found are function words of each language."""
    counts = dict.fromkeys(_LISTS, 0)
    for word, times in found.items():
        for code in _CODES.get(word, ()):
            counts[code] += times
    return counts


def _sample(text: str) -> str:
    """The beginning of a text and its middle: a menu in another language may stand first."""
    if len(text) <= 2 * _SAMPLE_CHARS:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE_CHARS]} {text[middle : middle + _SAMPLE_CHARS]}"
