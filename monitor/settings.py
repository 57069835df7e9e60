"""What config.toml may say: each table as a pydantic model, each key with its default and its sentence for the docs.

Reading the file, finding it and wording its errors is `config.py`'s.
"""

import re
import unicodedata
from datetime import date, time, timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from monitor.durations import Duration
from monitor.secrets import is_reference
from notifiers.keys import HEADER, address_fault, is_header
from redline.types import Materiality

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def is_internet_archive(url: str) -> bool:
    """Whether `url` is one of archive.org's, which caps how often it may be asked."""
    host = urlsplit(url).hostname or ""
    return host == "archive.org" or host.endswith(".archive.org")


def slugify(name: str) -> str:
    """`name` in lower-case ASCII words joined by hyphens: "ERP Smart Cloud" gives "erp-smart-cloud"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f'{name!r} is no time zone; write a name such as "Europe/Dublin" or "UTC"') from error
    return name


def _cron(expression: str) -> str:
    from monitor.schedule import cron_trigger

    cron_trigger(expression)
    return expression


def _address(url: str) -> str:
    """A web address. What is wrong is told without it: it may hold a secret."""
    if fault := address_fault(_nobodys(url)):
        raise ValueError(fault)
    return url


def checked_selector(css: str) -> str:
    """`css`, a CSS selector or a range of two. Raises ValueError where it is none."""
    from redline.errors import SelectorError
    from redline.html.selection import selected  # BeautifulSoup is slow to import, and few policies need a selector

    try:
        selected("", (), (css,))
    except SelectorError as error:
        raise ValueError(str(error)) from error
    return css


def _mailbox(entry: str) -> str:
    from notifiers.email import address
    from notifiers.errors import SettingsError

    if not is_reference(entry):
        try:
            address(entry)
        except SettingsError as error:
            raise ValueError(str(error)) from error
    return entry


def _language(code: str) -> str:
    if not re.fullmatch(r"[a-z]{2}", code):
        raise ValueError(f'{code!r} is no language; write its two letters (ISO 639-1), such as "en"')
    return code


def _span_of_day(words: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", words):
        raise ValueError(f'{words!r} is no span of the day; write it as "22:00-07:00"')
    return words


def _nobodys(url: str) -> str:
    """An address without a user name: it is shown, stored and told."""
    if re.match(r"\s*([a-z][a-z0-9+.-]*:)?(//)?[^/?#\s]*@", url, re.IGNORECASE):
        raise ValueError("holds a user name or a password; addresses are shown to everybody, leave it out")
    return url


def _header(text: str) -> str:
    if not is_header(text):
        raise ValueError(HEADER)
    return text


def _database_url(url: str) -> str:
    if "\0" in url:
        raise ValueError("holds a NUL, which no file's name does")
    return url


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _some(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise ValueError("is empty")
    return value


Zone = Annotated[str, AfterValidator(_zone)]
Cron = Annotated[str, AfterValidator(_cron)]
DatabaseUrl = Annotated[str, AfterValidator(_database_url)]
Address = Annotated[str, AfterValidator(_address)]
Header = Annotated[str, AfterValidator(_header)]
OneOrMore = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Selectors = Annotated[tuple[Annotated[str, AfterValidator(checked_selector)], ...], BeforeValidator(_listed)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Mailboxes = Annotated[tuple[Mailbox, ...], BeforeValidator(_listed), AfterValidator(_some)]
FormerAddress = Annotated[str, AfterValidator(_nobodys)]
Secret = str  # or a reference that secrets.py reads


class Table(BaseModel):
    """A table of config.toml: unknown keys are errors, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class General(Table):
    """`[clausewatch]`: the whole service."""

    database_url: DatabaseUrl = Field("sqlite:///clausewatch.db", description="Where the history is kept.")
    check_every: Duration = Field(12 * HOUR, description="How often a policy is checked that says nothing else.")
    cron: Cron | None = Field(None, description="When it is checked, in place of `check_every` (`0 7 * * mon-fri`).")
    time_zone: Zone = Field("UTC", description="The zone of `cron`, `digest_at` and `quiet_hours`.")
    confirm_after: Duration = Field(
        15 * MINUTE, description='When a change is looked at again before anyone is told; `"0s"` tells at once.'
    )
    confirm_within: Duration = Field(
        DAY, description="After this long without a second good capture a material change is told as unconfirmed."
    )
    user_agent: Header = Field(
        "clausewatch", description="How we name ourselves to servers; give an address to write to."
    )
    allow_private_addresses: bool = Field(
        default=False,
        description="Let pages be fetched from private and loopback addresses: tests and intranets. A channel, an "
        "archive and a time-stamp authority have an `allow_private` of their own.",
    )
    jitter: float = Field(0.1, ge=0, le=0.5, description="Share of an interval by which checks are spread.")
    fetchers: int = Field(8, ge=1, le=64, description="Fetches at once.")
    readers: int = Field(2, ge=1, le=32, description="Processes that read pages.")
    per_host: int = Field(1, ge=1, le=8, description="Fetches at once from one host.")
    host_pause: Duration = Field(
        timedelta(seconds=1), description="Pause between two fetches from one host, at most `1d`."
    )
    fetch_deadline: Duration = Field(
        2 * MINUTE, description="A fetch is given up after this long (at most `1d`), whatever it does."
    )
    read_deadline: Duration = Field(
        MINUTE, description="A reader process is replaced after this long (at most `1d`) on one page or comparison."
    )
    tick: Duration = Field(timedelta(seconds=2), description="How often the daemon looks for what is due.")
    tell_errors_after: int = Field(3, ge=1, le=1000, description="Failures in a row before they are told.")
    remind_errors_every: Duration = Field(7 * DAY, description="How often a lasting failure is told again.")
    stale_after: Duration = Field(14 * DAY, description="No good capture for this long is told.")
    suspect_for: Duration = Field(
        DAY, description="How long a capture that may be another document must stay the same to be believed."
    )
    unstable_after: int = Field(3, ge=2, le=1000, description="Returns to an earlier text that make a page unstable.")
    unstable_window: int = Field(
        8, ge=2, le=1000, description="How many of the last texts an unstable page may return to."
    )
    mute: OneOrMore = Field((), description="Rules that are silenced for all policies (`clausewatch signals`).")
    heartbeat_url: Secret | None = Field(
        None, description="Called every 30 seconds, so that silence is noticed elsewhere."
    )

    @field_validator("check_every", "tick", "fetch_deadline", "read_deadline")
    @classmethod
    def _some_time(cls, value: timedelta) -> timedelta:
        if value <= timedelta(0):
            raise ValueError("must be longer than nothing")
        return value

    @field_validator("heartbeat_url")
    @classmethod
    def _some_address(cls, value: str | None) -> str | None:
        if value and not is_reference(value) and (fault := address_fault(value)):
            raise ValueError(fault)
        return value

    @field_validator("host_pause", "fetch_deadline", "read_deadline")
    @classmethod
    def _some_day(cls, value: timedelta) -> timedelta:
        if value > DAY:
            raise ValueError('must be at most "1d"')
        return value


class Archive(Table):
    """`[archive]`: the web archive that holds the past."""

    base_url: Address = Field("https://web.archive.org", description="Any service that speaks the dialect below.")
    dialect: Literal["wayback", "pywb", "timemap"] = Field(
        "wayback", description="`wayback`; `pywb` (Arquivo.pt, UK Web Archive); `timemap` (any Memento archive)."
    )
    since: date = Field(date(2013, 1, 1), description="Captures before this day are left alone.")
    listings_per_second: float = Field(0.4, ge=0.001, description="At most 0.4 for web.archive.org.")
    playbacks_per_second: float = Field(1.0, ge=0.001, description="At most 8 for web.archive.org.")
    allow_private: bool = Field(default=False, description="The archive itself may stand at a private address.")
    save: bool = Field(default=False, description="Have the archive capture a page whose text changed; needs keys.")
    access_key: Secret | None = Field(
        None, description="An account's S3 keys (archive.org/account/s3.php), for `save`."
    )
    secret_key: Secret | None = Field(None, description="By reference: `env:NAME` or `file:PATH`.")

    @model_validator(mode="after")
    def _with_keys(self) -> "Archive":
        if self.save and not (self.access_key and self.secret_key):
            raise ValueError("save needs access_key and secret_key; the archive takes no anonymous requests")
        return self

    @model_validator(mode="after")
    def _polite(self) -> "Archive":
        if is_internet_archive(self.base_url):
            object.__setattr__(self, "listings_per_second", min(self.listings_per_second, 0.4))
            object.__setattr__(self, "playbacks_per_second", min(self.playbacks_per_second, 8.0))
        return self


class Evidence(Table):
    """`[evidence]`: what `clausewatch evidence` writes."""

    timestamp_url: Address | None = Field(
        None, description="A time-stamp authority (RFC 3161), asked to stamp each manifest; nobody where unset."
    )
    allow_private: bool = Field(default=False, description="Let it have a private address.")


class Web(Table):
    """`[web]`: the view in a browser."""

    enabled: bool = Field(default=False, description="Serve it inside `clausewatch run`.")
    host: str = Field("127.0.0.1", description="Where it listens; anything but loopback needs a token.")
    port: int = Field(8080, ge=0, le=65535, description="Its port.")
    base_url: Address | None = Field(None, description="Its address as readers of alerts reach it.")
    token: Secret | None = Field(
        None, description="Who knows it may read, and acknowledge, dismiss and resend alerts; by `env:` or `file:`."
    )


class Feeds(Table):
    """`[feeds]`: Atom feeds written as files."""

    folder: str = Field("feeds", description="Where they are written.")
    base_url: Address | None = Field(None, description="Their address as readers reach them.")


class Smtp(Table):
    """The mail server of an email channel."""

    host: str = Field(description="The mail server's name.")
    port: int = Field(587, ge=1, le=65535, description="Its port.")
    security: Literal["starttls", "tls", "none"] = Field("starttls", description="How the connection is protected.")
    username: Secret | None = Field(None, description="For servers that ask who we are.")
    password: Secret | None = Field(None, description="By reference: `env:NAME` or `file:PATH`.")
    sender: Mailbox = Field(description="The address mails come from.")
    timeout: Duration = Field(
        timedelta(seconds=30),
        gt=timedelta(0),
        le=HOUR,
        description="How long the server may take for each of its answers; for all of them, eight times as long.",
    )
    allow_private: bool = Field(default=False, description="The server itself may stand at a private address.")


class ChannelBase(Table):
    """`[[channel]]`: whom to tell, of what, and when. These keys every kind has."""

    name: str = Field(min_length=1, description="Its name, unique.")
    active: bool = Field(default=True, description="Switched off, it is kept but nothing is sent.")
    min_materiality: Materiality = Field(Materiality.MATERIAL, description="The least change that is told.")
    digest: Literal["immediate", "daily", "weekly"] = Field("immediate", description="At once, or gathered.")
    digest_at: time = Field(time(8), description="When a digest is sent.")
    digest_on: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] = Field(
        "mon", description="The day of a weekly digest."
    )
    time_zone: Zone | None = Field(None, description="The zone of its times; the service's where unset.")
    quiet_hours: Annotated[str, AfterValidator(_span_of_day)] | None = Field(
        None, description="Nothing is sent in this span: `22:00-07:00`."
    )
    policies: OneOrMore = Field((), description="Only these slugs; patterns with `*` may be used.")
    tags: OneOrMore = Field((), description="Only policies with one of these tags.")
    types: OneOrMore = Field((), description="Only these document types.")
    categories: OneOrMore = Field((), description="Only changes with a finding of these categories.")
    errors: bool = Field(default=True, description="Tell of policies that cannot be read.")
    remind_days_before: int | None = Field(
        None, ge=1, le=365, description="Tell again this many days before a change takes effect."
    )
    all_quiet: bool = Field(default=False, description='Send a weekly "all quiet" where nothing was told.')
    allow_private: bool = Field(default=False, description="The channel itself may stand at a private address.")


class EmailChannel(ChannelBase):
    """`kind = "email"`."""

    kind: Literal["email"]
    to: Mailboxes = Field(description="Who gets the mail.")
    smtp: Smtp = Field(description="The mail server.")
    list_id: str | None = Field(None, description="The List-Id header; made of the sender's domain where unset.")
    unsubscribe_url: Address | None = Field(None, description="One-click unsubscribe (RFC 8058).")
    unsubscribe_mailto: str | None = Field(None, description="Where to write to be taken off.")


class SlackChannel(ChannelBase):
    """`kind = "slack"`: an incoming webhook, or a bot token and a channel."""

    kind: Literal["slack"]
    webhook_url: Secret | None = Field(None, description="An incoming webhook's address.")
    token: Secret | None = Field(None, description="A bot token with chat:write.")
    channel: str | None = Field(None, description="Where the bot writes.")
    api_url: Address = Field("https://slack.com/api", description="The Web API's address.")

    @model_validator(mode="after")
    def _one_way(self) -> "SlackChannel":
        if bool(self.webhook_url) == bool(self.token):
            raise ValueError("give either webhook_url or token")
        if self.token and not self.channel:
            raise ValueError("a bot token needs channel, the place where the bot writes")
        return self


class WebhookChannel(ChannelBase):
    """`kind = "webhook"`: JSON, signed as Standard Webhooks says."""

    kind: Literal["webhook"]
    url: Secret = Field(description="Where it is posted.")
    secret: Secret | None = Field(None, description="Signs what is posted (`whsec_…`); several, separated by spaces.")
    headers: dict[str, Secret] = Field(default_factory=dict, description="Further headers.")


class ConsoleChannel(ChannelBase):
    """`kind = "console"`: written where the daemon writes."""

    kind: Literal["console"]


class AppriseChannel(ChannelBase):
    """`kind = "apprise"`: any service of the Apprise library (`pip install clausewatch[apprise]`)."""

    kind: Literal["apprise"]
    urls: OneOrMore = Field(min_length=1, description="Apprise addresses.")


Channel = Annotated[
    EmailChannel | SlackChannel | WebhookChannel | ConsoleChannel | AppriseChannel, Field(discriminator="kind")
]


class PolicyPart(Table):
    """An entry of `parts`: a further page of the document."""

    url: Address = Field(description="Where it stands.")
    select: Selectors = Field((), description="As in `[[policy]]`, for this page.")
    remove: Selectors = Field((), description="As in `[[policy]]`, for this page.")


class Policy(Table):
    """`[[policy]]`: one document that is followed."""

    service: str = Field(min_length=1, description="Whose document it is.")
    type: str = Field(min_length=1, description="What it is: `privacy`, `terms`, `cookies`, `dpa`, `subprocessors`, …")
    url: Address = Field(description="Where it stands today.")
    former_urls: Annotated[tuple[FormerAddress, ...], BeforeValidator(_listed)] = Field(
        (), description="Where it stood before, for the archives."
    )
    parts: tuple[PolicyPart, ...] = Field(
        (),
        description="Further pages of the same document, read after `url` in this order: "
        '`[{ url = "…", select = "main" }]`. Such a document is followed live; archives are not asked for its past.',
    )
    every: Duration | None = Field(None, description="How often it is checked.")
    cron: Cron | None = Field(None, description="When it is checked, in place of `every`.")
    time_zone: Zone | None = Field(None, description="The zone of `cron`.")
    confirm_after: Duration | None = Field(None, description="As in `[clausewatch]`, for this policy.")
    select: Selectors = Field(
        (),
        description="CSS selectors of the parts that are the policy, or ranges: `from(h1) to(.feedback)`; with "
        "`after` and `through` without its first and with its last element.",
    )
    remove: Selectors = Field((), description="CSS selectors of parts that are not, or ranges.")
    section: str | None = Field(None, description="The heading of the document wanted, where a page has several.")
    fetcher: Literal["live", "browser", "files"] = Field("live", description="How the page is got.")
    folder: str | None = Field(None, description='The folder of pages for `fetcher = "files"`.')
    language: Annotated[str, AfterValidator(_language)] | None = Field(
        None, description="The language asked for (ISO 639-1)."
    )
    tags: OneOrMore = Field((), description="Words to route and filter by.")
    channels: OneOrMore | None = Field(None, description="Only these channels are told; all where unset.")
    live: bool = Field(default=True, description="`false` follows it in archives only: no checks, no staleness.")
    mute: OneOrMore = Field((), description="Rules silenced for this policy.")
    anyway: bool = Field(
        default=False,
        description="`true` follows a page that does not look like a policy, such as one of few words; `add --anyway` "
        "writes it. Empty pages, errors, logins and walls still fail.",
    )

    @property
    def slug(self) -> str:
        """`service/type`, as everything else names it."""
        return f"{slugify(self.service)}/{slugify(self.type)}"

    @model_validator(mode="after")
    def _consistent(self) -> "Policy":
        if not slugify(self.service) or not slugify(self.type):
            raise ValueError("service and type need a Latin letter (a-z) or a digit each")
        if self.every is not None and self.cron is not None:
            raise ValueError("give either every or cron")
        if self.every is not None and self.every <= timedelta(0):
            raise ValueError("every must be longer than nothing")
        if (self.fetcher == "files") != (self.folder is not None):
            raise ValueError('folder and fetcher = "files" go together')
        if self.parts and self.fetcher == "files":
            raise ValueError("parts are further addresses; files of a folder have none")
        return self


class Config(Table):
    """All of config.toml."""

    clausewatch: General = Field(default_factory=lambda: General.model_validate({}))
    archive: Archive = Field(default_factory=lambda: Archive.model_validate({}))
    evidence: Evidence = Field(default_factory=lambda: Evidence.model_validate({}))
    web: Web = Field(default_factory=lambda: Web.model_validate({}))
    feeds: Feeds | None = None
    channel: tuple[Channel, ...] = ()
    policy: tuple[Policy, ...] = ()
    signal: tuple[dict[str, Any], ...] = Field((), description="`[[signal]]`: rules of your own (docs/materiality.md).")
