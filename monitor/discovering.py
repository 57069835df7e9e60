"""A vendor's home page in, its policies as addresses to follow out: privacy, terms, cookies, DPA, subprocessors.

    home page -> links -> what each names, by its words and its address -> the best of each kind
      something missing? -> one page that gathers them ("Legal", "Rechtliches", "Trust center") -> its links too

Links are judged by what they say, no page of a policy is fetched. Links to other sites count where they stand alone, as
in a footer, not inside a sentence: there they are somebody else's ("the Privacy Policy of our captcha applies").
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import bs4

from monitor.naming import kind_of, plain, service_of, site_of

SOUGHT = ("privacy", "terms", "cookies", "dpa", "subprocessors")
"""The kinds looked for, in the order in which they are proposed."""

_HUBS = (
    r"\blegal\b|rechtliche|mentions[-_ ]legales|note[-_ ]legali|avviso[-_ ]legale|aviso[-_ ]legal|juridi[sc]",
    r"\btrust([-_ ]?cent(er|re))?\b|policies|richtlinien|politiques|politicas|\bcompliance\b",
)
# Names a document outright, where "Privacy" alone may be a page about it.
_DOCUMENT = re.compile(
    r"polic|notice|statement|agreement|addendum|terms of|terms and|conditions|erklarung|hinweise|bestimmung|bedingungen"
    r"|vertrag|politi[qck]|informativa|\baviso|declara|acuerdo|acordo|accord|verklaring|beleid|overeenkomst|voorwaarden"
    r"|condiciones|condizioni|condicoes|processors|verarbeitung|\bagb\b"
)
# Opens a dialog, asks for something, or tells about the subject: no document.
_OTHER = re.compile(
    r"settings|preferenc|einstellung|parametre|gerer|configura|impostazioni|instelling|voorkeuren|\bmanage|opt[- ]?out"
    r"|do not sell|://|request|webinar|\btips?\b|guide\b|read more|long[- ]terms|payment terms"
)
_ARTICLE = re.compile(r"/(blog|news|press|article|event|webinar|career|job|resource|podcast|case-stud)\w*(/|$)")
_LANGUAGE = re.compile(r"(?<=/)(en|fr|de|es|it|pt|nl)([-_][a-z]{2})?(?=/)", re.IGNORECASE)
_TRACKING = re.compile(r"(?<=[?&])(utm_\w+|gclid|fbclid|ref|source)=[^&]*&?", re.IGNORECASE)
_BLOCKS = ("p", "li", "td", "div", "section", "footer", "nav", "ul", "body")
_LONGEST_LABEL = 10
_BESIDE = 6
_A_KIND = 3


class NothingFound(Exception):  # noqa: N818 - it names what was found
    """The home page leads to no policy: what was seen, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page as it was fetched: where it was in the end, and its text. "" where it is no HTML."""

    url: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link: its words, its address, whether it stands in a footer, and whether it stands alone."""

    text: str
    url: str
    in_footer: bool
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One policy to follow. `type` is the kind, with the link's words behind it for a further one of a kind. `page` is
    where the link stands."""

    type: str
    text: str
    url: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a home page leads to. `hub` is the gathering page that was read too, None where none was; `notes` say what
    went wrong with it."""

    service: str
    proposals: tuple[Proposal, ...]
    hub: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds of which nothing was found."""
        kinds = {proposal.type.partition(" ")[0] for proposal in self.proposals}
        return tuple(kind for kind in SOUGHT if kind not in kinds)


# Fetches a page.
Fetch = Callable[[str], Seen]


def discover(home: str, fetch: Fetch, unreachable: type[Exception]) -> Found:
    """The policies that the page at `home` leads to.

    What `fetch` raises for the home page goes through; for a gathering page, `unreachable` becomes a note. Raises
    `NothingFound` where no link names a policy.
    """
    first = fetch(home)
    soup = bs4.BeautifulSoup(first.html, "lxml")
    own = site_of(urlsplit(first.url).hostname or "")
    links = tuple(links_of(soup, first.url))
    found = proposals(links, own, first.url)
    hub, notes = None, []
    if {kind for kind, *_ in found} != set(SOUGHT) and (hub := hub_of(links, own, first.url)):
        try:
            page = fetch(hub)
            more = tuple(links_of(bs4.BeautifulSoup(page.html, "lxml"), page.url))
            there = {kind for kind, *_ in found}
            found += [one for one in proposals(more, own, page.url) if one[0] not in there]
        except unreachable as error:
            notes.append(f"{hub} was not read: {error}")
    if not found:
        raise NothingFound(_nothing(first.url, links))
    names = [str(tag.get("content", "")) for tag in soup.select('meta[property="og:site_name"]')]
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    named = _named(_best(found))
    return Found(service=service_of(first.url, *names, title), proposals=named, hub=hub, notes=tuple(notes))


def links_of(soup: bs4.BeautifulSoup, url: str) -> Iterator[Link]:
    """The links of a page that lead to a web address, in its order."""
    base = soup.find("base", href=True)
    start = (_address(url, str(base["href"])) or url) if isinstance(base, bs4.Tag) else url
    for anchor in soup.find_all("a", href=True):
        target = _address(start, str(anchor["href"]).strip())
        if target is None or target == urldefrag(url).url:
            continue
        label = anchor.get_text(" ", strip=True) or str(anchor.get("aria-label") or anchor.get("title") or "")
        yield Link(text=" ".join(label.split()), url=target, in_footer=_in_footer(anchor), alone=_alone(anchor))


def _address(start: str, href: str) -> str | None:
    """Where a link leads: absolute, without what only marks a place or a campaign. None where to no page."""
    if href.startswith("#"):
        return None
    try:
        found = _TRACKING.sub("", urldefrag(urljoin(start, href)).url).rstrip("?&")
        parts = urlsplit(found)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # "http://[", "http://vendor.example:99999/"
        return None
    return found if good else None


def _in_footer(anchor: bs4.Tag) -> bool:
    return any("foot" in f"{one.name} {one.get('id')} {one.get('class')}" for one in anchor.parents)


def _alone(anchor: bs4.Tag) -> bool:
    """Whether hardly any words stand beside the link, and those of its neighbours, in its paragraph."""
    block = anchor.find_parent(_BLOCKS)
    if block is None:
        return True
    beside = len(block.get_text(" ").split()) - sum(len(one.get_text(" ").split()) for one in block.find_all("a"))
    return beside <= _BESIDE


Ranked = tuple[str, int, Link, str]
"""A kind, how surely the link names it, the link, and the page where it stands."""


def proposals(links: Iterable[Link], own: str, page: str) -> list[Ranked]:
    """The links that name a document that is sought, the surest first; `own` is the vendor's site."""
    ranked: list[Ranked] = [(*named, link, page) for link in links if (named := _judged(link, own)) is not None]
    ranked.sort(key=lambda one: -one[1])  # stable: of equals, the first in the page
    return ranked


def _judged(link: Link, own: str) -> tuple[str, int] | None:
    """The kind that a link names and how surely, None where none."""
    words, path = plain(link.text), urlsplit(link.url).path.lower()
    is_own = site_of(urlsplit(link.url).hostname or "") == own
    if _OTHER.search(words) or _ARTICLE.search(path) or not (is_own or link.alone):
        return None
    said = kind_of("", link.text) if len(words.split()) <= _LONGEST_LABEL else None
    written = kind_of(link.url, "")
    kind = written if written in SOUGHT and (said in SOUGHT or said is None) else said
    if kind not in SOUGHT or not (is_own or (said == kind and (written == kind or _DOCUMENT.search(words)))):
        return None
    sure = 2 * (said == kind) + 2 * (written == kind) + 2 * bool(_DOCUMENT.search(words))
    return kind, sure + 2 * is_own + link.in_footer - path.count("/") // 3


def _variant(url: str) -> str:
    """The same for addresses of one document: scheme, www, slash, case and the language's part do not tell them
    apart."""
    parts = urlsplit(url)
    path = _LANGUAGE.sub("", parts.path).replace("//", "/").rstrip("/").lower()
    return f"{(parts.hostname or '').removeprefix('www.')}:{parts.port or ''}{path}?{parts.query}"


def hub_of(links: Iterable[Link], own: str, home: str) -> str | None:
    """The page of the vendor's own that most likely gathers its policies, None where none does."""
    ours = [link for link in links if site_of(urlsplit(link.url).hostname or "") == own and link.url != home]
    for pattern in _HUBS:
        for link in ours:
            words = f"{plain(link.text)} {urlsplit(link.url).path.lower()}"
            if len(link.text.split()) <= _LONGEST_LABEL and re.search(pattern, words) and not _OTHER.search(words):
                return link.url
    return None


def _best(found: Iterable[Ranked]) -> list[Ranked]:
    """The surest few of each kind, in the kinds' order. A further one names a document, about as surely as the
    first."""
    kept: dict[str, list[Ranked]] = {kind: [] for kind in SOUGHT}
    seen: set[str] = set()
    for one in found:
        kind, sure, link, _ = one
        of_kind = kept[kind]
        further = sure >= of_kind[0][1] - 2 and len(of_kind) < _A_KIND and _names_document(link) if of_kind else True
        if further and _variant(link.url) not in seen:
            seen.add(_variant(link.url))
            of_kind.append(one)
    return [one for kind in SOUGHT for one in kept[kind]]


def _names_document(link: Link) -> bool:
    return _DOCUMENT.search(f"{plain(link.text)} {urlsplit(link.url).path.lower()}") is not None


def _named(found: Iterable[Ranked]) -> tuple[Proposal, ...]:
    """Proposals with types of their own."""
    types: set[str] = set()
    named: list[Proposal] = []
    for kind, _, link, page in found:
        ending = re.sub(r"\.\w{2,5}$", "", urlsplit(link.url).path.rstrip("/").rpartition("/")[2])
        wanted = kind if kind not in types else f"{kind} {ending or len(types)}"
        while wanted in types:
            wanted += "-2"
        types.add(wanted)
        named.append(Proposal(type=wanted, text=link.text, url=link.url, page=page))
    return tuple(named)


def _nothing(url: str, links: tuple[Link, ...]) -> str:
    if not links:
        return f"{url} holds no links; it may be drawn by scripts: give `clausewatch add` each policy's address"
    return f"{url} holds {len(links)} links, none of which names a policy; give `clausewatch add` each policy's address"
