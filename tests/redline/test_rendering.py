"""Redlines as text, Markdown and HTML: readable, complete, and harmless whatever the policies hold."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from redline.assessment import assess
from redline.reading import read
from redline.rendering import formats as rendering
from redline.rendering.wording import cited
from redline.types import Assessment, Clause, Link
from tests.redline.made_up import clause, reading

HOSTILE = 'Pay <script>alert(1)</script> & "quotes" \x1b[31mred\x1b[0m \u202eright to left **bold** [x](javascript:y)'


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    """A redline with every kind of change in it."""
    old = Link(text="our form", href="https://example.org/form?a=1")
    new = Link(text="our form", href="https://example.org/form?a=2")
    before = reading(
        "We never sell your data to anybody.",
        clause("We keep your orders for 30 days after they were delivered.", trail=("Keeping",)),
        clause("You may use our form to ask for a copy.", trail=("Rights",), links=(old,)),
        clause("Cookies remember your language.", number="(a)", trail=("Cookies",), kind="item"),
        clause("We tell you before this text changes.", trail=("Changes",)),
    )
    after = reading(
        clause("We keep your orders for 90 days after they were delivered.", trail=("Keeping",)),
        clause("You may use our form to ask for a copy.", trail=("Rights",), links=(new,)),
        clause("Cookies remember your language.", number="(b)", trail=("Cookies",), kind="item"),
        clause("We tell you before this text changes.", trail=("Changes",)),
        clause(HOSTILE, trail=("Fees <b>",)),
    )
    return assess(before, after)


class _Elements(HTMLParser):
    """The tags and attributes of a page, and whether every element is closed in order."""

    VOID = frozenset({"meta", "br", "link"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


def elements(page: str) -> _Elements:
    """The page taken apart; fails where an element is not closed."""
    found = _Elements()
    found.feed(page)
    found.close()
    assert found.open == []
    return found


def test_a_pipe_shows_marks_and_no_colours(assessment: Assessment) -> None:
    """Off a terminal what went stands in [-…-] and what came in {+…+}."""
    shown = rendering.text(assessment, before="old.md", after="new.md")

    assert "for [-30-]{+90+} days" in shown
    assert "[-We never sell your data to anybody.-]" in shown
    assert "\x1b" not in shown


def test_a_terminal_shows_colours_and_no_marks(assessment: Assessment) -> None:
    """On a terminal the words are painted, and only by us: the policy's own escapes are spelt out."""
    shown = rendering.text(assessment, paint=rendering.ansi)

    assert "\x1b[31;9m30\x1b[0m\x1b[32;4m90\x1b[0m" in shown
    assert "[-" not in shown
    assert "\\u001b[31mred" in shown


CLAUSE = (
    "We keep a record of every loan for two years. When a reader leaves the library, we delete what we hold of them."
)


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ("We keep a record of every loan for two years.", "We keep a record of every loan for two years."),
        ("we delete what we hold of them.", "… we delete what we hold of them."),
        ("keep a record of every loan for two", "… keep a record of every loan for two …"),
        ("When a reader leaves the library, we delete", "When a reader leaves the library, we delete …"),
        ("for two years", "for two years"),
        ("words that stand nowhere in the clause", "words that stand nowhere in the clause"),
        ("", ""),
    ],
)
def test_a_quotation_says_where_it_was_cut_out_of_a_sentence(evidence: str, said: str) -> None:
    """Whole sentences and short phrases are quoted as they are."""
    assert cited(evidence, CLAUSE) == said


def test_quotes_are_shown_with_what_was_cut_in_every_format() -> None:
    """A part of a sentence is not taken for the whole of it; the evidence itself stays as it stands in the text."""
    before = reading("If you close your account, we delete all of your records within 30 days, but backups stay.")
    after = reading("If you close your account, we delete all of your records within 12 months, but backups stay.")
    found = assess(before, after)
    judged = found.changes[0]
    quoted = "we delete all of your records within 30 days"
    finding = replace(judged.findings[0], evidence_before=quoted, evidence_after="")
    found = replace(found, changes=(replace(judged, findings=(finding,)),))

    for shown in (rendering.text(found), rendering.markdown(found), rendering.html(found)):
        assert f"… {quoted} …" in shown


@pytest.mark.parametrize(
    ("number", "trail", "told"),
    [
        ("3", ("Sharing",), "§3 Sharing"),
        ("1", ("User content", "Responsibility"), "User content › §1 Responsibility"),
        ("2.1(a)", ("Fees",), "§2.1(a) Fees"),
        ("(a)", ("Fees",), "Fees (a)"),
        ("Section 4", ("Fees",), "Section 4 Fees"),
        ("§ 4", ("Fees",), "§ 4 Fees"),
        ("3", (), "§3"),
        ("", (), "Preamble"),
    ],
)
def test_a_number_stands_beside_its_own_heading(number: str, trail: tuple[str, ...], told: str) -> None:
    """ "#2 2 How we use it" and "1 User content › Responsibility" left open what each number counts."""
    before = reading(clause("We keep it for 30 days.", number=number, trail=trail))
    after = reading(clause("We keep it for 90 days.", number=number, trail=trail))
    shown = rendering.text(assess(before, after))

    assert f"\nChange 1: {told}  reworded, material\n" in shown
    assert f"\nChange 1, {told}: material\n" in shown


def test_a_moved_clause_says_from_where_to_where() -> None:
    """In every format."""
    moved = clause("We delete what you send us as soon as it was answered.", trail=("Questions",))
    others = [clause(f"Our part number {n} says what part {n} is for and no more.", trail=("Parts",)) for n in range(6)]
    found = assess(reading(moved, *others), reading(*others, moved))

    for shown in (rendering.text(found), rendering.markdown(found), rendering.html(found)):
        assert "from passage 1 to passage 7" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Referrals. **We write to friends.", "{+Referrals. We write to friends.+}"),
        ("Our price** is final.", "{+Our price** is final.+}"),
        ("** Without tax, ** with it.", "{+** Without tax, ** with it.+}"),
    ],
)
def test_asterisks_of_bold_words_are_left_out(text: str, shown: str) -> None:
    """Those that a converter wrote and Markdown does not read; a footnote's marks stay."""
    kept = "We keep your orders for a while."

    assert shown in rendering.text(assess(reading(kept), reading(kept, text)))


def test_reasons_stand_before_the_changes(assessment: Assessment) -> None:
    """The reader's minute begins with why it matters."""
    shown = rendering.text(assessment)

    assert shown.index("Why it matters") < shown.index("for [-30-]{+90+} days after")


def test_links_and_numbers_have_folds_of_their_own(assessment: Assessment) -> None:
    """What changed only behind the words does not stand between the changes of words."""
    shown = rendering.text(assessment)

    assert shown.index("Only numbers changed") < shown.index("Cookies remember")
    assert shown.index("Only links changed") < shown.index("[-our form <https://example.org/form?a=1>-]")


def test_a_page_is_whole_and_brings_everything_with_it(assessment: Assessment) -> None:
    """Every element is closed; there is no script and nothing is fetched from elsewhere."""
    page = rendering.html(assessment, before="old.md", after="new.md")
    found = elements(page)
    tags = {tag for tag, _ in found.seen}

    assert {"ins", "del", "h1", "main"} <= tags
    assert tags.isdisjoint({"script", "img", "iframe", "form", "link", "object"})
    assert not [attrs for _, attrs in found.seen if "src" in attrs or (attrs.get("href") or "#")[0] != "#"]


def test_a_page_says_in_words_what_colours_say(assessment: Assessment) -> None:
    """Levels and kinds are words; deletions are struck and insertions underlined, beside their colours."""
    page = rendering.html(assessment)

    assert "material" in elements(page).text
    assert "line-through" in page
    assert "underline" in page
    assert 'content: " [gone: "' in page


def test_hostile_text_is_shown_and_does_nothing(assessment: Assessment) -> None:
    """Mark-up, escapes and marks of direction are text on the page."""
    page = rendering.html(assessment)

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Fees &lt;b&gt;" in page
    assert not re.search("[\x00-\x08\x1b\u202e]", page)


def test_every_jump_of_a_fragment_has_its_target(assessment: Assessment) -> None:
    """And no id stands twice."""
    found = elements(rendering.html_fragment(assessment))
    ids = [attrs["id"] for _, attrs in found.seen if "id" in attrs]
    jumps = [attrs["href"] for tag, attrs in found.seen if tag == "a"]

    assert len(ids) == len(set(ids))
    assert {str(jump)[1:] for jump in jumps} <= set(map(str, ids))


def test_markdown_marks_words_and_escapes_the_rest(assessment: Assessment) -> None:
    """Struck and bold are ours; the policy's own stars and brackets are text."""
    shown = rendering.markdown(assessment)

    assert "for ~~30~~**90** days" in shown
    assert r"\*\*bold\*\*" in shown
    assert r"\[x\](javascript:y)" in shown
    assert r"\<script\>" in shown


def test_nothing_changed_says_so() -> None:
    """An empty redline is a verdict and a count."""
    same = reading("We never sell your data to anybody.")
    shown = rendering.text(assess(same, same))

    assert shown.startswith("No change")
    assert "1 unchanged" in shown


# All recorded changes, shown both ways, take a minute; every fourth is enough to fail where one in fifteen does.
PARTS, STEP = 4, 4
FORMATS = {"text": rendering.text, "markdown": rendering.markdown, "html": rendering.html}


CLAUSES = "# Privacy\n\nWe keep orders.\n\n{}\n\nThe tax office asks for them.\n\nWe never sell them."
BECAME_A_HEADING = CLAUSES.format("How long we keep orders"), CLAUSES.format("## How long we keep orders")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("sides", "told"),
    [
        (BECAME_A_HEADING, "from passage 2 to a heading"),
        (BECAME_A_HEADING[::-1], "from a heading to passage 2"),
    ],
)
def test_a_line_that_became_a_heading_is_shown(form: str, sides: tuple[str, str], told: str) -> None:
    """Its words have moved and it has a place on one side alone; the page says what it is on the other."""
    older, newer = (read(side.encode(), content_type="text/markdown") for side in sides)
    shown = FORMATS[form](assess(older, newer))

    assert "How long we keep orders" in shown
    assert told in shown


@pytest.mark.shared
@pytest.mark.parametrize("part", range(PARTS))
def test_recorded_changes_can_be_shown(shared: Path, part: int) -> None:
    """In every format, whichever side is the older."""
    for folder in sorted(path.parent for path in shared.glob("changes/*/new.md"))[STEP * part :: STEP * PARTS]:
        old, new = (read((folder / name).read_bytes(), content_type="text/markdown") for name in ("old.md", "new.md"))
        for assessment in (assess(old, new), assess(new, old)):
            assert all(form(assessment) for form in FORMATS.values()), folder.name


@pytest.mark.parametrize("form", FORMATS)
def test_what_changed_alike_in_many_passages_is_told_once(form: str) -> None:
    """A link under every section got one new address, and a table says one thing in three rows."""
    row = "We keep your orders for {} days, see the list of retention periods."
    texts = ["Collecting", "Sharing", "Keeping"]

    def side(days: str, address: str) -> list[Clause]:
        link = (Link(text="Read more", href=address),)
        return [
            one
            for name in texts
            for one in (
                clause(row.format(days), trail=(name,)),
                clause(f"{name}: read more.", links=link, trail=(name,)),
            )
        ]

    before = reading(*side("30", "https://example.org/old"))
    after = reading(*side("60", "https://example.org/new"))
    shown = FORMATS[form](assess(before, after))

    assert shown.count("https://example.org/new") == 1
    assert shown.count("and the same in 2 more passages (Sharing, Keeping)") == 2


def test_a_heading_named_beside_a_repeated_change_is_no_mark_up() -> None:
    """The heading over the second passage is a stranger's text like any other."""
    before, after = (
        reading(*(clause(f"We keep it for {days} days.", trail=(name,)) for name in ("Orders", "<b>Letters")))
        for days in ("30", "60")
    )
    shown = rendering.html(assess(before, after))

    assert "<b>" not in shown
    assert "in 1 more passage (&lt;b&gt;Letters)" in shown
