"""A word that decides, beside words that stayed, in sentences that were tidied up in other places too."""

import pytest

from redline.types import Materiality
from tests.redline.judged import FRENCH, GERMAN, SPANISH, judged, rules_of, told


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        (
            "For example, we keep the logs that record information about a visitor for approximately 30 days.",
            "We keep logs, which record information about visitors, for at least 30 days.",
            "bound-changed",
        ),
        (
            "We will generally aim to give such notice at least 14 days in advance of the new terms taking effect.",
            "We will generally aim to give such notice up to 14 days before the new terms take effect.",
            "bound-changed",
        ),
        (
            "Records of what you ordered and messaging activity are kept as a raw data for 24 months from creation.",
            (
                "Records of your orders and your messaging activity are kept as raw data for 24 months "
                "from your last visit."
            ),
            "period-start-changed",
        ),
        (
            (
                "Before disclosing user information, we will make a reasonable effort to notify any "
                "affected reader by "
                "sending a message to their verified address providing them with a copy of the subpoena."
            ),
            (
                "When disclosing user information, we will make a reasonable effort to notify any affected reader by "
                "sending their verified address a copy of the subpoena so that they can challenge the"
                " process if they wish."
            ),
            "moment-changed",
        ),
        (
            (
                "In the event that we determine that we can no longer meet our privacy obligations "
                "under this text, we will "
                "notify customers in writing immediately."
            ),
            (
                "If we determine that we can no longer meet our privacy obligations under this text, we will notify "
                "customers in writing in due course."
            ),
            "haste-changed",
        ),
        (
            (
                "We let people read this data for our internal operations, and even then, only when "
                "the data have been "
                "aggregated and anonymized."
            ),
            (
                "We let humans read the data for internal operations of ours, and even then, only "
                "when the data have been "
                "aggregated or anonymized."
            ),
            "conditions-joined-otherwise",
        ),
        (
            (
                "We may determine the approximate location of a visitor’s device from the IP address."
                " We collect and use it "
                "to tally how many people visit us from certain regions."
            ),
            (
                "We may determine the location of a visitor’s device. We use this, for example, to "
                "tally how many people "
                "visit us from certain regions."
            ),
            "data-limit-changed",
        ),
        (
            "For our research all data, such as orders in bulk, is anonymised so that you can never be identified.",
            "For our research all data, like orders in bulk, is pseudonymised so that nobody can identify you.",
            "data-limit-changed",
        ),
        (
            (
                "Subject to exemptions, if you reside here, you have the right to request from Tern "
                "Books the access, update, "
                "deletion, correction or transfer of your personal data that it handles in its "
                "capacity of a controller."
            ),
            (
                "Subject to exemptions, if you reside here, you have the right to request from Tern "
                "Books access to, and the "
                "update, correction or deletion of, the personal data that it handles as a controller"
                " and that is yours."
            ),
            "kind-of-right-changed",
        ),
        (
            "Staff may only read the content of your letters in the following situations.",
            "Staff may only read the content of your letters in situations such as the following.",
            "condition-opened",
        ),
        (
            "Any new printer must comply with the law and must be bound by a contract.",
            "Any new printer must comply with the law or must be bound by a contract.",
            "conditions-joined-otherwise",
        ),
        (
            (
                "First response times are the same for both plans. Grave issues are supported 24 x 6 "
                "(24 x 5 with the other)."
            ),
            "1st response times remain the same for both plans. Grave issues are supported 24 x 7 (versus 24 x 5).",
            "number-changed",
        ),
        (
            "Your orders are used for the limited and specific purposes of providing the shop to you.",
            "Your orders are used for the limited and specific purposes of providing and improving the shop to you.",
            "kind-of-purpose-changed",
        ),
        (
            (
                "In these cases we may transfer it. We may also share your personal information "
                "with any companies owned by "
                "or under common ownership with Tern, subject to this text."
            ),
            (
                "We may then transfer it. We may also share it with companies owned by or under "
                "common ownership with Tern "
                "and with their business partners. Each of these is subject to this text."
            ),
            "audience-changed",
        ),
        (
            (
                "Device data. We may collect data such as the type of device and its operating "
                "system and settings, browser "
                "type, mobile carrier, country, IP address, and unique identifiers."
            ),
            (
                "Device data. We may collect data such as your browser type, the type of your "
                "device, its operating system "
                "and settings, carrier, country, precise location, IP address, and unique identifiers."
            ),
            "data-kinds-added",
        ),
        (
            "Logs that were created by readers are removed from our disks 30 days after they were collected.",
            "Logs that readers created are removed from our disks 30 days after their last visit.",
            "period-start-changed",
        ),
        (
            "All of our vendors may see the letters you wrote.",
            "All our customers may see letters which you wrote.",
            "role-exchanged",
        ),
        (
            "Use the link below to choose a print.",
            "Use the link below to appeal our decision; appeals close after two days.",
            "due-process",
        ),
        ("Somebody is there for you 24/7.", "Somebody is there for you 24/5.", "number-changed"),
        (
            "We keep logs for at least 15 days, and backups for up to 5 days.",
            "We keep logs for at least 15 days, and backups for at least 5 days.",
            "bound-changed",
        ),
        (
            "We delete all personal data within 30 days of the end of the contract.",
            "We delete all personal data approximately 30 days after the end of the contract.",
            "bound-changed",
        ),
        (
            "We will obtain your consent before processing your data for another purpose.",
            "We will obtain your consent when processing your data for another purpose.",
            "moment-changed",
        ),
        (
            "Tapes are wiped 90 days after recording.",
            "Tapes are wiped 90 days after you close your account.",
            "period-start-changed",
        ),
        (
            "We shall immediately tell you if we can no longer meet our data protection requirements.",
            "We shall tell you if we can no longer meet our data protection requirements.",
            "haste-changed",
        ),
        (
            "The app reads the approximate location of your device. The law of your state may give you more rights.",
            "The app reads the location of your device. The law of your state may give you more rights.",
            "data-limit-changed",
        ),
        (
            "We sell your letters only in the following cases.",
            "We sell your letters only in cases such as the following.",
            "condition-opened",
        ),
        (
            "Partners must sign our agreement and may not resell your letters.",
            "Partners must sign our agreement or may not resell your letters.",
            "conditions-joined-otherwise",
        ),
        (
            "We use the data in your letters for the sole purpose of providing the shop.",
            "We use the data in your letters for the sole purpose of improving the shop.",
            "kind-of-purpose-changed",
        ),
        (
            "We share your letters with our delivery partners.",
            "We share your letters with our delivery partners and business partners.",
            "audience-changed",
        ),
        ("Choose a print.", "Click the Accept button to waive a jury trial.", "class-waiver"),
        (
            "Claims are heard under Section 5 (Courts of Ireland).",
            "Claims are heard under Section 6 (Binding Arbitration).",
            "arbitration",
        ),
        ("Without limiting Section 5, we are liable for nothing.", "We are liable for nothing.", "negation-lost"),
        (
            "You may cancel your subscription online.",
            "You may cancel your subscription by telephone.",
            "form-of-notice-changed",
        ),
    ],
)
def test_one_word_decides_among_many_that_differ(before: str, after: str, rule: str) -> None:
    """It alerts, whatever else was tidied up."""
    assessment = judged(before, after)

    assert rule in rules_of(assessment)
    assert assessment.materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We keep logs for up to 30 days.", "We keep logs for no more than 30 days."),
        ("We keep logs for about 30 days.", "We keep logs for approximately 30 days."),
        (
            "We will notify you at least 30 days before any change.",
            "We will notify you no later than 30 days before any change.",
        ),
        (
            "Before sharing your orders, we ask you for your consent.",
            "We ask for your consent before we share your orders.",
        ),
        (
            "We will delete your orders within 30 days after you close your account.",
            "Once you close your account, we will delete your orders within 30 days.",
        ),
        (
            "We may collect the approximate location of your device.",
            "We may collect your device’s approximate location.",
        ),
        (
            (
                "We tell you at least 15 days before authorizing any new subprocessor or replacing an"
                " existing subprocessor."
            ),
            "We tell you at least 15 days before authorizing any new, or replacing any existing, sub-processor.",
        ),
        (
            "The shop publishes what broke on a status page.",
            (
                "The shop publishes what broke on a status page. Use the Subscribe button on that "
                "page to get it by letter."
            ),
        ),
        (
            "Credits are worked out by this table.",
            "Credits are worked out by this table. For example, if the fees were $1,000, the credit would be $150.",
        ),
        (
            "Your balance is the difference in price.",
            "Your balance is the difference in price. For example, you are 3 months in, and owe us £15 x 3 = £45.",
        ),
        (
            "If you wish to contact us concerning our use of cookies, you may do so by the form.",
            "If you have any questions or complaints regarding our use of cookies, we encourage you to contact us.",
        ),
        ("You may link to our website.", "You may link to my website."),
        (
            "Write to the Law Department, 60 Harbour Avenue, NE, Washington, DC 20002.",
            "Write to the Law Department, 1 Harbour Avenue, NW, Washington, DC 20001.",
        ),
        ("Reading this text takes about 10 minutes.", "Reading this text takes up to 10 minutes."),
        (
            "You can change your seat up to 2 hours before the reading starts.",
            "Changes of seat are possible at least 2 hours before the reading starts.",
        ),
        (
            "Your letters will not be deleted for at least 30 days after you leave.",
            "We will not delete your letters within 30 days after you leave.",
        ),
        (
            "We will notify Customer at least 30 days before engaging a new printer.",
            "When engaging a new printer, we will notify Customer at least 30 days in advance.",
        ),
        (
            "Please save your letters before deleting your account.",
            "When deleting your account, please save your letters first.",
        ),
        (
            "We use your coarse location to show the weather.",
            "We use your location, which is coarse, to show the weather.",
        ),
        (
            "We process only the information submitted or provided by you.",
            "We process only the information that is submitted and provided by you.",
        ),
        (
            "You have the right to know whether we transfer the data abroad.",
            "You have the right to know whether we send the data abroad.",
        ),
        (
            "Order records are deleted two years after the order.",
            "We delete the records two years after you created an order.",
        ),
        ("Seats are available for everyone who has a ticket.", "Seats are available to everyone who has a ticket."),
        (
            "Report stolen books to us immediately, so that we can delete them from our list.",
            "We ask you to report stolen books promptly so that they can be deleted from our list.",
        ),
        (
            "Access is only given where the request has been reviewed and approved.",
            "Access is given only if the request has been approved and reviewed.",
        ),
        (
            "You may only rent the hall for the purpose of advertising your prints.",
            "You may only rent the hall for the purpose of marketing your prints.",
        ),
        (
            "The frames we sell to business partners are made of oak and glass.",
            "The frames we sell to customers are made of oak and glass.",
        ),
        (
            "We aim to answer within about two days of any letter.",
            "We aim to answer in up to two days of any letter.",
        ),
        (
            "Cookies that were not used within the last 12 months are deleted.",
            "Cookies that were not used during the past 12 months are deleted.",
        ),
        (
            "When publishing prints we ask painters for a title.",
            "Before publishing prints we ask painters for a title.",
        ),
        (
            "Fonts load immediately, and meet the security requirements of our shop.",
            "Fonts load as fast as they can, and meet the security requirements of our shop.",
        ),
        ("We will confirm your cancellation in writing.", "We will confirm your cancellation by e-mail."),
        ("You may object to new terms in writing.", "You may object to new terms by e-mail."),
        (
            "Backups are stored for 35 days. After that they are overwritten.",
            "We store backups for 35 days, after which they are overwritten.",
        ),
        (
            "The app reads the approximate location of your device, on the level of a city.",
            "The app reads the location of your device, on the level of a city.",
        ),
        (
            "You may return a print within 14 days for a refund.",
            "You have at least 14 days to return a print for a refund.",
        ),
        ("You may not lend or may not sell our prints.", "You may not lend and may not sell our prints."),
        (
            "A reply is stored for about 30 minutes by the relay that hands it on.",
            "The relay that hands a reply on stores it for at least 30 minutes.",
        ),
        (
            "We let you know before we share a poem on the wall of our shop.",
            "We let you know when we share a poem on our shop's wall.",
        ),
        (
            "Our shop is open only on the following days, which we choose.",
            "Our shop is open only on days such as the following, which we choose.",
        ),
        (
            "A film is shown for 3 months after it was recorded, in the hall beside the harbour.",
            "In the hall beside the harbour a film is shown for 3 months after your last visit.",
        ),
        (
            "Our data is yours, and we share it with our partners for the shop.",
            "Our data is yours, and we share it with our business partners for the shop.",
        ),
        (
            "We use the data for the sole purpose of bettering the shop.",
            "We use the data for the sole purpose of improving the shop.",
        ),
    ],
)
def test_the_same_bound_or_moment_in_other_words_is_no_alert(before: str, after: str) -> None:
    """What decides is the kind of the word, not the word."""
    assert not judged(before, after).materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize(
    ("frame", "before", "after"),
    [
        (
            FRENCH,
            (
                "Pour nos recherches, toutes les données sont anonymisées afin que vous ne puissiez "
                "jamais être identifié."
            ),
            (
                "Pour nos recherches, toutes les données sont pseudonymisées afin que personne ne puisse "
                "vous identifier."
            ),
        ),
        (
            FRENCH,
            "Les journaux sont conservés pendant environ 30 jours après la collecte.",
            "Les journaux sont conservés au moins 30 jours après la collecte.",
        ),
        (
            GERMAN,
            "Protokolle bewahren wir höchstens 30 Tage auf und löschen sie danach.",
            "Die Protokolle werden mindestens 30 Tage aufbewahrt und danach gelöscht.",
        ),
        (
            SPANISH,
            "Conservamos los registros durante un máximo de 30 días.",
            "Conservamos los registros durante al menos 30 días.",
        ),
    ],
)
def test_bounds_and_masks_are_told_in_other_languages(frame: str, before: str, after: str) -> None:
    """As in English."""
    assert told(frame, before, after).materiality is Materiality.MATERIAL
