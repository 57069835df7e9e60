"""Blocks become clauses under the headings a reader would see, and no word is lost."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redline import canonical, plaintext, segmentation
from redline.markdown import reader as markdown
from redline.reading import read
from redline.types import Block, BlockKind, Clause, Document, Run


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a Markdown text."""
    return segmentation.segment(markdown.read(text))


def outline(found: tuple[Clause, ...]) -> list[tuple[str, str, str]]:
    """Number, innermost heading and first word of each clause."""
    return [(clause.number, clause.heading, clause.text.split()[0]) for clause in found]


BODY = "We keep what you write to us for as long as your account is open, and for thirty days after you close it."


def test_headings_of_the_mark_up_make_the_trail() -> None:
    """Setext and ATX headings nest by level; the title heads only what stands before the first section."""
    found = clauses(
        f"Policy\n======\n\nWelcome here.\n\n## Data\n\n{BODY}\n\n### Cookies\n\n{BODY}\n\n## Rights\n\n{BODY}\n"
    )

    assert [clause.trail for clause in found] == [("Policy",), ("Data",), ("Data", "Cookies"), ("Rights",)]


def test_a_mark_of_a_list_is_no_word_of_a_heading() -> None:
    """A page that types its bullets shows them in its headings too."""
    found = clauses(f"## Data\n\n{BODY}\n\n## \\* To answer you\n\n{BODY}\n")

    assert [clause.trail for clause in found] == [("Data",), ("To answer you",)]


def test_numbers_stand_apart_from_words() -> None:
    """A heading's number and an item's go to the clause's numbers, never to its text or trail."""
    found = clauses(f"## 2\\. Data\n\n2.1 {BODY}\n\n(a) {BODY}\n\n1. {BODY}\n")

    assert [(clause.number, clause.heading_number, clause.trail) for clause in found] == [
        ("2.1", "2", ("Data",)),
        ("(a)", "2", ("Data",)),
        ("1", "2", ("Data",)),
    ]
    assert {clause.digest for clause in found} == {canonical.digest(BODY)}


def test_renumbering_changes_no_digest() -> None:
    """Inserting a section before others changes their numbers alone."""
    before = clauses(f"## 1. Data\n\n1.1 {BODY}\n\n1.2 {BODY}\n")
    after = clauses(f"## 4. Data\n\n4.1 {BODY}\n\n4.2 {BODY}\n")

    assert canonical.words_sha256(before) == canonical.words_sha256(after)
    assert canonical.outline_sha256(before) != canonical.outline_sha256(after)


def test_plain_numbered_lines_are_headings() -> None:
    """A plain text with one paragraph a line has its sections by their numbers, parts inside their whole."""
    text = f"1. Who we are\n{BODY}\n2. What we collect\n2.1 What you give us\n{BODY}\n- Name\n2.2 What we see\n{BODY}\n"
    for reader in (plaintext.read, markdown.read):
        found = segmentation.segment(reader(text + BODY * 2))

        assert [(clause.heading_number, *clause.trail) for clause in found][:5] == [
            ("1", "Who we are"),
            ("2.1", "What we collect", "What you give us"),
            ("2.1", "What we collect", "What you give us"),
            ("2.2", "What we collect", "What we see"),
            ("2.2", "What we collect", "What we see"),
        ]


def test_a_short_sentence_is_no_plain_heading() -> None:
    """Where a document has no other headings, a few words with a full stop may be a title; who does what is none."""
    found = clauses(f"{BODY}\n\nWe sell your data.\n\n{BODY}\n\nWe share.\n\n{BODY}\n\nYour rights.\n\n{BODY}\n")

    assert [clause.heading for clause in found] == ["", "", "", "", "", "Your rights."]


def test_short_plain_lines_are_headings_where_there_are_no_others() -> None:
    """Short lines between long ones head them; the lines of an address do not."""
    parts = [
        "Privacy policy.",
        BODY,
        "Your data & ours",
        BODY,
        "Contact",
        BODY,
        "Example Ltd",
        "1 High Street",
        "Oxford",
    ]
    text = "\n\n".join(parts)
    found = segmentation.segment(plaintext.read(text))

    assert [clause.heading for clause in found[:3]] == ["Privacy policy.", "Your data & ours", "Contact"]
    assert [clause.text for clause in found[3:]] == ["Example Ltd", "1 High Street", "Oxford"]


def test_bold_lines_capitals_and_questions_are_headings() -> None:
    """A heading may be bold, in capitals, a question, or a bold line before a line break."""
    text = f"**Choice**\n\n{BODY}\n\nSECURITY OF DATA\n\n{BODY}\n\n**Do we use cookies?**  \n{BODY}\n"

    assert {clause.heading for clause in clauses(text)} == {"Choice", "SECURITY OF DATA", "Do we use cookies?"}


def test_a_bold_beginning_is_a_run_in_heading() -> None:
    """Bold words that end like a title head the sentence they begin, in a paragraph and in a list item."""
    found = clauses(f"**Choice**. {BODY}\n\n- **Name:** as you write it\n- **Age**: in years\n\n{BODY}\n")

    assert [clause.trail for clause in found] == [("Choice",), ("Choice", "Name"), ("Choice", "Age"), ("Choice",)]
    assert found[0].text == BODY


def test_bold_words_inside_a_sentence_are_no_heading() -> None:
    """Emphasis is not structure."""
    (clause,) = clauses(f"**We never** sell your data. {BODY}\n")

    assert clause.trail == ()
    assert clause.text.startswith("We never sell")


def test_a_stated_date_is_no_heading() -> None:
    """A heading that says when the text was updated would change the trail of all that follows."""
    found = clauses(f"# Terms\n\n## Last updated: 4 May 2021\n\n**Effective Date:** 5 May 2021\n\n{BODY}\n")

    assert [clause.trail for clause in found] == [("Terms",)] * 3


def test_a_heading_that_heads_nothing_is_a_paragraph() -> None:
    """So that no word is lost, and a second heading of the same words is kept as well."""
    found = clauses(f"# Terms\n\n## Part one\n\n## Part two\n\n{BODY}\n\n## Part two\n\n{BODY}\n")

    assert [(clause.heading, clause.text.split()[0]) for clause in found] == [
        ("", "Terms"),
        ("", "Part"),
        ("Part two", "We"),
        ("Part two", "Part"),
        ("Part two", "We"),
    ]


def test_a_number_alone_on_its_line_belongs_to_the_next() -> None:
    """Some pages set numbers in a column of their own."""
    found = clauses(f"2\\.\n\nData\n\n{BODY}\n\n2.1\n\n{BODY}\n")

    assert outline(found) == [("2", "Data", "We"), ("2.1", "Data", "We")]


def test_typed_bullets_are_items() -> None:
    """A bullet that is a sign in a paragraph makes an item, also between line breaks."""
    found = clauses("We use it:\n\n• to answer you\n\n· to bill you<br>• to improve\n")

    assert [(clause.kind, clause.text) for clause in found] == [
        ("paragraph", "We use it:"),
        ("item", "to answer you"),
        ("item", "to bill you"),
        ("item", "to improve"),
    ]


def test_rows_keep_their_column_heads() -> None:
    """A table's row is a clause with its cells and the heads of its columns."""
    found = clauses("| Data | Kept |\n|---|---|\n| Name | 30 days |\n| Log | 7 days |\n")

    assert [(clause.kind, clause.text, clause.heads) for clause in found] == [
        ("row", "Name | 30 days", ("Data", "Kept")),
        ("row", "Log | 7 days", ("Data", "Kept")),
    ]


def test_links_are_kept_beside_the_text() -> None:
    """A link's target is no word: another target changes no digest."""
    one, other = (clauses(f"Write to [us]({href}) at once.")[0] for href in ("/a", "/b?x=1"))

    assert (one.text, one.links[0].href, other.links[0].href) == ("Write to us at once.", "/a", "/b?x=1")
    assert one.digest == other.digest


def test_a_very_long_passage_is_cut_where_it_says_so() -> None:
    """Six hundred words are no clause: marks inside part them, else sentences, and an insertion moves few cuts."""
    sentences = [
        f"Sentence {word} says what we do with the {word} of people who write to us." for word in map(str, range(60))
    ]
    whole = clauses(" ".join(sentences))
    longer = clauses(" ".join([*sentences[:3], "A new one stands here now.", *sentences[3:]]))

    assert len(whole) > 3
    assert " ".join(clause.text for clause in whole) == " ".join(sentences)
    assert len({clause.digest for clause in whole} & {clause.digest for clause in longer}) >= len(whole) - 2


def test_furniture_is_marked_by_learnt_keys() -> None:
    """A clause whose figures tick is known by its other words; one that speaks like a policy never is."""
    ticking = clauses("Rate now 1.234 USD\n\n## Your data\n\nWe keep personal data for 30 days.\n")
    later = clauses("Rate now 9.876 USD\n\n## Your data\n\nWe keep personal data for 60 days.\n")
    keys = [segmentation.furniture_key(clause) for clause in ticking]
    marked = segmentation.with_furniture(later, keys)

    assert [clause.furniture for clause in marked] == [True, False]
    assert canonical.words_sha256(marked) == canonical.words_sha256(marked[1:])


WORDS = st.sampled_from(
    "We collect your name and address ( for billing ) until you leave: see 2.1, 30 days; Cookies".split()
)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
RUNS = st.lists(
    st.builds(Run, text=TEXTS.map(lambda text: f"{text} "), strong=st.booleans(), href=st.sampled_from([None, "/a"])),
    min_size=1,
    max_size=3,
).map(tuple)
BREAKS = st.lists(RUNS, min_size=1, max_size=3).map(
    lambda lines: tuple(run for line in lines for run in (*line, Run(text="\n")))
)
BLOCKS = st.one_of(
    st.builds(Block, kind=st.just(BlockKind.HEADING), runs=RUNS, level=st.integers(1, 6)),
    st.builds(Block, kind=st.just(BlockKind.PARAGRAPH), runs=st.one_of(RUNS, BREAKS), level=st.integers(0, 2)),
    st.builds(
        Block, kind=st.just(BlockKind.ITEM), runs=RUNS, level=st.integers(1, 3), label=st.sampled_from(["", "1.", "b."])
    ),
)


@given(st.lists(BLOCKS, max_size=12))
def test_every_word_stands_once_in_a_heading_a_number_or_a_clause(blocks: list[Block]) -> None:
    """Segmentation moves words to headings and numbers; it neither loses nor doubles one."""
    found = segmentation.segment(Document(reader="html", title="", language="", blocks=tuple(blocks)))
    given_words = Counter(_letters(" ".join(block.text for block in blocks)))
    kept_words = Counter(_letters(" ".join(canonical.passages(found))))

    assert kept_words == given_words
    assert [clause.position for clause in found] == list(range(len(found)))


def _letters(text: str) -> list[str]:
    """Words of letters: figures may be numbers of passages, and single letters too."""
    return re.findall(r"[A-Za-z]{2,}", text)


@given(
    st.lists(
        st.sampled_from(["# Same words", "## Same words", "### Same words", "**Same words**", "Same words here"]),
        max_size=8,
    )
)
def test_no_heading_is_lost_among_equal_ones(parts: list[str]) -> None:
    """Headings of the same words one after another are all kept."""
    found = clauses("\n\n".join(parts))

    assert sum(passage.startswith("Same words") for passage in canonical.passages(found)) == len(parts)


@pytest.mark.parametrize("mark", ["", "* "])
def test_a_figure_behind_a_colon_is_what_it_announces(mark: str) -> None:
    """It numbers nothing that follows."""
    text = f"# Terms\n\nThe minimum age is:\n\n{mark}16\n\nAsk us."
    texts = [clause.text for clause in read(text.encode(), content_type="text/markdown").clauses]

    assert texts[-3:] == ["The minimum age is:", "16", "Ask us."]
