"""The same said in other units, names and turns of phrase, or in two sentences; and what only looks like it."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged, rules_of

SAME = [
    ("Log files are kept for 1 year.", "Log files are kept for 12 months."),
    ("Log files are kept for one week.", "Log files are kept for seven days."),
    ("Drawings are kept for 36 months.", "Drawings are kept for three years."),
    ("Data is deleted after 24 h.", "Data is deleted after 24 hours."),
    ("Data is deleted after 48 hours.", "Data is deleted after two days."),
    ("Sessions end after 60 minutes.", "Sessions end after one hour."),
    ("You get 30% of the price back.", "You get thirty percent of the price back."),
    ("Last updated 3 May 2021.", "Last revised 3 May 2021."),
    ("You may not (1) copy, (2) sell, or (3) rent the prints.", "You may not copy, sell, or rent the prints."),
    ("Our servers are in the U.S.", "Our servers are in the US."),
    ("Letters go to the U.S. and the U.K.", "Letters go to the United States and the United Kingdom."),
    ("You can complain to the authority.", "You can lodge a complaint with the authority."),
    ("We try to keep your data accurate.", "We endeavour to keep your data accurate."),
    ("Hier können Sie sich wohlfühlen.", "Hier kannst du dich wohlfühlen."),
    ("Klicken Sie auf Melden, wenn Sie Fragen haben.", "Klicke auf Melden, wenn du Fragen hast."),
    ("Sie finden Ihre Drucke in Ihrem Konto.", "Du findest deine Drucke in deinem Konto."),
    ("Melden Sie solche Leser.", "Melde solche Leser."),
    ("You may cancel anytime.", "You may cancel at any time."),
    ("If you do not like it, do not use it.", "Do not use it if you do not like it."),
    ("Council Regulation (EC) No 261/2004 applies.", "Council Regulation (EC) 261/2004 applies."),
    ("Our company No. 0123 stands on bills.", "Our company number 0123 stands on bills."),
    ("You must be at least 18 years old.", "You must be 18 or older."),
    ("You must be at least 18 years of age.", "You must be 18 years or older."),
    ("We may update this policy from time to time.", "We may revise this policy from time to time."),
    ("We reserve the right to amend our Terms of Use.", "We reserve the right to update our Terms of Use."),
    ("If you do not agree with this policy, do not order.", "If you do not agree to this policy, please do not order."),
    (
        "Your continued use of the shop constitutes acceptance of the changes.",
        "Your continued use of the shop means that you accept the changes.",
    ),
    ("We use it to send you marketing communications.", "We use it to send you promotional communications."),
    ("Children younger than 13 may not join.", "Children under the age of 13 may not join."),
    ("Our partners must not keep it.", "Our partners are not permitted to keep it."),
    ("We answer no later than 30 days after that.", "We answer within 30 days after that."),
    ("Nothing is 100% secure.", "Nothing is one hundred percent secure."),
    ("Please do not hesitate to write to us.", "Please feel free to write to us."),
    ("We reserve the right to move.", "We may move."),
    ("We keep to Regulation (EU) 2016/679.", "We keep to the GDPR."),
    ("Wir halten die Verordnung (EU) 2016/679 ein.", "Wir halten die DSGVO ein."),
    ("Nous suivons le Règlement (UE) 2016/679.", "Nous suivons le RGPD."),
    ("Cumplimos el Reglamento (UE) 2016/679.", "Cumplimos el RGPD."),
    ("You are not obliged to answer.", "You do not have to answer."),
    ("Our liability shall not exceed £100.", "Our liability is limited to £100."),
    ("Deine Daten bleiben bei uns.", "Ihre Daten bleiben bei uns."),
    ("Our liability is at most $1.5 million.", "Our liability is at most $1,500,000."),
    ("You may print no more than two copies.", "You may print at most two copies."),
    ("It is prohibited to resell prints.", "You may not resell prints."),
    ("No member may lend a print.", "Members may not lend a print."),
    ("We protect your personally identifiable information.", "We protect your PII."),
    ("You have a right of opposition.", "You have a right to object."),
    ("You have the possibility to get a copy.", "You can get a copy."),
    ("A guest may not give up his rights.", "A guest may not waive his rights."),
    ("You give up any right to sue.", "You waive any right to sue."),
    ("It is your sole and exlusive remedy.", "It is your sole and exclusive remedy."),
    ("You are solely liable.", "You are exclusively liable."),
    ("Nothing in this lease limits our rights.", "This lease does not limit our rights."),
    ("Backups are made every 24 hours.", "Backups are made daily."),
    ("It is governed by and construed under Swiss law.", "It is governed by Swiss law."),
    ("We make sure that prints are dry.", "We ensure prints are dry."),
    ("Your film is not shown to anyone other than you.", "Your film is shown only to you."),
    ("A draft may not be given to anyone but you.", "A draft may be given only to you."),
    ("Films are kept for at most 90 days.", "Films are kept for 90 days at most."),
    ("No, we do not charge a fee for that.", "We do not charge a fee for that."),
    ("You sign up for an auto-renewing plan.", "You sign up for an auto-renewable plan."),
    ("Nous tenons vos données dans l'Union européenne.", "Nous tenons vos données dans l'UE."),
    (
        "You may cancel within 14 days, and we refund the price within 7 days.",
        "You may cancel within 14 days. We refund the price within 7 days.",
    ),
]
CITED = [
    (
        "These survive: Sections 9 (Content), 13 (Limitation of Liability), and 14 (Effect of Termination).",
        "These survive: Sections 9 (Content), 13 (Limitation of Liability), and 16 (Effect of Termination).",
    ),
    (
        "You may ask us to rectify or erase the data that we have of you.",
        "You may ask us to rectify (Article 16 GDPR) or erase (Article 17 GDPR) the data that we have of you.",
    ),
    (
        "Except as set out in Section 15 (Dispute Resolution), any claim is brought in the courts of Ireland.",
        "Except as set out in Section 19 (Arbitration), any claim is brought in the courts of Ireland.",
    ),
    (
        "This part tells residents of California what the California Consumer Protection Act demands.",
        "This part tells residents of California what the California Consumer Privacy Act demands.",
    ),
]
"""The same with another citation."""
OTHER = [
    ("We handle your orders.", "We handle your orders (Article 6(1)(f) GDPR)."),
    (
        "You may ask for a copy of your data.",
        "You may ask for a copy of your data (Art. 15 GDPR, once, and for a fee).",
    ),
    ("We process your orders under Article 6 (Consent).", "We process your orders under Article 6 (Our interests)."),
    ("What is agreed is in Section 4 (Term 12 months).", "What is agreed is in Section 5 (Term 24 months)."),
    ("Residents are covered by the Kenya Data Act.", "Residents are covered by the Nigeria Data Act."),
    ("Films are not kept for more than 90 days.", "Films are kept for more than 90 days."),
    ("No, we do not charge a fee for that.", "Yes, we do charge a fee for that."),
    ("Your film is not shown to anyone other than you.", "Your film is shown to anyone other than you."),
    ("Your film is shown only to you.", "Your film is not shown to anyone other than you and our partners."),
    ("Logs are kept for 30 days.", "Logs are kept for one month."),
    ("Logs are kept for 2 weeks.", "Logs are kept for 24 months."),
    ("Logs are kept for 24 hours.", "Logs are kept for 24 days."),
    ("Logs are kept for 90 minutes.", "Logs are kept for one hour."),
    ("No member may lend a print.", "Members may lend a print."),
    (
        "The fee is £5 per month, and it is charged on the first of the month.",
        "The fee is £6 per month. It is charged on the first of the month.",
    ),
    ("We keep logs for 30 days.", "We keep logs for 30 days. We keep backups for 60 days."),
    (
        "Minors may view prints but may not make purchases.",
        "Minors may not view prints but may make purchases.",
    ),
    ("Data are shared with social networks you use.", "Data are shared by social networks you use."),
    ("We keep logs for 1 to 24 months.", "We keep logs for 1 to 2 years."),
    (
        "The bill for prints is due in 30 days, and the bill for frames is due in 60 days.",
        "The bill for prints is due in 60 days. The bill for frames is due in 30 days.",
    ),
    ("We share your data if you object.", "We share your data although you object."),
]


# Nearly the same: for a digest at most.
NEARLY = [
    ("These terms are governed by Ohio law.", "These terms are governed by the laws of the State of Ohio."),
    ("We do not sell, trade or rent your data.", "We do not sell, trade or otherwise rent your data."),
    (
        "We are not liable for any delay beyond our control.",
        "We are not liable for delays beyond our reasonable control.",
    ),
    ("We use Harbour Web Services (HWS) for hosting.", "We use HWS for hosting."),
]


@pytest.mark.parametrize(("older", "newer"), SAME)
@pytest.mark.parametrize("backwards", [False, True])
def test_the_same_said_otherwise_is_an_edit(older: str, newer: str, backwards: bool) -> None:
    """Whichever of the two stood there first."""
    found = judged(*((newer, older) if backwards else (older, newer)))

    assert found.materiality.rank <= Materiality.EDITORIAL.rank


@pytest.mark.parametrize(("older", "newer"), CITED)
@pytest.mark.parametrize("backwards", [False, True])
def test_what_is_cited_besides_alerts_nobody(older: str, newer: str, backwards: bool) -> None:
    """The article that gives a right, the title of a section, the right name of a law."""
    found = judged(*((newer, older) if backwards else (older, newer)))

    assert not found.materiality.reaches(Materiality.MATERIAL), found.summary


@pytest.mark.parametrize(("older", "newer"), OTHER)
@pytest.mark.parametrize("backwards", [False, True])
def test_what_looks_like_it_alerts(older: str, newer: str, backwards: bool) -> None:
    """Another number, another party, another thing denied."""
    found = judged(*((newer, older) if backwards else (older, newer)))

    assert found.materiality is Materiality.MATERIAL


def test_a_sentence_cut_in_two_adds_no_number() -> None:
    """The price is still spoken of; no number came or went."""
    found = judged(
        "The fee is £5 per month, and it is charged on the first of the month.",
        "The fee is £5 per month. It is charged on the first of the month.",
    )

    assert rules_of(found).isdisjoint({"number-added", "number-removed", "number-changed"})


@pytest.mark.parametrize("title", ["Refunds", "Sale of prints"])
def test_a_heading_that_names_a_ban_is_for_a_digest(title: str) -> None:
    """What is binding is said below it."""
    found = judged(f"## {title}\n\nFees are not given back.", f"## No {title.lower()}\n\nFees are not given back.")

    assert found.materiality is Materiality.SUBSTANTIVE


def test_a_numbered_heading_is_no_ban() -> None:
    """ "No. 5" counts."""
    found = judged("## No. 5 We do not sell your data\n\nAsk us.", "## No. 5 We sell your data\n\nAsk us.")

    assert found.materiality is Materiality.MATERIAL


def test_another_address_hides_no_other_verb() -> None:
    """Whoever is called "du" now may do something else, too."""
    for newer in ("Du kannst deine Drucke sehen.", "Du kannst deine Drucke nicht löschen."):
        found = judged("Sie können Ihre Drucke löschen.", newer, title="Datenschutzerklärung")
        assert found.materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(("older", "newer"), NEARLY)
@pytest.mark.parametrize("is_turned", [False, True])
def test_nearly_the_same_alerts_nobody(older: str, newer: str, is_turned: bool) -> None:
    """Whichever of the two wordings is the newer one."""
    found = judged(newer, older) if is_turned else judged(older, newer)

    assert found.materiality is not Materiality.MATERIAL


@pytest.mark.parametrize("bars", ["are not allowed to", "are not permitted to"])
def test_what_one_may_not_do_is_no_option(bars: str) -> None:
    """It was barred before, and is: no commitment grew or shrank."""
    older = "Partners may use data to print orders, but may not use it for another purpose."
    newer = f"Partners may use data to print orders, but they {bars} use it for any other purpose."

    assert not {"commitment-strengthened", "commitment-weakened"} & set(rules_of(judged(older, newer)))
    assert "commitment-strengthened" in rules_of(judged(older, newer.replace("may use", "must use")))
