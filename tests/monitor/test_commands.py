"""The command line over a real site: what it says, as text and as JSON, and its exit codes."""

import json
import os
import resource
from datetime import UTC, datetime

import pytest

from monitor.holders import me
from storage import heartbeats
from storage.store import open_store
from tests.monitor.commands import Desk
from tests.monitor.pages import SALE, SLUG, text
from tests.monitor.site import WebSite


@pytest.fixture
def followed(desk: Desk, site: WebSite) -> Desk:
    """A desk whose one policy has two versions, the second a material change."""
    site.pages["/privacy"] = text().encode()
    desk.write({"Tern Books": f"{site.url}/privacy"})
    assert desk.run("check", "--all").code == 0
    site.pages["/privacy"] = text(SALE).encode()
    assert desk.run("check", SLUG).code == 0
    return desk


def test_a_second_check_says_that_nothing_is_new_and_sends_nothing(desk: Desk, site: WebSite) -> None:
    """Whatever the first one found."""
    site.pages["/privacy"] = text().encode()
    desk.write({"Tern Books": f"{site.url}/privacy"})
    desk.run("check", "--all")
    site.pages["/privacy"] = text(SALE).encode()
    first, second = desk.run("check", "--all"), desk.run("check", "--all")

    assert "a new version; material" in first.out
    assert "1 message sent" in first.out
    assert second.out.splitlines() == [f"{SLUG}  no change", "1 checked, nothing new, nothing sent."]


def test_a_text_that_goes_straight_back_is_said_to_be_told_to_nobody(followed: Desk, site: WebSite) -> None:
    """It is a version, and no alert."""
    site.pages["/privacy"] = text().encode()
    done = followed.run("check", SLUG)

    assert "a new version, back to the one before: not told; material" in done.out
    assert done.out.endswith("1 with something new, nothing sent.\n")


def test_check_counts_what_was_sent_and_names_the_channel_that_took_nothing(desk: Desk, site: WebSite) -> None:
    """What is not taken is no message sent; `status` names the channel too."""
    site.pages |= {"/privacy": text().encode(), "/hook": b"no"}
    site.statuses["/hook"] = 500
    desk.write({"Tern Books": f"{site.url}/privacy"})
    hook = f'[[channel]]\nname = "hook"\nkind = "webhook"\nurl = "{site.url}/hook"\nallow_private = true\n'
    desk.config.write_text(desk.config.read_text() + hook)
    desk.run("check", "--all")
    site.pages["/privacy"] = text(SALE).encode()
    done = desk.run("check", "--all")
    status = desk.run("status")
    (refusing,) = json.loads(desk.run("status", "--json").out)["channels_refusing"]

    assert done.code == 1
    assert done.out.endswith("1 with something new, 1 message sent, 1 not taken yet.\n")
    assert "channel hook: 1 message waits and will be tried again: " in done.err
    assert "answered 500" in done.err
    assert "channel hook: takes no messages since " in status.out
    assert (refusing["channel"], refusing["waiting"]) == ("hook", 1)


def test_what_is_added_anyway_is_followed(desk: Desk, site: WebSite) -> None:
    """A policy of a few words has versions and alerts like any other; an error page is none for it either."""
    short = "<h1>Privacy</h1><p>This site sets no cookies and keeps no logs. We never sell your data to anyone.</p>"
    site.pages["/privacy"] = short.encode()
    desk.write({})
    refused = desk.run("add", f"{site.url}/privacy", "--service", "Tern Books")
    added = desk.run("add", f"{site.url}/privacy", "--service", "Tern Books", "--anyway")
    first = desk.run("check", SLUG)
    site.pages["/privacy"] = short.replace("never sell", "may sell").encode()
    second = desk.run("check", SLUG)
    site.pages["/privacy"] = b"<h1>Page not found</h1><p>Nothing is here.</p>"
    gone = desk.run("check", SLUG)
    redline = json.loads(desk.run("redline", SLUG, "@-1", "@latest", "--format", "json").out)

    assert (refused.code, added.code) == (1, 0)
    assert "the text has only" in refused.err
    assert "anyway = true" in desk.config.read_text()
    assert "first version" in first.out
    assert "a new version; material" in second.out
    assert (gone.code, "an error or maintenance page" in gone.out) == (1, True)
    assert redline["suspect"] is None


def test_a_material_change_is_an_exit_code_for_those_who_ask(desk: Desk, site: WebSite) -> None:
    """For scripts."""
    site.pages["/privacy"] = text().encode()
    desk.write({"Tern Books": f"{site.url}/privacy"})

    assert desk.run("check", "--all", "--exit-code").code == 0
    site.pages["/privacy"] = text(SALE).encode()
    assert desk.run("check", "--all", "--exit-code").code == 10


def test_check_tells_programs_what_it_found(followed: Desk) -> None:
    """Standard output holds JSON alone."""
    done = followed.run("check", "--all", "--json")

    assert json.loads(done.out)[0]["move"] == "same"


def test_the_history_has_its_contract(followed: Desk) -> None:
    """Other programs build on it."""
    found = json.loads(followed.run("history", SLUG, "--json").out)

    assert found["policy"] == SLUG
    newest, oldest = found["versions"]
    assert set(newest) >= {
        "first_seen",
        "last_seen",
        "sources",
        "sightings",
        "text_digest",
        "stated_date",
        "state",
        "materiality",
        "summary",
        "archive_url",
    }
    assert (newest["state"], newest["materiality"], newest["sources"]) == ("version", "material", ["live"])
    assert oldest["materiality"] is None


def test_on_a_pipe_rows_start_with_the_slug_and_dates_are_days(followed: Desk) -> None:
    """For grep, sort and cut."""
    rows = followed.run("history", SLUG).out.splitlines()
    listed = followed.run("list").out.splitlines()

    assert len(rows) == 2
    assert all(row.split()[0] == SLUG and len(row.split()[1]) == len("2026-03-02") for row in rows)
    assert listed[0].split()[:2] == [SLUG, "ok"]


def test_versions_of_one_day_are_told_apart_by_their_time(followed: Desk) -> None:
    """In the history, the timeline's rows and a redline's title."""
    versions = json.loads(followed.run("history", SLUG, "--json").out)["versions"]
    days = [version["first_seen"][:10] for version in versions]
    followed.run("check", SLUG)
    first = [row.split("  ")[1] for row in followed.run("history", SLUG).out.splitlines()]
    title = followed.run("redline", SLUG, "@first", "@latest").out.splitlines()[0]

    assert len(set(first)) == 2
    assert days[0] != days[1] or all(row.startswith(f"{day} ") for row, day in zip(first, days, strict=True))
    assert all(words in title for words in first)


def test_the_history_as_csv_has_one_row_a_version(followed: Desk) -> None:
    """With a head."""
    lines = followed.run("history", SLUG, "--csv").out.splitlines()

    assert lines[0].startswith("policy,first_seen,last_seen")
    assert len(lines) == 3


def test_list_has_its_contract(followed: Desk) -> None:
    """Other programs build on it."""
    (found,) = json.loads(followed.run("list", "--json").out)

    assert set(found) >= {
        "slug",
        "service",
        "type",
        "url",
        "state",
        "last_checked_at",
        "next_check_at",
        "versions",
        "last_change",
    }
    assert (found["slug"], found["versions"], found["state"]) == (SLUG, 2, "ok")


def test_a_redline_between_two_versions_quotes_what_changed(followed: Desk) -> None:
    """In four formats, and with an exit code."""
    plain = followed.run("redline", SLUG, "@first", "@latest", "--exit-code")
    shaped = json.loads(followed.run("redline", SLUG, "@-1", "@latest", "--format", "json").out)

    assert plain.code == 10
    assert "never" in plain.out
    assert shaped["materiality"] == "material"
    assert followed.run("redline", SLUG, "--format", "html").out.startswith("<!doctype html>")


def test_a_version_is_shown_in_full(followed: Desk) -> None:
    """As text, Markdown or JSON."""
    assert "We may sell personal information" in followed.run("show", SLUG).out
    assert "We never sell" in followed.run("show", SLUG, "@first", "--format", "markdown").out
    assert json.loads(followed.run("show", SLUG, "@-1", "--format", "json").out)["language"] == "en"


def test_a_status_without_a_daemon_says_so_with_its_exit_code(followed: Desk) -> None:
    """For a watchdog."""
    done = followed.run("status")

    assert done.code == 1
    assert "daemon: never ran" in done.out
    assert json.loads(followed.run("status", "--json").out)["daemon"]["alive"] is False


def test_add_appends_an_entry_and_keeps_everything_else(desk: Desk, site: WebSite) -> None:
    """Comments included."""
    site.pages["/legal/privacy"] = text().replace("<title>Tern Books", "<title>Privacy | Tern Books").encode()
    desk.write({})
    before = desk.config.read_text() + "# a comment at the end\n"
    desk.config.write_text(before)
    done = desk.run("add", f"{site.url}/legal/privacy", "--service", "Tern Books", "--every", "6h")

    assert (done.code, done.out.split()[0], done.err) == (0, SLUG, "")
    assert desk.config.read_text().startswith(before)
    assert json.loads(desk.run("list", "--json").out)[0]["slug"] == SLUG


def test_what_has_no_policy_to_work_on_says_what_to_do(desk: Desk) -> None:
    """Silence would look like success."""
    desk.write({})

    for words in (("run", "--once"), ("backfill", "--all"), ("export",)):
        done = desk.run(*words)
        assert (done.code, "`clausewatch add URL` adds one" in done.err) == (0, True), words


def test_the_history_of_a_policy_no_longer_followed_can_be_exported(followed: Desk) -> None:
    """By its name; it has no declaration any more."""
    followed.write({})
    done = followed.run("export", SLUG, "--no-texts")

    assert (done.code, len(done.out.splitlines())) == (0, 2)
    assert followed.run("export", SLUG, "--format", "config").code == 1


def test_an_address_that_answers_nothing_is_named_once(desk: Desk, site: WebSite) -> None:
    """With what to try next."""
    desk.write({})
    done = desk.run("add", f"{site.url}/nowhere", "--type", "privacy")

    assert (done.code, done.err.count("/nowhere")) == (1, 1)
    assert "answered 404" in done.err
    assert "clausewatch discover 127.0.0.1" in done.err


def test_the_doctor_names_a_folder_that_is_not_there(desk: Desk) -> None:
    """It is no matter of rights."""
    desk.write({}, general='database_url = "sqlite:///nodir/clausewatch.db"')

    assert f"there is no folder {desk.folder / 'nodir'}; make it" in desk.run("doctor").out


def test_who_adds_beside_a_running_daemon_is_told_how_it_learns_of_it(desk: Desk) -> None:
    """It reads its file again when it is told to."""
    desk.write({})
    (desk.folder / "list.csv").write_text("service,type,url\nTern Books,privacy,https://tern.example/privacy\n")
    store = open_store(f"sqlite:///{desk.database}")
    with store.writing() as session:
        heartbeats.beat(session, "daemon", datetime.now(UTC), {"pid": os.getpid(), "by": me()})
    store.close()
    done = desk.run("import", "csv", "list.csv")

    assert (done.code, "added to config.toml: 1" in done.out) == (0, True)
    assert f"kill -HUP {os.getpid()}" in done.err


def test_add_refuses_what_is_no_policy_and_what_is_there_already(desk: Desk, site: WebSite) -> None:
    """Nothing is written then."""
    site.pages["/privacy"] = text().encode()
    site.pages["/empty"] = b"<html><body><p>Soon.</p></body></html>"
    desk.write({"Tern Books": f"{site.url}/privacy"})
    before = desk.config.read_text()
    empty = desk.run("add", f"{site.url}/empty", "--type", "privacy")
    again = desk.run("add", f"{site.url}/privacy", "--service", "Tern Books")

    assert (empty.code, again.code) == (1, 1)
    assert "does not look like a policy" in empty.err
    assert f"{SLUG} is followed already, at " in again.err
    assert desk.config.read_text() == before


def test_init_writes_a_configuration_once(desk: Desk) -> None:
    """An existing one is never touched."""
    first, second = desk.run("init"), desk.run("init")

    assert (first.code, second.code) == (0, 1)
    assert "is there already" in second.err
    assert desk.run("list").code == 0


def test_init_without_room_leaves_nothing_in_its_own_way(desk: Desk) -> None:
    """The second try, with room, is the first that counts."""
    full = desk.run("init", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
    again = desk.run("init")

    assert (full.code, again.code) == (1, 0)
    assert "config.toml cannot be written: File too large" in full.err


def test_the_doctor_names_what_is_wrong(desk: Desk, site: WebSite) -> None:
    """And what is not."""
    desk.write({"Tern Books": f"{site.url}/privacy"}, archive=site.url)
    done = desk.run("doctor")

    assert "ok     database:" in done.out
    assert "ok     channel desk:" in done.out
    desk.write({"Tern Books": "http://nowhere.invalid/privacy"}, archive=site.url)
    assert desk.run("doctor").code == 1


def test_the_configuration_may_be_named_before_or_after_the_command(followed: Desk) -> None:
    """Where one is used to it."""
    moved = followed.config.rename(followed.folder / "other.toml")

    assert followed.run("--config", str(moved), "list").code == 0
    assert followed.run("list", "--config", str(moved)).code == 0
    assert followed.run("list").code == 1
