"""Markdown is read to blocks as CommonMark says, and readings are written as Markdown that reads back the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redline import canonical, reading, segmentation
from redline.markdown import inline as markdown_inline
from redline.markdown import reader as markdown
from redline.types import Block, BlockKind, Run


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text."""
    return markdown.read(text).blocks


def kinds(text: str) -> list[tuple[str, int, str, str]]:
    """Kind, level, label and words of each block."""
    return [(block.kind.value, block.level, block.label, block.text) for block in blocks(text)]


def test_headings_of_both_forms_have_their_level() -> None:
    """Setext headings are levels 1 and 2, ATX headings count their signs."""

    assert kinds("Terms\n=====\n\nData\n----\n\n#### Cookies ####\n") == [
        ("heading", 1, "", "Terms"),
        ("heading", 2, "", "Data"),
        ("heading", 4, "", "Cookies"),
    ]


def test_nested_lists_have_depths_and_labels() -> None:
    """An item knows its depth and its number as shown; a second paragraph in it is a paragraph of that depth."""

    assert kinds("3. one\n\n   more\n   - two\n\n4. three\n") == [
        ("item", 1, "3.", "one"),
        ("paragraph", 1, "", "more"),
        ("item", 2, "", "two"),
        ("item", 1, "4.", "three"),
    ]


def test_runs_keep_bold_links_and_hard_breaks() -> None:
    """Words know whether they are bold and where they lead; a hard break is a line break."""
    (block,) = blocks('**Data.** See [our *terms*](/terms?a=1 "T"),  \nor \\*write\\* <b>to</b> <a@example.org>.\n')

    assert block.runs == (
        Run(text="Data.", strong=True),
        Run(text=" See "),
        Run(text="our terms", href="/terms?a=1"),
        Run(text=",\nor *write* to "),
        Run(text="a@example.org", href="mailto:a@example.org"),
        Run(text="."),
    )


def test_stray_stars_still_mean_bold() -> None:
    """Converters leave spaces inside bold marks; a reader sees a bold line all the same."""
    found = blocks("*** To bill you**  \nWe do so.\n\n**Referrals. **\n\n** ** Plain words.\n")

    assert [block.runs[0].text.strip() for block in found] == ["To bill you", "Referrals.", "Plain words."]
    assert [block.runs[0].strong for block in found] == [True, True, False]


def test_tables_and_html_keep_their_words() -> None:
    """A row carries its column heads; HTML blocks give their words, paragraph by paragraph."""
    *rows, first, second = blocks(
        "| a | b |\n|---|---|\n| 1 | [2](/x) |\n\n<div><p>one</p>\n<p>two &amp; three</p></div>\n"
    )

    assert [(row.kind, row.heads, row.cells) for row in rows] == [
        (BlockKind.ROW, ("a", "b"), ((Run(text="1"),), (Run(text="2", href="/x"),)))
    ]
    assert [first.text, second.text] == ["one", "two & three"]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<table>\n<tr><td>Email</td><td>30 days</td></tr>\n</table>", ["Email | 30 days"]),
        ("<td>Email</td><td>30 days</td>", ["Email | 30 days"]),
        ("<style>\np { color: red; }\n</style>\n\n<script>\nvar sold = 1;\n</script>\n\nWe keep it.", ["We keep it."]),
        ("<div>\nThose of age < 13 and those of age > 65\n</div>", ["Those of age < 13 and those of age > 65"]),
    ],
)
def test_html_in_a_text_is_read_as_a_page_is(source: str, texts: list[str]) -> None:
    """Cells stand apart, code is no clause, and a sign is no tag."""
    assert [clause.text for clause in segmentation.segment(markdown.read(source))] == texts


def test_a_hidden_address_is_written_out() -> None:
    """The address stands in the link as digits; what the page showed is kept beside it."""
    code = bytes([7, *(byte ^ 7 for byte in b"dpo@example.org")]).hex()
    (block,) = blocks(f"Write to [[email protected]](/cdn-cgi/l/email-protection#{code}).\n")

    assert block.text == "Write to dpo@example.org."
    assert (block.runs[1].href, block.runs[1].shown) == ("mailto:dpo@example.org", "[email protected]")


def test_one_paragraph_a_line_is_read_so() -> None:
    """A plain text in a Markdown file keeps its lines apart, a wrapped text keeps them together."""
    long = "We keep what you write to us " * 8
    lines = f"1. Data\n{long}\n- one\n2. Rights\n{long}\n{long}\n"
    wrapped = "We keep what you write to us\nas long as you have an account.\n"

    assert len(blocks(lines)) == 6
    assert len(blocks(wrapped)) == 1


def test_wrapped_lines_are_one_paragraph_whatever_stands_beside_them() -> None:
    """Links and items that are longer than the lines do not make each of those a paragraph."""
    wrapped = (
        "We keep what you write to us as long as you have an account here,\n"
        "and delete it within thirty days after you have closed it, unless\n"
        "[the law of your country](https://example.org/" + "a" * 160 + ")\n"
        "asks us to keep it longer.\n\n"
    )
    items = f"* one {'long ' * 40}\n* two {'long ' * 40}\n"

    assert len(blocks(wrapped * 2 + items)) == 4


def test_a_list_inside_an_item_may_count_from_any_number() -> None:
    """Converters number on where a page does."""

    assert kinds("* one\n    3. three\n    4. four\n* two\n") == [
        ("item", 1, "", "one"),
        ("item", 2, "3.", "three"),
        ("item", 2, "4.", "four"),
        ("item", 1, "", "two"),
    ]


def test_an_item_right_of_its_numbers_mark_stands_inside() -> None:
    """Whatever its number's width; one column is no depth."""

    assert kinds("  9. nine\n     1. in nine\n  10. ten\n     1. in ten\n     - two\n   11. eleven\n") == [
        ("item", 1, "9.", "nine"),
        ("item", 2, "1.", "in nine"),
        ("item", 1, "10.", "ten"),
        ("item", 2, "1.", "in ten"),
        ("item", 2, "", "two"),
        ("item", 1, "11.", "eleven"),
    ]
    assert [kind for kind, *_ in kinds("For years:\n10. Orders\n  - names\n  - cards\n")][1:] == ["item", "item"]


def test_the_title_is_a_heading_without_number() -> None:
    """A document whose first heading is a section has no title."""

    assert markdown.read("Some words.\n\n# Terms of use\n").title == "Terms of use"
    assert markdown.read("## 1. Definitions\n\nWords.\n").title == ""


MARKS = (
    "word two Data 30 ** * _ __ [ ] ( ) [a](/b) [a](/b?c_d=1&e=_f) [a](x&amp;y) **bold** _it_ ” “ é 1."
    " **[b](/c)** [**b**](/c) [](/d) [x\\_y](/z) ![i](/j) <br> <br/> \\* \\ ` < > & &amp; ! . : , ; - \u00a0"
).split(" ")
INLINE = st.lists(st.sampled_from([*MARKS, *[" "] * 8, "\n", "  \n", "\\\n "]), max_size=14).map("".join)


@settings(max_examples=400)
@given(INLINE)
def test_the_quick_way_reads_a_paragraph_as_the_parser_does(content: str) -> None:
    """Where the pattern reads a paragraph at all, it finds the parser's runs."""
    quick = markdown_inline.simple(content)

    assert quick is None or quick == markdown_inline.parsed(content)


PARAGRAPHS = [
    "Words here.",
    "**b** c",
    "2020 was",
    "[x](/y) z",
    "_e_ f",
    "“Q”",
    "# Head",
    "===",
    "---",
    "    code",
    "## H ##",
    "### a # b",
    "# **b**",
]
ITEMS = ["- item", "  more", "1. one", "10) ten", "* star", "+ plus", "-   wide", "1. # x", "* * x", "-", "3)", "* * *"]
INNER = [
    *(
        "    * in",
        "  - in",
        "   1. in",
        "    3. in",
        "        + deep",
        "      deep",
        "      * deep",
        " * on",
        "    1) in",
        "     - in",
    ),
    *("    a", "    ---", "    # head"),
]
OTHERS = ["> quote", "| a | b |", "|---|---|", "\tcode"]
LINES = st.lists(st.sampled_from([*[""] * 6, *PARAGRAPHS, *ITEMS, *INNER, *OTHERS]), max_size=14).map("\n".join)


LISTS = st.lists(st.sampled_from([*[""] * 2, *ITEMS[:6], *INNER, "Words here."]), max_size=9).map("\n".join)


@settings(max_examples=300)
@given(LINES | LISTS)
def test_lines_of_words_are_read_as_the_parser_does(text: str) -> None:
    """Paragraphs that do not pass through the parser are those it would have found."""
    quick = [block for block in markdown._blocks(text) if block.text.strip()]

    assert quick == [block for block in markdown.parsed(text) if block.text.strip()]


@pytest.mark.parametrize(
    ("source", "title", "texts"),
    [
        ("---\ntitle: Our policy\nlayout: page\n---\n\nWe keep it.\n", "Our policy", ["We keep it."]),
        ("---\ntitle: Our policy\n---\n\n# Privacy\n\nWe keep it.\n", "Privacy", ["We keep it."]),
        (
            '---\ntitle: "Our policy"\nlast_updated: 2021-05-03\n---\nWe keep it.\n',
            "Our policy",
            ["Last updated: 2021-05-03", "We keep it."],
        ),
        (
            "---\ntitle: Ours\ncontroller: Tern Books Ltd\neffective: upon posting\n---\n\nWe keep it.\n",
            "Ours",
            ["Controller: Tern Books Ltd", "Effective: upon posting", "We keep it."],
        ),
        ("---\ntitle: Ours\ndescription: |\n  Nobody\n  sees it\n---\n\nWe keep it.\n", "Ours", ["We keep it."]),
    ],
)
def test_keys_before_a_text_are_for_programs(source: str, title: str, texts: list[str]) -> None:
    """But the title, where no heading says it, and what is for people."""
    found = reading.read(source.encode(), content_type="text/markdown")

    assert found.title == title
    assert [clause.text for clause in found.clauses] == texts


@pytest.mark.parametrize(
    "source", ["---\nNote: we sell data.\n---\n\nMore.\n", "---\n\nwe keep: names\n\n---\n\nMore.\n"]
)
def test_a_text_between_two_rules_stays(source: str) -> None:
    words = " ".join(
        f"{' '.join(clause.trail)} {clause.text}"
        for clause in reading.read(source.encode(), content_type="text/markdown").clauses
    )

    assert "we sell data" in words or "we keep: names" in words


def test_marks_may_stand_before_a_non_breaking_space() -> None:
    """Converters write what the page had between a mark and its words."""
    heading, item = blocks("##\u00a02. Rights\n\n*\u00a0 We answer")

    assert (heading.kind, heading.text) == (BlockKind.HEADING, "2. Rights")
    assert (item.kind, item.text) == (BlockKind.ITEM, "We answer")


def test_the_words_of_a_link_may_be_wrapped() -> None:
    """Its end is then no left-over of a converter, wherever the line breaks."""
    (block,) = blocks("Write by [our\nown contact form](https://example.org/form) or\nby post.")

    assert block.text == "Write by our own contact form or by post."
    assert [run.href for run in block.runs if run.href] == ["https://example.org/form"]


@pytest.mark.parametrize("mark", ["", "*   ", "1.  "])
@pytest.mark.parametrize("title", ["", "### "])
def test_a_link_around_a_block_is_a_link(mark: str, title: str) -> None:
    """Converters put its brackets on lines of their own."""
    (block,) = blocks(f"{mark}[\n    \n    {title}Our rights\n    \n    ](#rights)\n")

    assert block.runs == (Run(text="Our rights", href="#rights"),)


@pytest.mark.parametrize("title", ["Our rights\n    ---", "### Our rights", "Our rights"])
def test_a_link_around_blocks_is_one_on_the_last(title: str) -> None:
    """However its brackets stand."""
    open_brackets, closed_brackets = (
        blocks(f"*   [{before}{title}\n    \n    Read them.{after}](#rights)\n\n    More.\n")
        for before, after in (("\n    \n    ", "\n    \n    \n    "), ("", ""))
    )

    assert [(block.kind, block.runs) for block in open_brackets] == [(b.kind, b.runs) for b in closed_brackets]
    assert open_brackets[0].text == "Our rights"
    assert open_brackets[1].runs == (Run(text="Read them.", href="#rights"),)


def test_a_link_around_a_list_leaves_its_items_their_marks() -> None:
    """All of them, not the first alone."""
    items = blocks("[\n\n* Read.\n\n* Lend.\n\n](#rights)\n\nMore.\n")

    assert [(block.kind, block.text) for block in items[:2]] == [(BlockKind.ITEM, "Read."), (BlockKind.ITEM, "Lend.")]


@pytest.mark.parametrize(
    "source",
    [
        "See [our rules][1] and [laws][2].\n\n[1]:http://a.example/r\n[2]: /l\n",
        "See [our rules][1] and [laws][2].\n\n```\nkeep [it][1]\n\n[1]: /x\n```\n\n[1]: http://a.example/r\n[2]: /l\n",
    ],
)
def test_targets_without_a_blank_or_beside_code_are_found(source: str) -> None:
    """Many are written so; what stands between fences is neither a target nor a link."""
    first, *rest = blocks(source)

    assert [run.href for run in first.runs if run.href] == ["http://a.example/r", "/l"]
    assert [block.text for block in rest] in ([], ["keep [it][1]", "[1]: /x"])


def test_a_line_like_a_links_target_is_a_clause() -> None:
    """A target is where something leads; how long something is kept leads nowhere."""
    found = blocks("We keep:\n\n[Logs]: 90\n\n[Sold]: always\n\nSee [us][1].\n\n[1]: /us\n")

    assert [block.text for block in found] == ["We keep:", "[Logs]: 90", "[Sold]: always", "See us."]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("See our[rules](/r)for it.", "See our rules for it."),
        ("[Cookie](/c)s and [law](/l)yers", "Cookies and lawyers"),
        (
            "See [our rules][1], [laws][] and [x].\n\n[1]: /rules\n[laws]: <https://a.example> 'Laws'",
            "See our rules, laws and [x].",
        ),
        ("See [rules](https://a.example/r) (https://a.example/r).", "See rules."),
        ("See [rules (opens in a new window)](/r) and [laws↗](/l).", "See rules and laws."),
        ("** Bold ** words and **more **here", "Bold words and more here"),
        ("We keep:\n[Logs]: 90", "We keep: [Logs]: 90"),
        ("\u200bWords", "Words"),
        ("[See [us]][1] and[![x](/i.png)][2]\n\n[1]: < /us >\n[2]: /i", "See [us] and"),
        ("See [rules][1].\n\n[1]: /first\n[1]: /second\n[]: /top", "See rules."),
        ("See [our long rules](/all-\nour-\nrules), please.", "See our long rules, please."),
        ("See <https://a.example/all-\nrules>.", "See https://a.example/all-rules."),
        ("See <www.a.example/rules>.", "See www.a.example/rules."),
        ('Read <a class="x"\n tabindex="-1">our rules</a>.', "Read our rules."),
        ("__Bold__ words and __2.1.__ Kept__.__ Logs", "Bold words and 2.1. Kept. Logs"),
        ("[![us][1]][2] and [rules][3] and [laws][4]\n\n[1]: /i\n[2]: /us\n[3]: \n[4]: /l", "and rules and laws"),
        ("__Secure-ID, __Host-ID,__Secure-Key stay", "__Secure-ID, __Host-ID,__Secure-Key stay"),
        ("`__tern__` at <https://a.example/__c__/d>", "__tern__ at https://a.example/__c__/d"),
        ("**TERMS****Last revised: May** 2020 and **pri****nts**", "TERMS Last revised: May 2020 and prints"),
        ("**We sell names****We sell no cards** **x**", "We sell names We sell no cards x"),
        ("In euro:\n\n[Plan [Basic]]: 9.99\n[]: 4.50\n[30]: ", "In euro:"),
        ("**Fees****.** We bill **prints****.**", "Fees. We bill prints."),
        ("We bill prints**.** We mail **them** too", "We bill prints. We mail them too"),
        ("******5. Prints.**", "5. Prints."),
        ("_Kept since 2010  \n_", "Kept since 2010"),
        ("**Kept since 2010\n**", "Kept since 2010"),
        ("I, ____, sign for __a__ year: ________", "I, ____, sign for a year: ________"),
    ],
)
def test_what_converters_leave_at_links_is_mended(source: str, text: str) -> None:
    """Blanks that they lost, targets at the end or wrapped, addresses and notes behind a link; bold with spaces, stops
    or nothing in it, or marked by low lines."""
    assert " ".join(blocks(source)[0].text.split()) == text


def test_a_link_around_words_and_an_image_is_one_link() -> None:
    """The image stands in a paragraph of its own."""
    (block,) = blocks("[\n\nOur rights\n\n![arrow](/a.png)\n\n\n](/rights)\n")

    assert [(run.text, run.href) for run in block.runs] == [("Our rights", "/rights")]


def test_links_around_blocks_part_the_blocks() -> None:
    """A ticker's links follow one another without a blank."""
    texts = [block.text for block in blocks("[AB\n\n$1.20](/ab)[CD\n\n$2.30](/cd)\n\nOur terms.")]

    assert texts == ["AB", "$1.20", "CD", "$2.30", "Our terms."]


WRITTEN = [
    "# Terms\n\nUpdated: 4 May 2021\n\n## 1. Data *and* [law](/a_b)\n\n1.1 We keep <b>it</b>.\n\n(a) it\n",
    "## Rights\n\nYou may:\n\n- **Ask:** for it\n- (b) go \\# on\n\n| Data | For |\n|---|---|\n| a \\| b | 30 days |\n",
    "## Odd\n\n\\- no item\n\n5\\) five\n\n\\# no heading\n\n1\\. snake_case_word \\[x\\]\\(y\\) &amp;amp; \\*\\*\n",
]


@pytest.mark.parametrize("source", WRITTEN)
def test_what_is_written_reads_back_the_same(source: str) -> None:
    """Words, headings, numbers and links survive being written and read again."""
    first = reading.read(source.encode(), content_type="text/markdown")
    second = reading.read(markdown.write(first).encode(), content_type="text/markdown")

    assert second.words_sha256 == first.words_sha256
    assert [(clause.number, clause.trail, clause.links) for clause in second.clauses] == [
        (clause.number, clause.trail, clause.links) for clause in first.clauses
    ]


TEXTS = st.text(alphabet="ab *_#[]()<>`|\\&;.1-~!:+=", min_size=1, max_size=20)


@settings(max_examples=200)
@given(TEXTS)
def test_no_sign_of_a_text_becomes_mark_up(text: str) -> None:
    """Page text is only words in what we write, whatever signs it holds."""
    (block,) = blocks(f"x {markdown.escaped(text)} x")

    assert block.kind is BlockKind.PARAGRAPH
    assert block.runs == (Run(text=block.text),)
    assert canonical.words(block.text) == canonical.words(f"x {text} x")


def test_furniture_is_not_written() -> None:
    """What is the page's and not the policy's stays out of the text."""
    first = reading.read(b"# Terms\n\nRate now 12 USD\n\n## Data\n\nWe keep data.\n", content_type="text/markdown")
    keys = [segmentation.furniture_key(clause) for clause in first.clauses]
    marked = segmentation.with_furniture(first.clauses, keys)

    assert [clause.furniture for clause in marked] == [True, False]


@pytest.mark.parametrize("rows", ["", "\n|  |"])
def test_a_table_that_has_only_a_head_keeps_its_words(rows: str) -> None:
    """Its head goes with rows, and where none has words it is a row itself."""

    assert kinds(f"| We never sell your data. |\n| --- |{rows}") == [("row", 0, "", "We never sell your data.")]
