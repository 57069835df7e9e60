"""PDFs written by hand, a few objects each."""

import pytest

from redline.errors import Unreadable
from redline.extraction import EXTRACTOR, extract
from redline.types import Block, BlockKind, Document, Recipe

Line = tuple[float, float, float, str]  # x, y, size, words


def pdf_of(*pages: list[Line]) -> bytes:
    """A PDF with these lines on its pages, in Helvetica."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>")
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for number, lines in enumerate(pages):
        drawn = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET" for x, y, size, words in lines)
        fonts = "/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{fonts}/Contents {5 + 2 * number} 0 R>>")
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, made in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{made}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return f"{out}{start}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode("latin-1")


def read(body: bytes) -> Document:
    return extract(body, content_type="application/pdf", recipe=Recipe(extractor=EXTRACTOR))


def shown(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks]


FIRST: list[Line] = [
    (72, 800, 9, "Example Harbour - printed 3 May 2024"),
    (72, 740, 20, "Privacy Policy"),
    (72, 700, 11, "We keep your name and the length of your boat for as long as you hold a"),
    (72, 686, 11, "berth with us, and two years after that, because the port autho-"),
    (72, 672, 11, "rity asks for it."),
    (72, 640, 11, "You may ask us for a copy."),
    (72, 612, 11, "- by letter to the harbour office"),
    (72, 598, 11, "- by mail"),
    (290, 40, 9, "Page 1 of 3"),
]


def page(number: int, lines: list[Line]) -> list[Line]:
    """A further page with the header and footer of all."""
    return [(72, 800, 9, f"Example Harbour - printed {number} May 2024"), *lines, (290, 40, 9, f"Page {number} of 3")]


def test_lines_become_headings_paragraphs_and_items() -> None:
    """Large letters head, close lines join, hyphens at line ends go, headers and page numbers are dropped."""
    second = page(2, [(72, 740, 11, "A paragraph that goes on from one page to"), (72, 726, 11, "the")])
    third = page(3, [(72, 740, 11, "next is one paragraph.")])

    assert shown(read(pdf_of(FIRST, second, third)).blocks) == [
        ("heading", "Privacy Policy"),
        (
            "paragraph",
            (
                "We keep your name and the length of your boat for as long as you hold a berth with us, and two years"
                " after that, because the port authority asks for it."
            ),
        ),
        ("paragraph", "You may ask us for a copy."),
        ("item", "by letter to the harbour office"),
        ("item", "by mail"),
        ("paragraph", "A paragraph that goes on from one page to the next is one paragraph."),
    ]


def test_a_figure_that_begins_a_line_of_a_sentence_begins_no_block() -> None:
    """A wrapped sentence may go on with how many days or which section; parts that are counted begin blocks."""
    lines = (
        "We keep the names of guests for no more than",
        "30 days after their stay, as is set out in",
        "Section 4 of the rules, and until",
        "31 December at the latest",
        "1. by letter",
        "2. by mail",
        "2.1 to the harbour",
        "(a) by hand. ",
        "3 Rights",
    )
    placed: list[Line] = [(72, 740 - 14 * place, 11, line) for place, line in enumerate(lines)]

    assert [block.text for block in read(pdf_of(placed)).blocks] == [
        " ".join(lines[:4]),
        *(line.strip() for line in lines[4:]),
    ]


def test_a_pdf_of_too_many_pages_is_unreadable() -> None:
    """What stands on its last pages would be missing, and no change there told."""
    line: list[Line] = [(72, 740, 11, "We keep it.")]

    with pytest.raises(Unreadable, match="401 pages"):
        read(pdf_of(*[line] * 401))


def test_the_title_is_the_first_heading() -> None:
    """A PDF's own title field is often the name of a file."""
    assert read(pdf_of(FIRST)).title == "Privacy Policy"


def test_a_scan_is_unreadable() -> None:
    """A PDF without text says what it may be."""
    with pytest.raises(Unreadable, match="scan"):
        read(pdf_of([]))


@pytest.mark.parametrize("cut", [9, 60, 400])
def test_damaged_pdfs_are_unreadable_or_read(cut: int) -> None:
    """A body that breaks off never does worse than `Unreadable`."""
    try:
        document = read(pdf_of(FIRST)[:cut])
    except Unreadable:
        return
    assert all(block.kind in BlockKind for block in document.blocks)
