"""Watch lists of other programs become policies; what cannot be taken over is said, with its place."""

import io
import json
import os
import tomllib
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from monitor import config_file
from monitor.config import ConfigError
from monitor.exchange import changedetection, git_history, lists, ota, past, urlwatch
from monitor.exchange.proposals import ImportRefused, proposed
from redline import combined
from tests.monitor.commands import Desk, without_privilege


def test_a_csv_row_becomes_a_policy() -> None:
    """Columns that stand there are taken, names and kinds are guessed where they do not."""
    text = (
        "URL,Service,type,every,tags,select\n"
        "https://ferrywell.test/legal/privacy-notice,Ferry Well,,6h,eu|core,main\n"
        "https://www.quillhaven.test/terms,,,,,\n"
    )
    found = proposed(lists.of_csv(text, "list.csv"))

    assert found.entries == (
        {
            "service": "Ferry Well",
            "type": "privacy",
            "url": "https://ferrywell.test/legal/privacy-notice",
            "every": "6h",
            "select": ["main"],
            "tags": ["eu", "core"],
        },
        {"service": "Quillhaven", "type": "terms", "url": "https://www.quillhaven.test/terms"},
    )


def test_what_is_followed_already_or_is_no_address_is_said() -> None:
    """Each with its line."""
    text = "url,service,type\nhttps://a.test/p,A,privacy\nhttps://a.test/q,A,privacy\nfile:///etc/passwd,B,privacy\n"
    text += "http://[,B,privacy\n"

    found = proposed(lists.of_csv(text, "list.csv"), taken=["a/privacy"])

    assert found.entries == ()
    assert found.notes[0] == "list.csv:2: a/privacy is followed already; left out (https://a.test/p)"
    assert "list.csv:4: 'file:///etc/passwd' is no web address" in found.notes[2]
    assert "list.csv:5: 'http://[' is no web address" in found.notes[3]


def test_one_odd_row_is_noted_and_refuses_no_list() -> None:
    """A name without a Latin letter, an address with a password: the rest is taken, the password told nobody."""
    text = (
        "url,service,type\nhttps://a.test/p,微信,privacy\nhttps://me:geheim@a.test/q,A,terms\nhttps://a.test/r,B,dpa\n"
    )

    found = proposed(lists.of_csv(text, "list.csv"))

    assert [entry["service"] for entry in found.entries] == ["B"]
    assert found.notes[0] == "list.csv:2: service and type need a Latin letter (a-z) or a digit each; left out"
    assert found.notes[1].startswith("list.csv:3: url: holds a user name or a password")
    assert "geheim" not in "".join(found.notes)


def test_two_guessed_kinds_of_one_service_keep_apart() -> None:
    """The second is named after its path."""
    text = "https://a.test/privacy\nhttps://a.test/privacy-for-developers Developers\nnot an address\n"

    found = proposed(lists.of_text(text, "list.txt"))

    assert [entry["type"] for entry in found.entries] == ["privacy", "privacy privacy-for-developers"]


def test_opml_outlines_become_policies() -> None:
    """The address of the page where there is one, else the feed's."""
    text = (
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="Legal">'
        '<outline text="Ferrywell privacy" htmlUrl="https://ferrywell.test/p" xmlUrl="https://ferrywell.test/feed"/>'
        "</outline></body></opml>"
    )
    (found,) = lists.of_text(text, "legal.opml")

    assert (found.url, found.title) == ("https://ferrywell.test/p", "Ferrywell privacy")


def test_an_opml_file_reads_no_other_file(tmp_path: Path) -> None:
    """Entities that name files are not followed."""
    (tmp_path / "secret").write_text("https://secret.test/")
    text = (
        f'<!DOCTYPE opml [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
        '<opml><body><outline text="&s;" htmlUrl="https://a.test/privacy"/></body></opml>'
    )
    try:
        found = lists.of_text(text, "evil.opml")
    except ImportRefused:
        return

    assert "secret" not in found[0].title


URLWATCH = """\
name: Ferrywell privacy
url: https://ferrywell.test/privacy
filter:
  - css:
      selector: main
      exclude: .ad
  - html2text
  - re.sub: {pattern: x}
---
name: Quillhaven terms
url: https://quillhaven.test/terms
filter: element-by-id:content,strip
---
command: ls
name: a shell command
"""


def test_urlwatch_jobs_become_policies() -> None:
    """CSS and elements by name are taken over; other filters and commands are named."""
    found = proposed(urlwatch.of_jobs(URLWATCH, "urls.yaml"))

    assert [entry.get("select") for entry in found.entries] == [["main"], ["#content"]]
    assert found.entries[0]["remove"] == [".ad"]
    assert found.notes[0] == "urls.yaml: job 1: filter re.sub is not taken over"
    assert "urls.yaml: job 3: a shell command is not taken over" in found.notes


def test_a_selector_that_is_no_text_is_passed_over() -> None:
    """The job itself is taken over."""
    (job,) = urlwatch.of_jobs("url: https://a.test/p\nfilter:\n- css: {selector: 5, exclude: [1]}\n", "urls.yaml")

    assert (job.url, job.select, job.remove) == ("https://a.test/p", (), ())
    assert job.notes == ("filter css is not taken over",)


@pytest.mark.parametrize(
    ("text", "words"), [("url: 2020-99-99\n", "is no YAML"), ("[" * 5000 + "]" * 5000, "nested too deep")]
)
def test_yaml_that_cannot_be_read_is_refused(text: str, words: str) -> None:
    """A day there is not, lists in lists without end."""
    with pytest.raises(ImportRefused, match=words):
        urlwatch.of_jobs(text, "urls.yaml")


def test_yaml_that_would_run_code_is_refused() -> None:
    """Only plain data is read."""
    with pytest.raises(ImportRefused, match="is no YAML"):
        urlwatch.of_jobs("!!python/object/apply:os.system ['true']", "evil.yaml")


WATCHES: dict[str, Any] = {
    "watching": {
        "u1": {
            "url": "https://ferrywell.test/privacy",
            "title": "Ferrywell",
            "time_between_check": {"weeks": None, "days": None, "hours": 6, "minutes": None, "seconds": None},
            "include_filters": ["#main", "xpath://div"],
            "subtractive_selectors": [".ad"],
            "tags": ["t1"],
            "ignore_text": ["Copyright"],
        }
    },
    "settings": {"application": {"tags": {"t1": {"title": "vendors"}}}},
}


@pytest.mark.parametrize("form", ["file", "zip", "folder"])
def test_changedetection_watches_become_policies(tmp_path: Path, form: str) -> None:
    """From its one file, its backup or its folder: selectors, interval and tags; the rest is named."""
    path = tmp_path / "data"
    if form == "file":
        path.write_text(json.dumps(WATCHES))
    elif form == "zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("url-watches.json", json.dumps(WATCHES))
        path.write_bytes(packed.getvalue())
    else:
        (path / "u1").mkdir(parents=True)
        (path / "u1" / "watch.json").write_text(json.dumps(WATCHES["watching"]["u1"]))
        (path / "changedetection.json").write_text(json.dumps({"settings": WATCHES["settings"]}))

    found = proposed(changedetection.of_path(path))

    assert found.entries == (
        {
            "service": "Ferrywell",
            "type": "privacy",
            "url": "https://ferrywell.test/privacy",
            "every": "6h",
            "select": ["#main"],
            "remove": [".ad"],
            "tags": ["vendors"],
        },
    )
    assert [note.split(": ", 2)[-1] for note in found.notes] == [
        "filter 'xpath://div' is not CSS and not taken over",
        "ignore_text is not taken over",
    ]


def test_a_backup_that_is_damaged_or_holds_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Zeros pack a thousand to one; letters nested without end are no JSON either."""
    file, packed = tmp_path / "backup.zip", io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("url-watches.json", b"0" * 3_000_000)

    file.write_bytes(packed.getvalue()[:40] + b"\xff\xff" + packed.getvalue()[42:])
    with pytest.raises(ImportRefused, match="cannot be unpacked"):
        changedetection.of_path(file)
    monkeypatch.setattr(changedetection, "_TOO_LARGE", 1_000_000)
    file.write_bytes(packed.getvalue())
    with pytest.raises(ImportRefused, match="unpacks to more than 1,000,000 bytes"):
        changedetection.of_path(file)
    file.write_bytes(b"[" * 100_000)
    with pytest.raises(ImportRefused, match="is no JSON"):
        changedetection.of_path(file)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
@pytest.mark.parametrize("kind", ["csv", "changedetection"])
def test_a_list_without_end_is_refused(desk: Desk, kind: str) -> None:
    """It is read to a limit."""
    desk.write({})
    done = desk.run("import", kind, "/dev/zero")

    assert done.code == 1
    assert "/dev/zero: cannot be read" in done.err
    assert "it is larger than" in done.err


@pytest.mark.parametrize("hours", [1e300, 10**30, float("nan")])
def test_an_interval_past_all_calendars_is_said(tmp_path: Path, hours: float) -> None:
    """And not taken over."""
    file = tmp_path / "url-watches.json"
    watch = {"url": "https://a.test/privacy", "time_between_check": {"hours": hours}}
    file.write_text(json.dumps({"watching": {"one": watch}}))
    found = proposed(changedetection.of_path(file))

    assert "every" not in found.entries[0]
    assert "is no length of time" in found.notes[0]


def test_lists_that_are_no_lists_are_taken_for_what_they_say(tmp_path: Path) -> None:
    """Files written by hand and by older versions: one word where a list should stand, nothing, a number."""
    watches = {
        "one": {"url": "https://a.test/privacy", "include_filters": "main", "tags": None},
        "two": {"url": "https://b.test/privacy", "include_filters": 7, "tags": "core"},
    }

    file = tmp_path / "url-watches.json"
    file.write_text(json.dumps({"watching": watches}))

    one, two = changedetection.of_path(file)

    assert (one.select, one.tags) == (("main",), ())
    assert (two.select, two.tags) == ((), ("core",))


def test_a_selector_that_cannot_be_read_is_noted(tmp_path: Path) -> None:
    """The others and the policy itself are taken over: it would make the whole configuration invalid."""
    file = tmp_path / "url-watches.json"
    filters = ["main[[", "article"]
    file.write_text(json.dumps({"watching": {"a": {"url": "https://a.test/privacy", "include_filters": filters}}}))
    found = proposed(changedetection.of_path(file))

    assert [entry["select"] for entry in found.entries] == [["article"]]
    assert "not a CSS selector: 'main[['" in found.notes[-1]
    assert found.notes[-1].endswith("; not taken over")


def test_a_cell_without_end_is_no_row() -> None:
    """A quote that is never closed takes in the rest of the file."""
    with pytest.raises(ImportRefused, match=r"list.csv:\d+: is no row of a CSV file"):
        lists.of_csv('url\n"' + "x\n" * 100_000, "list.csv")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_are_parted_as_programs_part_them(mark: str) -> None:
    """A spreadsheet writes semicolons where the comma is in numbers."""
    text = mark.join(("url", "service", "every")) + "\n" + mark.join(("https://a.test/privacy", "A", "weekly")) + "\n"
    found = proposed(lists.of_csv(text, "list.csv"))

    assert found.entries == ({"service": "A", "type": "privacy", "url": "https://a.test/privacy"},)
    assert found.notes == ("list.csv:2: every 'weekly' is no length of time, such as 6h or 1d12h; not taken over",)


def test_a_declaration_that_is_none_is_said(tmp_path: Path) -> None:
    """The others of the collection are taken over."""
    terms = {"Privacy Policy": "x", "Terms of Service": {"combine": ["y"]}, "Imprint": {"fetch": "https://a.test/i"}}
    (tmp_path / "A.json").write_text(json.dumps({"name": "A", "terms": terms}))
    found = proposed(ota.of_folder(tmp_path))

    assert [entry["type"] for entry in found.entries] == ["Imprint"]
    assert found.notes == tuple(
        f"A.json: {name}: '' is no web address; left out" for name in ("Privacy Policy", "Terms of Service")
    )


DECLARATION = {
    "name": "Ferrywell",
    "terms": {
        "Privacy Policy": {
            "fetch": "https://ferrywell.test/privacy",
            "select": ["main"],
            "remove": [".ad", {"startBefore": "#from", "endBefore": "#to"}],
            "filter": ["cleanUp"],
        },
        "Terms of Service": {
            "fetch": "https://ferrywell.test/terms",
            "select": {"startAfter": "h1", "endBefore": "footer"},
            "executeClientScripts": True,
        },
        "Data Processor Agreement": {
            "combine": [
                {"fetch": "https://ferrywell.test/legal/dpa1.html"},
                {"fetch": "https://ferrywell.test/dpa2", "remove": ".toc", "filter": ["cutHead"]},
            ],
            "select": "body",
        },
        "Imprint": {"fetch": "https://ferrywell.test/imprint", "select": ["main", {"startBefore": "h1"}]},
    },
}


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A folder of declarations."""
    folder = tmp_path / "collection"
    (folder / "declarations").mkdir(parents=True)
    (folder / "declarations" / "Ferrywell.json").write_text(json.dumps(DECLARATION))
    (folder / "declarations" / "Ferrywell.history.json").write_text("{}")
    return folder


def test_declarations_become_policies(collection: Path) -> None:
    """Select, remove, ranges and combine are taken over; filters and what is half a range are named."""
    found = proposed(ota.of_folder(collection))

    assert [(entry["type"], entry.get("select"), entry.get("remove")) for entry in found.entries] == [
        ("privacy", ["main"], [".ad", "from(#from) to(#to)"]),
        ("terms", ["after(h1) to(footer)"], None),
        ("Data Processor Agreement", ["body"], None),
        ("Imprint", None, None),
    ]
    notes = "\n".join(found.notes)
    assert 'select {"startBefore": "h1"} is not taken over: it has no begin or no end' in notes
    assert "filter cleanUp is not taken over" in notes
    assert "the whole page is read in its place" in notes
    assert 'set fetcher = "browser"' in notes
    assert found.entries[2]["parts"] == [{"url": "https://ferrywell.test/dpa2", "select": ["body"], "remove": [".toc"]}]
    assert "Ferrywell.json: Data Processor Agreement: page 2: filter cutHead is not taken over" in notes


URL = "https://ferrywell.test/privacy"
ONE_PAGE = {("Ferrywell", "Privacy Policy"): (URL,), ("Ferrywell", "Imprint"): (f"{URL}/imprint",)}
TEXTS = ("We keep backups for thirty days.", "We keep backups for ninety days.", "We keep backups for a year.")


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """A git repository with three records of one document; the second is a technical upgrade."""
    subjects = ("First record of", "Apply technical or declaration upgrade on", "Record new changes of")
    records = [
        Record(datetime(2021 + number, 3, 1, tzinfo=UTC), "Privacy Policy.md", _long(text), subject)
        for number, (text, subject) in enumerate(zip(TEXTS, subjects, strict=True))
    ]
    return _repository(tmp_path / "versions", records)


class Record(NamedTuple):
    """One commit of a collection."""

    at: datetime
    file: str
    text: str
    subject: str = "Record new changes of"
    author_time: int | None = None


def _repository(folder: Path, records: Sequence[Record]) -> Path:
    from dulwich.repo import Repo

    (folder / "Ferrywell").mkdir(parents=True)
    repository = Repo.init(str(folder))
    for at, name, text, subject, author_time in records:
        (folder / "Ferrywell" / name).write_text(text)
        worktree = repository.get_worktree()
        worktree.stage([f"Ferrywell/{name}"])
        worktree.commit(
            f"{subject} Ferrywell {name}".encode(),
            committer=b"robot <robot@example.org>",
            author=b"robot <robot@example.org>",
            author_timestamp=int(at.timestamp()) if author_time is None else author_time,
            commit_timestamp=int(at.timestamp()),
            author_timezone=0,
            commit_timezone=0,
        )
    repository.close()
    return folder


def _long(text: str) -> str:
    others = "".join(f"You have right number {n} to your personal data under this policy.\n\n" for n in range(12))
    return f"# Privacy Policy\n\n{text}\n\n{others}"


def test_a_collections_records_are_dated_texts(versions: Path) -> None:
    """Each commit that changed the document, but not a technical upgrade: there the document did not change."""
    found = git_history.of_repository(versions, ONE_PAGE)

    texts = found[("Ferrywell", "Privacy Policy")]
    assert [f"{one.at:%Y-%m-%d}" for one in texts] == ["2021-03-01", "2023-03-01"]
    assert texts[0].body.decode() == _long(TEXTS[0])
    assert found[("Ferrywell", "Imprint")] == ()


def test_a_folder_that_is_no_repository_is_refused(tmp_path: Path) -> None:
    """With what to give instead."""
    with pytest.raises(ImportRefused, match="is no git repository; clone"):
        git_history.of_repository(tmp_path, {})


def test_a_repository_without_a_commit_is_refused(tmp_path: Path) -> None:
    """A clone that was broken off."""
    with pytest.raises(ImportRefused, match="without a commit"):
        git_history.of_repository(_repository(tmp_path / "empty", []), ONE_PAGE)


def test_a_record_of_no_calendars_time_is_refused_by_its_name(tmp_path: Path) -> None:
    """Whoever writes commits may write any number."""
    record = Record(datetime(2021, 3, 1, tzinfo=UTC), "Privacy Policy.md", _long(TEXTS[0]), author_time=99999999999999)

    with pytest.raises(ImportRefused, match=r"commit \w{12}: its time, 99999999999999, is in no calendar"):
        git_history.of_repository(_repository(tmp_path / "odd", [record]), ONE_PAGE)


def test_declarations_and_records_are_imported_together(desk: Desk, collection: Path, versions: Path) -> None:
    """The policies stand in config.toml, the records in their history."""
    desk.write({})

    dry = desk.run("import", "ota", str(collection), "--dry-run")
    before = desk.config.read_text()
    done = desk.run("import", "ota", str(collection), "--history", str(versions))
    history = json.loads(desk.run("history", "ferrywell/privacy", "--json").out)

    assert "would be added" in dry.out
    assert desk.config.read_text().startswith(before.rstrip())
    assert "ferrywell/privacy  texts added: 2" in done.out, done.err
    assert [version["first_seen"][:4] for version in history["versions"]] == ["2023", "2021"]


DPA = "Data Processor Agreement"
PAGE = "<body><h1>{}</h1>{}</body>"
BOUND = "".join(f"<p>The processor keeps to instruction {number} of this agreement.</p>" for number in range(12))


def _snapshots(folder: Path) -> Path:
    """Records of a document on two pages: both at once, the second anew, then both at once again."""
    one, two = f"{DPA} #legal-dpa1.html", f"{DPA} #dpa2.html"
    states = [(2021, one, "First"), (2021, two, "List"), (2022, two, "Longer list")]
    states += [(2023, one, "Second"), (2023, two, "Short list")]
    return _repository(
        folder,
        [Record(datetime(year, 3, 1, tzinfo=UTC), name, PAGE.format(head, BOUND)) for year, name, head in states],
    )


def test_snapshots_of_several_pages_are_states_of_one_document(tmp_path: Path) -> None:
    """Each as of the last page recorded in one go; a state with one page only is none."""
    pages = ("https://ferrywell.test/legal/dpa1.html", "https://ferrywell.test/dpa2")
    found = git_history.of_repository(_snapshots(tmp_path / "snapshots"), {("Ferrywell", DPA): pages})

    texts = found[("Ferrywell", DPA)]
    heads = [[part.body.split(b"</h1>")[0][10:].decode() for part in combined.split(one.body)] for one in texts]
    assert [one.at.year for one in texts] == [2021, 2022, 2023]
    assert heads == [["First", "List"], ["First", "Longer list"], ["Second", "Short list"]]


def test_a_record_of_the_time_to_come_is_left_out(desk: Desk, collection: Path, tmp_path: Path) -> None:
    """A commit made under a wrong clock is no version; the others are."""
    desk.write({})
    dated = zip((2021, 2022, 2099), TEXTS, strict=False)
    records = [Record(datetime(year, 3, 1, tzinfo=UTC), f"{DPA}.md", _long(text)) for year, text in dated]
    folder = _repository(tmp_path / "versions", records)

    done = desk.run("import", "ota", str(collection), "--history", str(folder))
    history = json.loads(desk.run("history", "ferrywell/data-processor-agreement", "--json").out)

    assert "2099-03-01 (UTC) is yet to come" in done.err
    assert [version["first_seen"][:4] for version in history["versions"]] == ["2022", "2021"]


@pytest.mark.parametrize("kind", ["versions", "snapshots"])
def test_a_combined_document_is_imported_as_one_policy(desk: Desk, collection: Path, tmp_path: Path, kind: str) -> None:
    """From records of its whole text, or of its pages."""
    desk.write({})
    whole = [Record(datetime(2021 + n, 3, 1, tzinfo=UTC), f"{DPA}.md", _long(text)) for n, text in enumerate(TEXTS)]
    folder = tmp_path / kind
    records = _repository(folder, whole) if kind == "versions" else _snapshots(folder)

    done = desk.run("import", "ota", str(collection), "--history", str(records))
    history = json.loads(desk.run("history", "ferrywell/data-processor-agreement", "--json").out)

    assert "ferrywell/data-processor-agreement  texts added: 3" in done.out, done.err
    assert [version["first_seen"][:4] for version in history["versions"]] == ["2023", "2022", "2021"]
    assert "part-2" not in desk.run("list").out


def test_appending_keeps_every_comment(tmp_path: Path) -> None:
    """What stood there stands there, to the letter."""
    file = tmp_path / "config.toml"
    file.write_text('# mine\n[clausewatch]\ncheck_every = "6h"   # often\n')

    config_file.append(file, [{"service": 'A "quoted" name', "type": "privacy", "url": "https://a.test/"}])

    text = file.read_text()
    assert text.startswith('# mine\n[clausewatch]\ncheck_every = "6h"   # often\n\n[[policy]]\n')
    assert list(tmp_path.iterdir()) == [file]


def test_entries_that_are_added_side_by_side_are_all_kept(tmp_path: Path) -> None:
    """Each reads the file that the one before it wrote."""
    file = tmp_path / "config.toml"
    file.write_text("# mine\n")
    services = [f"Ferrywell {number}" for number in range(24)]
    with ThreadPoolExecutor(len(services)) as pool:
        list(pool.map(lambda name: config_file.append(file, [entry(name)]), services))

    assert sorted(tomllib.loads(file.read_text())["policy"], key=lambda one: str(one["service"])) == [
        entry(name) for name in sorted(services)
    ]


def entry(service: str) -> dict[str, str]:
    """A policy of config.toml."""
    return {"service": service, "type": "privacy", "url": "https://a.test/"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file to others")
def test_a_configuration_stays_its_owners_whoever_adds_to_it(tmp_path: Path) -> None:
    """Root's entry must not shut out the daemon's user."""
    file = tmp_path / "config.toml"
    file.write_text("# mine\n")
    file.chmod(0o600)
    os.chown(file, 65534, 65534)
    config_file.append(file, [entry("Ferrywell")])
    now = file.stat()

    assert (now.st_uid, now.st_gid, now.st_mode & 0o777) == (65534, 65534, 0o600)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file to others")
def test_who_cannot_keep_the_owner_of_a_configuration_says_so(desk: Desk) -> None:
    """The entry is written all the same."""
    desk.write({})
    desk.folder.chmod(0o777)
    os.chown(desk.config, 65534, 65534)
    (desk.folder / "list.csv").write_text("service,type,url\nFerrywell,privacy,https://a.test/\n")
    done = desk.run("import", "csv", "list.csv", before=without_privilege)

    assert "config.toml: belonged to the user 65534" in done.err
    assert "Ferrywell" in desk.config.read_text()


def test_policies_in_a_list_in_line_are_left_alone(tmp_path: Path) -> None:
    """A table cannot be appended to such a list; what can be done is said."""
    file = tmp_path / "config.toml"
    before = 'policy = [{ service = "A", type = "privacy", url = "https://a.test/" }]\n'
    file.write_text(before)

    with pytest.raises(ConfigError, match=r"a \[\[policy\]\] table of its own"):
        config_file.append(file, [{"service": "B", "type": "privacy", "url": "https://b.test/"}])

    assert file.read_text() == before


def test_appending_what_would_be_invalid_changes_nothing(tmp_path: Path) -> None:
    """A slug twice, an unknown key."""
    file = tmp_path / "config.toml"
    policy = {"service": "A", "type": "privacy", "url": "https://a.test/"}
    config_file.append(file, [policy])
    before = file.read_text()

    with pytest.raises(ConfigError):
        config_file.append(file, [policy])
    with pytest.raises(ConfigError, match="evry"):
        config_file.append(file, [{**policy, "type": "terms", "evry": "6h"}])

    assert file.read_text() == before


@pytest.mark.parametrize(
    ("name", "day", "words"),
    [
        ("notice.pdf", None, "its name holds no day"),
        ("2021-13-45.pdf", None, "no day of the calendar"),
        ("notice.pdf", "soon", "no day of the calendar"),
        ("notice.docx", "2021-01-01", "holds no file that can be read"),
        ("notice.pdf", "2099-01-01", "2099-01-01 .UTC. is yet to come"),
        ("2026-03-03.pdf", None, "2026-03-03 .UTC. is yet to come"),
    ],
)
def test_a_file_that_cannot_be_dated_or_read_is_refused(tmp_path: Path, name: str, day: str | None, words: str) -> None:
    """Each with the way out."""
    file = tmp_path / name
    file.write_bytes(b"x")

    with pytest.raises(ImportRefused, match=words):
        past.of_files(file, day, datetime(2026, 3, 2, 9, tzinfo=UTC))
