"""Where a policy begins and ends on a page that says a good deal before and after it."""

import pytest

from redline.assessment import assess
from redline.reading import read
from redline.types import Materiality
from tests.redline.judged import policy

SUBJECTS = "name address orders payments wishes reviews questions answers complaints devices letters".split()
LEGAL = "Last updated: May 5, 2012\n\n" + "\n\n".join(
    f"We collect your {subject} when you order from our shop, and we share the data with nobody but the carrier."
    for subject in SUBJECTS
)
MENU = ["Home", "Garden Chairs", "Lamps", "Rugs", "Careers", "Tables", "Outlet"]
CLUB = (
    "Our club is free for everybody who loves gardens. You earn stars with each lamp that you buy, and soon the "
    "whole garden shines all night."
)
RETURNS = (
    "Our couriers bring what you ordered to your door, and take it back free for 30 days where a lamp broke on its way "
    "through the garden."
)


def lines(*texts: str) -> str:
    """Each of `texts` as a paragraph."""
    return "\n\n".join(texts)


def below(before: str, after: str) -> Materiality:
    """The verdict on two texts below a policy."""
    return assess(policy(LEGAL, bottom=before), policy(LEGAL, bottom=after)).materiality


def above(before: str, after: str) -> Materiality:
    """The verdict on two texts above one."""
    return assess(policy(LEGAL, top=before), policy(LEGAL, top=after)).materiality


@pytest.mark.parametrize(
    "around",
    [
        lines(*MENU, CLUB),
        lines(*MENU, "Find out what is new among the lamps in our gardens this summer!"),
        (
            "Site Links Home Premium Search Help FAQ Quick Tour Features Contact Us About Company Advertising "
            "Resellers Payment Contacts Copyright Legal Terms of Use Privacy SLA Sharing Media Press Room Blog"
        ),
        (
            "Recent Comments Ann Alder: Today when I delete my cookies I delete the opt-out cookie that you set Heron "
            "News & Opinions: [...] Data, published in 2012, on how we share [...]"
        ),
        lines(*[f"* {line}" for line in MENU], "* Thanks for being one of our best customers!"),
        lines("Popular", *MENU, "Share The Lamps of Summer on Facebook", "Copy URL to share The Lamps of Summer"),
        lines(
            "Careers | Recalls | Terms of Use (Revised 10/26/11) | Privacy Policy (Revised 3/6/07) | Outlet | Rugs",
            "© 2012 Tern Gardens",
        ),
    ],
)
def test_what_a_page_says_below_is_noise(around: str) -> None:
    """A paragraph that speaks to somebody is not where a policy ends where a menu stands before it."""
    assert below(around, "") is Materiality.NOISE
    assert below("", around) is Materiality.NOISE


def test_an_entry_of_a_menu_is_noise_whatever_it_is_called() -> None:
    """Its neighbours stayed, and one of them is called as only pages call an entry."""
    old, new = MENU, [*MENU[:3], "Umbrellas", *MENU[4:]]

    assert below(lines(*old), lines(*new)) is Materiality.NOISE


def test_another_heading_of_a_menu_is_noise() -> None:
    """It has nothing but the menu's entries under it."""
    old, new = (f"Home\n\n## {heading}\n\n{lines(*MENU[1:])}" for heading in ("Stores", "Gift Ideas"))

    assert below(old, new) is Materiality.NOISE


@pytest.mark.parametrize("heading", ["Sub-processors", "Our partners"])
def test_a_list_under_a_grave_heading_is_the_policys(heading: str) -> None:
    """Such a list ends many a policy, and looks like a menu."""
    listed = lines(f"## {heading}", *MENU[1:6])

    assert below(listed, f"{listed}\n\nAlder") is not Materiality.NOISE


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (lines(*MENU, "+1 (650) 555-0100"), lines(*MENU, "+1 (888) 555-0199")),
        (lines(*MENU, CLUB), lines(*MENU, f"{CLUB} You may not sell them to third parties.")),
        (lines(*MENU), lines(*MENU, "The sale of your data to any carrier needs no consent of yours from now on.")),
        (lines(*MENU, "We store each file in Norway."), lines(*MENU, "We store each file in Norway and in Chile.")),
        ("Basic ($5) | Plus ($10) | Pro ($20) | Team ($50)", "Basic ($5) | Plus ($10) | Pro ($25) | Team ($50)"),
        ("## Related articles\n\nIt is free.", "## Related articles\n\nYou pay 5 euros for each parcel."),
        ("Delete your account »", ""),
        ("Limit ads and profiling »", ""),
        (
            lines(*MENU, "Tern is run by Heron Media in Dublin today."),
            lines(*MENU, "Tern is run by Heron Insight in Goa."),
        ),
        (lines(*MENU, "It is for everybody of 18 years."), lines(*MENU, "It is for everybody of 13 years.")),
        (lines(*MENU), lines(*MENU, "Wir geben Ihre Angaben an Heron weiter.")),
        ("## Related articles\n\nIt is free.", "## Related articles\n\nWe store each file in Norway and in Chile."),
        ("California residents »", ""),
        (lines("Photo", "Language", "Voice", "Mood"), lines("Photo", "Language", "Voice", "Mood", "Gait")),
        (RETURNS, RETURNS.replace("30", "14")),
    ],
)
def test_what_binds_behind_a_menu_is_told(older: str, newer: str) -> None:
    """A number to call, a ban, a sale."""
    assert below(older, newer) is not Materiality.NOISE


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Lanterns light up the summer in every garden. Privacy Policy", "Privacy Policy"),
        ("Explore Upload Albums Competitions Privacy Policy of the shop", "Privacy Policy of the shop"),
        ("[Free garden lessons, online and in every shop. Talk to us about lamps and what they cost](/l)", ""),
        ("AboutAbout CareersCareers PressPress LampsLamps RugsRugs Privacy Policy", ""),
    ],
)
def test_what_runs_into_the_title_is_noise(older: str, newer: str) -> None:
    """A slogan or a menu in the line of the title, which stays or is lost with it."""
    assert above(older, newer) is Materiality.NOISE


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("People in Canada and Chile can use Harbor for free.", "People in Canada can use Harbor for free."),
        ("[See how all the photos of your garden are shared by us with carriers in each country](/p)", ""),
        ("These pages are meant for:\n\nalder.example, birch.example", "These pages are meant for:\n\nalder.example"),
        ("Tern Privacy Policy of the shop", "Heron Privacy Policy of the shop"),
        ("We sell what you tell us. Privacy Policy", "Privacy Policy"),
        ("For visitors aged sixteen and over Privacy Policy", "Privacy Policy"),
        ("For readers in Norway and in Chile Privacy Policy", "Privacy Policy"),
        ("For readers in Norway and in Chile Privacy Policy", ""),
    ],
)
def test_what_binds_above_the_first_heading_is_told(older: str, newer: str) -> None:
    """For whom and for what the document is, whose it is, and what is done."""
    assert above(older, newer) is not Materiality.NOISE


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("See the archive.", "See the archive. BESbswyBESbswyBESbswyBESbswy"),
        ("5290517294521285703:1728102293", "5682005941823004954:1733935928"),
        ("Contact usWebsite feedbackTerms of UseDocuments & Policies", "Contact usWebsite feedbackTerms of Use"),
        ("(View previous version: 5/25/18)", "(View previous versions: 10/1/21, 4/19/21)"),
    ],
)
def test_what_scripts_and_help_centres_leave_is_noise(older: str, newer: str) -> None:
    """The letters by which a script measures a font, the number of a request, another list of versions."""
    assert below(older, newer) is Materiality.NOISE


@pytest.mark.timeout(20)
@pytest.mark.parametrize("hostile", ["BESbswy" * 40 + "q", lines(*["Home", "Careers", "Lamps"] * 4_000), "( 1" * 9_000])
def test_a_hostile_line_around_a_policy_is_judged_in_time(hostile: str) -> None:
    """No pattern and no count goes over it again and again."""
    assert assess(policy(LEGAL), policy(LEGAL, bottom=hostile)).changes


def test_one_choice_more_in_a_list_run_together_is_noise() -> None:
    """A form's countries, without a blank between them."""
    countries = "AustriaBelgiumChileDenmarkEstoniaFinlandGreeceHungaryIcelandJapanKenyaLatviaMexicoNorway ENGLISH >."

    assert below(countries, countries.replace("Kenya", "KenyaLaos")) is Materiality.NOISE


@pytest.mark.parametrize("label", ["Billing and Warranty", "Children's Privacy Policy", "Extended Warranty."])
def test_a_name_of_a_page_below_a_policy_alerts_nobody(label: str) -> None:
    """Whatever the page is about."""
    assert below("", label).rank < Materiality.MATERIAL.rank


@pytest.mark.parametrize(
    "line",
    [
        "Personal data sold to advertisers",
        "Photos and notes train our models.",
        "Categories of data sold: none",
        "No refunds",
        "Minimum age: 16",
    ],
)
def test_a_line_below_a_policy_that_says_something_alerts(line: str) -> None:
    """In few words, too."""
    assert below("", line) is Materiality.MATERIAL


@pytest.mark.parametrize(
    "line",
    [
        "⌘I",
        "wifi icon",
        "Simplified Chinese",
        "JavaScript is required to view this site.",
        "Powered byThis documentation is built and hosted on Heron, a platform for gardens",
        "Click today and collect in the shop, for free.",
    ],
)
def test_what_a_page_shows_by_itself_is_noise(line: str) -> None:
    """A key, the words for a picture, a language, a hint at the browser, who made the page, an offer."""
    assert below("", line) is Materiality.NOISE
    assert above("", line) is Materiality.NOISE


def test_an_entry_behind_a_line_of_copyright_is_noise() -> None:
    """Another owner is none."""
    line = "© Tern Gardens. All rights reserved."

    assert below(line, f"{line} | [Status](https://status.example/)") is Materiality.NOISE
    assert below(line, line.replace("Tern", "Heron")).reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("# Privacy Policy – EU Residents", "# Privacy Policy – US Residents"),
        ("# Privacy Policy", "# Privacy Policy | We sell data"),
        ("# Privacy Policy", "# Privacy Policy | California Residents"),
        ("", "# Privacy Policy for California Residents"),
        ("# Our rules", "# We now sell your personal data"),
        ("# Privacy Policy", "# Sale of Personal Data to Partners Policy"),
    ],
)
def test_a_title_that_says_more_is_told(older: str, newer: str) -> None:
    """Whom it is for, and what is done."""
    before, after = (read(f"{title}\n\n{LEGAL}".encode(), content_type="text/markdown") for title in (older, newer))

    assert assess(before, after).materiality.reaches(Materiality.EDITORIAL)


def test_a_title_that_a_reader_left_out_is_noise() -> None:
    """Its text is what it was."""
    plain, titled = (
        read(f"{title}\n\n{LEGAL}".encode(), content_type="text/markdown") for title in ("", "# Privacy Policy")
    )

    for one, other in ((plain, titled), (titled, plain)):
        assert not assess(one, other).materiality.reaches(Materiality.EDITORIAL)


def test_companies_named_below_are_no_list_to_choose_from() -> None:
    """However they write their names."""
    line = "Subprocessors: AppleTree, BirchMail, CedarBox, DaleWorks, ElmHouse, FirStone, GumLeaf, HollyBush, IvyWall."

    assert below("", line) is Materiality.MATERIAL


BIRCH = "## Sub-processors\n\nBirch"


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("## Governing law\n\nDutch law.", "## Governing law\n\nFrench law."),
        (BIRCH, lines(BIRCH, "Facebook", "Acxiom", "Twitter", "Elm", "LinkedIn")),
        (BIRCH, lines(BIRCH, "Support", "Zelkova", "Jobs", "Greenheart", "Newsletter", "Maple", "Status")),
    ],
)
def test_what_the_last_section_lists_is_told(older: str, newer: str) -> None:
    """A law, and companies that are called as buttons are, or that stand among what a menu has."""
    assert below(older, newer).reaches(Materiality.SUBSTANTIVE)


ROW = "About | Careers | Contact | Help | Privacy | Terms of Service | Roses of 2012"


@pytest.mark.parametrize("border", [ROW, lines(*MENU)], ids=["row", "menu"])
@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Why losing a lamp is good for roses", "It is judgment day for the tulips"),
        ("", "Britain is urging gardeners to support the bees"),
        ("Tern is the home for great lamps", "Tern is the home for great rugs"),
    ],
)
def test_teasers_beyond_the_pages_own_lines_alert_nobody(border: str, older: str, newer: str) -> None:
    """They are told all the same: a line that binds may use words that are not known to."""
    assert below(lines(border, older), lines(border, newer)).rank < Materiality.MATERIAL.rank


@pytest.mark.parametrize("heading", ["## Sub-processors\n\n", "## Who helps us\n\n", ""])
def test_a_row_of_names_that_no_menu_has_is_told(heading: str) -> None:
    """Companies in one line, with signs between: one more of them receives data."""
    names = "Alder | Heron | Ibis Mail | Tern Pay"

    assert below(f"{heading}{names}", f"{heading}{names} | Wren").reaches(Materiality.EDITORIAL)
    assert below("", f"{heading}{names}").reaches(Materiality.EDITORIAL)


def test_a_row_of_entries_is_the_pages_whatever_its_last_is_about() -> None:
    assert below(ROW, ROW.replace("Roses of 2012", "Election of 2013")) is Materiality.NOISE


@pytest.mark.parametrize(
    "line",
    [
        "We give what you write to Heron.",
        "Lamps go back within 14 days.",
        "Tern Gardens, Hafenweg 12, Bern",
        "Nous donnons vos lettres à Heron",
        "Sold to insurers",
        "The garden is run by Heron Insight",
        "Our AI reads the letters",
        "Lamps are kept for ten years",
        "Fares rise by 5%",
        "Hosted in China",
        "Cameras in the garden recognise faces.",
        "Night lamp: 90 euros",
    ],
)
def test_what_binds_beyond_the_pages_own_lines_is_told(line: str) -> None:
    assert below(ROW, lines(ROW, line)).reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "line",
    [
        "First Name (required)\n\nSubmit",
        "Country (required) Select one Austria Belgium Chile\n\nSubmit",
        "Open submenu (Who we are)Who we are",
        'Δdocument.getElementById( "ak_js_1" ).setAttribute( "value", ( new Date() ).getTime() );',
    ],
)
def test_a_forms_fields_and_a_menus_buttons_are_noise(line: str) -> None:
    assert below("", line) is Materiality.NOISE


@pytest.mark.parametrize("heading", ["#### Garden News", "## Trending", "## Close submenu (Roses)Roses"])
def test_what_stands_under_a_pages_heading_alerts_nobody(heading: str) -> None:
    """Unless it binds; under a menu's it is noise."""
    older, newer = (lines(heading, line) for line in ("* Bees are back", "* Russia is developing a rose of 3 colours"))
    found = below(older, newer)
    assert found.rank < Materiality.MATERIAL.rank
    assert (found is Materiality.NOISE) == ("submenu" in heading)
    assert below(older, lines(heading, "* We share your data with Heron")).reaches(Materiality.SUBSTANTIVE)
    if "submenu" not in heading:
        assert below(older, lines(heading, "* Posts by robots are taken down.")).reaches(Materiality.SUBSTANTIVE)


def test_a_text_recorded_twice_is_told_once() -> None:
    older = lines(RETURNS, "We keep your orders for two years, and only our accountant reads them.", CLUB)
    newer = older.replace("only our accountant reads", "our accountant and an insurer read")
    found = assess(policy(older), policy(lines(newer, newer)))
    told = [change.materiality for change in found.changes if "insurer" in (change.change.after or "")]
    assert sorted(told) == [Materiality.MATERIAL, Materiality.NOISE]


@pytest.mark.parametrize("item", ["your name as it is written", "ponto que se repete duas vezes na lista"])
def test_an_item_listed_twice_and_now_once_is_an_edit(item: str) -> None:
    once = f"We collect:\n\n* your address\n* {item}\n* your wishes"
    twice = once.replace("* your wishes", f"* {item}\n* your wishes")
    for before, after in ((once, twice), (twice, once)):
        assert (
            assess(policy(f"{LEGAL}\n\n{before}"), policy(f"{LEGAL}\n\n{after}")).materiality is Materiality.EDITORIAL
        )


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (
            "It goes with our Rules[\\[1\\]](#note-1), which hold for staff.",
            "It goes with our Rules1, which hold for staff.",
        ),
        ("They answer under our Rules [\\[1\\]](#n). All do.", "They answer under our Rules 1. All do."),
        ("The rules are in the office.", "The rules are in the office. [↩](#note-1-ref)"),
    ],
)
def test_marks_of_notes_in_another_notation_are_noise(older: str, newer: str) -> None:
    assert assess(policy(f"{LEGAL}\n\n{older}"), policy(f"{LEGAL}\n\n{newer}")).materiality is Materiality.NOISE


def test_a_figure_in_brackets_that_is_no_note_is_told() -> None:
    older, newer = "We keep it for [30] days.", "We keep it for 60 days."
    assert assess(policy(f"{LEGAL}\n\n{older}"), policy(f"{LEGAL}\n\n{newer}")).materiality is Materiality.MATERIAL


@pytest.mark.parametrize("item", ["precise location of the phone", "health data given for a cabin"])
def test_an_item_of_one_list_that_comes_to_another_is_told(item: str) -> None:
    """What is collected and now is sold, too: the same words say another thing under another lead."""
    older = f"We collect:\n\n* your name\n* {item}\n\nWe sell to brokers:\n\n* your name"
    newer = f"{older}\n* {item}"
    for before, after in ((older, newer), (newer, older)):
        for frame in ("{}", f"{LEGAL}\n\n{{}}\n\n{LEGAL}"):
            found = assess(policy(frame.format(before)), policy(frame.format(after)))
            assert found.materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Street address (required)", "Street address (optional)"),  # of no form
        (
            "## Cookies and consent\n\nMarketing off\n\nStatistics off",
            "## Cookies and consent\n\nMarketing on\n\nStatistics off",
        ),
        ("Chats are open from Halvorsen Lines AS", "Chats are open from Petrel Lines BV"),
    ],
)
def test_labels_that_say_something_are_told(older: str, newer: str) -> None:
    assert below(lines(ROW, older), lines(ROW, newer)).reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize("outer", ["advertising", "prices"])
def test_an_item_under_another_item_is_no_repetition(outer: str) -> None:
    older = f"We use:\n\n* your name:\n    * service\n    * {outer}\n* your location:\n    * service"
    newer = f"{older}\n    * {outer}"
    found = assess(policy(f"{LEGAL}\n\n{older}\n\n{LEGAL}"), policy(f"{LEGAL}\n\n{newer}\n\n{LEGAL}"))
    assert found.materiality.reaches(Materiality.SUBSTANTIVE)
