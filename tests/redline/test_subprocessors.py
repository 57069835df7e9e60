"""A list of sub-processors: whoever came, left, moved or took another's place is told, by the name."""

import pytest

from redline.assessment import assess
from redline.reading import read
from redline.types import Assessment, Materiality
from tests.redline.judged import judged, rules_of

PAGE = """# Our subprocessors

We use the following third parties to process customer data on our behalf.

{}

## Questions

You may write to our privacy desk whenever something in this text is not clear to you, and we will answer.
"""
ROWS = ("Alder Web Services | Hosting | Germany", "Birch, Inc. | Payments | United States", "Cedar | Support | France")
HEADS = ("Name | Purpose | Location", "Subprocessor | Purpose | Location", "Entity | Service | Country")
OTHER_HEADS = (
    "Company | Purpose | Country",
    "Supplier name | Service | Location",
    "Unternehmen | Zweck | Land",
    "Société | Finalité | Pays",
)


def table(heads: str, *rows: str) -> str:
    """A table in Markdown."""
    lines = (heads, " | ".join("---" for _ in heads.split("|")), *rows)
    return PAGE.format("\n".join(f"| {line} |" for line in lines))


def changed(before: str, after: str) -> Assessment:
    """What is judged of the step."""
    older, newer = (read(text.encode(), content_type="text/markdown") for text in (before, after))
    return assess(older, newer)


@pytest.mark.parametrize("heads", HEADS)
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(
    "row", ["Linden Inc. | Analytics | Spain", "Linden | AI assistant | Spain", "Linden, Inc. | Mail | Spain"]
)
def test_a_row_more_or_less_names_the_recipient(heads: str, row: str, backwards: bool) -> None:
    """Once, by its name and not by its place."""
    sides = table(heads, *ROWS), table(heads, *ROWS, row)
    found = changed(*reversed(sides)) if backwards else changed(*sides)
    told = [one.direction for change in found.changes for one in change.findings if one.rule == "recipient-changed"]

    assert found.materiality is Materiality.MATERIAL
    assert len(told) == 1
    assert "Linden" in told[0]


@pytest.mark.parametrize("heads", OTHER_HEADS)
@pytest.mark.parametrize("backwards", [False, True])
def test_a_table_is_known_by_its_heads_alone(heads: str, backwards: bool) -> None:
    """Whatever the page is called: who has what for which purpose in which country is who gets data."""
    sides = [
        table(heads, *rows).replace("subprocessors", "helpers").replace("third parties to process", "firms for")
        for rows in (ROWS, (*ROWS, "Linden Inc. | Analytics | Spain"))
    ]
    found = changed(*reversed(sides)) if backwards else changed(*sides)
    told = [one.direction for change in found.changes for one in change.findings if one.rule == "recipient-changed"]

    assert len(told) == 1
    assert "Linden" in told[0]


@pytest.mark.parametrize("title", ["Vendor list", "Unsere Unterauftragnehmer", "Liste des sous-traitants"])
def test_a_list_is_known_by_its_title(title: str) -> None:
    """Lines of names under it are names of recipients."""
    old, new = (
        PAGE.format("\n".join(f"- {name}" for name in names))
        .replace("Our subprocessors", title)
        .replace("third parties to process", "firms for")
        for names in (("Alder Web Services", "Birch, Inc."), ("Alder Web Services", "Birch, Inc.", "Cedar"))
    )

    assert "Recipient Cedar added" in changed(old, new).summary


def test_a_table_of_cookies_names_no_recipients() -> None:
    """Its first column names cookies."""
    rows = ("tern_id | Session | 30 days", "tern_lang | Language | 1 year", "Tern_Stats | Analytics | 2 years")
    heads = "Name | Purpose | Expiry"
    old, new = (
        table(heads, *some).replace("subprocessors", "cookies").replace("third parties to process", "cookies to keep")
        for some in (rows[:2], rows)
    )

    assert "recipient-changed" not in rules_of(changed(old, new))


@pytest.mark.parametrize("heads", HEADS)
def test_a_recipient_in_another_country_moved(heads: str) -> None:
    """It is no recipient that is called "France"."""
    found = changed(table(heads, *ROWS), table(heads, *ROWS[:2], ROWS[2].replace("France", "India")))

    assert found.materiality is Materiality.MATERIAL
    assert "place changed from France to India" in found.summary


def test_an_entry_with_a_heading_is_told_though_its_words_stand_elsewhere() -> None:
    """What is said of one processor may be what is said of another."""
    names = ("Alder", "Birch", "Cedar")
    old, new = (
        PAGE.format("\n\n".join(f"### {name}\n\nPurpose: hosting. Location: Germany." for name in some))
        for some in (names[:2], names)
    )

    assert changed(old, new).materiality.reaches(Materiality.SUBSTANTIVE)
    assert changed(new, old).materiality.reaches(Materiality.SUBSTANTIVE)


def test_another_purpose_is_told_and_no_recipient() -> None:
    """The name stayed."""
    found = changed(table(HEADS[0], *ROWS), table(HEADS[0], *ROWS[:2], ROWS[2].replace("Support", "Support and chat")))

    assert found.materiality.reaches(Materiality.SUBSTANTIVE)
    assert "recipient-changed" not in rules_of(found)


IN_SENTENCES = [
    ("Our sub-processors are Alder Hosting, Birch Mail and Cove.", "Our sub-processors are Alder Hosting and Cove."),
    ("We use Alder Hosting and Birch as sub-processors.", "We use Alder Hosting, Birch and Cove as sub-processors."),
    ("We share data with Alder, Birch and Cove.", "We share data with Alder, Birch, Dune and Cove."),
    ("We use Alder to send letters.", "We use Alder and BirchMail to send letters."),
    ("Prints are counted. We use Alder Analytics.", "Prints are counted. We use Alder Analytics and Birchjar."),
]
THINGS = [
    ("We use Cookies.", "We use Cookies and Web Beacons."),
    ("We use Personal Data to print.", "We use Personal Data and Usage Data to print."),
    ("We process data of Visitors, Guests and Readers.", "We process data of Visitors, Guests, Authors and Readers."),
    ("We use Java and Python to print.", "We use Java, Rust and Python to print."),
    ("We use English and French to answer.", "We use English, Spanish and French to answer."),
    ("We use Alder, Birch and Cove as sub-processors.", "We use Birch, Cove and Alder as sub-processors."),
]


@pytest.mark.parametrize(("older", "newer"), IN_SENTENCES)
@pytest.mark.parametrize("backwards", [False, True])
def test_a_name_in_a_sentence_is_a_recipient(older: str, newer: str, backwards: bool) -> None:
    """One of several, wherever it stands among them."""
    sides = (PAGE.format(newer), PAGE.format(older)) if backwards else (PAGE.format(older), PAGE.format(newer))
    found = changed(*sides)

    assert found.materiality is Materiality.MATERIAL
    assert "recipient-changed" in rules_of(found)


def test_a_name_behind_a_colon_is_told_whole() -> None:
    """Its first word has a capital as a name has, not as a sentence has."""
    found = judged(
        "We use these sub-processors: Harbour Web Services (hosting, Ireland), Tern (mail, USA).",
        "We use these sub-processors: Tern (mail, USA).",
    )
    directions = [finding.direction for change in found.changes for finding in change.findings]

    assert "recipient Harbour Web Services removed" in directions


def test_whoever_is_thanked_gets_no_data() -> None:
    """A list of those who found a fault grows every month, and says nothing of data."""
    thanks = "We thank these people for finding and disclosing faults in our shop:\n\n* Ada Hawk\n* Bo Lind"
    found = judged(thanks, f"{thanks}\n* [Yeshwanth](https://lark.example/y)")

    assert found.materiality is not Materiality.MATERIAL


@pytest.mark.parametrize(("older", "newer"), THINGS)
def test_a_thing_in_capitals_is_no_recipient(older: str, newer: str) -> None:
    """Kinds of data, of people and of technology, and the same names in another order."""
    assert "recipient-changed" not in rules_of(changed(PAGE.format(older), PAGE.format(newer)))


@pytest.mark.parametrize("head", ["Location of processing", "Country", "Hosting region", "Where data is stored"])
def test_a_country_more_or_less_of_a_processor_is_told(head: str) -> None:
    """Also where its seat is in the same country, and only the new one differs."""
    heads = f"Subprocessor | Purpose | {head} | Corporate seat"
    rows = "Alder | Hosting | Germany | Germany", "Alder | Hosting | Germany, Iceland | Germany"

    for older, newer in (rows, rows[::-1]):
        found = changed(table(heads, older, *ROWS[1:]), table(heads, newer, *ROWS[1:]))
        assert found.materiality is Materiality.MATERIAL
        assert "storage-place-changed" in rules_of(found)


@pytest.mark.parametrize(
    ("heads", "older", "newer"),
    [
        ("Subprocessor | Purpose | Corporate location", "Alder | Mail | Germany", "Alder | Mail | Germany, Iceland"),
        ("Carrier | Parcels | Country", "Alder | up to 5 kg | Germany", "Alder | up to 5 kg | Germany, Iceland"),
    ],
)
def test_a_seat_and_a_market_are_no_place_of_data(heads: str, older: str, newer: str) -> None:
    """Where a company is, and where parcels go."""
    found = changed(table(heads, older, *ROWS[1:]), table(heads, newer, *ROWS[1:]))

    assert "storage-place-changed" not in rules_of(found)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Linden GmbH | Mail | Spain", "Rowan GmbH (formerly Linden GmbH) | Mail | Spain"),
        ("Linden Inc (aka Rowan) | Mail | Spain", "Rowan (formerly Linden Inc) | Mail | Spain"),
        ("Linden SAS | Mail | Spain", "Rowan SAS (anciennement Linden SAS) | Mail | Spain"),
        ("Linden | Mail | Spain", "Rowan (now Linden) | Mail | Spain"),
        ("Send in Green | Mail | Spain", "Rowan (formerly Sendingreen) | Mail | Spain"),
    ],
)
def test_a_processor_that_is_called_otherwise_is_for_a_digest(older: str, newer: str) -> None:
    """The list says itself that both names are one company's."""
    for sides in ((older, newer), (newer, older)):
        before, after = (table(HEADS[0], *ROWS, row) for row in sides)
        assert changed(before, after).materiality in (Materiality.EDITORIAL, Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Linden GmbH | Mail | Spain", "Rowan GmbH (formerly Hazel GmbH) | Mail | Spain"),
        ("Linden GmbH | Mail | Spain", "Rowan GmbH (formerly Linden GmbH) | Mail | China"),
    ],
)
def test_another_processor_is_told_beside_a_former_name(older: str, newer: str) -> None:
    """A former name explains one company's new one and nothing else."""
    found = changed(table(HEADS[0], *ROWS, older), table(HEADS[0], *ROWS, newer))

    assert found.materiality is Materiality.MATERIAL


def test_a_copy_in_another_region_is_told() -> None:
    """What stayed in one region no longer does."""
    kept = "Your data stays in its region and is copied to another data center, located in {} region."
    found = changed(PAGE.format(kept.format("the same")), PAGE.format(kept.format("another")))

    assert found.materiality is Materiality.MATERIAL
    assert "opposite-said" in rules_of(found)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Data is stored in Ireland.", "Data is stored in India (previously Ireland)."),
        ("Payments are handled by Worldpay, Inc.", "Payments are handled by Adyen Inc. (formerly Worldpay, Inc.)"),
        ("We share data with Alder.", "We share data with Linden (formerly Alder)."),
        ("The law of Ireland governs.", "The law of Delaware (formerly Ireland) governs."),
        (
            "We process it on the basis of Consent.",
            "We process it on the basis of Legitimate Interest (formerly Consent).",
        ),
        ("The service is run by Alder GmbH.", "The service is run by Linden GmbH (formerly Alder GmbH)."),
    ],
)
def test_a_former_name_in_a_sentence_hides_nothing(older: str, newer: str) -> None:
    """There it is as often another company, place or ground."""
    assert judged(older, newer).materiality is Materiality.MATERIAL


@pytest.mark.parametrize("cell", ["India (previously Ireland)", "Ireland, India"])
def test_where_a_processor_works_is_told_beside_where_it_is_seated(cell: str) -> None:
    """Its seat may be in the country where it no longer works alone."""
    heads = "Sub-processor | Purpose | Registered office | Location of processing"
    rows = "Alder Ltd | Hosting | Ireland | Ireland", f"Alder Ltd | Hosting | Ireland | {cell}"
    before, after = (table(heads, row, *ROWS[1:]) for row in rows)

    assert changed(before, after).materiality is Materiality.MATERIAL


def test_another_seat_is_for_a_digest() -> None:
    """Data stays where it was."""
    heads = "Sub-processor | Purpose | Registered office | Location of processing"
    rows = "Alder Ltd | Hosting | Ireland | Ireland", "Alder Ltd | Hosting | Germany | Ireland"
    before, after = (table(heads, row) for row in rows)

    assert changed(before, after).materiality is Materiality.SUBSTANTIVE


@pytest.mark.parametrize(
    ("heads", "older", "newer"),
    [
        (
            "Subprocessor | Purpose | Location",
            "Alder (formerly Opal) | Mail | Spain",
            "Rowan (formerly Opal) | Mail | Spain",
        ),
        (
            "Data we collect | Purpose | Kept",
            "Name | Mail | a year",
            "Precise Location (previously Name) | Mail | a year",
        ),
        (
            "Legal basis | Purpose | Data",
            "Consent | Mail | Name",
            "Legitimate Interests (formerly Consent) | Mail | Name",
        ),
    ],
)
def test_only_a_company_is_called_otherwise(heads: str, older: str, newer: str) -> None:
    """Two may have bought the same one, and other tables name other things."""
    kept = "Birch | Letters | France"

    before, after = (f"| {heads} |\n| --- | --- | --- |\n| {kept} |\n| {row} |" for row in (older, newer))

    assert judged(before, after).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Your prompts are sent to Alder.", "Your prompts are sent to Linden."),
        ("We print on paper.", "We print on paper. The text of your prompt is passed to Linden."),
        ("We print on paper.", "We print on paper. We send your prompts to eBay."),
        ("We print on paper.", "We print on paper. Data is kept in Kenya."),
    ],
)
def test_whoever_is_sent_what_people_write_is_told(older: str, newer: str) -> None:
    """By name, whatever he is called; and where it lies."""
    assert judged(older, newer).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    "sentence",
    [
        "Requests for data must be sent to Tern Books Ltd.",
        "Photos can be uploaded to Albums in the app.",
        "Our store in Belgium sells maps.",
        "Parcels are transferred to couriers in Italy.",
        "Our head office is located in Poland.",
        "Returns are processed in Italy.",
    ],
)
def test_what_is_no_data_goes_where_it_will(sentence: str) -> None:
    """Requests, parcels, shops."""
    kept = "We print on paper that was paper before."

    assert judged(kept, f"{kept} {sentence}").materiality is not Materiality.MATERIAL


def test_an_initial_within_brackets_ends_no_cell() -> None:
    """A provider writes its regions so: "N. Virginia"."""
    older, newer = (
        f"| Sub-processor | For | Location |\n| --- | --- | --- |\n| Alder Inc. | hosting | {place} |"
        for place in ("Germany (Bonn)", "United States (N. Virginia)")
    )
    found = judged(older, newer)

    assert found.materiality is Materiality.MATERIAL
    assert "storage-place-changed" in rules_of(found)
