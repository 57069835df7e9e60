"""E-mail addresses that are kept from robots: told, and read, but not taken for what they are not."""

import pytest

from redline.assessment import assess
from redline.email_addresses import deobfuscated, is_hidden_in, is_turned_round, masked
from redline.types import Materiality
from tests.redline.judged import policy, rules_of

ADDRESS = "desk@tern.example"


@pytest.mark.parametrize(
    "written",
    [
        "desk [at] tern [dot] example",
        "desk [at] tern [punkt] example",
        "desk at tern [dot] example",
        "desk at tern dot example",
        "desk at tern Dot example",
        "desk AT tern.example",
        "desk <AT> tern.example",
        "desk[@]tern.example",
        "desk [ @ ] tern.example",
        "desk(a)tern.example",
        "desk(A)tern.example",
        "desk{ät}tern.example",
        "desk_at_tern_dot_example",
        "DESK_AT_TERN_DOT_EXAMPLE",
        "desk -at- tern -dot- example",
        "desk arobase tern.example",
        "desk Arroba tern.example",
        "desk at tern punkt example",
        "desk@tern[.]example",
        "[desk@tern.example]",
        "Desk@Tern.Example",
        "desk@tern.example desk@tern.example",
        "%64esk@tern.example",
        "desk%40tern.example @",
    ],
)
def test_an_address_is_read_however_it_is_written(written: str) -> None:
    """For persons, for robots, in capitals, twice."""
    assert deobfuscated(f"Write to {written}").startswith(f"Write to {ADDRESS}")


@pytest.mark.parametrize(
    "prose",
    [
        "Look at tern.example and at our shops.",
        "See (a) tern, (b) gull.",
        "They sat at a table and put a dot on it.",
        "It is 5 dot 3 at most.",
        "We are 20 % at home @ work.",
    ],
)
def test_prose_is_no_address(prose: str) -> None:
    """ "At", "dot" and letters in brackets are words and numbers."""
    assert deobfuscated(prose) == prose


@pytest.mark.parametrize(
    "notice",
    [
        "[email protected]",
        "[E-mail\u00a0protected]",
        "Write to email protected.",
        "This email address is being protected from spambots.",
        "Diese E-Mail-Adresse ist vor Spambots geschützt!",
        "Cette adresse e-mail est protégée contre les robots spammeurs.",
        "Esta dirección de correo electrónico está protegida contra spambots.",
        "[courriel masqué]",
        "[E-Mail-Adresse verborgen]",
        "[correo electrónico oculto]",
        "(please enable JavaScript to see this email address)",
    ],
)
def test_what_stands_in_an_address_place_is_known(notice: str) -> None:
    """As networks and site builders write it."""
    assert is_hidden_in(notice)


@pytest.mark.parametrize(
    "text",
    [
        "Members see your profile (email hidden; name shown).",
        "Passwords hashed, email protected, cards encrypted.",
        "We keep your email protected.",
        "Email Protected Health Information to our doctor.",
        "Ihre Angaben (E-Mail verborgen)",
        "You must have JavaScript enabled to read the magazine.",
        "You need JavaScript enabled to view it.",
    ],
)
def test_what_only_speaks_of_addresses_hides_none(text: str) -> None:
    """What is done with somebody's address, and what a page needs."""
    assert not is_hidden_in(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Write to [email protected](free).", "Write to (free)."),
        ("Write to desk@tern.example(free).", "Write to (free)."),
        ("By mail (desk@tern.example, not by post)", "By mail ( , not by post)"),
        ("“[email protected][Company.com]”", "“[Company.com]”"),
        ("“TDReporting@[Company.com]”", "“[Company.com]”"),
        ("Mail: You need JavaScript enabled to view it.", "Mail:"),
        ("Mail: Vous devez activer le JavaScript pour la visualiser.", "Mail:"),
        ("Mail: Necesita tener JavaScript habilitado para verla.", "Mail:"),
        ("Mail: Zur Anzeige muss JavaScript eingeschaltet sein!", "Mail:"),
        ("The fee is £5@most", "The fee is £5@most"),
    ],
)
def test_only_the_address_is_masked(text: str, left: str) -> None:
    """What sticks to it stays."""
    assert "".join(masked(text).split()) == "".join(left.split())


def test_what_is_turned_round_is_known() -> None:
    """Backwards, or thirteen letters on."""
    assert is_turned_round("elpmaxe.nret@ksed", ADDRESS)
    assert is_turned_round("qrfx@grea.rknzcyr", ADDRESS)
    assert not is_turned_round("sales@tern.example", ADDRESS)


def test_an_address_hidden_elsewhere_hides_no_other_change() -> None:
    """Each clause is masked by itself."""
    older = "Our officer is anna@tern.example, and she answers.\n\nAsk desk@tern.example for prints of our books."
    newer = "Our officer is berta@tern.example, and she answers.\n\nAsk [email protected] for prints of our books."
    found = assess(policy(older), policy(newer))

    assert found.materiality is Materiality.SUBSTANTIVE
    assert "contact" in rules_of(found)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("[we do not sell your data](M)", "[we may sell your data](M)"),
        ("[within 14 days by e-mail](M)", "[within 7 days by e-mail](M)"),
        ("[Opt out](M) at any time", "[Opt in](M) at any time"),
        ("[object within 30 days](M)", "desk@tern.example"),
    ],
)
def test_words_of_a_link_to_an_address_are_judged(older: str, newer: str) -> None:
    """Where a link leads says nothing of what its words promise."""
    before, after = (
        policy(f"You can ask, and {side}.".replace("(M)", f"(mailto:{ADDRESS})")) for side in (older, newer)
    )

    assert assess(before, after).materiality is Materiality.MATERIAL


HIDDEN = "[email protected](https://tern.example/cdn-cgi/l/email-protection)"


@pytest.mark.parametrize("words", ["tern.example", "desktern.example", "us", "e-mail"])
def test_a_hidden_address_may_be_behind_other_words(words: str) -> None:
    """Some link the name of their site, and what hides addresses does not show it."""
    sides = [f"Tern Books, 4 Shore Street, Leith. Mail: {mail}" for mail in (HIDDEN, f"[{words}](mailto:{ADDRESS})")]

    for older, newer in (sides, sides[::-1]):
        assert not assess(policy(older), policy(newer)).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (f"write to {HIDDEN}", f"[Opt out](mailto:{ADDRESS})"),
        (f"write to {HIDDEN}", "write to [tern.example](https://tern.example)"),
        (f"write to {HIDDEN} within 30 days", f"write to [us](mailto:{ADDRESS}) within 14 days"),
        (f"never write to {HIDDEN}", f"write to [us](mailto:{ADDRESS})"),
        (f"sell it to {HIDDEN}", f"sell it to [Heron Ltd](mailto:{ADDRESS})"),
        (f"write to {HIDDEN}", "write to [heron.example](mailto:desk@tern.example)"),
        (f"know that we send it to {HIDDEN}", "know that we send it to [heron.example](mailto:a@heron.example)"),
        (
            f"know that we disclose it to {HIDDEN}",
            "know that we disclose it to [heron.example](mailto:a@heron.example)",
        ),
    ],
)
def test_only_an_address_is_hidden(older: str, newer: str) -> None:
    """Whatever else stands in its place, or changed beside it, is told."""
    before, after = (policy(f"You may {side}, and we answer.") for side in (older, newer))

    assert assess(before, after).materiality.reaches(Materiality.SUBSTANTIVE)


def test_a_sentence_with_a_hidden_address_may_move() -> None:
    """From one clause to another that stays, too."""
    kept = ("We answer soon, on each day of the week.", "We do that with care, as we do all that we do for you.")
    moved = "Write to {}."
    older = f"{kept[0]} {moved.format(ADDRESS)}\n\n{kept[1]}"
    newer = f"{kept[0]}\n\n{kept[1]} {moved.format('[email protected]')}"

    assert not assess(policy(older), policy(newer)).materiality.reaches(Materiality.SUBSTANTIVE)


def test_signs_beside_an_address_count() -> None:
    """Though a key of words leaves them out."""
    older = f"Ask {ADDRESS} where the fee is > 5 % of sales, and we answer."
    newer = older.replace(ADDRESS, f"[us](mailto:{ADDRESS})").replace(">", "<")

    assert assess(policy(older), policy(newer)).materiality.reaches(Materiality.SUBSTANTIVE)
