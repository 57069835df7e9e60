"""Words in; which of them a text does not say, by no close word either.

    "Your data is kept for a year and then deleted."    "We retain your data for a year, after which we erase it."

Words are close here that a lawyer would not call equal ("share", "disclose"): they do not make two sentences the same,
but they tell somebody who chose another verb from somebody who speaks of another thing.
"""

from functools import lru_cache

from redline.equivalence.phrases import alike
from redline.equivalence.residue import LITTLE, key
from redline.equivalence.spelling import forms, stem

_WORDS_KEPT = 65_536
_TEXTS_KEPT = 4096
# Words by which a text points to another place, in it or in a law.
_CITING = frozenset(
    "section sec article art paragraph para point clause part chapter schedule annex appendix seq code civ § ii iii iv"
    " subsection subparagraph".split()
)

GROUPS = tuple(
    tuple(group.split())
    for group in """
    use process utiliz employ handl usage
    share disclos provid furnish surrender giv transfer pass transmit supply communicat disclosur shar transmission
    collect gather obtain get acquir record log collection
    keep retain stor sav hold maintain retention storag kept
    delet eras remov destroy deletion removal erasur
    notify inform tell advis alert announc notification notic told notifi
    chang modify amend alter revis updat adjust amendment modification variation changement
    end terminat cancel clos stop ceas discontinu termination cancellation closur expir expiry
    suspend block disabl suspension lock
    allow permit permissibl enabl let authoris authoriz permission authorisation
    prohibit forbid ban forbidden banned
    must requir need oblig requirement obligation duty necessary obligated obliged compel forc
    buy purchas order bought
    pay charg bill paid payment
    fee price cost sum amount
    help assist support aid assistanc
    ask request apply application seek
    start begin commenc begun began initiat
    show display present shown appear
    deliver ship delivery deliveri
    place set put install
    child kid minor children
    company firm business organisation organization enterpris
    person individual people human natural
    customer client user member
    vendor provider
    staff employe personnel employee
    law statut legislation regulation legal
    accept consent approv agre approval agreement contract
    right entitl
    withdraw revok withdrawal withdrawn
    object oppos objection
    choic select opt option choos chosen choose chose preferenc
    promptly immediately
    purpos reason aim
    term condition provision
    site webpag page web
    devic terminal equipment
    loss damag harm
    liabl responsibl liability responsibility answer
    before prior previous advanc beforehand earlier previously
    after once following afterward subsequent
    more further additional extra another
    least minimum
    most maximum fullest
    such includ exampl instanc including
    whol entir complet full all
    carry perform conduct
    safe secur protect security protection
    illegal unlawful
    improv enhanc better
    creat mak produc generat made
    correct rectify fix rectification
    copy duplicat
    respond reply response
    question enquiry query inquiry
    sell sold sale
    send sent
    tak taken took
    write written
    bind bound
    found find
    lose lost
    say said
    read view see seen look
    email mail
    link connect
    mean definition defin
    annual year yearly
    free gratis
    wish want desir
    conflict inconsistenc inconsistency discrepanc discrepancy
    prevail govern control
    violat breach break
    intend direct meant target
    complain complaint lodg
    situat locat based resid live living resident
    abide comply adher observ compliance
    acknowledg recogni
    procur ensur
    execut sign signed signature
    register enrol registration
    believ think consider opinion
    caus result aris
    beyond outside
    mistak error
    total aggregat overall cumulative
    disclaim exclud exclusion
    guarante warrant
    artificial artificially
    prais celebrat glorif glorification
    confidential confidence confidentiality secret secrecy
    reputabl reput repute
    visit access
    tolerat tolerance
    publish publicat publication
    fail failur
    chair chairman chairperson
    switch turn
    equally alik
    interven intervention
    operat operation
    restrict limit restriction limitation
    examin consult consultation examen examiner consulter
    """.strip().splitlines()
)
"""The words, or their stems, that are close to one another; each stands in one group."""
_CLOSE = {form: group[0] for group in GROUPS for other in group for form in {other, *forms(other)}}


# How nouns of doing end, and what the verb has there.
_OF_DOING = (
    ("ization", "iz"),
    ("isation", "iz"),
    ("ation", ""),
    ("ction", "ct"),
    ("ention", "ent"),
    ("otion", "ot"),
    ("ption", "pt"),
    ("ment", ""),
)
_VERB_MIN = 4
# Nouns that only look like the doing of a verb.
_NO_DOING = frozenset(
    """
    agreement apartment application complement corporation department document education employment engagement
    environment equipment foundation fragment generation government information instalment
    instrument production publication regulation settlement statement supplement transaction treatment
    """.split()
)


@lru_cache(maxsize=_WORDS_KEPT)
def close(word: str) -> str:
    """What stands for all word forms that say about the same as `word`."""
    known = _CLOSE.get(word)
    if known is None:
        root = alike(stem(_verb(word)))
        known = _CLOSE.get(root, root)
    return known


def _verb(word: str) -> str:
    """What a noun is the doing of: "adaptation" is "adapt", "organization" is "organiz"."""
    for ending, rest in _OF_DOING:
        if word.endswith(ending) and len(word) - len(ending) >= _VERB_MIN and word not in _NO_DOING:
            return word.removesuffix(ending) + rest
    return word


def unsaid(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of these word forms that `text` does not say; words that only cite a place are left out."""
    said = _said(text)
    return tuple(word for word in words if word not in LITTLE and word not in _CITING and close(word) not in said)


@lru_cache(maxsize=_TEXTS_KEPT)
def _said(text: str) -> frozenset[str]:
    return frozenset(close(word) for word in key(text) if word not in LITTLE or word in _CLOSE)
