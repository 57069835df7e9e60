"""One side of a change in; whether by what it says and where it stands it is the page's out."""

import re
from dataclasses import dataclass
from functools import cached_property

from redline.dates.forms import states_a_date
from redline.equivalence.residue import key
from redline.legal_names import LEGAL_FORMS, without_dots
from redline.page.changes import one_side
from redline.page.edges import Edges
from redline.page.forms_and_code import holds_code, is_field, is_form
from redline.page.languages import is_another_choice, is_choice_of_languages, is_offer, names_languages
from redline.page.lines import (
    SHORT_WORDS,
    begins_a_column,
    invites,
    is_a_line_of_entries,
    is_a_line_of_menu,
    is_label,
    is_line_of_copyright,
    is_of_the_machine,
    is_stamp,
    points_elsewhere,
)
from redline.page.linked_lines import (
    is_contents,
    is_linked,
    is_the_sites_menu,
    leads_to_editions,
    leads_to_related,
    turns_the_page,
)
from redline.page.menus import LINE_WORDS_MAX, is_row_of_entries
from redline.page.phrases import (
    BINDING,
    BINDS_AROUND,
    BINDS_IN_A_BANNER,
    CHOICE,
    SPEAKS,
    WEIGHS_OUTSIDE,
    could_bind,
    is_consent_state,
    is_only,
    is_widget,
    pattern,
)
from redline.page.recounted import is_another_figure
from redline.page.rows import Page
from redline.places import ADDRESS_WORDS
from redline.types import ClauseChange, Link

# What a picture that nobody sees is said to show (seen where recorders keep it beside the picture's own words); of a
# photograph somebody may be asked for one, and what is done or owned is no picture's.
_OF_A_PICTURE = re.compile(
    r"(?:illustration|graphic|icon|drawing) of (?:an?|the|two|three|some|people|someone)\b[^.,;:\n]{2,60}",
    re.IGNORECASE,
)
_THINGS = re.compile(r"\b(?:(?:tele)?phones?|e-?mails?|cookies?)\b", re.IGNORECASE)
_DOES = re.compile(
    r"\b(?:who|whom|which|that|is|are|was|were|be|has|have|for|by|\w{3,}ed|sent|taken|kept|sold)\b", re.IGNORECASE
)
# Between long paragraphs these answer a question.
_ANSWER = re.compile(r"\W*(?:yes|no|on|off)\W*", re.IGNORECASE)
_NEWS = re.compile(r"(?:latest |recent )?news|blog|aktuelles|actualités|noticias", re.IGNORECASE)
_ANNOUNCES = re.compile(r"(?:we|our)\b(?! (?:privacy|cookies?|terms|polic(?:y|ies)))", re.IGNORECASE)
_TO_READERS = re.compile(
    r"\b(?:you|your|wir|uns|unsere?|ihre?n?|sie|nous|notre|nos|vous|votre|vos|nosotros|nuestr[oa]s?|sus?)\b",
    re.IGNORECASE,
)
# A house with its number, a telephone.
_SITS = re.compile(r"\b[A-ZÀ-Þ]\w+ \d{1,4}(?:\b|,)(?! ?(?:am|pm|\d))|\+\d|\b\d{4,5}\s[A-ZÀ-Þ]")
_TO_CUSTOMERS = re.compile(r"\b(?:you|our)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side of a change: its text, its links, and where on the page it stands, as the positions of its clauses.

    What is asked of it more than once is kept, which slots would not allow.
    """

    change: ClauseChange
    text: str
    links: tuple[Link, ...]
    edges: Edges
    positions: tuple[int, ...]

    @cached_property
    def words(self) -> list[str]:
        """The words of the text."""
        return self.text.split()

    @cached_property
    def outside(self) -> bool:
        """Whether it stands around the policy."""
        return self.edges.outside(self.positions)

    @cached_property
    def is_row(self) -> bool:
        """Whether it is a row of a table, or holds one."""
        return not self.edges.rows.isdisjoint(self.positions)

    @cached_property
    def is_listed(self) -> bool:
        """Whether it is a row or an item, or holds one."""
        return not self.edges.listed.isdisjoint(self.positions)

    @cached_property
    def is_introduced(self) -> bool:
        """Whether a sentence introduces it."""
        return not self.edges.introduced.isdisjoint(self.positions)

    @cached_property
    def neighbours(self) -> tuple[str, str]:
        """What stands before and behind it under its heading."""
        return self.edges.neighbours(self.positions)

    @property
    def is_known(self) -> bool:
        """Whether the whole page tells that it is the page's."""
        edges, positions = self.edges, self.positions
        return (
            edges.around.issuperset(positions)
            or edges.editions.issuperset(positions)
            or (self.outside and (edges.menu.issuperset(positions) or edges.related.issuperset(positions)))
        )


def is_the_pages(side: Side, page: Page) -> bool:
    """Whether one side of a change is the page's by what it says and where it stands."""
    return side.is_known or _is_no_text(side, page) or _is_said_by_pages(side, page)


def _is_no_text(side: Side, page: Page) -> bool:
    """Whether it is no text at all: a trail, signs, contents, code, days that are links."""
    text, links, change, outside = side.text, side.links, side.change, side.outside
    if side.edges.leads_to_next_heading(text, links, side.positions):
        return True
    if not any(char.isalnum() for char in text) or is_contents(text, links):
        return True
    if outside and len(text) == 1 and text.isalpha():
        return True  # a letter that a converter or a template left
    in_list = page.holds_in_a_list(change)
    if not (in_list or side.is_introduced) and is_the_sites_menu(text, links):
        return True
    if (leads_to_related(text, links) and not in_list) or (
        leads_to_editions(text, links if one_side(change) else (), is_listed=side.is_listed)
    ):
        return True
    return holds_code(text)


def _is_said_by_pages(side: Side, page: Page) -> bool:
    """Whether it is what pages say: buttons, stamps, captions, offers, and what stands around a policy."""
    text, outside, in_list = side.text, side.outside, page.holds_in_a_list(side.change)
    if is_consent_state(text, linked=bool(side.links)) and not in_list:
        return True
    if is_widget(text) and (outside or not (in_list or _ANSWER.fullmatch(text))):
        return True
    if is_stamp(text, side.words, outside=outside):
        return True
    is_of_list = side.is_row or in_list or (side.is_introduced and not is_offer(side.neighbours[0]))
    if not is_of_list and _leads_or_is_a_caption(side):
        return True
    if outside and not side.is_row and is_row_of_entries(text):
        return True
    if outside and not side.is_listed and one_side(side.change) and is_field(text):
        return side.edges.is_before_a_forms_button(side.positions)
    is_long = len(side.words) > LINE_WORDS_MAX and not side.is_row
    if is_long and side.edges.beyond_menus(side.positions) and _is_said_behind_a_menu(text):
        return True
    return outside and _is_around(side)


def _leads_or_is_a_caption(side: Side) -> bool:
    """Whether a clause in no list turns the page, offers it in other languages, or is a caption between paragraphs."""
    text, links, change = side.text, side.links, side.change
    if turns_the_page(text, links, outside=side.outside):
        return True
    stays = bool(change.before and change.after)
    may_be_choice = not stays or (side.outside and is_another_choice(change.before or "", change.after or ""))
    if may_be_choice and is_choice_of_languages(text, links, "" if change.of_heading else change.heading):
        return True
    if stays or change.of_heading:
        return False
    if text.count(" ") < SHORT_WORDS and _OF_A_PICTURE.fullmatch(text) and not _says(text):
        return True
    if text.count(" ") >= LINE_WORDS_MAX:
        return False
    if not side.outside and any(one and one.count(" ") < LINE_WORDS_MAX for one in side.neighbours):
        return False
    return is_only(text, "captions")


def _says(text: str) -> bool:
    """Whether what looks like a picture's name says that something is done, or could bind."""
    text = _THINGS.sub(" ", text)
    return any(words.search(text) for words in (SPEAKS, BINDING, BINDS_AROUND, _DOES)) or could_bind(text)


def is_a_teaser(side: Side) -> bool:
    """Whether a clause beyond the page's own lines, or under news, is a teaser, a slogan or an entry: it neither binds
    nor tells where somebody sits, by words that are known to."""
    is_under_news = side.outside and is_only(side.change.heading, "of_teasers")
    if not (is_under_news or side.edges.beyond_borders.issuperset(side.positions)):
        return False
    text = pattern("titles").sub(" ", side.text)
    if could_bind(text) or pattern("weighty").search(side.change.heading):
        return False
    if any(words.search(text) for words in (BINDS_IN_A_BANNER, BINDS_AROUND, WEIGHS_OUTSIDE, _TO_READERS, _SITS)):
        return False
    return (ADDRESS_WORDS | LEGAL_FORMS).isdisjoint(key(without_dots(text)))


def _is_said_behind_a_menu(text: str) -> bool:
    """Whether a sentence behind a menu speaks to customers as pages do, and says nothing that could bind: no figure, no
    operator, nothing done with what is theirs."""
    if not _TO_CUSTOMERS.search(text) or "your" in text.lower() or any(map(str.isdigit, text)):
        return False
    rest = _TO_CUSTOMERS.sub(" ", pattern("titles").sub(" ", text))
    return not (BINDS_AROUND.search(rest) or BINDS_IN_A_BANNER.search(rest) or could_bind(rest))


def _is_around(side: Side) -> bool:
    """Whether a clause around the policy is the page's."""
    text, words, links, change, is_listed = side.text, side.words, side.links, side.change, side.is_listed
    if invites(text, words) or is_form(text, words) or (not is_listed and is_of_the_machine(text)):
        return True
    if names_languages(text) and not side.is_row:
        return True
    is_short = len(words) <= LINE_WORDS_MAX and not is_listed and not BINDING.search(text)
    if _dates_news(text, change.heading) or _heads_links(
        change.heading, is_short=is_short, is_linked=is_linked(text, links)
    ):
        return True
    if not is_listed and (
        is_a_line_of_entries(text, change.heading) or is_a_line_of_menu(text, words) or begins_a_column(text)
    ):
        return True
    if (not is_listed and is_another_figure(change)) or points_elsewhere(text, words):
        return True
    if one_side(change) and is_line_of_copyright(text, words):
        return True
    if links and is_only(text, "navigation"):
        return True
    if CHOICE.search(text) or _announces(text):
        return False  # in a menu a choice is a line of it; alone it is how one chooses
    if len(words) > SHORT_WORDS or pattern("weighty").search(change.heading):
        return len(links) > 2 and is_linked(text, links)
    return is_linked(text, links) or (not is_listed and is_label(text, words))


def _announces(text: str) -> bool:
    """Whether a line says what the service does from now on, though it is a link: "We now share what you read"."""
    return _ANNOUNCES.match(text) is not None and (BINDS_IN_A_BANNER.search(text) is not None or could_bind(text))


def _dates_news(text: str, heading: str) -> bool:
    """Whether a line is no more than the day of a piece of news."""
    return _NEWS.fullmatch(heading) is not None and states_a_date(text, others_max=0)


def _heads_links(heading: str, *, is_short: bool, is_linked: bool) -> bool:
    """Whether a heading that pages have stands over a link, or in English over a short line."""
    if is_linked and is_only(heading, "foreign_headings"):
        return True
    return (is_linked or is_short) and is_only(heading, "headings")
