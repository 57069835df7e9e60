"""What one side of a change says, and the other side too, in other words or in another place of it.

    before  "Your data is kept by us for a year. It is then deleted."
    after   "We retain your data for a year, after which we erase it."

A rule looks at sentences; somebody who rewrites a clause splits them, turns them round and chooses other verbs. Words
are close here that a lawyer would not call equal ("share", "disclose"): who reads that a clause says it otherwise is
told so, and no more than that.
"""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from redline.equivalence import EXCLUSIVE, LITTLE, NEGATORS, STRENGTH, key
from redline.equivalence_phrases import alike
from redline.equivalence_spelling import stem
from redline.sentences import sentences

_EXCEPTING = frozenset("unless without until except".split())
_TEXTS_KEPT = 4096
_WORDS_KEPT = 65_536
# Words by which a text points to another place, in it or in a law.
_CITING = frozenset(
    "section sec article art paragraph para point clause part chapter schedule annex appendix seq code civ § ii iii iv"
    " subsection subparagraph".split()
)

_CLOSE = {
    other: group.split()[0]
    for group in """
    use process utiliz employ handl usage
    share disclos provid giv transfer pass transmit supply communicat disclosur shar transmission
    collect gather obtain get acquir record log collection
    keep retain stor sav hold maintain retention storag kept
    delet eras remov destroy deletion removal erasur
    notify inform tell advis alert announc notification notic told notifi
    chang modify amend alter revis updat adjust amendment modification
    end terminat cancel clos stop ceas discontinu termination cancellation closur expir expiry
    suspend block disabl suspension lock
    allow permit enabl let authoris authoriz permission authorisation
    prohibit forbid ban forbidden banned
    must requir need oblig requirement obligation duty necessary obligated
    buy purchas order acquir bought
    pay charg bill paid payment
    fee price cost sum amount
    help assist support aid assistanc
    ask request apply application seek
    start begin commenc begun began
    show display present shown
    deliver ship delivery deliveri
    place set put install
    child kid minor children
    company firm business organisation organization enterpris
    person individual people human natural
    customer client user member
    staff employe personnel employee
    law statut legislation regulation legal
    accept consent approv agre approval agreement contract
    right entitl
    withdraw revok withdrawal
    object oppos objection
    choic select opt option choos chosen choose preferenc
    promptly immediately delay
    purpos reason aim
    term condition provision
    site webpag page web
    devic terminal equipment
    loss damag harm
    liabl responsibl liability responsibility answer
    before prior previous advanc beforehand earlier previously
    after once following afterward
    more further additional extra another
    least minimum
    most maximum
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
    show shown
    choose chose
    write written
    bind bound
    found find
    lose lost
    say said
    read view see seen look
    email mail
    write letter
    link connect
    mean definition defin
    near close
    annual year yearly
    free gratis
    wish want
    apply appli
    examin consult consultation examen examiner consulter
    modification variation changement
    """.strip().splitlines()
    for other in group.split()
}


class _Stretch(NamedTuple):
    """One sentence, or two in a row, by what their words come to.

    "Not unless you agree" is no denial: it is "only if you agree".
    """

    words: frozenset[str]
    is_negated: bool
    is_exclusive: bool


@lru_cache(maxsize=_WORDS_KEPT)
def close(word: str) -> str:
    """What stands for all word forms that say about the same as `word`."""
    known = _CLOSE.get(word)
    if known is None:
        root = alike(stem(word))
        known = _CLOSE.get(root, root)
    return known


def said_in(text: str, words: str, *, sentence: str) -> bool:
    """Whether a sentence of `text`, or two in a row, has all content words of `words` or close ones, with an "only"
    where they have one, and denies as `sentence`, in which `words` stand, does."""
    wanted = {close(word) for word in _content(words)} if text else set()
    if not wanted:
        return False
    is_negated = _stretch(sentence).is_negated
    is_exclusive = not EXCLUSIVE.isdisjoint(key(words))
    return any(
        stretch.is_negated == is_negated and stretch.is_exclusive >= is_exclusive and wanted <= stretch.words
        for stretch in _stretches(text)
    )


def unsaid(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of these word forms that are not said anywhere in `text`, by no close word either."""
    if not text:
        return words
    known = frozenset().union(*(stretch.words for stretch in _stretches(text)))
    return tuple(word for word in words if close(word) not in known and word not in _CITING)


def _content(words: str) -> list[str]:
    return [word for word in key(words) if word not in LITTLE and word not in STRENGTH]


@lru_cache(maxsize=_TEXTS_KEPT)
def _stretches(text: str) -> tuple[_Stretch, ...]:
    single = [_stretch(sentence) for sentence in sentences(text)]
    double = (
        _Stretch(one.words | two.words, one.is_negated or two.is_negated, one.is_exclusive or two.is_exclusive)
        for one, two in pairwise(single)
    )
    return (*single, *double)


def _stretch(sentence: str) -> _Stretch:
    forms = key(sentence)
    words = frozenset(close(word) for word in forms if word not in LITTLE or word in _CLOSE)
    denying = NEGATORS.intersection(forms)
    is_excepted = bool(denying - {"without"}) and not _EXCEPTING.isdisjoint(forms)
    return _Stretch(
        words,
        is_negated=bool(denying) and not is_excepted,
        is_exclusive=is_excepted or not EXCLUSIVE.isdisjoint(forms),
    )
