"""What an alert of a change says, before any channel sets it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from notifiers import plain
from notifiers.alerts import AlertContent, AlertKind
from notifiers.base import Bulletin
from notifiers.excerpt import EXCERPT, excerpt
from notifiers.mail_html import html
from notifiers.message import letter
from notifiers.slack_blocks import blocks, marked
from notifiers.wording_of_changes import change_sheet
from redline.types import JudgedChange, Materiality, Span
from tests.notifiers import alerts
from tests.notifiers.alerts import NOW


def _with_rule(judged: JudgedChange, rule: str, category: str) -> JudgedChange:
    return replace(judged, findings=(replace(judged.findings[0], rule=rule, category=category),))


def test_what_only_reads_differently_comes_after_what_is_named() -> None:
    """An alert is read in a minute: the promise that went stands before the practice that is put otherwise."""
    vague = _with_rule(alerts.REWORDED, "practice-first-party", "First party collection")
    sheet = change_sheet(alerts.change(alerts.assessment(vague, alerts.REMOVED)))

    assert [point.place for point in sheet.points] == ["Sharing", "§4.2 Security"]


def test_the_gravest_change_comes_first() -> None:
    """Wherever it stands in the text."""
    grave = _with_rule(alerts.REMOVED, "ai-training", "First Party Collection/Use")
    number = _with_rule(alerts.REWORDED, "number-changed", "Numbers")
    sheet = change_sheet(alerts.change(alerts.assessment(number, grave)))

    assert [point.place for point in sheet.points] == ["Sharing", "§4.2 Security"]


def test_a_new_date_is_counted_only_where_it_is_all_there_is() -> None:
    """The stated date has a line of its own."""
    date = _with_rule(alerts.REMOVED, "stated-date-removed", "Stated date")
    both = change_sheet(alerts.change(alerts.assessment(alerts.REWORDED, date)))
    alone = change_sheet(alerts.change(alerts.assessment(date)))

    assert (both.verdict, len(both.points)) == ("1 material change", 1)
    assert (alone.verdict, len(alone.points)) == ("1 material change", 1)
    assert both.level is Materiality.MATERIAL


def test_a_long_removal_that_is_cut_stays_apart_from_what_follows() -> None:
    """ "… answer the …] The only", not "…]The only"."""
    spans = (Span(op="delete", text="word " * 400), Span(op="equal", text="The only data we hold is your name."))
    cut = excerpt(replace(alerts.REWORDED.change, spans=spans))

    assert [span.op for span in cut] == ["delete", "equal"]
    assert cut[0].text.endswith("… ")
    assert sum(len(span.text) for span in cut) <= EXCERPT


def test_slack_is_shown_marks_apart_from_words() -> None:
    """It takes the asterisk of "you*, too*" for one of the text; a blank without width parts them."""
    spans = (
        Span(op="equal", text="To the extent that you"),
        Span(op="insert", text=", as a seller,"),
        Span(op="equal", text=" process data"),
        Span(op="delete", text="."),
    )

    assert marked(spans) == "To the extent that you\u200b*, as a seller,* process data\u200b~.~"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (NOW, "20 March 2026, in 18 days."),
        (NOW + timedelta(days=11), "20 March 2026, in 7 days."),
        (NOW + timedelta(days=17), "20 March 2026, in 1 day."),
        (NOW + timedelta(days=20), "20 March 2026, 2 days ago."),
    ],
)
def test_days_are_counted_from_the_message(told: datetime, said: str) -> None:
    """A digest, a reminder on a second channel or a channel that was down tell an alert long after it was decided."""
    found = alerts.change(alerts.assessment(takes_effect="2026-03-20"))
    bulletin = Bulletin(id="digest.1", alerts=(found,), created_at=told, title="Weekly digest")

    assert letter(bulletin).sheets[0].effect[0].text == said


def test_what_is_read_at_any_time_counts_no_days() -> None:
    """An entry of a feed stays as it was written."""
    found = alerts.change(alerts.assessment(takes_effect="2026-03-20"))

    assert change_sheet(found).effect[0].text == "20 March 2026."


def _subject(*found: AlertContent, title: str | None = None) -> str:
    return letter(alerts.bulletin(*found, title=title)).subject.removeprefix("[Clausewatch] Northwind CRM privacy")


def test_the_subject_names_the_gravest_and_counts_the_rest() -> None:
    """Whoever reads subjects alone knows what happened; from when, and whether it is in doubt."""
    reminder = alerts.change(alerts.assessment(takes_effect="2026-03-20"), kind=AlertKind.REMINDER)
    nameless = alerts.change(alerts.assessment(replace(alerts.REWORDED, findings=())))

    assert _subject(alerts.change()) == ": deadline loosened, and 1 more"
    assert _subject(alerts.change(alerts.assessment(alerts.REMOVED))) == ": promise removed"
    assert _subject(alerts.change(unconfirmed=True)) == ": deadline loosened, and 1 more, unconfirmed"
    assert _subject(reminder) == ", in effect from 20 March 2026: deadline loosened, and 1 more"
    assert _subject(nameless) == ": 1 material change"


def test_a_digest_begins_with_what_happened_at_each_policy() -> None:
    """Counts alone send the reader through all of it."""
    found = letter(alerts.bulletin(alerts.change(), alerts.trouble(), title="Daily digest"))
    many = letter(alerts.bulletin(*[alerts.change()] * 30, title="Daily digest"))

    assert found.preface == "Daily digest: 1 change at 1 policy and 1 other message."
    assert found.contents == (
        "Northwind CRM privacy (2 material changes): deadline loosened, and 1 more",
        "Northwind CRM privacy (cannot be read: the page answers 404)",
    )
    assert many.contents[-1] == "and 18 more alerts"


def test_the_day_of_effect_stands_before_the_clauses() -> None:
    """A deadline is not looked for below six items, in any channel."""
    told = letter(alerts.bulletin(alerts.change(alerts.assessment(takes_effect="2026-04-16"))))
    ways = [plain.text(told), html(told), json.dumps(blocks(told))]

    for words in ways:
        assert words.index("16 April 2026, in 45 days") < words.index("4.2 Security")


def test_an_alert_is_answered_on_its_page_or_by_command() -> None:
    """The page only where the web view has an address that readers reach."""
    address = "https://watch.example.org/alerts/7"
    served, alone = (letter(alerts.bulletin(alerts.change(alert_url=url))) for url in (address, None))

    assert [line.label for line in served.sheets[0].footer] == ["Answer on the web", "Seen to it", "Not worth an alert"]
    assert f'<a href="{address}">' in html(served)
    assert "clausewatch alerts ack 7" in plain.text(served)
    assert "on the web" not in plain.text(alone)


def test_a_text_that_nobody_saw_for_years_did_not_stand_for_years() -> None:
    """An archive saw it in 2018, we in 2026: between the two it may have been another."""
    unseen = (datetime(2018, 3, 10, tzinfo=UTC), datetime(2026, 1, 5, tzinfo=UTC))
    lines = change_sheet(alerts.change(before=replace(alerts.BEFORE, unseen=unseen))).evidence

    assert "not seen from 10 March 2018 to 5 January 2026" in lines[0].text
    assert "stood since" not in lines[0].text
