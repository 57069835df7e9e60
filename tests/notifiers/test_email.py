"""Mails as their readers and servers get them."""

import time
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest

from notifiers.alerts import AlertKind, Subject
from notifiers.base import Bulletin, Notifier, Wires, notifier
from notifiers.email import SIZE
from notifiers.errors import SendError, SettingsError
from redline.types import DateVerdict, StatedDates, Suspect
from tests.notifiers import alerts
from tests.notifiers.servers import Mailbox, authenticator, mail_server, talking


def email(mailbox: Mailbox, wires: Wires, **more: object) -> Notifier:
    """The notifier of an email channel at this server."""
    given = {key: more.pop(key) for key in ("username", "password", "sender", "security", "timeout") if key in more}
    smtp = {
        "host": mailbox.host,
        "port": mailbox.port,
        "security": "none",
        "sender": "Clausewatch <watch@example.org>",
        "timeout": timedelta(seconds=5),
    }
    return notifier("email", {"name": "Privacy team", "to": ["dpo@example.org"], "smtp": smtp | given, **more}, wires)


def moved(before: str | None, after: str | None, verdict: DateVerdict) -> StatedDates:
    """Stated dates of that kind; the phrases are "1" and "2"."""
    return StatedDates(
        before=alerts.stated(before, "1") if before else None,
        after=alerts.stated(after, "2") if after else None,
        verdict=verdict,
    )


def part(mail: EmailMessage, kind: str) -> str:
    """The text of one alternative."""
    found = mail.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def sent(mailbox: Mailbox, told: Notifier, bulletin: Bulletin) -> EmailMessage:
    """The mail as the server took it."""
    told.send(told.compose(bulletin), told.recipients[0])
    return mailbox.post.taken[-1][1]


def test_a_mail_is_text_first_then_html(mailbox: Mailbox, wires: Wires) -> None:
    """Readers show the last alternative they can: HTML where they can, text where they cannot."""
    mail = sent(mailbox, email(mailbox, wires), alerts.bulletin())

    assert mail.get_content_type() == "multipart/alternative"
    assert [each.get_content_type() for each in mail.iter_parts()] == ["text/plain", "text/html"]


def test_the_subject_says_policy_and_verdict(mailbox: Mailbox, wires: Wires) -> None:
    """Nobody needs to open a mail to know what it is about."""
    mail = sent(mailbox, email(mailbox, wires), alerts.bulletin())

    assert mail["Subject"] == "[Clausewatch] Northwind CRM privacy: deadline loosened, and 1 more"


def test_an_alert_says_its_things_in_order(mailbox: Mailbox, wires: Wires) -> None:
    """Policy, verdict, clauses with quotes, stated date and silence, redline, both captures."""
    text = part(sent(mailbox, email(mailbox, wires), alerts.bulletin()), "plain")

    wanted = [
        "Northwind CRM privacy: 2 material changes",
        "4.2 Security",
        "“within 30 days” became",
        "Sharing",
        "“We never sell your",
        "Stated date:",
        "silent edit",
        "clausewatch redline northwind-crm/privacy",
        "Before:",
        "aaaaaaaaaaaaaaaa",
        "https://archive.example/web/",
        "After:",
        "clausewatch alerts ack 7",
    ]
    places = [text.index(words) for words in wanted]
    assert places == sorted(places)


def test_headers_tell_machines_what_it_is(mailbox: Mailbox, wires: Wires) -> None:
    """Threads, lists, unsubscribing, and no answers from holiday robots."""
    told = email(mailbox, wires, unsubscribe_url="https://watch.example.org/unsubscribe")
    mail = sent(mailbox, told, alerts.bulletin(identity="alert.42"))

    assert mail["Message-ID"] == "<alert.42@example.org>"
    assert mail["References"] == mail["In-Reply-To"] == "<policy.northwind-crm-privacy@example.org>"
    assert mail["List-Id"] == "<privacy-team.clausewatch.example.org>"
    assert mail["List-Unsubscribe"] == (
        "<https://watch.example.org/unsubscribe>, <mailto:watch@example.org?subject=unsubscribe%20privacy-team>"
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_long_ids_and_addresses_stay_whole(mailbox: Mailbox, wires: Wires) -> None:
    """Python folds long headers into encoded words, which no mail reader takes for an id."""
    url = "https://watch.example.org/unsubscribe/" + "token" * 20
    told = email(mailbox, wires, unsubscribe_url=url)
    subject = Subject(slug="s" * 90 + "/privacy", service="S", type="privacy", url="https://s.example/")
    raw = told.compose(alerts.bulletin(alerts.change(subject=subject))).payload

    assert f"<{url}>" in raw
    assert f"References: <policy.{'s' * 90}-privacy@example.org>\r\n" in raw


def test_without_an_address_for_it_there_is_no_one_click(mailbox: Mailbox, wires: Wires) -> None:
    """One-click unsubscribing is promised only where something answers the click."""
    mail = sent(mailbox, email(mailbox, wires), alerts.bulletin())

    assert mail["List-Unsubscribe"].startswith("<mailto:")
    assert mail["List-Unsubscribe-Post"] is None


def test_composing_twice_gives_the_same_bytes(mailbox: Mailbox, wires: Wires) -> None:
    """Nothing of chance or of the clock goes into a mail."""
    told = email(mailbox, wires)

    assert told.compose(alerts.bulletin()) == told.compose(alerts.bulletin())


def test_html_needs_neither_styles_nor_ins_and_del(mailbox: Mailbox, wires: Wires) -> None:
    """Gmail strips <style>, <ins> and <del>: marks are inline styles and signs, and nothing is fetched."""
    html = part(sent(mailbox, email(mailbox, wires), alerts.bulletin()), "html")

    assert "<style" not in html
    assert "<ins" not in html
    assert "<del" not in html
    assert "src=" not in html
    assert "[−<span" in html or "[&minus;<span" in html
    assert ">30 days</span>]</span>" in html
    assert "[+<span" in html


def test_hostile_words_stay_words(mailbox: Mailbox, wires: Wires) -> None:
    """Page text cannot add headers, mark-up or control characters."""
    text = "Evil\r\nBcc: spy@example.net\x1b[31m <script>alert(1)</script> \u202e"
    subject = Subject(slug="x/y", service=text, type="terms", url="https://x.example/")
    mail = sent(mailbox, email(mailbox, wires), alerts.bulletin(alerts.change(alerts.hostile(text), subject=subject)))

    assert mail["Bcc"] is None
    assert "<script" not in part(mail, "html")
    assert not set("\x1b\u202e") & set(part(mail, "plain") + part(mail, "html"))


def test_a_huge_change_stays_under_the_limit_and_says_so(mailbox: Mailbox, wires: Wires) -> None:
    """Gmail clips above 102 kB: the mail is cut, counts what is left out, and names where all of it stands."""
    many = alerts.assessment(*[alerts.hostile("Это очень длинная оговорка. " * 200).changes[0]] * 120)
    told = email(mailbox, wires)
    message = told.compose(alerts.bulletin(alerts.change(many)))

    assert len(message.payload.encode()) <= SIZE
    text = part(sent(mailbox, told, alerts.bulletin(alerts.change(many))), "plain")
    assert "120 material changes" in text
    assert "more of the same weight are not shown" in text
    assert "clausewatch redline northwind-crm/privacy" in text


@pytest.mark.timeout(300)
def test_a_digest_of_hundreds_stays_under_the_limit(mailbox: Mailbox, wires: Wires) -> None:
    """Those that do not fit keep a line, or are counted."""
    told = email(mailbox, wires, timeout=timedelta(seconds=60))
    crowd = tuple(alerts.change(number=number) for number in range(900))
    message = told.compose(alerts.bulletin(*crowd, title="What was missed"))

    assert len(message.payload.encode()) <= SIZE
    mail = sent(mailbox, told, alerts.bulletin(*crowd, title="What was missed"))
    assert mail["Subject"] == "[Clausewatch] What was missed: 900 changes at 1 policy"
    assert "All of them: clausewatch alerts" in part(mail, "plain")


def test_text_lines_are_narrow(mailbox: Mailbox, wires: Wires) -> None:
    """The text part reads well alone: 76 columns wherever no address or command is longer."""
    text = part(sent(mailbox, email(mailbox, wires), alerts.bulletin()), "plain")

    assert [line for line in text.splitlines() if len(line) > 76 and "https://" not in line] == []


@pytest.mark.parametrize("kind", [kind for kind in AlertKind if kind.startswith(("error", "stale", "unstable"))])
def test_trouble_is_told_with_advice(mailbox: Mailbox, wires: Wires, kind: AlertKind) -> None:
    """An alert about an error says since when, and what to do."""
    text = part(sent(mailbox, email(mailbox, wires), alerts.bulletin(alerts.trouble(kind))), "plain")

    words = " ".join(text.split())
    assert ("the page answers 404" in words) == (kind != AlertKind.UNSTABLE)
    assert ("new address" in words) == (kind != AlertKind.ERROR_CLOSED)


def test_an_unknown_recipient_is_final(mailbox: Mailbox, wires: Wires) -> None:
    """550 says that nobody lives there."""
    mailbox.post.answers["dpo@example.org"] = ["550 5.1.1 no such user"]
    told = email(mailbox, wires)

    with pytest.raises(SendError, match=r"550 5\.1\.1 no such user") as refused:
        told.send(told.compose(alerts.bulletin()), "dpo@example.org")

    assert refused.value.permanent


@pytest.mark.parametrize("answer", ["450 4.2.1 try later", "552 5.2.2 mailbox full", "421 closing"])
def test_other_refusals_are_not_final(mailbox: Mailbox, wires: Wires, answer: str) -> None:
    """Grey-listing, a full mailbox and a restart pass."""
    mailbox.post.answers["dpo@example.org"] = [answer]
    told = email(mailbox, wires)

    with pytest.raises(SendError) as refused:
        told.send(told.compose(alerts.bulletin()), "dpo@example.org")

    assert not refused.value.permanent


def test_a_wrong_password_is_not_final(wires: Wires) -> None:
    """The operator mends it, and what waited goes out."""
    with mail_server(authenticator=authenticator("me", "right"), auth_require_tls=False) as mailbox:
        told = email(mailbox, wires, username="me", password="wrong")
        with pytest.raises(SendError) as refused:
            told.send(told.compose(alerts.bulletin()), "dpo@example.org")

        assert not refused.value.permanent
        assert "wrong" not in str(refused.value)
        right = email(mailbox, wires, username="me", password="right")
        right.send(right.compose(alerts.bulletin()), "dpo@example.org")
        assert len(mailbox.post.taken) == 1


@pytest.mark.parametrize("without", [(), ("PLAIN",)])
def test_a_password_of_any_letters_is_sent_in_utf_8(wires: Wires, without: tuple[str, ...]) -> None:
    """By PLAIN, or by LOGIN where the server offers that alone."""
    known = authenticator("zoë", "pässwörd“")
    with mail_server(authenticator=known, auth_require_tls=False, auth_exclude_mechanism=without) as mailbox:
        told = email(mailbox, wires, username="zoë", password="pässwörd“")
        told.send(told.compose(alerts.bulletin()), "dpo@example.org")
        other = email(mailbox, wires, username="zoë", password="ä")
        with pytest.raises(SendError, match="535") as refused:
            other.send(other.compose(alerts.bulletin()), "dpo@example.org")

    assert len(mailbox.post.taken) == 1
    assert not refused.value.permanent


def test_a_server_without_a_way_for_such_a_password_is_said(mailbox: Mailbox, wires: Wires) -> None:
    """The operator sees what to change; what waited goes out then."""
    told = email(mailbox, wires, username="me", password="ä“")

    with pytest.raises(SendError, match="no password with letters beyond ASCII") as refused:
        told.send(told.compose(alerts.bulletin()), "dpo@example.org")

    assert not refused.value.permanent


@pytest.mark.parametrize(
    ("pause_s", "timeout_s", "said"), [(0.0, 5, "its answer does not end"), (0.05, 0.2, "no end within 1.6 s")]
)
def test_a_greeting_without_end_is_left(wires: Wires, pause_s: float, timeout_s: float, said: str) -> None:
    """By its size where it comes fast, by the time where each line is in time; a server is not to fill our memory."""
    with talking(b"220-welcome\r\n", pause_s) as mailbox:
        told = email(mailbox, wires, timeout=timedelta(seconds=timeout_s))
        begun = time.monotonic()
        with pytest.raises(SendError, match=said) as refused:
            told.send(told.compose(alerts.bulletin()), "dpo@example.org")

    assert time.monotonic() - begun < 30
    assert not refused.value.permanent


def test_what_was_accepted_stays_so_however_the_server_takes_leave(mailbox: Mailbox, wires: Wires) -> None:
    """Sent again for the sake of a good-bye, it would come twice."""
    mailbox.post.at_quit = "500 what?"
    told = email(mailbox, wires)

    assert told.send(told.compose(alerts.bulletin()), "dpo@example.org").detail == "taken as made-up-id"


def test_a_server_that_is_not_there_is_not_final(wires: Wires) -> None:
    """A closed port is a failure of today."""
    told = email(Mailbox(host="127.0.0.1", port=9, post=None), wires)  # type: ignore[arg-type]  # never asked

    with pytest.raises(SendError, match=r"127\.0\.0\.1:9") as refused:
        told.send(told.compose(alerts.bulletin()), "dpo@example.org")

    assert not refused.value.permanent


def test_a_server_that_stalls_is_left(mailbox: Mailbox, wires: Wires) -> None:
    """After its time-out the delivery is tried again later."""
    mailbox.post.stalls_s = 1.0
    told = email(mailbox, wires, timeout=timedelta(seconds=0.2))

    with pytest.raises(SendError, match="timed out") as refused:
        told.send(told.compose(alerts.bulletin()), "dpo@example.org")

    assert not refused.value.permanent


def test_starttls_is_not_skipped(mailbox: Mailbox, wires: Wires) -> None:
    """A server that offers no TLS gets neither password nor mail."""
    told = email(mailbox, wires, security="starttls")

    with pytest.raises(SendError):
        told.send(told.compose(alerts.bulletin()), "dpo@example.org")

    assert mailbox.post.taken == []


@pytest.mark.parametrize("address", ["nobody", "a b@example.org", "ü@example.org", "x@y@z", "a@b\r\nBcc: c@d", ""])
def test_a_false_address_is_a_mistake_of_the_settings(mailbox: Mailbox, wires: Wires, address: str) -> None:
    """It is said before anything is sent, with the key."""
    with pytest.raises(SettingsError, match=r"smtp\.sender"):
        email(mailbox, wires, sender=address)


def test_a_name_before_an_address_is_kept(mailbox: Mailbox, wires: Wires) -> None:
    """Whatever signs it has; the address alone goes to the server."""
    told = email(mailbox, wires, sender="Clausewatch, Privacy Büro <watch@example.org>")
    mail = sent(mailbox, told, alerts.bulletin())

    assert mail["From"].addresses[0].display_name == "Clausewatch, Privacy Büro"
    assert mail["From"].addresses[0].addr_spec == "watch@example.org"


@pytest.mark.parametrize(
    ("effect", "line"),
    [
        ("2026-03-16", "Takes effect: 16 March 2026, in 14 days."),
        ("2026-03-02", "Takes effect: 2 March 2026, today."),
        ("2026-03-01", "In effect since: 1 March 2026, 1 day ago."),
    ],
)
def test_the_day_it_applies_is_named(mailbox: Mailbox, wires: Wires, effect: str, line: str) -> None:
    """And counted from the day of the alert."""
    alert = alerts.change(alerts.assessment(takes_effect=effect))
    text = part(sent(mailbox, email(mailbox, wires), alerts.bulletin(alert)), "plain")

    assert line in " ".join(text.split())


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (StatedDates(before=None, after=None, verdict="none"), "The text states none, before and after."),
        (alerts.SAME_DATE, "A silent edit: the text changed, its date did not."),
        (moved("2025-01-01", "2026-02-01", "advanced"), "1 January 2025 (“1”) became 1 February 2026 (“2”)."),
        (moved("2025-01-01", "2024-06", "went_back"), "Set back: 1 January 2025 (“1”) became June 2024 (“2”)."),
        (moved(None, "2026-02-01", "added"), "New: 1 February 2026 (“2”); there was none."),
        (moved("2025-01-01", None, "removed"), "Taken out: it was 1 January 2025 (“1”)."),
    ],
)
def test_the_stated_date_is_told_in_words(mailbox: Mailbox, wires: Wires, dates: StatedDates, words: str) -> None:
    """Whatever became of it."""
    alert = alerts.change(alerts.assessment(dates=dates))
    text = part(sent(mailbox, email(mailbox, wires), alerts.bulletin(alert)), "plain")

    assert words in " ".join(text.split())


@pytest.mark.parametrize(
    ("suspect", "subject"),
    [
        (
            Suspect(side="after", kind="replaced", reason="Hardly a word is the same."),
            "[Clausewatch] Northwind CRM privacy: the document was replaced or moved",
        ),
        (
            Suspect(side="after", kind="truncated", reason="Half of it is missing."),
            "[Clausewatch] Northwind CRM privacy: 2 material changes, unconfirmed",
        ),
    ],
)
def test_doubts_come_before_the_changes(mailbox: Mailbox, wires: Wires, suspect: Suspect, subject: str) -> None:
    """A reader should know first what may be wrong with the captures."""
    found = replace(alerts.assessment(), suspect=suspect)
    alert = alerts.change(found, unconfirmed=suspect.kind == "truncated")
    mail = sent(mailbox, email(mailbox, wires), alerts.bulletin(alert))
    text = " ".join(part(mail, "plain").split())

    assert mail["Subject"] == subject
    assert 0 < text.index(suspect.reason) < text.index("4.2 Security")
