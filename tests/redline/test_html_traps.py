"""What pages do around and inside a policy, each with a small page of ours: the text stays, the page's own goes."""

import pytest

from redline.errors import SelectorError
from redline.reading import read
from redline.sections import documents_on
from redline.types import BlockKind
from tests.redline.pages import CLAUSES, POLICY, document_of, page, reading_of, same_text, text_of

MENU = "<nav><ul><li><a href=/>Home</a></li><li><a href=/boats>Boats</a></li><li><a href=/jobs>Jobs</a></li></ul></nav>"
FOOTER = "<footer><a href=/imprint>Imprint</a> <a href=/terms>Terms</a> Follow us for news of the harbour</footer>"


def keeps_all(text: str) -> bool:
    return all(clause in text for clause in CLAUSES)


def test_the_policy_is_found_without_selectors() -> None:
    """Menu and footer go; title, date, headings and every clause stay, in order."""
    text = text_of(page(before=MENU, after=FOOTER))

    assert text.splitlines()[:2] == ["Privacy Policy", "Last updated: 3 May 2024"]
    assert keeps_all(text)
    assert "Jobs" not in text
    assert "news of the harbour" not in text


@pytest.mark.parametrize("names", ['id="onetrust-consent-sdk"', 'class="cookie-banner"', 'role="dialog"'])
def test_a_consent_manager_longer_than_the_policy_is_dropped(names: str) -> None:
    """Its purposes and vendors are ten times as long as the policy, and none of it is left."""
    vendor = "<p>Advertising partner number seven stores an identifier on your device for ninety days.</p>"
    text = text_of(page(after=f"<div {names}><h2>We value your privacy</h2>{vendor * 60}</div>"))

    assert keeps_all(text)
    assert "Advertising partner" not in text


@pytest.mark.parametrize("names", ["class=sticky-content", "id=trusted-partners", "class=termly-policy"])
def test_names_that_hold_a_consent_managers_condemn_nothing(names: str) -> None:
    """ "cky-", "truste" and "termly" stand in names of the page's own as well, and the policy inside is read."""
    assert keeps_all(text_of(page(f"<div {names}>{POLICY}</div>")))


@pytest.mark.parametrize(
    "box", ["section class=data-sharing", "section class=promo", "div role=alert", "aside", "form"]
)
def test_a_clause_in_a_box_inside_the_policy_is_kept(box: str) -> None:
    """By its name a share bar, by its role a message: it says what is done with data. One with a button is a form."""
    told = f"<{box}><p>Your data is shared with the port authority.</p></{box.split()[0]}>"
    asked = f"<{box}><p>We send you news of the harbour.</p><button>Subscribe</button></{box.split()[0]}>"
    text = text_of(page(f"<main>{POLICY}{told}{asked}</main>"))

    assert "Your data is shared" in text
    assert "news of the harbour" not in text


@pytest.mark.parametrize("identity", ["ccpa-notice", "gdpr-compliance", "cookie-settings", "cookie-warning"])
def test_ids_of_a_policys_sections_are_no_consent_dialogs(identity: str) -> None:
    """A section of the policy is called as a dialog is; one that has something to press is a dialog."""
    section = f"<section id={identity}><h2>Harbour cookies</h2><p>One cookie knows your berth.</p>{{}}</section>"

    assert "your berth" in text_of(page(f"<main>{POLICY}{section.format('')}</main>"))
    assert "your berth" not in text_of(page(f"<main>{POLICY}{section.format('<button>Accept</button>')}</main>"))


def test_a_policy_inside_a_consent_manager_is_kept() -> None:
    """Some such tools serve the policy as well: where hardly anything is left without it, it is the page."""
    assert keeps_all(text_of(page(f"<div class=onetrust-policy><h2>Harbour</h2>{POLICY}</div>")))


def test_aria_hidden_on_the_whole_page_hides_nothing() -> None:
    """An open dialog marks all behind it as hidden; the policy is read all the same."""
    dialog = "<div role=dialog aria-modal=true><p>Choose your country</p></div>"
    text = text_of(page(f"<div aria-hidden=true>{MENU}<main>{POLICY}</main></div>", after=dialog))

    assert keeps_all(text)
    assert "Choose your country" not in text


def test_hidden_dialogs_and_forms_are_dropped() -> None:
    """A sign-up dialog and a newsletter form that wait unseen are not the policy's."""
    extra = (
        '<div class="modal fade" style="display:none"><h3>Sign up</h3><p>Join our club of captains today</p></div>'
        "<form action=/news><label>Your mail</label><input name=mail><button>Subscribe</button></form>"
    )
    text = text_of(page(before=extra, after=extra))

    assert keeps_all(text)
    assert "captains" not in text
    assert "Your mail" not in text


def test_sections_hidden_by_display_none_are_kept() -> None:
    """Accordions and tabs hide parts of the policy until somebody clicks."""
    hidden = f'<div class="panel" style="display:none"><p>{CLAUSES[2]}</p></div>'
    text = text_of(page(f"<main><h1>Privacy</h1><p>{CLAUSES[1]}</p><h2>Sharing</h2>{hidden}</main>"))

    assert CLAUSES[2] in text


def test_faq_accordions_keep_questions_and_answers() -> None:
    """Questions set as buttons stand before their answers."""
    entry = (
        "<h3><button aria-expanded=false aria-controls=a{n}>{question}</button></h3>"
        "<div id=a{n} hidden><p>{answer}</p></div>"
    )
    entries = entry.format(n=1, question="What do you keep?", answer=CLAUSES[1]) + entry.format(
        n=2, question="Who sees it?", answer=CLAUSES[2]
    )
    summary = f"<details><summary>May I have it erased?</summary><p>{CLAUSES[3]}</p></details>"
    text = text_of(page(f"<main><h1>Privacy questions</h1>{entries}{summary}</main>"))

    lines = text.splitlines()
    assert lines[lines.index("What do you keep?") + 1] == CLAUSES[1]
    assert lines[lines.index("May I have it erased?") + 1] == CLAUSES[3]


def test_tables_are_rows_with_their_column_heads() -> None:
    """Each row of a cookie or retention table is one block that knows its heads."""
    table = (
        "<table><thead><tr><th>Cookie</th><th>Purpose</th><th>Kept</th></tr></thead><tbody>"
        "<tr><td>sid</td><td>keeps you <b>signed in</b></td><td>1 day</td></tr>"
        "<tr><td>tide</td><td>remembers<br>your harbour</td><td>1 year</td></tr></tbody></table>"
    )
    rows = [b for b in document_of(page(f"<main>{POLICY}{table}</main>")).blocks if b.kind is BlockKind.ROW]

    assert [row.heads for row in rows] == [("Cookie", "Purpose", "Kept")] * 2
    assert ["".join(run.text for run in cell) for cell in rows[0].cells] == ["sid", "keeps you signed in", "1 day"]


def test_a_cell_of_several_rows_shifts_no_row_below() -> None:
    """What stands under a head in the second row stands under it though the cell before it reaches down from above."""
    table = "<table><tr><th>Name<th>Use<th>Kept<tr><td rowspan=2>sid<td>berths<td>1 day<tr><td>tides<td>1 year</table>"
    rows = [b for b in document_of(page(f"<main>{POLICY}{table}</main>")).blocks if b.kind is BlockKind.ROW]

    assert [["".join(run.text for run in cell) for cell in row.cells] for row in rows] == [
        ["sid", "berths", "1 day"],
        ["", "tides", "1 year"],
    ]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    """Old pages set everything in one table; its text is paragraphs under headings."""
    document = document_of(page(f"<table><tr><td>{MENU}</td><td>{POLICY}</td></tr></table>"))

    assert {block.kind for block in document.blocks} == {BlockKind.HEADING, BlockKind.PARAGRAPH}


def test_text_in_bare_spans_is_read() -> None:
    """A policy without a single paragraph element keeps its words and its line breaks."""
    spans = "<br><br>".join(f"<span>{clause}</span>" for clause in CLAUSES)
    text = text_of(page(f"<div id=wrap><div>{spans}</div></div>", before=MENU))

    assert text.splitlines() == list(CLAUSES)


def test_malformed_nested_lists_keep_every_item() -> None:
    """Lists inside lists without items between, and text outside of items."""
    broken = (
        "<ul><li>your name<ul><ul><li>and first name</ul></ul><li>your boat</ul><ol><p>the berth</p><li>number 7</ol>"
    )
    text = text_of(page(f"<main>{POLICY}{broken}</main>"))

    assert text.splitlines()[-5:] == ["your name", "and first name", "your boat", "the berth", "number 7"]


def test_ordered_lists_carry_the_marks_a_browser_shows() -> None:
    """Letters, roman figures, a start and a value of its own."""
    lists = (
        "<ol type=a start=3><li>mooring</li><li value=7>towing</li></ol>"
        '<ol style="list-style-type:upper-roman"><li>x</li></ol>'
    )
    items = [b for b in document_of(page(f"<main>{POLICY}{lists}</main>")).blocks if b.kind is BlockKind.ITEM]

    assert [item.label for item in items] == ["c.", "g.", "I."]


@pytest.mark.parametrize(
    ("listed", "labels"),
    [
        ("<ol><li style='list-style-type:lower-alpha'>one<li>two</ol>", ["a.", "2."]),
        ("<ol type=i><li style='list-style-type:inherit'>one<li>two</ol>", ["i.", "ii."]),
        ("<ol style='list-style: inside lower-roman'><li>one<li>two</ol>", ["i.", "ii."]),
        ("<ol reversed><li>one<li>two<li>three</ol>", ["3.", "2.", "1."]),
        ("<ol reversed start=9><li>one<li>two</ol>", ["9.", "8."]),
    ],
)
def test_marks_of_items_are_those_a_browser_shows(listed: str, labels: list[str]) -> None:
    """An item names its own style, a list says where its marks stand, or counts down."""
    blocks = document_of(page(f"<main>{POLICY}{listed}</main>")).blocks

    assert [block.label for block in blocks if block.kind is BlockKind.ITEM] == labels


def test_a_fragment_is_read_like_a_page() -> None:
    """An answer without html, head or body still is the policy."""
    assert keeps_all(text_of(POLICY))


def test_a_back_link_that_comes_and_goes_makes_no_change() -> None:
    """Some pages show a way back only to readers who came from within."""
    back = '<div class="breadcrumb"><a href="/legal">Back</a></div>'

    assert same_text(page(before=MENU), page(f"{back}<main>{POLICY}</main>", before=MENU))
    assert same_text(page(), page(f"<main>{back}{POLICY}</main>"))


def test_partner_counts_and_helper_widgets_make_no_change() -> None:
    """A consent notice that counts partners, and questions offered at random, are none of the policy's."""

    def around(partners: int, question: str) -> str:
        notice = f'<div id="cookie-notice">We and our {partners} partners store data on your device.</div>'
        related = f'<section class="related-questions"><h3>Related</h3><a href=/q>{question}</a></section>'
        return page(before=notice, after=f"<aside>{related}</aside>{related}")

    assert same_text(around(117, "How do I moor?"), around(121, "Where is the pump?"))


def test_a_route_announcer_that_repeats_the_title_is_dropped() -> None:
    """Scripted sites read the title aloud through a live region."""
    announcer = (
        '<div aria-live="assertive" role="alert" id="__route-announcer__">Privacy Policy | Example Harbour</div>'
    )

    assert same_text(page(), page(after=announcer))


def test_language_lists_in_another_order_make_no_change() -> None:
    """The picker of languages is sorted for the visitor."""
    first = (
        '<div class="language-picker"><a href=/de>Deutsch</a><a href=/fr>Français</a><a href=/nl>Nederlands</a></div>'
    )
    second = (
        '<div class="language-picker"><a href=/nl>Nederlands</a><a href=/fr>Français</a><a href=/de>Deutsch</a></div>'
    )

    assert same_text(page(before=first), page(before=second))


def test_times_drawn_for_the_viewer_make_no_change() -> None:
    """Help centres stamp an article with the time of the last look at it."""
    stamps = [
        f'<header><time datetime="2024-05-03">{shown}</time><span>2 min read</span></header>'
        for shown in ("5:01 PM", "9:01")
    ]

    assert same_text(page(before=stamps[0]), page(before=stamps[1]))


def test_the_title_and_the_date_are_kept_where_they_stand_outside() -> None:
    """A banner above the main element holds the title, a line below it the date."""
    banner = "<header class=hero><a href=/>Example Harbour</a><h1>Privacy Policy</h1></header>"
    body = POLICY.partition("</p>")[2]
    text = text_of(page(f"<main>{body}</main>", before=banner, after="<div><p>Last updated: 3 May 2024</p></div>"))

    assert text.splitlines()[0] == "Privacy Policy"
    assert text.splitlines()[-1] == "Last updated: 3 May 2024"


def test_a_banner_with_the_title_and_a_footer_with_the_date_are_kept() -> None:
    """A site's banner is a logo and a menu; one with the heading of the page is the page's."""
    header = f"<header role=banner>{MENU}<h1>Privacy Policy</h1><p>Last updated: 3 May 2024</p></header>"
    main = "<main>" + "".join(f"<p>{clause}</p>" for clause in CLAUSES) + "</main>"
    text = text_of(page(main, before=header, after="<footer><p>Last updated: 4 May 2024</p></footer>"))

    assert text.splitlines()[:2] == ["Privacy Policy", "Last updated: 3 May 2024"]
    assert "4 May 2024" in text
    assert "Jobs" not in text


def test_a_button_that_heads_what_follows_is_kept() -> None:
    """An accordion says by its classes alone that a press shows the panel behind the button."""
    parts = "".join(
        f"<button class=accordion>{name}</button><div class=panel><p>{clause}</p></div>"
        for name, clause in zip(("What we keep", "How we share"), CLAUSES[1:3], strict=True)
    )
    found = reading_of(page(f"<main>{POLICY}{parts}<button class=share>Share</button></main>")).clauses

    assert [clause.heading for clause in found][-2:] == ["What we keep", "How we share"]
    assert "Share" not in [clause.text for clause in found]


def test_what_stands_behind_the_main_element_is_kept() -> None:
    """A section with its heading, or a sentence that binds; what a site says of itself there is not the policy's."""
    rights = "<section><h2>Your rights</h2>" + "".join(f"<p>{clause}</p>" for clause in CLAUSES[3:]) + "</section>"
    news = (
        "<section><h2>News</h2><p>Ferries come in every hour again, and the lights on the pier are lit.</p></section>"
    )
    within, behind = (
        POLICY.split("<h2>Your rights")[0],
        "<div>You may withdraw your consent at any time.</div><div>Seaport 2024</div>",
    )

    assert keeps_all(text_of(page(f"<main>{within}</main>{rights}")))
    assert "Ferries" not in text_of(page(f"<main>{POLICY}</main>{news}"))
    assert (
        text_of(page(f"<div><div>{POLICY}</div>{behind}</div>")).splitlines()[-1]
        == "You may withdraw your consent at any time."
    )


def test_self_closed_iframes_in_noscript_swallow_nothing() -> None:
    """A parser that follows HTML5 takes the rest of the page for the frame's text."""
    snippet = '<noscript><iframe src="https://tags.example/ns.html" height="0" width="0"/></noscript>'
    text = text_of(page(before=snippet + "<script>var tag = '<p>not a word of it</p>'</script>"))

    assert keeps_all(text)
    assert "not a word" not in text


@pytest.mark.parametrize(
    "mention",
    ["<!-- a <noscript> here -->", "<script>const tag = '<noscript>';</script>", "<noscript>"],
)
def test_a_noscript_that_is_none_swallows_nothing(mention: str) -> None:
    """In a comment or a script it is no tag; one that never ends does not reach to the end of the next."""
    snippet = '<noscript><iframe src="https://tags.example/ns.html" height="0" width="0"/></noscript>'
    text = text_of(page(f"{mention}<main>{POLICY}</main>{snippet}<p>Updated 2 June 2024</p>"))

    assert keeps_all(text)
    assert "2 June" in text


def test_five_thousand_nested_elements_are_read() -> None:
    """Depth neither empties the text nor exhausts the stack."""
    deep = "<div>" * 5000 + POLICY + "</div>" * 5000

    assert keeps_all(text_of(page(deep)))


def test_hidden_addresses_are_the_addresses() -> None:
    """Obfuscation on or off, and under another key, is no change; the placeholder is remembered."""

    def hidden(key: int) -> str:
        code = bytes([key, *(byte ^ key for byte in b"dpo@example.org")]).hex()
        shown = f'<span data-cfemail="{code}">[email&#160;protected]</span>'
        return f'<a href="/cdn-cgi/l/email-protection#{code}">{shown}</a>'

    shown = '<a href="mailto:dpo@example.org">dpo@example.org</a>'
    pages = [page(f"<main>{POLICY}<p>Mail us at {address}.</p></main>") for address in (hidden(7), hidden(99), shown)]

    assert "dpo@example.org" in text_of(pages[0])
    assert same_text(pages[0], pages[1])
    assert same_text(pages[0], pages[2])


def test_what_a_page_repeats_of_itself_is_read_once() -> None:
    """A version for narrow screens beside that for wide ones is the same text."""
    twice = f"<div class=wide>{POLICY}</div><div class=narrow>{POLICY}</div>"

    assert text_of(page(f"<main>{twice}</main>")).count(CLAUSES[1]) == 1


def test_a_paragraph_that_the_policy_itself_repeats_is_kept() -> None:
    """The same sentence under two headings is two clauses."""
    assert text_of(page(f"<main>{POLICY}<h2>Guests</h2><p>{CLAUSES[1]}</p></main>")).count(CLAUSES[1]) == 2


SEVERAL = (
    f"<main><h1>Policies</h1><h2>Privacy Policy</h2><p>{CLAUSES[1]}</p><h3>Sharing</h3><p>{CLAUSES[2]}</p>"
    "<h2>Copyright Policy</h2><p>Send notices to the harbour master, who answers within ten days and tells you what "
    "will be done about them.</p>"
    f"<h2>Cookie Policy</h2><p>{CLAUSES[3]}</p></main>"
)


def test_a_section_of_a_page_with_several_documents_is_read_alone() -> None:
    """`section` takes the text from its heading to the next of the same rank."""
    assert text_of(page(SEVERAL), section="privacy policy").splitlines() == [
        "Privacy Policy",
        CLAUSES[1],
        "Sharing",
        CLAUSES[2],
    ]


def test_a_section_is_found_without_the_number_of_its_heading() -> None:
    """A number is never part of the words."""
    numbered = page(SEVERAL.replace("Copyright Policy", "4. Copyright Policy"))

    assert text_of(numbered, section="copyright").splitlines() == text_of(numbered, section="4. copyright").splitlines()


def test_headings_that_name_documents_are_told() -> None:
    """A page with several documents offers their names; one with a single document offers none."""
    assert documents_on(document_of(page(SEVERAL)).blocks) == ("Privacy Policy", "Copyright Policy", "Cookie Policy")
    assert documents_on(document_of(page()).blocks) == ()


def test_a_section_that_is_not_there_is_an_error_that_names_headings() -> None:
    """The message says which headings the page has."""
    with pytest.raises(SelectorError, match="Copyright Policy"):
        text_of(page(SEVERAL), section="Subprocessors")


def test_selectors_of_a_declaration_override() -> None:
    """`select` reads these elements alone, `remove` leaves elements out."""
    html = page(f"<div class=a><p>{CLAUSES[0]}</p><p class=x>Advertisement</p></div><div class=b><p>Other</p></div>")

    assert text_of(html, select=(".a",), remove=(".x",)) == CLAUSES[0]


@pytest.mark.parametrize(("select", "remove"), [((".gone",), ()), (("p[",), ()), ((), (":nonsense(",))])
def test_selectors_that_cannot_work_are_errors(select: tuple[str, ...], remove: tuple[str, ...]) -> None:
    """One that matches nothing, and ones that are no selectors."""
    with pytest.raises(SelectorError):
        text_of(page(), select=select, remove=remove)


def test_links_are_resolved_against_the_page() -> None:
    """Relative targets become whole addresses, those inside the page stay."""
    from redline.extraction import EXTRACTOR, extract
    from redline.types import Recipe

    html = page(
        f'<main>{POLICY}<p>See <a href="/terms">terms</a>, <a href="a/b">more</a>, <a href="#x">below</a>.</p></main>'
    )
    document = extract(html.encode(), recipe=Recipe(extractor=EXTRACTOR), url="https://www.example.org/legal/privacy")
    hrefs = [run.href for block in document.blocks for run in block.runs if run.href]

    assert hrefs == ["https://www.example.org/terms", "https://www.example.org/legal/a/b", "#x"]


def test_the_title_is_the_pages_heading_not_the_sites_name() -> None:
    """Where no heading of the first rank stands, the title's part before the site's name does."""
    assert reading_of(page()).title == "Privacy Policy"
    assert reading_of(page(f"<main><h2>Data</h2><p>{CLAUSES[1]}</p></main>")).title == "Privacy Policy"


def test_headers_of_sections_and_summaries_beside_clauses_are_kept() -> None:
    """A section's header holds its heading, its footer a date, an aside the clauses in short; a teaser goes."""
    short = "In short: we keep little, we share it with one authority, and you may ask us for all. " * 4
    section = (
        f"<section><header><h2>Crew</h2></header><p>{CLAUSES[2]}</p><aside><p>{short}</p></aside>"
        "<footer>Updated 2 June 2024</footer></section>"
    )
    teaser = "<aside><h3>More</h3><a href=/boats>Boats for sale</a></aside>"
    text = text_of(page(f"<main>{POLICY}{section}{teaser}</main>"))

    assert "Crew" in text
    assert "In short" in text
    assert "Updated 2 June 2024" in text
    assert "Boats for sale" not in text


def test_ids_that_are_slugs_of_their_section_condemn_nothing() -> None:
    """A section about sharing or language is found by its id, and is no share bar and no language picker."""
    sections = (
        "<div id=sharing><h3>Sharing</h3><p>Only with the port.</p></div>"
        "<div id=language><h3>Language</h3><p>English prevails.</p></div><p class=lang-en>Tides are told by mail.</p>"
    )
    text = text_of(page(f"<main>{POLICY}{sections}</main>"))

    assert "Only with the port." in text
    assert "English prevails." in text
    assert "Tides are told by mail." in text


@pytest.mark.parametrize("url", ["https://example.org/privacy", "http://[::1", None])
def test_addresses_that_are_none_break_nothing(url: str | None) -> None:
    """In `<base>`, in links, and where the page is said to come from."""
    html = page(f"<main>{POLICY}<p>See <a href='//[x/y'>our partners</a> as well.</p></main>")
    text = read(html.replace("<head>", "<head><base href='http://[::1'>").encode(), url=url)

    assert any("our partners" in clause.text for clause in text.clauses)


def test_a_shadow_tree_in_the_source_is_read() -> None:
    """Its template is what a browser shows; any other template is not."""
    shadow = f"<policy-text><template shadowrootmode='open'><style>p {{}}</style>{POLICY}</template></policy-text>"
    text = text_of(page(f"<main>{shadow}</main>", after="<template><p>Boat {{name}}</p></template>"))

    assert keeps_all(text)
    assert "{{name}}" not in text


@pytest.mark.parametrize("tag", ["textarea", "TEXTAREA"])
def test_terms_in_a_box_are_read(tag: str) -> None:
    """Old forms show what one accepts in a field that cannot be written in; what one writes is no text."""
    box = "\n\n".join(CLAUSES)
    form = f"<form><h1>Terms</h1><{tag} readonly rows=9>{box}</{tag}><textarea>{'my own words ' * 60}</textarea>"
    text = text_of(page(form + "</form>"))

    assert keeps_all(text)
    assert "my own words" not in text


@pytest.mark.parametrize(
    ("row", "cell"),
    [("div role=row", "span role=cell"), ("div", "span style='display: block'"), ("td", "font style='display:flex'")],
)
def test_words_that_stand_apart_are_not_glued_together(row: str, cell: str) -> None:
    """An element of a line may be a block by its role or its own style."""
    tag, inner = row.split()[0], cell.split()[0]
    table = f"<table><tr><td><{row}><{cell}>Cookie</{inner}><{cell}>Purpose</{inner}></{tag}></td></tr></table>"
    text = text_of(page(f"<main>{POLICY}{table}<p>Not <span>a</span>shore.</p></main>"))

    assert "CookiePurpose" not in text
    assert "Not ashore." in text


def test_elements_that_end_where_they_begin_swallow_nothing_in_xml() -> None:
    """A page sent as XHTML may write its scripts so."""
    html = page(head="<script src='x.js'/><style/>").replace("<!doctype html>", "<?xml version='1.0'?>")

    assert keeps_all(text_of(html))


def test_a_tables_caption_is_read_before_its_rows() -> None:
    """It says what all the rows are of: here a promise stands and falls with it."""
    rows = "<tr><th>Kind</th><th>Kept</th></tr><tr><td>Orders</td><td>one year</td></tr>"
    document = document_of(
        page(f"<main>{POLICY}<table><caption>We <b>never</b> sell what we keep.</caption>{rows}</table></main>")
    )

    assert [(block.kind, block.text) for block in document.blocks[-2:]] == [
        (BlockKind.PARAGRAPH, "We never sell what we keep."),
        (BlockKind.ROW, "Ordersone year"),
    ]
