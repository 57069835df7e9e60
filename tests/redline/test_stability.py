"""One policy written in many ways has one text: properties over mark-up, typography and order of attributes.

Each property takes a made-up policy, writes it twice, once plainly and once in another way, and reads both.
"""

import html as markup
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redline import canonical, segmentation
from redline.extraction import EXTRACTOR, extract
from redline.markdown import reader as markdown
from redline.types import Clause, Recipe

SENTENCES = (
    "We collect your name, your address and what you write to us.",
    "We don't sell personal data - not to advertisers, not to anyone.",
    "You may ask us to delete your account at any time.",
    'Cookies stay on your device for 30 days "at most".',
    "Our processors act on our instructions only, under a written contract.",
    "Some data is kept for seven years where the law asks for it.",
)
TITLES = ("What we collect", "Your rights", "Cookies", "Who processes data for us", "How long we keep it", "Children")


@dataclass(frozen=True)
class Section:
    """A heading, paragraphs under it and items of a list."""

    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]


def _section(title: str) -> st.SearchStrategy[Section]:
    some = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True).map(tuple)
    return st.builds(Section, title=st.just(title), paragraphs=some, items=st.one_of(st.just(()), some))


POLICIES = st.lists(st.sampled_from(TITLES), min_size=3, max_size=6, unique=True).flatmap(
    lambda titles: st.tuples(*map(_section, titles))
)
Policy = tuple[Section, ...]


def page(policy: Policy, *, heading: str = "<h2>{}</h2>", mark: str = "ul", paragraph: str = "<p>{}</p>") -> str:
    """The policy as a page; `heading`, `mark` and `paragraph` say how each part is written."""
    parts = []
    for section in policy:
        parts.append(heading.format(markup.escape(section.title)))
        parts.extend(paragraph.format(markup.escape(text)) for text in section.paragraphs)
        if section.items:
            parts.append(
                f"<{mark}>" + "".join(f"<li>{markup.escape(text)}</li>" for text in section.items) + f"</{mark}>"
            )
    body = "".join(parts)
    head = "<head><title>Privacy policy</title></head>"
    return f"<html lang=en>{head}<body><main><h1>Privacy policy</h1>{body}</main></body></html>"


def read(text: str) -> tuple[Clause, ...]:
    """The clauses of a page."""
    document = extract(text.encode(), content_type="text/html; charset=utf-8", recipe=Recipe(extractor=EXTRACTOR))
    return segmentation.segment(document)


def identity(text: str) -> str:
    """What makes a page's text the same as another's."""
    return canonical.words_sha256(read(text))


@settings(max_examples=40)
@given(POLICIES)
@pytest.mark.parametrize(
    "heading",
    [
        "<h3>{}</h3>",
        "<p><b>{}</b></p>",
        "<p><strong>{}</strong></p>",
        "<div><b>{}:</b></div>",
        "<h2><a href='#x'>{}</a></h2>",
    ],
)
def test_a_heading_s_mark_up_does_not_count(heading: str, policy: Policy) -> None:
    """Another level, bold in place of a heading element, a link around it: the words are the same."""

    assert identity(page(policy, heading=heading)) == identity(page(policy))


@settings(max_examples=40)
@given(POLICIES)
def test_a_list_s_marks_do_not_count(policy: Policy) -> None:
    """Numbered, lettered or with bullets, a list has the same items."""
    plain = identity(page(policy))

    assert identity(page(policy, mark="ol")) == plain


@settings(max_examples=40)
@given(
    POLICIES, st.sampled_from(["<p class=x data-r={0!r}>{0}</p>", "<p>\n\t {0} \n</p>", "<div><span>{0}</span></div>"])
)
def test_attributes_and_white_space_do_not_count(policy: Policy, paragraph: str) -> None:
    """What stands in tags and between words is no word."""
    noisy = paragraph.replace("data-r={0!r}", "data-r='f00d'")

    assert identity(page(policy, paragraph=noisy)) == identity(page(policy))


REWRITES = {
    "curly quotes": lambda text: text.replace("&#x27;", "’").replace("&quot;at most&quot;", "“at most”"),
    "entities": lambda text: (
        text.replace("&#x27;", "&rsquo;").replace("&quot;", "&#34;").replace(" - ", "&nbsp;&ndash; ")
    ),
    "long dashes": lambda text: text.replace(" - ", " — "),
    "soft hyphens": lambda text: text.replace("advertisers", "adver&shy;ti\u00adsers"),
    "zero-width characters": lambda text: text.replace("personal data", "personal\u200b da\u200dta\ufeff"),
    "non-breaking spaces": lambda text: text.replace("30 days", "30&nbsp;days").replace(
        "seven years", "seven\u00a0 years"
    ),
    "inline mark-up": lambda text: text.replace("delete", "<em>delete</em>").replace(
        "your name", "<span>your</span> <i>name</i>"
    ),
}


@settings(max_examples=25)
@given(POLICIES)
@pytest.mark.parametrize("how", sorted(REWRITES))
def test_typography_does_not_count(how: str, policy: Policy) -> None:
    """Quotes, dashes, entities, unseen signs: variants of one text."""
    plain = page(policy)

    assert identity(REWRITES[how](plain)) == identity(plain)


@settings(max_examples=25)
@given(POLICIES, st.sampled_from(["/rights", "https://example.org/r?utm_source=x", "#rights"]))
def test_a_link_s_target_does_not_count(policy: Policy, href: str) -> None:
    """Where words lead is kept beside them, and is no word."""
    plain = page(policy)
    linked = plain.replace("your account", f'<a href="{href}">your account</a>')

    assert identity(linked) == identity(plain)


def _hidden(address: str, key: int) -> str:
    return bytes([key, *(byte ^ key for byte in address.encode())]).hex()


@settings(max_examples=25)
@given(POLICIES, st.integers(0, 255))
def test_an_address_reads_the_same_hidden_or_not(policy: Policy, key: int) -> None:
    """A content network hides addresses behind a key that changes on every delivery."""
    plain = page(policy).replace(
        "</main>", '<p>Write to <a href="mailto:dpo@example.org">dpo@example.org</a>.</p></main>'
    )
    code = _hidden("dpo@example.org", key)
    placeholder = (
        f'<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</a>'
    )
    hidden = plain.replace('<a href="mailto:dpo@example.org">dpo@example.org</a>', placeholder)

    assert hidden != plain
    assert identity(hidden) == identity(plain)


def written(policy: Policy, *, setext: bool, bullet: str, wrap: str) -> str:
    """The policy as Markdown."""
    parts = ["# Privacy policy"]
    for section in policy:
        parts.append(f"{section.title}\n----------" if setext else f"### {section.title}")
        parts.extend(section.paragraphs)
        if section.items:
            parts.append(wrap.join(f"{bullet} {text}" for text in section.items))
    return "\n\n".join(parts)


@settings(max_examples=60)
@given(POLICIES, st.booleans(), st.sampled_from(["-", "*", "+", "1.", "7)"]), st.sampled_from(["\n", "\n\n"]))
def test_markdown_s_dialects_do_not_count(policy: Policy, setext: bool, bullet: str, wrap: str) -> None:
    """Setext or ATX headings, any bullet or number, tight or loose lists."""
    plain = segmentation.segment(markdown.read(written(policy, setext=False, bullet="-", wrap="\n")))
    other = segmentation.segment(markdown.read(written(policy, setext=setext, bullet=bullet, wrap=wrap)))

    assert canonical.words_sha256(other) == canonical.words_sha256(plain)


@settings(max_examples=40)
@given(POLICIES)
def test_a_page_and_its_markdown_have_one_text(policy: Policy) -> None:
    """The reader of HTML and the reader of Markdown agree on the same policy."""
    source = written(policy, setext=False, bullet="-", wrap="\n")

    assert identity(page(policy)) == canonical.words_sha256(segmentation.segment(markdown.read(source)))


@settings(max_examples=40)
@given(POLICIES, st.data())
def test_a_changed_word_counts(policy: Policy, data: st.DataObject) -> None:
    """Stability is not blindness: any word of any sentence or title makes another text."""
    section = data.draw(st.sampled_from(policy))
    sentence = data.draw(st.sampled_from((section.title, *section.paragraphs, *section.items)))
    word = data.draw(st.sampled_from(sentence.split()))
    plain = page(policy)
    changed = plain.replace(markup.escape(sentence), markup.escape(sentence.replace(word, "moreover", 1)))

    assert identity(changed) != identity(plain)
