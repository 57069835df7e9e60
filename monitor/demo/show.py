"""The demo as the reader sees it: the product's own commands over the made-up world, and what they bring about.

    three vendors, an archive with their past  ->  backfill  ->  histories
    the daemon checks their pages of today     ->  one changes  ->  one mail, one chat message  ->  its redline

Every command printed is the one that runs; only `config.toml` is the demo's own: addresses, intervals, budgets.
"""

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console
from rich.text import Text

from monitor.demo.servers import Archive, ChatRoom, Mailbox, Site, mail_server, serve
from monitor.demo.world import Vendor, vendors

PATIENCE_S = 120.0
"""How long the demo waits for an alert before it says that something is wrong. It takes a few seconds."""


class DemoFailure(Exception):  # noqa: N818 - it is what the user is told
    """The demo did not come to its end; the message says where and where to look."""


def run(console: Console) -> None:
    """Show everything, in a folder of its own that is removed afterwards. Raises `DemoFailure`."""
    started = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="clausewatch-demo-")))
        world = stack.enter_context(_world(folder))
        _show(console, world)
    console.print(Text(f"\nThat was all of it, in {time.monotonic() - started:.0f} seconds.", style="bold"))
    console.print(Text(textwrap.dedent(NEXT)), soft_wrap=True)


class World:
    """What the demo started: its vendors, their site, and what arrives in the mailbox and the chat room."""

    def __init__(self, folder: Path, site: Site, mailbox: Mailbox, room: ChatRoom) -> None:
        self.folder = folder
        self.vendors = vendors()
        self.site = site
        self.mailbox = mailbox
        self.room = room


@contextmanager
def _world(folder: Path) -> Iterator[World]:
    cast = vendors()
    site, room, mailbox = Site(cast), ChatRoom(), Mailbox()
    with (
        serve(site) as site_url,
        serve(room) as room_url,
        serve(Archive(cast, site_url)) as archive_url,
        mail_server(mailbox) as mail_port,
    ):
        config = _config(cast, site_url, archive_url, room_url, mail_port)
        (folder / "config.toml").write_text(config, encoding="utf-8")
        yield World(folder, site, mailbox, room)


def _show(console: Console, world: World) -> None:
    changing = next(vendor for vendor in world.vendors if vendor.service.startswith("Larkspur"))
    slug = "larkspur-crm/privacy"
    _say(console, "Three invented vendors, an invented archive of their past, a mail server, a chat room: all here.")
    _say(console, "1. The past. An archive knows the policies since 2014; one of them has moved house.")
    _command(console, world, "backfill", "--all")
    _command(console, world, "history", slug)
    _say(console, "2. The present. The daemon checks the pages of today, which look different at every visit.")
    with _daemon(console, world) as daemon:
        daemon.wait("a first check of every page", lambda: daemon.told("check ", *SLUGS))
        _say(console, f"3. A change. {changing.service} rewrites its policy; Quillstone Cloud mends a comma.")
        _say(console, "What is new is held until a second look confirms it; only what is material is told.")
        for vendor in world.vendors:
            world.site.publish(vendor)
        daemon.wait("the mail and the chat message", lambda: bool(world.mailbox.messages and world.room.messages))
        daemon.wait("the second look at the comma", lambda: daemon.told("move=confirm", "quillstone-cloud/terms"))
    _say(console, "4. The mail, as its reader gets it.")
    _mail(console, world)
    _say(console, "5. The chat message.")
    _chat(console, world)
    _say(console, "6. The record.")
    _command(console, world, "history", slug)
    _command(console, world, "redline", slug, "@-1", "@latest")
    _command(console, world, "alerts")
    _command(console, world, "check", "--all")
    _say(console, "The last check found nothing new, and told nobody.")


def _say(console: Console, words: str) -> None:
    console.print(Text(f"\n{words}", style="bold"), soft_wrap=True)


def _command(console: Console, world: World, *arguments: str) -> str:
    console.print(Text(f"\n$ clausewatch {' '.join(arguments)}", style="cyan"))
    done = subprocess.run(
        [sys.executable, "-m", "monitor.cli", *arguments],
        env=_environment(world),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    console.print(Text(textwrap.indent(done.stdout.rstrip(), "  ")), soft_wrap=True)
    if done.returncode:
        raise DemoFailure(f"clausewatch {' '.join(arguments)} ended with exit code {done.returncode}")
    return done.stdout


class Daemon:
    """A running daemon, and its log, of which the lines that tell something are shown as they come."""

    def __init__(self, console: Console, process: "subprocess.Popen[str]", log: Path) -> None:
        self._console = console
        self._process = process
        self._log = log
        self._lines: list[str] = []

    def wait(self, what: str, come: Callable[[], bool]) -> None:
        """Return once `come` is true. Raises `DemoFailure` where the daemon ends, or time is up, before."""
        deadline = time.monotonic() + PATIENCE_S
        while not come():
            if self._process.poll() is not None:
                raise DemoFailure(f"the daemon ended with exit code {self._process.returncode} before {what}")
            if time.monotonic() > deadline:
                raise DemoFailure(f"{what} did not come within {PATIENCE_S:.0f} seconds")
            time.sleep(0.1)
            self.show()

    def told(self, word: str, *slugs: str) -> bool:
        """Whether a line with `word` came for every one of `slugs`."""
        return all(any(word in line and f"policy={slug} " in line for line in self._lines) for slug in slugs)

    def show(self) -> None:
        """Show the whole lines that are new."""
        whole = self._log.read_text(encoding="utf-8").rpartition("\n")[0].splitlines()
        fresh, self._lines = whole[len(self._lines) :], whole
        for line in fresh:
            if "outcome=" in line or " delivery " in line:
                self._console.print(Text(f"  {line}"), soft_wrap=True)


@contextmanager
def _daemon(console: Console, world: World) -> Iterator[Daemon]:
    console.print(Text("\n$ clausewatch run", style="cyan"))
    log = world.folder / "daemon.log"
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "monitor.cli", "run"],
            env=_environment(world),
            stdout=written,
            stderr=subprocess.STDOUT,
            text=True,
        )
    daemon = Daemon(console, process, log)
    try:
        yield daemon
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=15)
        daemon.show()
        console.print(Text(f"  (stopped, exit code {process.returncode})"))


def _mail(console: Console, world: World) -> None:
    for mail in world.mailbox.messages:
        head = "\n".join(f"{name}: {mail[name]}" for name in ("From", "To", "Subject", "Message-ID"))
        part = mail.get_body(("plain",))
        body = part.get_content() if part else ""
        console.print(Text(textwrap.indent(f"{head}\n\n{body.rstrip()}", "  | ", lambda _: True)), soft_wrap=True)


def _chat(console: Console, world: World) -> None:
    for message in world.room.messages:
        blocks = [block["text"]["text"] for block in message.get("blocks", []) if "text" in block]
        shown = "\n".join(blocks) or message["text"]
        console.print(Text(textwrap.indent(shown, "  | ", lambda _: True)), soft_wrap=True)


def _environment(world: World) -> dict[str, str]:
    return {**os.environ, "CLAUSEWATCH_CONFIG": str(world.folder / "config.toml"), "PYTHONUNBUFFERED": "1"}


SLUGS = ("larkspur-crm/privacy", "tidewell-payroll/privacy", "quillstone-cloud/terms")

NEXT = """
Now your own vendors:

  clausewatch init                        writes a commented config.toml
  clausewatch add https://...             adds a policy by its address
  clausewatch backfill --all              fetches its past from the Wayback Machine
  clausewatch run                         the daemon; stop it with Ctrl-C

In a checkout the command is .venv/bin/clausewatch."""


def _config(cast: Sequence[Vendor], site_url: str, archive_url: str, room_url: str, mail_port: int) -> str:
    return CONFIG.format(archive=archive_url, room=room_url, mail_port=mail_port) + "".join(
        POLICY.format(
            service=vendor.service,
            type=vendor.type,
            url=site_url + vendor.path,
            former=f'former_urls = ["{site_url}{vendor.former_path}"]\n' if vendor.former_path else "",
        )
        for vendor in cast
    )


CONFIG = """\
[clausewatch]
database_url = "sqlite:///clausewatch.db"
check_every = "3s"
confirm_after = "2s"
user_agent = "clausewatch-demo (demo@example.org)"
allow_private_addresses = true

[archive]
base_url = "{archive}"
since = 2013-01-01
allow_private = true
listings_per_second = 50
playbacks_per_second = 50

[[channel]]
name = "privacy-team"
kind = "email"
to = ["privacy@example.org"]
allow_private = true
smtp = {{ host = "127.0.0.1", port = {mail_port}, security = "none", sender = "clausewatch@example.org" }}

[[channel]]
name = "vendor-risk"
kind = "slack"
webhook_url = "{room}/services/demo"
allow_private = true
"""

POLICY = """
[[policy]]
service = "{service}"
type = "{type}"
url = "{url}"
{former}"""
