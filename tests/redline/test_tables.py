"""Rows of tables: their figures are what the head of their column says, and their marks are answers."""

import pytest

from redline import answers
from redline.assessment import assess
from redline.comparison import compare
from redline.reading import read
from redline.types import BETWEEN_CELLS, ClauseChange, Materiality, Reading
from tests.redline.judged import judged, policy, rules_of

FIGURES = "| What | {head} |\n| --- | --- |\n| Orders | 30 |\n| Letters | {figure} |\n| Prints | 10 |"
MARKS = "| What | Kept | Sold |\n| --- | --- | --- |\n| Orders | ✓ |  |\n| Letters | {} | {} |\n| Prints | ✓ |  |"


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("Days kept", Materiality.MATERIAL),
        ("Fee", Materiality.MATERIAL),
        ("Minimum age", Materiality.MATERIAL),
        ("Frais", Materiality.MATERIAL),
        ("Stars", Materiality.MATERIAL),
        ("How many", Materiality.SUBSTANTIVE),
        ("Page", Materiality.EDITORIAL),
        ("Version", Materiality.EDITORIAL),
    ],
)
def test_a_figure_in_a_cell_is_what_its_column_measures(head: str, level: Materiality) -> None:
    """A period, a price, an age; of no known measure it is for a digest; and it may only point somewhere."""
    older, newer = (FIGURES.format(head=head, figure=figure) for figure in ("90", "190"))

    assert judged(older, newer).materiality is level


@pytest.mark.parametrize(
    ("older", "newer", "rule"),
    [("90", "as long as we like", "number-removed"), ("—", "90", "number-added"), ("", "90", "number-added")],
)
def test_a_figure_may_come_to_a_cell_or_leave_it(older: str, newer: str, rule: str) -> None:
    """Whatever stands there else."""
    found = judged(FIGURES.format(head="Days kept", figure=older), FIGURES.format(head="Days kept", figure=newer))

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("1,000", "1000"),
        ("10.00", "10"),
        ("10.50", "10,50"),
        ("30", "030"),
        ("12 (1)", "12 (2)"),
        ("€10,50", "10.50 €"),
    ],
)
def test_a_figure_may_be_written_otherwise(older: str, newer: str) -> None:
    """With other signs, or another note beside it."""
    found = judged(FIGURES.format(head="Fee", figure=older), FIGURES.format(head="Fee", figure=newer))

    assert not found.materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(
    ("heads", "row", "level"),
    [
        ("What | Retention", "Films | 2 years", Materiality.MATERIAL),
        ("What | Service fee", "Films | 20%", Materiality.MATERIAL),
        ("Cookie | Duration", "_tern | 2 years", Materiality.SUBSTANTIVE),
        ("What | Desk", "Films | 555 0101", Materiality.SUBSTANTIVE),
    ],
)
def test_a_row_comes_and_goes_with_its_period_or_price(
    heads: str, row: str, level: Materiality, *, backwards: bool
) -> None:
    """Of cookies, which come and go with what a page embeds, it is for a digest."""
    older = f"| {heads} |\n| --- | --- |\n| Orders | 30 days |\n| Letters | 90 days |"
    sides = (older, f"{older}\n| {row} |")

    assert judged(*(reversed(sides) if backwards else sides)).materiality is level


def test_a_telephone_number_in_a_table_is_for_a_digest() -> None:
    """Whatever the column is called."""
    older = "| Country | Phone |\n| --- | --- |\n| Greece | 00800 4920 00536 |\n| Spain | 800 1234 |"

    assert judged(older, older.replace("00800 4920 00536", "21 1180 9433")).materiality is Materiality.SUBSTANTIVE


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (("✓", "✗"), ("✓", "✓")),
        (("✓", ""), ("✓", "✓")),
        (("✔", ""), ("", "")),
        (("✓", ""), ("", "✓")),
        (("✓", "no"), ("✓", "✅")),
        (("yes", "no"), ("no", "yes")),
        (("✗ (1)", "✓"), ("✓ (1)", "✓")),
        (("[x]", "[ ]"), ("[x]", "[x]")),
        (("[x]", ""), ("", "[x]")),
        (("Y", ""), ("", "Y")),
        (("✓", "–"), ("-", "✓")),
        (("Y", "N"), ("Y", "Y")),
        (("X", ""), ("X", "X")),
        (("![Yes](y.png)", "![No](n.png)"), ("![Yes](y.png)", "![Yes](y.png)")),
    ],
)
def test_a_mark_in_a_cell_is_an_answer(older: tuple[str, str], newer: tuple[str, str]) -> None:
    """One that came, went, became the other or changed its column; and it is another text."""
    before, after = MARKS.format(*older), MARKS.format(*newer)

    for found in (judged(before, after), judged(after, before)):
        assert found.materiality is Materiality.MATERIAL
        assert rules_of(found) == {"opposite-said"}
    if {*older, *newer} != {"yes", "no"}:
        assert policy(before).words_sha256 != policy(after).words_sha256


@pytest.mark.parametrize(
    ("older", "newer"),
    [("✓", "✔️"), ("✓", "yes"), ("✗", ""), ("–", "✗"), ("❌", "No"), ("✓", "[x]"), ("✓", "![Tick](tick.svg)")],
)
def test_an_answer_may_be_written_otherwise(older: str, newer: str) -> None:
    """By another mark, by its word; a cell left empty beside a mark says no."""
    found = judged(MARKS.format("✓", older), MARKS.format("✓", newer))

    assert not found.materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize("value", ["30 days", "Yes"])
@pytest.mark.parametrize("empty", ["", "–"])
def test_a_value_in_another_column_is_said_of_another_thing(empty: str, value: str) -> None:
    """It is a version of the text, though no word came or went."""
    older = table("What|Free plan|Paid plan", f"Letters|{value}|{empty}", "Prints|30 days|60 days")
    newer = older.replace(f"{value} | {empty} |", f"{empty} | {value} |")

    assert judged(older, newer).materiality is Materiality.SUBSTANTIVE
    assert policy(older).words_sha256 != policy(newer).words_sha256


def test_a_row_may_end_before_its_table_does() -> None:
    """Its last cells are empty, and what stood in one of them counts."""
    older, newer = (
        page("What|Free plan|Paid plan", row, headed=True) for row in ("Letters|30 days", "Letters||30 days")
    )

    assert assess(older, newer).materiality.reaches(Materiality.SUBSTANTIVE)


def test_a_column_that_goes_elsewhere_takes_its_values_along() -> None:
    """They stand under the head under which they stood."""
    older = table("What|Free plan|Paid plan", "Letters|30 days|", "Prints|30 days|60 days")
    newer = table("What|Paid plan|Free plan", "Letters||30 days", "Prints|60 days|30 days")

    assert not judged(older, newer).materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize("value", ["30 days", "Yes"])
def test_an_empty_column_before_a_value_may_lay_out_a_table(value: str) -> None:
    """Where no column has a head, nobody says what its cells are of."""
    older, newer = (page(row, "Prints||9 days") for row in (f"Letters||{value}", f"Letters|{value}|"))

    assert not assess(older, newer).materiality.reaches(Materiality.EDITORIAL)


def test_a_tick_before_an_item_is_its_mark() -> None:
    """It answers nothing."""
    ticked = "* ✓ We keep your letters.\n* ✓ We print your orders."

    assert judged(ticked, ticked.replace("✓ ", "")).changes == ()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Letters |  | ✓ | ", "Letters | no | yes | "),
        (" | ✓", " | yes"),
        ("✗ | Letters | ✓ (2)", "no | Letters | yes (2)"),
        ("Letters | ✓ kept | ✗", "Letters | ✓ kept | no"),
        ("Letters |  | kept", "Letters |  | kept"),
        ("✓ kept", "✓ kept"),
    ],
)
def test_marks_are_put_in_words(row: str, words: str) -> None:
    """In cells of their own only."""
    assert answers.in_words(row) == words


def test_a_word_in_capitals_is_no_mark() -> None:
    """JSON ends as a mark of no is written."""
    older = table("What|Kept|Sold|Note", "JSON|||a")

    assert judged(older, older.replace("JSON |  | ", "JSON |  | no")).materiality is Materiality.MATERIAL


@pytest.mark.parametrize("codes", [("IL", "CL"), ("DE", "FR"), ("Civil", "Civic")])
def test_a_countrys_code_counts_no_rows(codes: tuple[str, str]) -> None:
    """Though its letters are Roman figures."""
    older = table("Where|Kept|Whose", f"{codes[0]}|90 days|Tern", f"{codes[1]}|30 days|Tern")
    newer = table("Where|Kept|Whose", f"{codes[0]}|30 days|Tern", f"{codes[1]}|90 days|Tern")

    assert judged(older, newer).materiality is Materiality.MATERIAL


def test_an_empty_column_at_the_end_answers_nothing() -> None:
    """Though marks stand before it."""
    older = MARKS.format("✓", "✗")

    found = judged(older, "\n".join(f"{line} {line[2:5] if '---' in line else ''} |" for line in older.split("\n")))

    assert not found.materiality.reaches(Materiality.EDITORIAL)


def test_columns_may_change_places() -> None:
    """With their heads: no answer is another one."""
    older = "| What | Kept | Sold |\n| --- | --- | --- |\n| Orders | yes | no |\n| Letters | yes | no |"
    newer = "| What | Sold | Kept |\n| --- | --- | --- |\n| Orders | no | yes |\n| Letters | no | yes |"

    assert "opposite-said" not in rules_of(judged(older, newer))


def test_a_picture_of_a_mark_is_an_answer_on_a_web_page() -> None:
    """By its name for those who do not see it; any other picture says nothing."""
    page = (
        "<h1>Privacy Policy</h1><p>This table says what we do with your data and with your letters.</p>"
        "<table><tr><th>What</th><th>Kept</th><th>Sold</th></tr>"
        '<tr><td>Orders</td><td><img src="a.png" alt="Yes"></td><td><span aria-label="No"></span></td></tr>'
        '<tr><td>Letters</td><td>kept <img src="a.png" alt="yes"></td><td><img src="a.png" alt="A stamp"></td></tr>'
        "</table>"
    )

    rows = [clause.text for clause in read(page.encode(), content_type="text/html").clauses if clause.kind == "row"]

    assert rows == ["Orders | 🗸 | 🗴", "Letters | kept | "]


ROWS = (
    "| What | Kept by us | Kept by partners |\n| --- | --- | --- |\n| Orders | 30 days | {} |"
    + "\n| {} | {} | {} |" * 2
)
SWAPPED = [
    # between rows
    (("60 days", "Photos", "90 days", "a year", "Chats", "5 days", "a week"), "5 days", "90 days", "number-changed"),
    (
        ("60 days", "Photos", "our contract with you", "a year", "Chats", "our legitimate interests", "a week"),
        "our legitimate interests",
        "our contract with you",
        "legitimate-interest",
    ),
    # between columns
    (("60 days", "Photos", "90 days", "5 days", "Chats", "a year", "a week"), "5 days", "90 days", "number-changed"),
]


@pytest.mark.parametrize(("cells", "one", "other", "rule"), SWAPPED)
def test_cells_that_change_places_say_it_of_another_thing(
    cells: tuple[str, ...], one: str, other: str, rule: str
) -> None:
    """Though all of their words stand in the table before and after."""
    newer = [other if cell == one else one if cell == other else cell for cell in cells]

    found = judged(ROWS.format(*cells), ROWS.format(*newer))

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


@pytest.mark.parametrize("order", [(2, 1, 3), (3, 2, 1), (2, 3, 1)])
def test_rows_may_change_places(order: tuple[int, ...]) -> None:
    """With all their cells."""
    rows = ["| Orders | 30 days |", "| Photos | 90 days |", "| Chats | 5 days |"]
    head = "| What | Kept |\n| --- | --- |\n"

    found = judged(head + "\n".join(rows), head + "\n".join(rows[place - 1] for place in order))

    assert not found.materiality.reaches(Materiality.SUBSTANTIVE)


def table(*rows: str) -> str:
    """A table of rows whose cells are parted by bars; the first is the head."""
    lines = [f"| {' | '.join(row.split('|'))} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * (rows[0].count("|") + 1), *lines[1:]])


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (
            table("No.|What|Kept", "1|Photos|90 days", "2|Chats|30 days", "3|Orders|6 years"),
            table("No.|What|Kept", "1|Chats|30 days", "2|Photos|90 days", "3|Orders|6 years"),
        ),
        (
            table("Step|Kind|Sold", "A|Prints|YES", "B|Letters|NO", "C|Maps|YES"),
            table("Step|Kind|Sold", "A|Letters|NO", "B|Prints|YES", "C|Maps|YES"),
        ),
        (
            table(
                "Whose|Name|For|Kept", "Tern|_ta|Counts|2 years", "Tern|_tid|Tells apart|1 day", "Ibis|i|Maps|90 days"
            ),
            table("Whose|Name|For|Kept", "Tern|_ta|Counts|2 years", "Tern|NIB|Keeps|6 months", "Ibis|i|Maps|90 days"),
        ),
    ],
)
def test_what_counts_or_several_rows_share_is_no_label(older: str, newer: str) -> None:
    """A number is not what a row is of, nor is whose cookie it is which."""
    for found in (judged(older, newer), judged(newer, older)):
        assert not found.materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (
            table("No.|What|Kept", "1|Photos|90 days", "2|Chats|30 days"),
            table("No.|What|Kept", "1|Photos|30 days", "2|Chats|90 days"),
        ),
        (table("What|Kept|Shown", "Photos|90 days|30 days"), table("What|Kept|Shown?", "Photos|30 days|90 days")),
        (table("Data|Shared", "Photos|No", "Chats|Yes"), table("Category|Shared", "Photos|Yes", "Chats|No")),
    ],
)
def test_numbers_before_rows_and_another_head_hide_no_swap(older: str, newer: str) -> None:
    """The second cell is what a numbered row is of, and one head may be written otherwise."""
    assert judged(older, newer).materiality is Materiality.MATERIAL


def test_heads_that_swap_are_told_by_any_row_that_differs() -> None:
    """In the first row both say the same."""
    older = table("What|Sold|Kept", "Name|Yes|Yes", "Face|No|Yes")

    assert judged(older, older.replace("Sold | Kept", "Kept | Sold")).materiality.reaches(Materiality.SUBSTANTIVE)


def page(*rows: str, headed: bool = False) -> Reading:
    """A web page with a table; it marks the first row as its heads where it is `headed`."""
    told = "<p>We collect the personal information that you give us when you order from our shop, and keep it safe.</p>"
    lines = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows]
    if headed:
        lines[0] = lines[0].replace("td>", "th>")
    source = f"<h1>Privacy Policy</h1>{told * 2}<table>{''.join(lines)}</table>{told}"
    return read(source.encode(), content_type="text/html")


def test_columns_of_a_table_without_heads_may_change_places() -> None:
    """What heads them is a row like others, and goes with them."""
    older = page("What|By us|By others", "Photos|90 days|10 days", "Chats|30 days|5 days")
    newer = page("What|By others|By us", "Photos|10 days|90 days", "Chats|5 days|30 days")

    assert not assess(older, newer).materiality.reaches(Materiality.SUBSTANTIVE)


def test_a_picture_that_got_a_name_answers_nothing_new() -> None:
    """Nobody can tell what it showed before; two names can be compared."""
    unnamed = page("What|Kept|Sold", 'Photos|<img src="y.png">|<img src="n.png">')
    named = page("What|Kept|Sold", 'Photos|<img src="y.png" alt="Yes">|<img src="n.png" alt="No">')
    other = page("What|Kept|Sold", 'Photos|<img src="y.png" alt="Yes">|<img src="y.png" alt="Yes">')

    assert not assess(unnamed, named).materiality.reaches(Materiality.MATERIAL)
    assert assess(named, other).materiality is Materiality.MATERIAL


def test_a_cross_in_a_box_beside_an_empty_box_is_a_tick() -> None:
    """Alone it says no."""
    assert answers.in_words("Letters | ☐ | ☒") == "Letters | no | yes"
    assert answers.in_words("Letters | ☒ | kept") == "Letters | no | kept"


def test_rows_that_begin_with_one_cell_are_told_by_the_others() -> None:
    """The first cell of a cookie says whose it is, not which."""
    head = "| Whose | Name | Kept |\n| --- | --- | --- |\n"
    rows = ["| Tern | session | a day |", "| Tern | basket | a week |", "| Tern | login | a year |"]
    newer = ["| Tern | login | a year |", "| Tern | basket, for gifts | a week |", "| Tern | session | a day |"]

    assert not judged(head + "\n".join(rows), head + "\n".join(newer)).materiality.reaches(Materiality.MATERIAL)


def test_heads_that_change_places_over_cells_that_stay_are_a_change() -> None:
    """What was kept is sold now."""
    older = MARKS.format("✓", "✗")
    newer = older.replace("Kept | Sold", "Sold | Kept")

    assert judged(older, newer).materiality.reaches(Materiality.SUBSTANTIVE)


def test_a_heading_with_a_bar_may_become_a_line() -> None:
    """It is no row of a table."""
    older = (
        "### Letters | Parcels\n\nWe keep what you send us for a month, and then we shred it.\n\nLetters | Parcels too"
    )

    assert not judged(older, older.replace("### ", "")).materiality.reaches(Materiality.SUBSTANTIVE)


USES = (
    "| Information | {head} |\n| --- | --- |\n| Clicks | To choose prints<br>To help with {} |\n"
    "| Orders | To send them |\n{}"
)


@pytest.mark.parametrize("head", ["Uses", "Why we use it", "Purpose", "Shared with", "Zweck"])
def test_a_use_more_in_a_table_of_data_alerts(head: str) -> None:
    """In a cell, and in a row of its own."""
    plain = USES.format("the way", "", head=head)

    for more in (
        USES.format("the way<br>To guard us against fraud", "", head=head),
        USES.format("the way", "| Names of servers | To block harm |", head=head),
    ):
        for older, newer in ((plain, more), (more, plain)):
            assert judged(older, newer).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (USES.format("the way", "", head="Uses"), USES.format("the route", "", head="Uses")),
        (USES.format("the way", "", head="Colour"), USES.format("the way, in green and in red", "", head="Colour")),
    ],
)
def test_another_word_in_a_table_of_data_or_another_table_alerts_nobody(older: str, newer: str) -> None:
    """A way is a route, and a colour no use."""
    assert not judged(older, newer).materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize("backwards", [False, True])
def test_what_a_reward_costs_is_told_from_the_first_column(backwards: bool) -> None:
    """There the figure is no number of a row."""
    rows = "| Stars | Reward |\n| --- | --- |\n| {} | A mug of tea |\n| 200 | A print |"
    sides = rows.format(50), rows.format(100)
    older, newer = reversed(sides) if backwards else sides
    found = judged(older, newer, title="Terms of Service")

    assert found.materiality is Materiality.MATERIAL


@pytest.mark.parametrize("group", ["Advertising", "Targeting cookies", "Marketing", "Retargeting and analytics"])
def test_a_group_of_advertising_cookies_is_told(group: str) -> None:
    """Whoever sets them."""
    kept = "| Cookies | Who sets them |\n| --- | --- |\n| Necessary | Tern |\n| Statistics | Tern |"
    for sides in ((kept, f"{kept}\n| {group} | Heron, Gull |"), (f"{kept}\n| {group} | Heron, Gull |", kept)):
        found = judged(*sides)
        assert found.materiality is Materiality.MATERIAL
        assert "advertising-cookies" in rules_of(found)
    assert judged(kept, f"{kept}\n| Preferences | Tern |").materiality is not Materiality.MATERIAL


@pytest.mark.parametrize("heads", ["Department | Telephone", "Purpose | Legal basis", "Section of the shop | Shelf"])
def test_marketing_in_another_table_is_no_group_of_cookies(heads: str) -> None:
    """A department, a purpose, a shelf."""
    kept = f"| {heads} |\n| --- | --- |\n| Sales | B |"

    assert "advertising-cookies" not in rules_of(judged(kept, f"{kept}\n| Marketing | C |"))


def test_a_number_of_a_row_is_none_of_its_price() -> None:
    """Under a head that only names prices."""
    older, newer = (f"| Price list item | Cover |\n| --- | --- |\n| 1 | Blue |\n| {n} | Red |" for n in (2, 3))

    assert not judged(older, newer).materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize(
    ("columns", "row", "more", "level"),
    [
        ("Plan name|Price", "Sail|9 €", "Oar|5 €", Materiality.MATERIAL),
        ("Data|Duration", "Letters|5 years", "Chats|2 years", Materiality.MATERIAL),
        ("Film|Duration", "Gulls|90 minutes", "Boats|80 minutes", Materiality.SUBSTANTIVE),
        ("Provider|Name|Kept", "Tern|_ta|2 years", "Tern|_tb|1 year", Materiality.SUBSTANTIVE),
    ],
)
def test_a_row_tells_of_what_its_period_or_price_is(columns: str, row: str, more: str, level: Materiality) -> None:
    """Of a plan or of data; films have lengths, and cookies come and go."""
    assert judged(table(columns, row), table(columns, row, more)).materiality is level


KEPT = "| What | {head} |\n| --- | --- |\n| {what} | one year |"


def test_heads_of_two_tables_are_told_alike_whichever_side_is_older() -> None:
    """The tables stand under headings of their own on one side, under one heading on the other."""
    apart = policy("\n\n".join(f"## {what}\n\n{KEPT.format(head='Kept', what=what)}" for what in ("Orders", "Letters")))
    together = policy("\n\n".join(KEPT.format(head="Days kept", what=what) for what in ("Orders", "Letters")))
    forth, back = (
        sorted(
            (change.before_positions, change.after_positions)
            for change in compare(*sides).changes
            if is_of_heads(change)
        )
        for sides in ((apart, together), (together, apart))
    )

    assert len(forth) == 2
    assert forth == sorted((before, after) for after, before in back)


def is_of_heads(change: ClauseChange) -> bool:
    """Whether the heads of columns changed."""
    return change.of_heading and BETWEEN_CELLS in (change.before or "")
