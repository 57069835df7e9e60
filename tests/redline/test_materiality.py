"""Judging: which changes matter, which do not, and with what words each is shown."""

import pytest

from redline.assessment import assess
from redline.reading import read
from redline.types import Materiality
from tests.redline.judged import FRENCH, GERMAN, SPANISH, judged, policy, rules_of

SHARED_WITH = "### Sharing data with third parties\n\n| Who | Where |\n| --- | --- |\n"
KEEP = "We keep the orders that you place in our shop for 30 days after they have reached your door."


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        (KEEP, KEEP.replace("30 days", "90 days"), "number-changed"),
        (KEEP, KEEP.replace("for 30 days", "for a while"), "number-removed"),
        ("We will not sell your data to anybody.", "We will sell your data to anybody.", "negation-lost"),
        (
            "We use your address solely to bring your order.",
            "We use your address to bring your order.",
            "limit-dropped",
        ),
        ("We will notify you of every new use.", "We may notify you of every new use.", "commitment-weakened"),
        (
            "Identity papers are checked by Alder, who acts as our processor of your data.",
            "Identity papers are checked by Birch, who acts as our processor of your data.",
            "recipient-changed",
        ),
        (
            "The shop is operated by Tern Books Inc. (“we”).",
            "The shop is operated by Tern Holdings Ltd. (“we”).",
            "company-changed",
        ),
        (
            "This contract is governed by the laws of Ireland.",
            "This contract is governed by the laws of Norway.",
            "governing-law-changed",
        ),
        (
            "We adhere to the EU-U.S. Privacy Shield for transfers of your data.",
            "We adhere to the Data Privacy Framework for transfers of your data.",
            "transfer-framework-removed",
        ),
        ("Our practices are certified under ISO 27001.", "Our practices are careful.", "certification-removed"),
        (
            "We send you offers only with your consent.",
            "We send you offers unless you opt out.",
            "opt-in-became-opt-out",
        ),
        (
            "The legal basis of this processing is your consent.",
            "The legal basis of this processing is our legitimate interest.",
            "legal-basis-changed",
        ),
        ("We keep your messages.", "We keep your messages and use them to train our AI models.", "ai-training"),
        ("Tern stores and scans your files.", "Tern stores, scans, and trains on your files.", "ai-training"),
        (
            "We print on paper.",
            "We print on paper. We may allow resellers through whom you bought a print to follow up with you.",
            "contact-by-others",
        ),
        ("We hold your funds.", "We hold your funds. Tern reserves the right to deduct a dormancy fee.", "price"),
        (
            "Your data is stored on servers in Ireland.",
            "Your data is stored on servers in Singapore.",
            "storage-place-changed",
        ),
        (
            "We collect information such as your name.",
            "We collect information such as your name, your location and your payment card.",
            "data-kinds-added",
        ),
        (
            "If you live in Norway or in Ireland, you may ask a court for help.",
            "If you live in Norway, you may ask a court for help.",
            "region-changed",
        ),
        (
            "We promise that our practices were examined.",
            "We promise that our practices were examined in a self-assessment.",
            "verification",
        ),
        (
            "Messages between members are end-to-end encrypted on our servers.",
            "Messages between members are encrypted on our servers.",
            "end-to-end-encryption",
        ),
        (
            "These terms are entered into between Tern (“we”) and you.",
            "These terms are entered into between the company Heron (“we”) and you.",
            "company-changed",
        ),
        (
            "This service is operated and maintained by the Alder keepers (“we”, “us”).",
            "This service is operated and maintained by Ann Birch (“we”, “us”).",
            "company-changed",
        ),
        ("Offers by mail are disabled by default.", "Offers by mail are enabled by default.", "opposite-said"),
        ("Offers stay off until you switch them on.", "Offers stay on until you switch them off.", "opposite-said"),
        ("We pay you back at most 60 days later.", "We pay you back at least 60 days later.", "opposite-said"),
        (
            "| What | Sold |\n| --- | --- |\n| Names | No |\n| Mail | No |\n| Age | Yes |",
            "| What | Sold |\n| --- | --- |\n| Names | Yes |\n| Mail | No |\n| Age | Yes |",
            "opposite-said",
        ),
        ("Recordings are kept for 30 days.", "Recordings are kept for 30 months.", "number-changed"),
        (
            "Logs are kept for 90 days and papers for 7 years.",
            "Logs are kept for 7 years and papers for 90 days.",
            "number-changed",
        ),
        ("We owe you at most €500 for it.", "We owe you at most $500 for it.", "number-changed"),
        (
            "Payments are handled by Alder Pay Europe, Ltd., 1 Grand Street, Dublin.",
            "Payments are handled by Birch N.V., 6 Long Street, Amsterdam.",
            "recipient-changed",
        ),
        (
            "We share what we hold with these companies:\n\n* Alder",
            "We share what we hold with these companies:\n\n* Alder\n* Birch",
            "recipient-changed",
        ),
        (
            "We never sell or rent your personal data to other companies.",
            "We never rent your personal data to other companies.",
            "no-sale-promise-removed",
        ),
        ("Readers must be 16 or older.", "Readers must be 13 or older.", "number-changed"),
        (f"{KEEP}\n\nWe will not telemarket to you.", KEEP, "no-unsolicited-messages"),
        (
            "To opt out, write to Tern Inc., 1 Market Street, San Jose, CA 94105 within 60 days.",
            "To opt out, write to Tern Inc., 3 Center Avenue, San Jose, CA 94111 within 30 days.",
            "number-changed",
        ),
        (
            "The law lets us act.",
            "The law lets us act.\n\nAnybody who wishes to have their personal data deleted can ask desk@tern.example.",
            "deletion-changed",
        ),
        (
            "Your orders are stored by our provider Alder Web Services, Inc. in its data centers.",
            "Your orders are stored by our provider Birch Cloud LLC in its data centers.",
            "recipient-changed",
        ),
        (
            f"{SHARED_WITH}| Alder | alder.example |\n| Birch | birch.example |",
            f"{SHARED_WITH}| Alder | alder.example |",
            "recipient-changed",
        ),
        (
            KEEP,
            f"{KEEP} We may have to ask your mobile network for your telephone number, to prevent fraud by others.",
            "duty-added",
        ),
        ("We do not sell your data to anybody.", "We do not knowingly sell your data to anybody.", "promise-qualified"),
        ("We never sell your data to anybody.", "We never sell your sensitive data to anybody.", "promise-qualified"),
        (
            "We delete your data when you close your account.",
            "We delete your data when you close your account, with the exception of your invoices.",
            "promise-qualified",
        ),
        (
            "We collect your name, photos and groups.",
            "We collect your name, photos, gender, date of birth and groups.",
            "data-kinds-added",
        ),
        ("Each plan holds 1,000 pages.", "Each plan holds 1,000 pages. Overages cost extra.", "usage-charges"),
        ("You may cancel at any time.", "You may cancel at any time, save for annual plans.", "right-qualified"),
        (
            "We never share your data with anybody except our printer.",
            "We never share your data with anybody except our printer and advertisers.",
            "promise-qualified",
        ),
        (
            "We close the accounts of readers who repeatedly infringe rights of others.",
            "We close the accounts of readers who infringe rights of others.",
            "fault-changed",
        ),
        ("We are liable for our negligence.", "We are liable for our gross negligence.", "fault-changed"),
        ("We are liable for gross negligence.", "We are liable for gross and simple negligence.", "fault-changed"),
        ("We are liable for negligence and breaches.", "We are liable for breaches.", "fault-changed"),
        (
            "We suspend readers who break our rules or harm others repeatedly.",
            "We suspend readers who break our rules or harm others.",
            "fault-changed",
        ),
        (
            "Paid credits expire 12 months after you bought them.",
            "Paid credits are yours for all that you read in the shop.",
            "paid-balance",
        ),
        (
            "We bill once a month.",
            "We bill once a month. You may pre-authorize more purchases based on usage.",
            "usage-charges",
        ),
        (
            "We can exercise these rights in connection with our shop.",
            "We can exercise these rights in connection with our affiliates.",
            "licence-scope-changed",
        ),
        (
            "Tern may exercise these rights in connection with our shop.",
            "Tern may exercise these rights in connection with its affiliates.",
            "licence-scope-changed",
        ),
        (
            "You grant us permission to show your prints.",
            "You grant us permission to show and translate your prints.",
            "licence-scope-changed",
        ),
        (
            "For all that you send us, you grant us a licence to keep and print it.",
            "For all that you send us or leave in the garden, you grant us a licence to print it with any likeness.",
            "licence-scope-changed",
        ),
        (
            "Do not post what harasses others.",
            "Do not post what harasses others unless it is news.",
            "prohibition-qualified",
        ),
        (
            "We do not permit hateful words including slurs against readers.",
            "We do not permit hateful words.",
            "prohibition-qualified",
        ),
        (
            "Users of all shelves may ask us to delete their data.",
            "Users of all shelves except maps may ask us to delete their data.",
            "right-qualified",
        ),
        (
            "All data are encrypted at rest and in transit.",
            "All data are encrypted in transit.",
            "encryption-scope-changed",
        ),
        ("We delete it after half a year.", "We delete it after one and a half years.", "number-changed"),
        (
            "Residents of Oregon have the right to delete it.",
            "Residents of Nebraska have the right to delete it.",
            "region-changed",
        ),
        ("These terms are issued by Tern Books Inc.", "These terms are issued by Heron Books Inc.", "company-changed"),
        ("We agree with you as Tern S.A.S.", "We agree with you as Tern S.A.", "company-changed"),
        (
            "You grant to Tern and its successors a licence to show your prints.",
            "You grant to Tern, its affiliates and its successors a licence to show your prints.",
            "licence-scope-changed",
        ),
        (
            "We hold data provided by you to print a book.",
            "We hold data provided by you or accessed by us through accounts you have connected to print a book.",
            "third-party-source",
        ),
        ("We bear the costs of a return.", "You bear the costs of a return.", "person-changed"),
        (
            "You own the prints that you make here.",
            "We own the prints that you make here and license them to you.",
            "person-changed",
        ),
        ("The drafts belong to the customer.", "The drafts belong to us.", "person-changed"),
        ("Books that you rent cost 5 EUR a month.", "Books that you rent cost 5 EUR a week.", "number-changed"),
        ("We keep your letters for a year.", "We keep your letters for a decade.", "number-changed"),
        (
            "Our liability to you is limited to 5 thousand euros.",
            "Our liability to you is limited to 5 million euros.",
            "number-changed",
        ),
        (
            "Our liability to you is limited to 500 EUR.",
            "Our liability to you is limited to 500 NOK.",
            "number-changed",
        ),
        (
            "We keep your orders for 30 calendar days.",
            "We keep your orders for 30 business days.",
            "number-changed",
        ),
        ("We keep your letters for up to 90 days.", "We keep your letters for over 90 days.", "opposite-said"),
        ("Changes hold after we told you.", "Changes hold before we told you.", "opposite-said"),
        ("We keep it until the later of both days.", "We keep it until the earlier of both days.", "opposite-said"),
        ("All of your letters are encrypted.", "Some of your letters are encrypted.", "opposite-said"),
        ("### Do we sell?\n\nNo, we do not.\n\n" + KEEP, "### Do we sell?\n\nYes, we do.\n\n" + KEEP, "opposite-said"),
        (
            "We delete your letters when you leave.",
            "We endeavour to delete your letters when you leave.",
            "commitment-weakened",
        ),
        ("The law of Ireland applies to it.", "The law of Norway applies to it.", "governing-law-changed"),
        (
            "We use Alder to measure visits to our shop.",
            "We use Birch to measure visits to our shop.",
            "recipient-changed",
        ),
        (
            "| Processor | For |\n| --- | --- |\n| Alder | Parcels |",
            "| Processor | For |\n| --- | --- |\n| Alder | Parcels |\n| Birch | Letters |",
            "recipient-changed",
        ),
        (
            "| Processor | Work | Place |\n| --- | --- | --- |\n| Alder | Hosting | Germany |",
            "| Processor | Work | Place |\n| --- | --- | --- |\n| Alder | Hosting | Singapore |",
            "storage-place-changed",
        ),
        (
            "### List of sub-processors\n\nWe use:\n\n* **Alder:** for our letters\n* **Cedar:** for our parcels",
            "### List of sub-processors\n\nWe use:\n\n* **Birch:** for our letters\n* **Cedar:** for our parcels",
            "recipient-changed",
        ),
        (
            "### List of sub-processors\n\nWe use:\n\n* **Alder:** for our letters",
            "### List of sub-processors\n\nWe use:\n\n* **Alder:** for our letters\n* **Birch:** for our gifts",
            "recipient-changed",
        ),
        (
            "A court may hear disputes that you or we bring.",
            "A court may hear disputes that we bring.",
            "person-changed",
        ),
        (
            "It is an agreement between you and Tern Digital Books LLC (“Tern” or “we”).",
            "It is an agreement between you and Tern.example Books LLC (“Tern” or “we”).",
            "company-changed",
        ),
        (
            "It is an agreement between you and Tern, L.L.C. (or our affiliates).",
            "It is an agreement between you and Tern OpCo, LLC (or our affiliates).",
            "company-changed",
        ),
        ("Your plan holds up to ten open orders.", "Your plan holds up to five open orders.", "number-changed"),
        ("We require partners to keep it secret.", "We ask partners to keep it secret.", "commitment-weakened"),
        ("We collect:\n\n* Names", "We collect:\n\n* Names\n* Face scans", "practice-added"),
        ("We never sell:\n\n* Names\n* Photos", "We never sell:\n\n* Names", "promise-removed"),
        ("You have these rights:\n\n* Access\n* Deletion", "You have these rights:\n\n* Access", "right-removed"),
    ],
)
def test_a_change_that_matters_names_its_rule(before: str, after: str, rule: str) -> None:
    """One word, one number or one name is enough."""
    found = judged(before, after)

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


def test_trying_by_another_word_is_still_trying() -> None:
    """Neither word promises more than the other."""
    found = judged("We aim to delete your data within a month.", "We strive to delete your data within a month.")

    assert "commitment-weakened" not in rules_of(found)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "You may ask for a copy of your data except for letters.",
            "You may ask for a copy of your data.",
            "right extended: exception removed",
        ),
        (
            "We use your address only to bring your order and to send you letters.",
            "We use your address only to bring your order.",
            "promise extended: limit narrowed",
        ),
        (
            "We use your address only to bring your order.",
            "We use your address only to bring your order and to send you letters.",
            "promise qualified: limit widened",
        ),
    ],
)
def test_what_holds_farther_is_not_called_qualified(before: str, after: str, told: str) -> None:
    """Nor is the reason one for less."""
    found = [finding for change in judged(before, after).changes for finding in change.findings]

    assert [
        finding.reason.endswith("fewer exceptions or reservations.") for finding in found if finding.direction == told
    ] == ["extended" in told]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We organise the colours of our licence.", "We organize the colors of our license."),
        ("We keep it — “always”.", 'We keep it - "always".'),
        ("See section 4 for what we keep.", "See section 5 for what we keep."),
        ("We use names and addresses.", "We use addresses and names."),
        ("Version 3 of 2 March 2023.", "Version 4 of 7 May 2024."),
        (
            "You may return a book that (a) was never read; and\n\n(b) came to you from our shop.",
            "You may return a book that (a) was never read; and (b) came to you from our shop.",
        ),
        (
            "(a) You own what you write to us.\n\n(b) We may print it in our paper.",
            "You own what you write to us. (b) We may print it in our paper.",
        ),
        ("Each party shall keep it secret.", "Each party must keep it secret."),
        ("You may not copy it.", "You must not copy it."),
        ("Dites-le dans l’e-mail de la commande.", "Dites-le dans l’email de la commande."),
        ("We use your address to run our web shop.", "We used your adress to run our web shop."),
        ("You must utilize it pursuant to the law.", "You are required to use it in accordance with the law."),
        (
            "Please write to us via e-mail or by phone, however late.",
            "Write to us through e-mail or by phone, however late.",
        ),
        ("Our terms apply.", "Our terms (https://tern.example/terms/of/use) apply."),
        ("We may purchase, e.g., paper.", "We may buy, for example, paper."),
        ("It holds data, including, but not limited to, your name.", "It holds data, including your name."),
        ("You can ask us for a copy:\n\nin writing or by phone.", "You can ask us for a copy: in writing or by phone."),
        ("We keep it.\n\n### Who can see it\n\nNobody.", "We keep it. Who can see it\n\nNobody."),
        ("Clauses of the Union (which can be found here) apply.", "Clauses of the Union apply."),
        ("Repos and info are kept by us.", "Repositories and information are kept by us."),
        ("### Waiver of class ctions\n\nNo judge.", "### Waiver of class actions\n\nNo judge."),
        ("### Courts and governing law\n\nIreland's.", "### Governing law\n\nIreland's."),
        (
            "To get a refund, please visit https://help.alder.example.",
            "To get a refund, please visit [Alder Help](https://help.alder.example).",
        ),
        ("Our Privacy Policy tells how.", "Our Privacy Notice tells how."),
        (
            "To learn how we print our books, please read this [notice](/n).",
            "To learn how we print our books, please read [this help center article](/n).",
        ),
        ("You pay unless you do not cancel before the end.", "You pay if you cancel before the end."),
        ("Enforce our [Terms & Conditions](/t).", "Enforce our [Terms of Use](/t)."),
        (
            "This User Agreement is effective upon acceptance for new users, from August 20, 2020 for others.",
            "This User Agreement is effective upon acceptance for new users, from October 28, 2022 for others.",
        ),
        ("This text replaces any older one.", "This text replaces and supersedes any older one."),
        ("### Kids and orders\n\nNone.", "### Children and orders\n\nNone."),
        ("We tell you about particular shelves.", "We tell you about specific shelves."),
        ("Effective: July 10, 2025", "Effective: April 4, 2026 (previous version)"),
        ("Revised: July 10, 2025 (major update summary and previous version)", "Revised: July 10, 2025"),
        ("This applies to all our shelves.", "This applies to all of our shelves."),
        ("It is run by Tern, L.L.C.", "It is run by Tern, LLC."),
        ("Our capital of €36,982.92 is paid in.", "Our capital of €36 982,92 is paid in."),
    ],
)
def test_other_writing_is_editorial_at_most(before: str, after: str) -> None:
    """Spelling, signs, references, order and dates change no meaning."""

    assert not judged(before, after).materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Write to us at 4 Harbour Street.", "Write to us at 9 Market Square."),
        (
            "If you have questions, contact us at desk@tern.example.",
            "If you have questions, contact us at hello@tern.example.",
        ),
        (
            "Our data protection officer is Ann Alder, reachable at the address below.",
            "Our data protection officer is Bob Birch, reachable at the address below.",
        ),
        (
            "The settings of your browser decide about cookies.",
            "Most browsers have settings that let people decide about cookies.",
        ),
        (
            "You have the right to cancel within 14 days: write to Tern Books, 3400 Ashton Boulevard, Lehi, UT 84043.",
            "You have the right to cancel within 14 days: write to Tern Books, 108 River Parkway, Jordan, UT 84095.",
        ),
        (
            "You have the right to complain to the authority (www.authority.example/data/protection/complain).",
            "You have the right to complain to the authority (www.authority.example/new/form).",
        ),
        (
            "You have the right to cancel: write to Tern Books, 3400, N. Ashton Blvd, Suite 175, Lehi, UT 84043.",
            "You have the right to cancel: write to Tern Books, 10808 S River Parkway Suite 398 Jordan, UT 84095.",
        ),
        (
            "If you registered with our shop after December 5, 2018, the courts of Ireland decide.",
            "If you registered with our shop after November 26, 2025, the courts of Ireland decide.",
        ),
        (
            "If you are a resident of Virginia or Colorado, you may appeal to your attorney general.",
            "If you are a resident of Texas, Oregon, Virginia or Colorado, you may appeal to your attorney general.",
        ),
        (
            "### If you live in the European Union or Switzerland\n\nWrite to our desk there.",
            "### If you live in the European Union\n\nWrite to our desk there.",
        ),
        (
            KEEP,
            f"{KEEP}\n\nIf you are a resident of Nevada, please see our Consumer Health Data Privacy Policy.",
        ),
        (
            "### Sharing your personal data with service providers\n\nWe do so in writing.",
            "### Service providers\n\nWe do so in writing.",
        ),
    ],
)
def test_contacts_and_explanations_go_into_a_digest(before: str, after: str) -> None:
    """They changed, and nobody needs to be woken for it."""

    assert judged(before, after).materiality is Materiality.SUBSTANTIVE


def test_what_stands_on_both_sides_was_neither_added_nor_removed() -> None:
    """A sentence that tells of sharing before and after says nothing of sharing that came."""
    found = judged(
        "We share your data with our partners who carry parcels on weekdays.",
        "We share your data with our partners who carry heavy boxes on weekdays.",
    )
    told = [finding.direction for change in found.changes for finding in change.findings]

    assert any(direction.endswith("reworded") for direction in told)
    assert not any(direction.endswith(("added", "removed")) for direction in told)


def test_who_lives_where_is_no_place_of_storage() -> None:
    """A pointer to what else visitors of a country can read moves no data."""
    found = judged(
        "It is read as it stands.", "It is read as it stands. Visitors located in Germany can read a notice."
    )

    assert "transfer-abroad" not in rules_of(found)


def test_a_denial_is_a_promise_and_no_practice() -> None:
    """ "We do not share …" came: nobody shares anything now."""
    found = judged(KEEP, f"{KEEP}\n\nWe do not share or sell your personal data to third parties, and never track you.")

    assert found.materiality is Materiality.MATERIAL
    assert not {"sharing-added", "sale-added", "tracking-technology", "data-category-added"} & rules_of(found)


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        (
            "We may close it if you materially breach this.",
            "We may close it if you breach this materially.",
            "fault-changed",
        ),
        ("We are liable for wilful misconduct.", "We are liable for deliberate misconduct.", "fault-changed"),
        ("We are liable for what readers post.", "We are liable for what readers upload.", "fault-changed"),
        ("Do not lend it unless we agree.", "Do not lend it unless we agree in writing.", "prohibition-qualified"),
        ("Some users may not see it unless they log in.", "Some users may not see it.", "prohibition-qualified"),
        ("You may ask us to delete it.", "You may ask us to delete it, except as described here.", "right-qualified"),
        ("All data is encrypted in transit.", "All data is encrypted during transmission.", "encryption-scope-changed"),
        ("We charge twice the price.", "We charge double the price.", "number-changed"),
        ("We delete it after half a year.", "We delete it after six months.", "number-changed"),
        ("Send us a copy twice a year.", "Send us a copy 2 times a year.", "number-changed"),
        ("You must not lend it.", "You must not lend it unless the law permits it.", "prohibition-qualified"),
        (
            "You may exercise these rights with us.",
            "You may exercise these rights with affiliates.",
            "licence-scope-changed",
        ),
        ("We set session tokens that expire.", "We set session tokens.", "paid-balance"),
        ("We use metered lines to reach you.", "We use lines to reach you.", "usage-charges"),
        ("We are not liable for breaches of others.", "We are not liable for violations of others.", "fault-changed"),
        ("We suspend you for breaches and negligence.", "We suspend you for breaches.", "fault-changed"),
        ("Our shop ships from San Diego, CO.", "Our shop ships from San Jose, CO.", "company-changed"),
        (
            "If you live here, write to Harbour Street, Tern, California 94110.",
            "If you live here, write to Promenade Street, Tern, CA 94158.",
            "region-changed",
        ),
        (
            "We grant you the right to object to us.",
            "We grant you the right to object to affiliates.",
            "licence-scope-changed",
        ),
        ("The receipt is issued by Tern Bank, Inc.", "The receipt is issued by Heron Bank, Inc.", "company-changed"),
        ("You may see data accessed by you through connected devices.", "You may see data.", "third-party-source"),
        ("Feel free to lend your licence to us.", "Lend your licence to us.", "licence-scope-changed"),
    ],
)
def test_a_word_that_a_rule_listens_to_is_told_in_its_sense_alone(before: str, after: str, rule: str) -> None:
    """A liking is no fault, a way of speaking no licence."""
    assert rule not in rules_of(judged(before, after))


def test_only_who_a_company_is_and_where_is_told_of_a_company() -> None:
    """The law and the refunds that the sentence also speaks of are as they were."""
    sentence = "This contract with {}, on refunds and arbitration, is governed by the laws of Ireland."
    found = judged(
        sentence.format("Tern Books Inc. (“we”), 4 Harbour Street, Las Vegas, NV 89108"),
        sentence.format("Heron Books Limited (“we”), 12 Promenade Street, 1065, Nicosia, Cyprus"),
    )

    assert rules_of(found) == {"company-changed"}
    assert "from Tern Books Inc to Heron Books Limited" in found.summary


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Your company owns what its people print here.", "You own what your people print here."),
        ("You may read books on a device you own.", "You may read books on a device our partners own."),
    ],
)
def test_who_owns_something_is_told_of_disputes_alone(before: str, after: str) -> None:
    """Not of the reader's own company, nor of whose device it is."""
    assert "person-changed" not in rules_of(judged(before, after))


@pytest.mark.parametrize(
    "form", ["Inc.", "Digital LLC", "GmbH", "Pvt. Ltd.", "PTE. LTD.", "S.à r.l.", "Trading Co.", "Company of Ohio, LLC"]
)
def test_a_legal_entity_that_changes_with_its_brand_is_told(form: str) -> None:
    """The brand's rename is none of the policy's; who answers for it is."""
    text = "The shop is operated by Tern {}\n\nTern sells books. Tern Stores lend them. You may call Tern at any time."
    renamed = judged(text.format("people."), text.format("people.").replace("Tern", "Heron"))
    found = judged(text.format(form), text.format(form).replace("Tern", "Heron"))

    assert renamed.materiality is Materiality.EDITORIAL
    assert "company-changed" in rules_of(found)


def test_a_number_that_stands_elsewhere_neither_came_nor_went() -> None:
    """In figures or in words."""
    older = f"{KEEP}\n\nOur shop is not meant for children under 13 years of age, and they may not order."
    newer = f"{KEEP}\n\nWe turn away whoever has not reached thirteen (13) years, without asking who the parents are."
    found = judged(older, newer)

    assert found.materiality is Materiality.MATERIAL
    assert not {"number-removed", "number-added"} & rules_of(found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The rights listed above hold for all.", "The rights listed below hold for all."),
        ("You pay the annual fee for a shelf.", "You pay the yearly fee for a shelf."),
        ("If you ask about fees, write to us.", "If you ask about fees, write to them."),
        ("We pay the costs and write to you.", "We pay the costs and write to us."),
        ("We use HTML5 storage to support our shop.", "We use Web storage to support our shop."),
        ("Our blog is powered by Alder.", "Our blog is powered by Birch."),
        (
            "| Partner | Discount |\n| --- | --- |\n| Alder | 10 |",
            "| Partner | Discount |\n| --- | --- |\n| Alder | 10 |\n| Students | 20 |",
        ),
        (
            "If you want us to delete your data, contact us at:\n\n* Ireland",
            "If you want us to delete your data, contact us at:\n\n* Ireland\n* Norway",
        ),
        ("The customer owns the drafts.", "The client owns the drafts."),
        ("To obtain a copy of your data, write to us.", "To obtain a copy of your data, contact us."),
        ("You may not disrupt grids or networks.", "You may not disrupt grids, medical devices or networks."),
        ("It all ends, except that (d) you owe us.", "It all ends, except that (f) you owe us."),
        ("We provide your books from our office.", "We provide your books from our location."),
    ],
)
def test_what_only_looks_like_a_grave_change_goes_into_a_digest_at_most(before: str, after: str) -> None:
    """The words of one, in another sense."""

    assert not judged(before, after).materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize(
    ("before", "after", "least"),
    [
        ("Article 6 (1) and (f) apply to it.", "Article 6 (1) and (b) apply to it.", Materiality.SUBSTANTIVE),
        ("You get 5\ufffd of the price.", "You get 5% of the price.", Materiality.EDITORIAL),
        ("See https://a.example/opt-out.", "See https://a.example/optout.", Materiality.EDITORIAL),
        ("### Fees\n\nLate fee ........ 20", "### Fees\n\nLate fee ........ 90", Materiality.EDITORIAL),
        ("We keep it.", "We keep it. We sell your location. var a = 1;", Materiality.MATERIAL),
        ("We keep it.", "We keep it.\n\nConsent ID: we share it with advertisers and sell it.", Materiality.MATERIAL),
        ("Each file has 512 bytes and is kept.", "Each file has 1024 bytes and is kept.", Materiality.MATERIAL),
    ],
)
def test_what_stands_beside_noise_is_none(before: str, after: str, least: Materiality) -> None:
    """Left-overs, lost signs, leaders and numbers of items hide nothing."""
    letters = KEEP.replace("orders", "letters")

    assert judged(f"{KEEP}\n\n{before}\n\n{letters}", f"{KEEP}\n\n{after}\n\n{letters}").materiality.reaches(least)


def test_a_long_sentence_before_a_list_is_read_in_time() -> None:
    """However often it speaks of us."""
    lead = f"Collect {'our x ' * 4_000}things:"

    assert judged(f"{lead}\n\n* A", f"{lead}\n\n* A\n* B\n* C\n* D").changes


def test_a_policy_to_download_is_no_right() -> None:
    """The words of one that is."""
    found = judged(KEEP, f"{KEEP} You can download the full privacy statement here.")

    assert not found.materiality.reaches(Materiality.MATERIAL)


def test_a_number_is_one_however_it_is_written() -> None:
    """With a blank, with a hyphen, in figures; and "more than one" is no limit."""
    found = judged(
        "You may cancel twenty four (24) hours before, if you have an order.",
        "You may cancel 24 hours before, if you have more than one order.",
    )

    assert not {"number-changed", "number-removed", "number-added"} & rules_of(found)


def test_a_number_may_stand_in_figures_before_its_words() -> None:
    """Or behind them: it is the same number, and another where it differs."""
    older = "A claim lapses within 26 (twenty-six) months from the day on which you bought the print."
    same = judged(older, older.replace("26 (twenty-six)", "twenty-six (26)"))
    other = judged(older, older.replace("26 (twenty-six)", "24 (twenty-four)"))

    assert not same.materiality.reaches(Materiality.SUBSTANTIVE)
    assert "number-changed" in rules_of(other)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("You must pay within one hundred eighty (180) days.", "You must pay within 180 days."),
        ("You must pay within one hundred and eighty days.", "You must pay within 180 days."),
        ("We are liable for up to one thousand U.S. dollars (US $1,000.00).", "We are liable for up to $1,000."),
        ("We answer within one (1) month of your letter.", "We answer within a month of your letter."),
        ("We keep your letters for a period of two years.", "We keep your letters for two years."),
        ("Up to a hundred users may join a team.", "Up to 100 users may join a team."),
        ("Wir löschen Ihre Daten nach neunzig Tagen.", "Wir löschen Ihre Daten nach 90 Tagen."),
        ("Nous gardons vos données soixante jours.", "Nous gardons vos données 60 jours."),
    ],
)
def test_a_large_number_is_one_in_words_and_in_figures(older: str, newer: str) -> None:
    """And "a month" is one, where something must be done within it."""
    assert not judged(older, newer).materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    ("older", "newer", "told"),
    [
        (
            "You must pay within two hundred days.",
            "You must pay within one hundred days.",
            "two hundred days became one hundred days",
        ),
        (
            "You must pay within one hundred eighty (180) days.",
            "You must pay within one hundred twenty (120) days.",
            "one hundred eighty (180) days became one hundred twenty (120) days",
        ),
        ("We are liable for up to $100.", "We are liable for up to fifty dollars.", "$100 became fifty dollars"),
        ("You pay $100 a year.", "You pay A$100 a year.", "$100 became A$100"),
        ("You pay ₹5,000 a year.", "You pay ₹9,000 a year.", "₹5,000 became ₹9,000"),
        ("You pay 100 US dollars.", "You pay 300 US dollars.", "100 US dollars became 300 US dollars"),
        ("You pay Rs. 100 a year.", "You pay Rs. 300 a year.", "Rs. 100 became Rs. 300"),
        ("You pay $0.005 a letter.", "You pay $5 a letter.", "$0.005 became $5"),
        (
            "You may hold at least 5 books for 5 years.",
            "You may hold at least 9 books for 5 years.",
            "at least 5 became at least 9",
        ),
        (
            "We delete your data within 30 to 60 days.",
            "We delete your data within 10 to 60 days.",
            "30 to 60 days became 10 to 60 days",
        ),
        ("We answer within a month.", "We answer within two months.", "a month became two months"),
        ("Conservamos sus datos sesenta días.", "Conservamos sus datos noventa días.", "sesenta días became noventa"),
    ],
)
def test_another_large_number_is_told_whole(older: str, newer: str, told: str) -> None:
    """Of "one hundred eighty days" nobody is told that eighty days became something else."""
    directions = [found.direction for change in judged(older, newer).changes for found in change.findings]

    assert any(direction.startswith(told) for direction in directions)


@pytest.mark.parametrize(
    ("older", "newer", "level"),
    [
        ("Maximum number of seats: 10", "Maximum number of seats: 5", Materiality.MATERIAL),
        ("### Fees\n\nA print for one: 10", "### Fees\n\nA print for one: 12", Materiality.MATERIAL),
        ("Days we keep it:\n\n* Letters: 90", "Days we keep it:\n\n* Letters: 190", Materiality.MATERIAL),
        ("You may choose from 14 partners.", "You may choose from 15 partners.", Materiality.SUBSTANTIVE),
        ("We hold a score of 99.9 there.", "We hold a score of 99.5 there.", Materiality.SUBSTANTIVE),
        ("You must be 18 (eighteen) to order.", "You must be 16 (sixteen) to order.", Materiality.SUBSTANTIVE),
        ("As told earlier, prints are paper.", "As told later, prints are paper.", Materiality.SUBSTANTIVE),
        ("This shop's text is of 2024-05-01.", "This shop's text is of 2025-06-02.", Materiality.EDITORIAL),
        ("It is Tern Rules v2.0 that holds.", "It is Tern Rules v2.1 that holds.", Materiality.EDITORIAL),
        ("As stated in 3.2 above, we print.", "As stated in 4.2 above, we print.", Materiality.EDITORIAL),
        ("Letters stay for 30d in the shop.", "Letters stay for 90d in the shop.", Materiality.SUBSTANTIVE),
        ("See Section 12 of these rules.", "See Section 13 of these rules.", Materiality.EDITORIAL),
        ("See Section L. Payment of these rules.", "See Section K. Payment of these rules.", Materiality.EDITORIAL),
        ("You may cancel until Sunday.", "You may cancel until Monday.", Materiality.SUBSTANTIVE),
        ("We bring it on Monday and Sunday.", "We bring it on Monday.", Materiality.SUBSTANTIVE),
        ("Es kostet ab 5 € im Monat bei uns.", "Es kostet 5 € im Monat bei uns.", Materiality.SUBSTANTIVE),
        ("You accept Annex A and Annex B.", "You accept Annex A.", Materiality.SUBSTANTIVE),
        ("It holds from Monday, 4 May 2026.", "It holds from Wednesday, 6 May 2026.", Materiality.EDITORIAL),
        ("Gültig ab Mittwoch, 6. Mai 2026", "Gültig ab 7. Mai 2026", Materiality.EDITORIAL),
        ("See clauses 3, 4 and 15 below.", "See clauses 3, 4 and 16 below.", Materiality.EDITORIAL),
        ("It is Form 1099 that we send.", "It is Form 1098 that we send.", Materiality.EDITORIAL),
        ("It is told in 17 U.S.C. § 512.", "It is told in 17 U.S.C. § 513.", Materiality.EDITORIAL),
        ("It is version 2.1 of our rules.", "It is version 2.2 of our rules.", Materiality.EDITORIAL),
    ],
)
def test_a_bare_figure_is_told_and_a_reference_is_not(older: str, newer: str, level: Materiality) -> None:
    """Of what is bounded, or stands in a list of prices or periods, it alerts."""
    assert judged(f"{KEEP}\n\n{older}", f"{KEEP}\n\n{newer}").materiality is level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("### {} years in business\n\nWe print on.", Materiality.EDITORIAL),
        ("Over the past {} years we have worked hard on prints.", Materiality.SUBSTANTIVE),
        ("Over the past {} months we have sold your personal data.", Materiality.MATERIAL),
        ("We keep what you write to us for {} years.", Materiality.MATERIAL),
        ("We retain {} years of business records about you.", Materiality.MATERIAL),
        ("You must have {} years of driving experience to rent a car.", Materiality.MATERIAL),
        ("Only sellers with {} years in business may join.", Materiality.MATERIAL),
        ("For {} years, we have offered your data to brokers.", Materiality.MATERIAL),
    ],
)
def test_how_long_a_company_has_been_there_alerts_nobody(text: str, level: Materiality) -> None:
    """How long it did what with data does."""
    assert judged(f"{KEEP}\n\n{text.format(15)}", f"{KEEP}\n\n{text.format(20)}").materiality is level


def test_a_text_that_says_from_when_it_applies_is_no_silent_edit() -> None:
    """Though the date it states stays as it was."""
    dated = f"Last updated: 17 January 2022.\n\n{KEEP}"
    older = policy(dated)
    newer = policy(
        f"{dated}\n\nWe share your orders with our advertising partners. These changes take effect on 19 December 2022."
    )
    found = assess(older, newer)

    assert found.takes_effect == "2022-12-19"
    assert found.stated_date.verdict == "same"
    assert not found.stated_date.silent


def test_words_put_in_place_of_others_are_a_change_wherever_else_they_stand() -> None:
    """There is nothing to quote that stands on one side only, and the history has it all the same."""
    rows = "| Offers | data of other shops |\n| Mail | data that you give us |"
    table = "### What we use\n\n| What for | Which data |\n| --- | --- |\n| Prices | {} |\n" + rows
    found = judged(table.format("data of other shops"), table.format("data that you give us"))

    assert found.materiality.reaches(Materiality.EDITORIAL)


def test_a_recipient_is_quoted_with_its_row() -> None:
    """Whose name, what for, and where; and only the name is a name."""
    head = "### List of sub-processors\n\n| Who | What for | Where |\n| --- | --- | --- |\n"
    found = judged(
        f"{head}| Alder | Parcels | France |\n| Birch | Mail | Malta |", f"{head}| Alder | Parcels | France |"
    )
    findings = [finding for change in found.changes for finding in change.findings]

    assert [(finding.direction, finding.evidence_before) for finding in findings] == [
        ("recipient Birch removed", "Birch | Mail | Malta")
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "## Footer\n\nWe do not share information about you with networks.",
            "## Footer\n\nWe share information about you with networks.",
        ),
        (
            "## Cookies and offers\n\nWe set cookies only after you agreed.\n\nCookie settings\n\n## More\n\n" + KEEP,
            "## Cookies and offers\n\nWe set cookies as soon as you come.\n\nCookie settings\n\n## More\n\n" + KEEP,
        ),
        ("We share data with:\n\n* Alder", "We share data with:\n\n* Alder\n* Facebook"),
        ("### Do we sell your data?\n\nNo.\n\nAsk us.", "### Do we sell your data?\n\nYes.\n\nAsk us."),
        (
            "### List of sub-processors\n\n* [Alder](https://x.example/v)",
            "### List of sub-processors\n\n* [Alder](https://x.example/v)\n* [Birch](https://x.example/v)",
        ),
        (
            "Claims of copyright owners made before 2019 are paid in full.",
            "Claims of copyright owners made before 2025 are paid in full.",
        ),
    ],
)
def test_what_binds_is_never_taken_for_the_page(before: str, after: str) -> None:
    """Whatever heading, button or word of a menu stands beside it."""
    found = judged(
        f"{KEEP} You may ask for it at any time.\n\n{before}", f"{KEEP} You may ask for it at any time.\n\n{after}"
    )

    assert found.materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We do not sell your data.", "We do not sell your data, including sensitive data."),
        ("We do not sell your data.", "We do not sell your data or health data."),
        ("We may delete your account.", "We may delete your account unless you log in."),
    ],
)
def test_what_names_more_or_is_a_power_is_no_narrower_promise(before: str, after: str) -> None:
    """Another kind of data that is not sold either, and when an account may be closed."""
    assert "promise-qualified" not in rules_of(judged(before, after))


def test_a_street_is_nobody_who_receives_data() -> None:
    """A processor that moved is the same one."""
    address = "Your data is shared with Tern Data, Inc., with an office at {where}, which stores it for us."
    old, new = (
        address.format(where=where) for where in ("3001 Alder Caves Road, Suite 100", "575 Birch Street, Unit 507")
    )

    assert "recipient-changed" not in rules_of(judged(old, new))


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "hostile",
    [
        "We keep data by fingerprint" + "a" * 20_000 + " of you.",
        "The user data " + "A-" * 8_000 + "x is never.",
        "- a b\n  - b c\n\n" * 1_500 + "        deep",
        "until 5 May 2025, " * 2_000,
    ],
)
def test_a_hostile_text_is_judged_in_time(hostile: str) -> None:
    """No pattern of a denial, a list or a day goes over a text again and again."""

    assert judged(KEEP, f"{KEEP}\n\n{hostile}").changes


@pytest.mark.parametrize(
    ("older", "newer", "said"),
    [
        ("Last updated: March 1, 2026", "Last updated: April 2, 2026", "Stated date 2026-03-01 -> 2026-04-02"),
        (
            "You may end it with 60 days' notice.",
            "You may end it with 10 days' notice.",
            "60 days became 10 days (What we do)",
        ),
        ("Accounts go after 90 days.", "Accounts go after 900 days.", "90 days became 900 days (What we do)"),
    ],
)
def test_the_summary_says_what_changed_and_no_more(older: str, newer: str, said: str) -> None:
    """A date alone is no change of wording, and a number has its unit."""

    assert judged(older, newer).summary == said


@pytest.mark.parametrize(
    ("older", "newer", "rule"),
    [
        (
            "You may ask for access, correction or deletion of your personal data.",
            "You may ask for access or correction of your personal data.",
            "termination",
        ),
        (
            "We will tell you of a breach within 72 hours.",
            "We will tell you of a breach without undue delay.",
            "negation-gained",
        ),
        ("Your data is stored in Ireland.", "Your data is stored in data centers in Ireland.", "data-category-added"),
    ],
)
def test_a_word_in_passing_is_no_reason(older: str, newer: str, rule: str) -> None:
    """Access that is asked for, how soon something is done, where machines stand."""

    assert rule not in rules_of(judged(older, newer))


def test_the_same_text_is_no_change() -> None:
    """None at all."""
    found = judged(KEEP, KEEP)

    assert found.materiality is Materiality.NONE
    assert found.summary == "No change"


def test_a_new_clause_is_judged_on_what_it_says() -> None:
    """A practice that was not there before."""
    found = judged(KEEP, f"{KEEP}\n\nWe share your address and your purchases with our advertising partners.")

    assert found.materiality is Materiality.MATERIAL
    assert "sharing-added" in rules_of(found)


def test_a_removed_promise_matters_as_much_as_a_new_practice() -> None:
    """The limit that is gone is quoted from the older text."""
    found = judged(f"{KEEP}\n\nWe never sell your personal data to third parties.", KEEP)
    quotes = [finding.evidence_before for change in found.changes for finding in change.findings]

    assert found.materiality is Materiality.MATERIAL
    assert "no-sale-promise-removed" in rules_of(found)
    assert any("never sell your personal data" in quote for quote in quotes)


def test_a_moved_clause_is_editorial() -> None:
    """Its words are the same, wherever they stand."""
    other = "We share your address with the carrier that brings the parcel to your door, and with nobody else at all."

    assert judged(f"{KEEP}\n\n{other}", f"{other}\n\n{KEEP}").materiality is Materiality.EDITORIAL


def test_a_sentence_moved_into_another_clause_is_no_new_practice() -> None:
    """It stood in the text before."""
    more = "We share your address with the carrier that brings the parcel."
    first = "We run a shop for books and maps in a town by the sea, and have done so for many years."

    found = judged(f"{KEEP} {more}\n\n{first}", f"{KEEP}\n\n{first} {more}")

    assert not found.materiality.reaches(Materiality.SUBSTANTIVE)


def test_what_no_rule_knows_is_substantive() -> None:
    """A change of meaning is never called less for want of a word."""
    found = judged("The shop was painted blue by its founder.", "The shop was bought from a retired sailor.")

    assert found.materiality is Materiality.SUBSTANTIVE
    assert rules_of(found) == {"other-change"}


def test_a_language_without_rules_is_told_and_not_judged() -> None:
    """Whatever is left is substantive at least."""
    words = (
        "Wij bewaren de gegevens van uw bestelling en delen deze niet met anderen, tenzij u daarmee heeft ingestemd. "
    )
    before, after = (
        policy(words * 6 + f"De gegevens worden na {days} dagen door ons verwijderd uit alle systemen van het bedrijf.")
        for days in ("dertig", "tachtig")
    )
    found = assess(before, after)

    assert not found.judged
    assert found.materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Nous conservons vos données pendant 3 ans après le dernier contact que vous avez eu avec nous.",
            "Nous conservons vos données pendant 5 ans après le dernier contact que vous avez eu avec nous.",
        ),
        (
            "Wir geben Ihre Daten nicht an Dritte weiter, es sei denn, Sie haben dem zuvor zugestimmt.",
            "Wir geben Ihre Daten an Dritte weiter, es sei denn, Sie haben dem zuvor widersprochen.",
        ),
        (
            "No compartimos sus datos con terceros sin su consentimiento previo y expreso para ello.",
            "Compartimos sus datos con terceros para fines de publicidad y de análisis de su conducta.",
        ),
    ],
)
def test_french_german_and_spanish_have_rules(before: str, after: str) -> None:
    """The main categories have their cues."""

    assert judged(before, after).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    ("text", "before", "after", "rule"),
    [
        (
            FRENCH,
            "Tern et Heron sont les responsables conjoints de ce traitement.",
            "Tern est le responsable de ce traitement.",
            "fr-responsable",
        ),
        (
            FRENCH,
            "Nous vous écrivons dans notre intérêt légitime.",
            "Nous vous écrivons sur la base de votre consentement.",
            "legal-basis-changed",
        ),
        (
            GERMAN,
            "Wir schreiben Ihnen auf der Grundlage unseres berechtigten Interesses.",
            "Wir schreiben Ihnen auf der Grundlage Ihrer Einwilligung.",
            "legal-basis-changed",
        ),
        (
            SPANISH,
            "Le escribimos basados en nuestro interés legítimo.",
            "Le escribimos basados en su consentimiento.",
            "legal-basis-changed",
        ),
        (
            GERMAN,
            "Tern und Heron sind gemeinsam Verantwortliche für die Verarbeitung.",
            "Tern ist Verantwortlicher für die Verarbeitung.",
            "de-verantwortlicher",
        ),
        (
            GERMAN,
            "Unsere Sicherungen (Backups) liegen in Österreich.",
            "Unsere Sicherungen (Backups) liegen in Indien.",
            "storage-place-changed",
        ),
        (
            GERMAN,
            "Wir löschen Ihre Sicherungen nach dreißig Tagen.",
            "Wir löschen Ihre Sicherungen nach sechzig Tagen.",
            "number-changed",
        ),
        (
            GERMAN,
            "Wir nutzen Ihre Fotos ausschließlich, um sie zu zeigen.",
            "Wir nutzen Ihre Fotos, um sie zu zeigen.",
            "limit-dropped",
        ),
        (
            GERMAN,
            "Ihr Alter wird weder erfasst noch gespeichert.",
            "Ihr Alter wird erfasst und gespeichert.",
            "negation-lost",
        ),
        (
            SPANISH,
            "En ninguna circunstancia vendemos sus datos.",
            "En esta circunstancia vendemos sus datos.",
            "negation-lost",
        ),
        (
            SPANISH,
            "Usamos sus fotos solo para mostrarlas.",
            "Usamos sus fotos para mostrarlas.",
            "limit-dropped",
        ),
        (
            FRENCH,
            "Nous affichons des livres. Nous ne plaçons jamais de traceurs publicitaires chez vous.",
            "Nous affichons des livres.",
            "fr-promesse",
        ),
        (
            SPANISH,
            "Tern y Heron son corresponsables del tratamiento.",
            "Tern es responsable del tratamiento.",
            "es-responsable",
        ),
    ],
)
def test_one_word_is_enough_in_each_language(text: str, before: str, after: str, rule: str) -> None:
    """Joint controllers, one legal basis for another, another place, a word less."""
    older, newer = (read(text.format(added=words).encode(), content_type="text/markdown") for words in (before, after))
    found = assess(older, newer)

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (FRENCH, "L’utilisation de la librairie après un changement vaut acceptation du nouveau texte."),
        (GERMAN, "Wir behalten uns vor, diesen Text jederzeit zu ändern."),
        (SPANISH, "El uso continuado de la librería significa que acepta el nuevo texto."),
    ],
)
def test_who_may_change_the_terms_alone_is_told_in_each_language(text: str, added: str) -> None:
    """So is what counts as agreeing."""
    before, after = (read(text.format(added=words).encode(), content_type="text/markdown") for words in ("", added))
    found = assess(before, after)

    assert found.judged
    assert found.materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    ("text", "added", "rule"),
    [
        (FRENCH, "L’utilisation d’un rayon n’implique pas l’acceptation des autres.", "fr-modification"),
        (FRENCH, "Le client se réserve le droit de modifier sa commande.", "fr-modification"),
        (FRENCH, "Rétractation : voyez la page d’aide.", "fr-droits"),
        (GERMAN, "Der Vorstand hat seinen Rücktritt erklärt.", "de-kuendigung"),
        (GERMAN, "Die weitere Nutzung ist nicht gestattet, wenn Sie zu uns kommen.", "de-aenderung"),
        (SPANISH, "Puede seguir utilizando la librería sin aceptar nada.", "es-modificacion"),
    ],
)
def test_what_only_sounds_like_a_rule_is_not_called_so(text: str, added: str, rule: str) -> None:
    """A denial, a right of the reader's own, a word in another sense."""
    before, after = (read(text.format(added=words).encode(), content_type="text/markdown") for words in ("", added))

    assert rule not in rules_of(assess(before, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We never sell it, see our [Privacy Policy](/p).", "We sell it, see our [Never Sold Policy](/p)."),
        ("Read our [30 day policy](/p).", "Read our [14 day policy](/p)."),
        ("It binds by the [California Terms](/t).", "It binds by the [Delaware Terms](/t)."),
        ("It binds by the Texas Terms.", "It binds by the Ohio Terms."),
        ("Read the [Terms for Customers](/t).", "Read the [Terms for Users](/t)."),
        ("You agree to the [Terms](/t).", "You agree to the [Rules for Customers](/t)."),
        ("Claims are brought by [you](/t).", "Claims are brought by [us](/t)."),
        ("To opt out, use this [form](/t).", "To opt out, use this [help center guide](/t)."),
        ("Tern has a share capital of 20,000 EUR.", "Tern has a share capital of 30,000 EUR."),
        (
            "New fees are effective for readers from May 4, 2021.",
            "New fees are effective for readers from May 4, 2025.",
        ),
        (
            "This is effective immediately, and we will delete all of your old orders by 1 January 2021.",
            "This is effective immediately, and we will delete all of your old orders by 1 January 2025.",
        ),
        ("You leave unless you do not pay and we agree.", "You leave if you pay and we agree."),
        ("Nuestros afiliados reciben libros.", "Nuestros aliados reciben libros."),
    ],
)
def test_what_only_looks_like_another_name_or_edition_is_told(before: str, after: str) -> None:
    """A link's words that say what it does not, a day that decides, an "and" within an exception."""
    assert judged(before, after).materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    ("before", "after", "level"),
    [
        ("1. Read.\n2. Lend.\n3. Print.", "* Read.\n* Lend.\n* Print.", Materiality.NOISE),
        ("1. Read.\n2. Lend.\n3. Print.", "(a) Read.\n\n(b) Lend.\n\n(c) Print.", Materiality.NOISE),
        ("### 2. Orders\n\nWe keep them.", "### Orders\n\nWe keep them.", Materiality.NOISE),
        ("### 2. Orders\n\nWe keep them.", "### 3. Orders\n\nWe keep them.", Materiality.EDITORIAL),
        ("1. Read.\n2. We analyse it.", "(a) Read.\n\n(b) We analyze it.", Materiality.EDITORIAL),
    ],
)
def test_a_list_marked_otherwise_is_noise_where_nothing_else_changed(
    before: str, after: str, level: Materiality
) -> None:
    """Converters take numbers for letters, and lose them; who counts on, or changes a word beside it, edits."""
    assert judged(before, after).materiality is level
    assert judged(after, before).materiality is level


def test_a_consistent_rename_is_editorial() -> None:
    """A defined term that gave way to another everywhere."""
    old = (
        "A Client may ask for a copy.\n\nA Client may ask for a correction.\n\n"
        "Every Client gets an answer.\n\nNo Client pays for it."
    )

    assert judged(old, old.replace("Client", "Customer")).materiality is Materiality.EDITORIAL


def test_an_author_who_now_says_we_is_the_same() -> None:
    """A name given where "we" is explained is the author's own; another company's is not."""
    opening = "Tern Books Ltd. (“Tern”, “we” or “us”) runs this shop."
    old = f"{opening}\n\nTern Books Ltd. complies with the law and has shown that it keeps data safe from others."
    new = f"{opening}\n\nWe comply with the law and have shown that we keep data safe from others."

    assert judged(old, new).materiality is Materiality.EDITORIAL
    assert judged(old, new.replace("We comply", "Osprey Mail Ltd. complies")).materiality is Materiality.MATERIAL


def test_evidence_stands_on_its_side_alone() -> None:
    """ "30 days" is not in "130 days", and is quoted."""
    found = judged("We answer within 30 days.", "We answer within 130 days.")
    (finding,) = (f for change in found.changes for f in change.findings if f.rule == "number-changed")

    assert "30 days" in finding.evidence_before
    assert "130 days" in finding.evidence_after


def test_a_suspect_pair_does_not_pass_for_a_withdrawal() -> None:
    """An empty page took nothing back."""
    gone = read(b"# Not found\n\nThe page you are looking for does not exist.\n", content_type="text/markdown")
    found = assess(policy(KEEP), gone)

    assert found.suspect is not None
    assert found.materiality is Materiality.NOISE


def test_an_old_edition_that_leaves_the_page_is_editorial() -> None:
    """The announcement was the change; the text in force is the same."""
    parts = "\n\n".join(
        f"## {name}\n\nWe say here what we do about {name.lower()}, in words that bind us towards all of you."
        for name in ("Collection", "Sharing", "Keeping", "Rights", "Security")
    )
    newer = parts.replace("words that bind us", "new words that bind us")
    both = f"{newer}\n\n## The text until May\n\n{parts}"

    assert not assess(policy(both), policy(newer)).materiality.reaches(Materiality.SUBSTANTIVE)


def test_what_the_net_says_is_left_out_beside_a_telling_reason() -> None:
    """The net's "practice added" says less than "sharing added", of the same sentence."""
    found = judged("We keep your data here.", "We keep your data here. We share your data with advertising partners.")

    assert "sharing-added" in rules_of(found)
    assert "practice-added" not in rules_of(found)


def test_a_framework_is_told_by_its_full_name() -> None:
    """Beside the EU's and the Swiss one, the bare name adds nothing; the parties come before the practices."""
    old = (
        "We comply with the U.S.-E.U. Safe Harbor framework and the U.S.-Swiss Safe Harbor framework. "
        "We adhere to the Safe Harbor principles of notice and choice when we share your data with partners."
    )
    found = judged(old, "We follow the rules of each country.")

    directions = [finding.direction for change in found.changes for finding in change.findings]
    assert "Safe Harbor removed" not in directions
    assert {"EU Safe Harbor removed", "Swiss Safe Harbor removed"} <= set(directions)
    assert "Safe Harbor removed" in found.summary.split(",")[0]


def test_the_summary_names_what_happened_first() -> None:
    """The weightiest reasons, then the date."""
    before = policy("Last updated: 2 March 2023\n\nWe adhere to the EU-U.S. Safe Harbor framework for your data.")
    after = policy("Last updated: 7 May 2024\n\nWe adhere to the Privacy Shield framework for your data.")
    summary = assess(before, after).summary

    assert summary.startswith("EU Safe Harbor removed")
    assert summary.endswith("stated date 2023-03-02 -> 2024-05-07")


NOUNS = (
    "names, addresses, letters, orders, drawings, receipts, parcels, photographs, maps, keys, tickets, stamps".split(
        ", "
    )
)


def test_a_rewrite_is_said_before_its_reasons() -> None:
    """Where no clause kept its words, that is what happened; where half of them did, it is not."""
    old = [
        f"We collect the {noun} that people on the {place} floor leave." for noun in NOUNS for place in ("1st", "2nd")
    ]
    new = [f"Nobody here sells any of your {noun} to a {place}." for noun in NOUNS for place in ("broker", "bank")]
    rewritten = judged("\n\n".join(old), "\n\n".join(new))
    half = judged("\n\n".join([*old, *new]), "\n\n".join([*old, *(f"{text} Ever." for text in new)]))

    assert rewritten.summary.startswith("Nearly every clause changed: ")
    assert "early every clause" not in half.summary


def test_the_day_from_which_a_change_applies_is_told() -> None:
    """As the newer text says it."""
    found = judged(KEEP, f"{KEEP.replace('30', '90')}\n\nThese changes take effect on 1 June 2031.")

    assert found.takes_effect == "2031-06-01"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Our shop is certified.", "Our shop is certified by TrustArc.", {"TRUSTe added"}),
        ("We are certified for HDS.", "We are certified for HITRUST.", {"HDS removed", "HITRUST added"}),
        ("We are certified for FedRAMP.", "We are certified.", {"FedRAMP removed"}),
        ("Our shop is certified.", "Our shop is certified under ISO27001.", {"ISO 27001 added"}),
        (
            "Transfers abroad rest on your wish.",
            "Transfers abroad rest on Angemessenheitsbeschlüsse.",
            {"adequacy decision added"},
        ),
        (
            "Transfers abroad rest on your wish.",
            "Transfers abroad rest on a décision d’adéquation.",
            {"adequacy decision added"},
        ),
        (
            "The legal basis is the public interest of the town.",
            "The legal basis is the vital interests of the town.",
            {"legal basis changed"},
        ),
    ],
)
def test_an_assurance_or_ground_is_told_by_its_own_name(before: str, after: str, told: set[str]) -> None:
    """However it is written together."""
    found = {finding.direction for change in judged(before, after).changes for finding in change.findings}

    assert told <= found


def test_a_framework_in_a_web_address_is_none() -> None:
    """It is part of a page's name."""
    found = judged("See https://tern.example/guide-dpf for more.", "See https://tern.example/guide for more.")

    assert "transfer-framework-removed" not in rules_of(found)


UNDER = "Orders are kept for seven years because tax law requires it, and your account for as long as you have it."
PLANS = "| {} | Price |\n| --- | --- |\n| Small | 5 euros a month |\n| Large | 9 euros a month |"


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (UNDER, f"## We may sell your data to brokers\n\n{UNDER}"),
        (f"## We never sell your data\n\n{UNDER}", f"## Your data\n\n{UNDER}"),
        (f"## Your age\n\n{UNDER}", f"## You must be 18 to use our services.\n\n{UNDER}"),
        (PLANS.format(""), PLANS.format("Your subscription renews automatically until you cancel it")),
    ],
)
def test_a_heading_that_is_a_sentence_weighs_as_one(older: str, newer: str) -> None:
    """It binds whoever reads it, wherever it stands; so does the head of a column."""

    assert judged(older, newer).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    "heading",
    [
        "How we may use and sell your data",
        "Information we may share with third parties",
        "We respect your privacy",
        "What we collect and share",
        "Do we sell your data?",
        "We may share your data in the following cases:",
        "We never compromise on your privacy",
    ],
)
def test_a_heading_that_names_what_follows_alerts_nobody(heading: str) -> None:
    """What it names is said under it, and is judged there."""

    assert not judged(f"## Your data\n\n{UNDER}", f"## {heading}\n\n{UNDER}").materiality.reaches(Materiality.MATERIAL)
