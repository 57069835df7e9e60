"""Plain text is read in its habits: paragraphs between blank lines, one a line, wrapped lines, typed bullets."""

from redline import plaintext
from redline.types import BlockKind

LONG = "We keep what you write to us for as long as your account is open, and delete it thirty days after you close it."


def kinds(text: str) -> list[tuple[BlockKind, int, str]]:
    """Kind, level and first words of each block."""
    return [(block.kind, block.level, block.text[:12]) for block in plaintext.read(text).blocks]


def test_one_paragraph_a_line() -> None:
    """Long lines are paragraphs of their own."""

    assert [text for _, _, text in kinds(f"1. Data\n{LONG}\n{LONG}\n")] == ["1. Data", LONG[:12], LONG[:12]]


def test_wrapped_lines_are_one_paragraph() -> None:
    """A line broken at a fixed width goes on in the next."""
    (block,) = plaintext.read(LONG.replace("open, ", "open,\n")).blocks

    assert block.text == LONG


def test_typed_bullets_are_items_of_a_depth() -> None:
    """Bullets and dashes make items; indentation makes depth."""
    found = kinds("We use:\n- your name\n    - first and last\n  • your age\n")

    assert [(kind, level) for kind, level, _ in found] == [
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.ITEM, 1),
        (BlockKind.ITEM, 2),
        (BlockKind.ITEM, 1),
    ]


def test_line_ends_of_all_systems_are_read() -> None:
    """Windows and old Mac line ends, and pages parted by form feeds."""

    assert len(kinds(f"{LONG}\r\n\r\n{LONG}\r\r{LONG}\f{LONG}")) == 4


def test_the_title_is_a_short_first_line() -> None:
    """A text that begins with a paragraph has no title."""

    assert plaintext.read(f"Privacy policy\n\n{LONG}\n").title == "Privacy policy"
    assert plaintext.read(f"{LONG} {LONG}\n").title == ""
    assert plaintext.read("").blocks == ()
