"""config.toml: what it may say, and how it is told what is wrong."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fetchers.client import Client
from monitor import config, wiring
from monitor.config import ConfigError, Loaded

POLICY = '[[policy]]\nservice = "Tern Books"\ntype = "privacy"\nurl = "https://tern.example/privacy"\n'
CHANNEL = '[[channel]]\nname = "a"\nkind = "console"\n'
MAIL = '[[channel]]\nname = "a"\nkind = "email"\nto = {to}\nsmtp = {{ host = "x", sender = "{sender}" }}\n'
ROOT = Path(__file__).resolve().parents[2]


def loaded(folder: Path, text: str) -> Loaded:
    """The configuration that `text` makes."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return config.load(path)


def complaint(folder: Path, text: str) -> str:
    """What is said about `text`."""
    with pytest.raises(ConfigError) as caught:
        loaded(folder, text)
    return str(caught.value)


def test_an_unknown_key_is_named_with_its_place_and_the_nearest_known_one(tmp_path: Path) -> None:
    """A typo must never be read as silence."""
    text = POLICY + POLICY.replace("Tern", "Gull") + 'evry = "6h"\n'

    assert (
        complaint(tmp_path, text)
        == 'config.toml: policy[1].evry: unknown key (did you mean "every"?); see gull-books/privacy'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[polcy]", 'config.toml: polcy: unknown key (did you mean "policy"?)'),
        ("[clausewatch]\ncheck_every = 12", "config.toml: clausewatch.check_every: 12 is no length of time"),
        (
            '[clausewatch]\ncheck_every = "999999999999d"',
            "config.toml: clausewatch.check_every: '999999999999d' is too",
        ),
        ('[clausewatch]\ndatabase_url = "sqlite:///a\\u0000b"', "config.toml: clausewatch.database_url: holds a NUL"),
        ('[clausewatch]\ntime_zone = "Mars/Base"', "config.toml: clausewatch.time_zone: 'Mars/Base' is no time zone"),
        ('[clausewatch]\ncron = "0 7 * *"', "config.toml: clausewatch.cron: '0 7 * *' has 4 fields"),
        (POLICY + POLICY, 'config.toml: policy[0], policy[1]: the slug "tern-books/privacy" stands 2 times'),
        (POLICY.replace("https", "gopher"), "config.toml: policy[0].url: is no web address; it must"),
        (POLICY.replace("tern.ex", "[tern.ex"), "config.toml: policy[0].url: is no web address: its host or its port"),
        (POLICY.replace("//", "//ann:pw@"), "config.toml: policy[0].url: holds a user name or a password"),
        (POLICY.replace("https://", "ann:pw@"), "config.toml: policy[0].url: holds a user name or a password"),
        (POLICY + 'former_urls = "http://ann@t.example"', "config.toml: policy[0].former_urls[0]: holds a user name"),
        ('[clausewatch]\nuser_agent = "a\\nB: c"', "config.toml: clausewatch.user_agent: must be one line of"),
        ('[clausewatch]\nuser_agent = "Дозор"', "config.toml: clausewatch.user_agent: must be one line of"),
        (
            MAIL.format(to='"x@example.org"', sender='y@example.org", timeout = "0s'),
            "config.toml: channel[0].smtp.timeout: ",
        ),
        ('[clausewatch]\ncron = "0 0 30 2 *"', "config.toml: clausewatch.cron: '0 0 30 2 *' never comes"),
        (POLICY + 'cron = "0 7 31 4,6 *"', "config.toml: policy[0].cron: '0 7 31 4,6 *' never comes"),
        (POLICY + 'every = "6h"\ncron = "0 7 * * *"', "config.toml: policy[0]: give either every or cron"),
        (POLICY + 'channels = ["mial"]', 'config.toml: policy[0].channels: no channel is named "mial"'),
        ('[[channel]]\nname = "a"\nkind = "emial"', 'config.toml: channel[0].kind: "emial" is no kind of channel (did'),
        ('[[channel]]\nname = "a"', "config.toml: channel[0].kind: is missing"),
        (
            '[[channel]]\nname = "a"\nkind = "email"\nto = ["x@example.org"]\nsmtp = { hst = "x", sender = "y" }',
            "config.toml: channel[0].smtp.host: is missing",
        ),
        ('[clausewatch]\nheartbeat_url = "not a url"', "config.toml: clausewatch.heartbeat_url: is no web address"),
        ('[web]\nhost = "0.0.0.0"', 'config.toml: web.host: "0.0.0.0" is reachable by others; set web.token'),
        ("[clausewatch", "config.toml: not TOML:"),
        ('[web]\nport = "80x"', "config.toml: web.port: '80x' is no whole number"),
        ("[web]\nport = 99999", "config.toml: web.port: 99999 is too large; the most is 65535"),
        ("[web]\nenabled = 3", "config.toml: web.enabled: 3 is neither true nor false"),
        ("[web]\ntoken = 3", "config.toml: web.token: must be text, in quotes"),
        ("[archive]\nsince = 2013", "config.toml: archive.since: 2013 is no day; write it as 2013-01-31"),
        ("policy = 3", "config.toml: policy: 3 is no list"),
        (POLICY + 'language = "English"', "config.toml: policy[0].language: 'English' is no language"),
        (POLICY + 'select = ["main[["]', "config.toml: policy[0].select[0]: not a CSS selector: 'main[['"),
        (POLICY + 'remove = "from(h1) to(p[[)"', "config.toml: policy[0].remove[0]: not a CSS selector: 'p[['"),
        (CHANNEL + 'min_materiality = "huge"', "config.toml: channel[0].min_materiality: 'huge' is not one of 'none'"),
        (CHANNEL + 'quiet_hours = "22-7"', "config.toml: channel[0].quiet_hours: '22-7' is no span of the day"),
        (
            MAIL.format(to='["not an address"]', sender="y@example.org"),
            "config.toml: channel[0].to[0]: 'not an address'",
        ),
        (MAIL.format(to="[]", sender="y@example.org"), 'config.toml: channel[0].to: is empty; see channel "a"'),
        (MAIL.format(to='"x@example.org"', sender="y"), "config.toml: channel[0].smtp.sender: 'y' is no plain mail"),
        ("[clausewatch]\njitter = " + "9" * 5000, "config.toml: not TOML: Exceeds the limit"),
        ("x = " + "[" * 5000 + "]" * 5000, "config.toml: cannot be read: lists or tables are nested too deep"),
        (
            "[clausewatch]\ncheck_every" + ".a" * 5000 + " = 1",
            "config.toml: cannot be read: lists or tables are nested",
        ),
        (
            '[clausewatch]\ncheck_every = "999999999d"',
            "config.toml: clausewatch.check_every: '999999999d' is too long",
        ),
        (f'[clausewatch]\ncheck_every = "{"9" * 5000}d"', "config.toml: clausewatch.check_every: '9999999999999999999"),
        ('[clausewatch]\nread_deadline = "30d"', 'config.toml: clausewatch.read_deadline: must be at most "1d"'),
        (
            '[clausewatch]\nfetch_deadline = "0s"',
            "config.toml: clausewatch.fetch_deadline: must be longer than nothing",
        ),
        (
            POLICY.replace("example/", "example:99999/"),
            "config.toml: policy[0].url: ",
        ),
        (POLICY.replace("tern.example", "["), "config.toml: policy[0].url: "),
        ('[clausewatch]\nhost_pause = "2d"', 'config.toml: clausewatch.host_pause: must be at most "1d"'),
        (
            "[archive]\nplaybacks_per_second = 1e-300",
            "config.toml: archive.playbacks_per_second: 1e-300 is too small; the least is 0.001",
        ),
        ('[clausewatch]\nmute = ["no-such-rule"]', 'config.toml: mute: no rule "no-such-rule"'),
        (POLICY + 'mute = ["no-such-rule"]', 'config.toml: policy[0].mute: no rule "no-such-rule"'),
        (
            '[[signal]]\nid = "ours"\npattern = "("\nlevel = "material"\nwhy = "x"',
            "config.toml: signal ours: the pattern",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    """What was found, and the way out."""
    assert complaint(tmp_path, text).startswith(said)


def test_a_list_of_one_may_be_its_one_word(tmp_path: Path) -> None:
    """For tags, selectors, mail addresses and all lists of words; a reference is checked when it is read."""
    found = loaded(
        tmp_path, POLICY + 'tags = "crm"\n' + MAIL.format(to='"env:DESK"', sender="y@example.org") + 'tags = "crm"'
    )

    assert found.config.policy[0].tags == found.config.channel[0].tags == ("crm",)


def test_a_slug_is_made_of_service_and_type(tmp_path: Path) -> None:
    """Lower-case words joined by hyphens."""
    found = loaded(tmp_path, POLICY.replace("Tern Books", "ERP Smart Cloud"))

    assert list(found.policies) == ["erp-smart-cloud/privacy"]


def test_the_database_lies_beside_the_configuration(tmp_path: Path) -> None:
    """Paths are relative to the file, wherever the command is called."""
    assert loaded(tmp_path, "").database_url == f"sqlite:///{tmp_path}/clausewatch.db"


def test_a_secret_is_read_when_a_channel_starts_and_not_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A history can be read on a machine that has no secrets."""
    monkeypatch.delenv("TERN_HOOK", raising=False)
    found = loaded(tmp_path, '[[channel]]\nname = "chat"\nkind = "slack"\nwebhook_url = "env:TERN_HOOK"\n')

    with pytest.raises(
        ConfigError, match=r'channel "chat"\.webhook_url: the environment variable TERN_HOOK is not set'
    ):
        found.check_secrets()
    monkeypatch.setenv("TERN_HOOK", "https://hooks.example/1")
    found.check_secrets()
    assert found.channel_settings(found.config.channel[0])["webhook_url"] == "https://hooks.example/1"


@pytest.mark.parametrize("url", ["https://ann:hunter2@[x/", "ann:hunter2@host/p", "https://ann:hunter2@host℀.example/"])
def test_a_password_in_an_address_is_refused_and_not_repeated(tmp_path: Path, url: str) -> None:
    """Addresses are shown, stored and told to every channel."""
    assert "hunter2" not in complaint(tmp_path, POLICY.replace("https://tern.example/privacy", url))


def test_an_at_sign_in_a_path_is_no_user(tmp_path: Path) -> None:
    """As in the addresses of some blogs."""
    text = POLICY.replace("/privacy", "/@tern/privacy?by=a@b#c@d") + 'former_urls = ["tern.example/@tern"]\n'

    assert loaded(tmp_path, text).policies["tern-books/privacy"].url.endswith("/@tern/privacy?by=a@b#c@d")


def test_blanks_around_a_secret_are_none_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line end that came along from a shell or an editor."""
    monkeypatch.setenv("TERN_HOOK", " https://hooks.example/1\r\n")
    (tmp_path / "key").write_text("\nwhsec_AAAA\n")
    text = '[[channel]]\nname = "chat"\nkind = "webhook"\nurl = "env:TERN_HOOK"\nsecret = "file:key"\n'
    found = loaded(tmp_path, text)

    settings = found.channel_settings(found.config.channel[0])
    assert (settings["url"], settings["secret"]) == ("https://hooks.example/1", "whsec_AAAA")


@pytest.mark.parametrize(
    ("content", "said"), [(b" \n", "is empty"), (b"\xffhunter2", "is no text in UTF-8"), (None, "cannot be read")]
)
def test_a_file_without_a_secret_is_told_without_its_content(tmp_path: Path, content: bytes | None, said: str) -> None:
    """Empty, of other letters, or not there."""
    if content is not None:
        (tmp_path / "key").write_bytes(content)
    found = loaded(tmp_path, '[[channel]]\nname = "chat"\nkind = "slack"\nwebhook_url = "file:key"\n')

    with pytest.raises(ConfigError, match=f"key {said}") as caught:
        found.check_secrets()
    assert "hunter2" not in str(caught.value)


SLACK = '[[channel]]\nname = "c"\nkind = "slack"\nallow_private = true\n'
HOOK = '[[channel]]\nname = "c"\nkind = "webhook"\nurl = "https://h.test/p"\n'
MAIL_TO = (
    '[[channel]]\nname = "c"\nkind = "email"\nto = "a@b.test"\n'
    'smtp = { host = "m.test", sender = "c@b.test", security = "none" }\n'
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SLACK + 'token = "xoxb-“7“"\nchannel = "C1"', "token: must be one line of"),
        (SLACK + 'token = "xoxb-7\\n7"\nchannel = "C1"', "token: must be one line of"),
        (SLACK + 'webhook_url = "hooks.slack.test/services/xoxb-7"', "webhook_url: is no web address; it must begin"),
        (SLACK + 'webhook_url = "https://hooks.slack.test/a b/xoxb-7"', "webhook_url: the address holds a backslash"),
        (SLACK + 'webhook_url = "https://ann:xoxb-7@slack.test/"', "webhook_url: the address holds a user name"),
        (HOOK + 'headers = { "X-Team" = "Datenschutz – xoxb-7" }', "headers.X-Team: must be one line of"),
        (HOOK + 'headers = { "X-Team" = "a\\r\\nxoxb-7: b" }', "headers.X-Team: must be one line of"),
        (HOOK + 'headers = { "X Team" = "xoxb-7" }', "headers: 'X Team' is no name of a header"),
        (MAIL_TO + 'list_id = "<a.b>\\nBcc: c@d.test"', "list_id: "),
        (MAIL_TO + 'list_id = "<ä.b>"', "list_id: "),
    ],
)
def test_what_a_channel_could_not_send_with_is_told_at_the_start(tmp_path: Path, text: str, said: str) -> None:
    """By its key, and without the value, which may be a secret."""
    found, client = loaded(tmp_path, text), Client()

    with pytest.raises(ConfigError) as caught:
        wiring.check_channels(found, wiring.wires(client, lambda: datetime.now(UTC)))
    client.close()
    assert str(caught.value).startswith(f'config.toml: channel "c": {said}')
    assert "xoxb-7" not in str(caught.value)


@pytest.mark.parametrize("reference", ["file:hook", "file:a\\u0000b"])
def test_a_secret_that_is_no_text_is_told_with_its_place(tmp_path: Path, reference: str) -> None:
    """Bytes that are no UTF-8, and a name that no file has."""
    (tmp_path / "hook").write_bytes(b"https://hooks.example/\xff")
    found = loaded(tmp_path, f'[[channel]]\nname = "chat"\nkind = "slack"\nwebhook_url = "{reference}"\n')

    with pytest.raises(ConfigError, match=r'channel "chat"\.webhook_url: the file .* is no text in UTF-8'):
        found.check_secrets()


@pytest.mark.parametrize(
    ("file", "words"),
    [("noise.bin", "is no text in UTF-8"), ("/dev/zero", "cannot be read .it is larger than"), ("none", "No such")],
)
def test_a_secret_that_cannot_be_had_is_told_with_its_file(tmp_path: Path, file: str, words: str) -> None:
    """With its place and its file, not what stands in it."""
    (tmp_path / "noise.bin").write_bytes(b"\xff\xfe")
    text = f'[[channel]]\nname = "chat"\nkind = "slack"\nwebhook_url = "file:{file}"\n'

    with pytest.raises(ConfigError, match=rf'channel "chat"\.webhook_url: the file \S*{file} .*{words}'):
        loaded(tmp_path, text).check_secrets()


def test_a_channel_that_is_switched_off_needs_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is kept for later."""
    monkeypatch.delenv("TERN_HOOK", raising=False)
    text = '[[channel]]\nname = "chat"\nkind = "slack"\nactive = false\nwebhook_url = "env:TERN_HOOK"\n'

    loaded(tmp_path, text).check_secrets()


def test_the_public_archive_is_never_asked_faster_than_it_allows(tmp_path: Path) -> None:
    """An archive of one's own may be."""
    public = loaded(tmp_path, "[archive]\nlistings_per_second = 50\nplaybacks_per_second = 50").config.archive
    own = loaded(tmp_path, '[archive]\nbase_url = "http://127.0.0.1:1"\nlistings_per_second = 50').config.archive

    assert (public.listings_per_second, public.playbacks_per_second) == (0.4, 8.0)
    assert own.listings_per_second == 50


def test_an_archive_whose_name_only_ends_alike_is_asked_as_fast_as_it_is_said(tmp_path: Path) -> None:
    """The caps are those of archive.org and of the hosts under it."""
    text = '[archive]\nbase_url = "https://{}"\nplaybacks_per_second = 50'

    assert loaded(tmp_path, text.format("mywebarchive.org")).config.archive.playbacks_per_second == 50
    assert loaded(tmp_path, text.format("web.archive.org")).config.archive.playbacks_per_second == 8


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_every_address_of_this_machine_alone_needs_no_token(tmp_path: Path, host: str) -> None:
    """By the same rule as the server listens."""
    assert loaded(tmp_path, f'[web]\nhost = "{host}"').config.web.token is None


def test_a_heartbeats_secret_must_be_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told at the start, without the words of the secret."""
    monkeypatch.setenv("BEAT", "geheim")

    with pytest.raises(ConfigError, match=r"clausewatch\.heartbeat_url: is no web address") as refusal:
        loaded(tmp_path, '[clausewatch]\nheartbeat_url = "env:BEAT"').check_secrets()
    assert "geheim" not in str(refusal.value)


def test_the_file_is_looked_for_in_four_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First hit wins; a file that is named must be there."""
    named, variable, here = (tmp_path / name for name in ("named.toml", "variable.toml", "config.toml"))
    for path in (named, variable, here):
        path.touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAUSEWATCH_CONFIG", str(variable))

    assert config.find(str(named)) == named
    assert config.find(None) == variable
    monkeypatch.delenv("CLAUSEWATCH_CONFIG")
    assert config.find(None).resolve() == here
    with pytest.raises(ConfigError, match=r"no configuration at .*gone\.toml; `clausewatch init` writes one"):
        config.find(str(tmp_path / "gone.toml"))


@pytest.mark.parametrize("path", [ROOT / "config.toml", ROOT / "monitor" / "starter.toml"])
def test_the_configurations_that_come_with_the_program_are_right(path: Path) -> None:
    """They load, and only the console is told."""
    found = config.load(path)

    found.check_secrets()
    assert [channel.kind for channel in found.active_channels()] == ["console"]


def test_lengths_of_time_are_read_as_written(tmp_path: Path) -> None:
    """Several units may stand together."""
    general = loaded(tmp_path, '[clausewatch]\ncheck_every = "1d12h"\nconfirm_after = "0s"').config.clausewatch

    assert (general.check_every, general.confirm_after) == (timedelta(hours=36), timedelta(0))
