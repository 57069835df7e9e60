"""What is left of a difference once equal ways of writing are taken out."""

import pytest

from redline.equivalence.residue import Residue, key, residue


def left(before: str, after: str) -> Residue:
    """The residue of two sentences."""
    return residue(key(before), key(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We authorise the organisation.", "We authorize the organization."),
        ("The colour of your licence", "The color of your license"),
        ("You shall pay.", "You will pay."),
        ("We don't sell it.", "We do not sell it."),
        ("our web site", "our website"),
        ("send an e-mail", "send an email"),
        ("It’s “personal” – always.", 'It\'s "personal" - always.'),
        ("cancelled programmes", "canceled programs"),
        ("applications and service", "application and services"),
        ("see [our page](https://example.org/x)", "see our page"),
        ("WE KEEP IT", "We keep it"),
        ("l'adresse", "adresse"),
        ("so we will be able to help prior to delivery", "so we can help before delivery"),
        ("We collect and stored it.", "We collected and store it."),
        ("dans les 14 jours", "dans les quatorze (14) jours"),
        ("the adress is respectiely seperated", "the address is respectively separated"),
        ("and fFor residents", "and for residents"),
        ("mail help@example.com", "mail help@example.comple.com"),
        ("mail help@example.com", "mail help@example.comcom"),
        ("as part of of the order", "as part of the order"),
        ("within thirty (30) days", "within 30 days"),
        ("in the United States of America", "in the U.S.A."),
        ("under the General Data Protection Regulation (the “GDPR”)", "under the GDPR"),
        ("by Tern Books Limited", "by Tern Books Ltd."),
        ("in any Czech Republic court", "in any Czechia court"),
        ("TERN BOOKS CORPORATION sells it", "TERN BOOKS CORP. sells it"),
        ("all of it, with the exception of cookies", "all of it, except cookies"),
        ("We may end it.", "We may end it./li>"),
        ("We may end it.", "We may end it. BESbswyBESbswyBESbswy"),
        ("il procèdera, et reconnait", "il procédera, et reconnaît"),
        ("deux comptes", "2 comptes"),
        ("two accounts", "2 accounts"),
        ("If you do not agree, do not use it.", "If you do not agree, you are not permitted to use it."),
        ("die Teilnehmer und Leser", "die Teilnehmer:innen und LeserInnen"),
        ("les utilisateurs informés, le client", "les utilisateur·rice·s informé.e.s, le client(e)"),
        ("The practised hand is centred", "The practiced hand is centered"),
        ("Our cookie and the movie", "Our cookies and the movies"),
        ("solo éstos, ésos, aquéllos", "sólo estos, esos, aquellos"),
        ("los periodos, los vídeos", "los períodos, los videos"),
        ("See our rules, if you must.", "See our rules(opens in a new window), if you must."),
    ],
)
def test_ways_of_writing_are_equal(before: str, after: str) -> None:
    """Spelling, contractions, signs, plurals, words apart or together."""

    assert left(before, after).empty


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("We keep it for 30 days.", "We keep it for 60 days.", {"30", "60"}),
        ("We share it.", "We do not share it.", {"do", "not"}),
        ("We may share it.", "We will share it.", {"may", "will"}),
        ("contact us", "contact the US", {"us", "the", "usa"}),
        ("a contract", "a contact", {"contract", "contact"}),
        ("an employer", "an employee", {"employer", "employee"}),
        ("two accounts", "3 accounts", {"two", "3"}),
        ("Wir fordern Sie.", "Wir fördern Sie.", {"fordern", "fördern"}),
        ("lawful use", "unlawful use", {"lawful", "unlawful"}),
        ("see www.example.org/a/b/c", "see us", {"webaddressexampleorgabc", "us"}),
        ("mail help@mama.com", "mail help@ma.com", {"mama", "ma"}),
        ("room 1 1", "room 1", {"1"}),
        ("within sixty (30) days", "within 30 days", {"sixty"}),
        ("We share limited data.", "We share data.", {"limited"}),
        ("Your Limited Warranty holds.", "Your Ltd Warranty holds.", {"limited", "ltd"}),
    ],
)
def test_what_changes_a_meaning_is_left(before: str, after: str, words: set[str]) -> None:
    """Numbers, negations, modal verbs, and a country that is no pronoun."""
    found = left(before, after)

    assert {*found.removed, *found.added} == words


def test_words_in_another_order_leave_nothing_but_say_so() -> None:
    """An order is no content."""
    found = left("names and addresses", "addresses and names")

    assert found.empty
    assert found.reordered


def test_the_author_is_the_same_by_name_and_as_we() -> None:
    """Other names, and other legal entities, are not."""
    names = frozenset({"acme"})

    assert residue(key("Acme Inc. has it."), key("We have it."), names).empty
    assert residue(key("the Acme service"), key("the service"), names).empty
    assert not residue(key("Zenith Inc. has it."), key("We have it."), names).empty
    assert not residue(key("Acme Inc. has it."), key("Acme Ltd. has it."), names).empty


def test_sentences_too_long_to_be_lined_up_leave_their_own_words() -> None:
    """A page's text without a full stop may be a sentence of a million words: 125 GB to line up with another."""
    many = ("word",) * 21_000

    assert residue((*many, "gone"), (*many, "come")) == Residue(removed=("gone",), added=("come",))
