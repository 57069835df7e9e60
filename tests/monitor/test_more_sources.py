"""Pages that come from elsewhere than a plain server: folders, moved addresses, polite refusals."""

import json

from tests.monitor.commands import Desk
from tests.monitor.pages import SALE, SLUG, text
from tests.monitor.site import WebSite


def test_pages_put_into_a_folder_are_followed_like_a_site(desk: Desk) -> None:
    """`fetcher = "files"`."""
    desk.write({"Tern Books": "https://tern.example/privacy"})
    desk.config.write_text(desk.config.read_text() + 'fetcher = "files"\nfolder = "mail"\n')
    empty = desk.run("check", SLUG)
    (desk.folder / "mail").mkdir()
    (desk.folder / "mail" / "privacy-2026-01-05.html").write_text(text())
    first = desk.run("check", SLUG)
    (desk.folder / "mail" / "privacy-2026-02-09.html").write_text(text(SALE))
    second = desk.run("check", SLUG)

    assert (empty.code, first.code, second.code) == (1, 0, 0)
    assert "no folder" in empty.out
    assert "a new version; material" in second.out
    days = [line.split()[1] for line in desk.run("history", SLUG).out.splitlines()]
    assert days == ["2026-02-09", "2026-01-05"]


def test_a_server_that_asks_for_patience_gets_it(desk: Desk, site: WebSite) -> None:
    """429 with Retry-After: the next check comes no sooner."""
    site.pages["/privacy"] = b"later"
    site.statuses["/privacy"] = 429
    site.headers["/privacy"] = {"Retry-After": "7200"}
    desk.write({"Tern Books": f"{site.url}/privacy"}, every="1m")
    done = desk.run("check", SLUG, "--json")

    (found,) = json.loads(done.out)
    assert found["cause"] == "rate_limited"
    (listed,) = json.loads(desk.run("list", "--json").out)
    assert listed["next_check_at"] >= listed["last_checked_at"][:11]
    wait = _hours(listed["next_check_at"]) - _hours(listed["last_checked_at"])
    assert wait % 24 >= 1.99


def _hours(moment: str) -> float:
    hours, minutes, seconds = moment[11:19].split(":")
    return int(hours) + int(minutes) / 60 + int(seconds) / 3600


def test_an_empty_answer_is_a_failure_like_others(desk: Desk, site: WebSite) -> None:
    """No page that scripts draw: the next check asks for the page as before."""
    site.pages["/privacy"] = text().encode()
    desk.write({"Tern Books": f"{site.url}/privacy"})
    desk.run("check", SLUG)
    site.pages["/privacy"] = b""
    (empty,) = json.loads(desk.run("check", SLUG, "--json").out)
    site.pages["/privacy"] = text().encode()
    (back,) = json.loads(desk.run("check", SLUG, "--json").out)

    assert (empty["cause"], "the answer was empty" in empty["error"]) == ("server", True)
    assert back["move"] == "same"
    assert site.asked["/privacy"] == 3


def test_a_page_that_is_gone_is_told_with_what_to_do(desk: Desk, site: WebSite) -> None:
    """404: somebody must look for the new address."""
    desk.write({"Tern Books": f"{site.url}/moved-away"})
    done = desk.run("check", SLUG)

    assert done.code == 1
    assert "answered 404" in done.out
    assert "Look for its new address" in done.out


def test_a_policy_taken_out_of_the_configuration_keeps_its_history(desk: Desk, site: WebSite) -> None:
    """It is retired, not deleted."""
    site.pages["/privacy"] = text().encode()
    desk.write({"Tern Books": f"{site.url}/privacy"})
    desk.run("check", SLUG)
    desk.write({})

    assert desk.run("list").out == ""
    assert json.loads(desk.run("list", "--retired", "--json").out)[0]["state"] == "retired"
    assert len(json.loads(desk.run("history", SLUG, "--json").out)["versions"]) == 1


def test_archives_only_is_never_checked(desk: Desk, site: WebSite) -> None:
    """`live = false`."""
    desk.write({"Tern Books": f"{site.url}/privacy"})
    desk.config.write_text(desk.config.read_text() + "live = false\n")

    assert desk.run("check", "--all").out == "0 checked, nothing new, nothing sent.\n"
    assert "archives only" in desk.run("check", SLUG).err
    assert site.asked == {}


def test_changed_selectors_make_no_change_of_the_document(desk: Desk, site: WebSite) -> None:
    """The history is read anew; nobody is told."""
    site.pages["/privacy"] = text(ticker=5).encode()
    desk.write({"Tern Books": f"{site.url}/privacy"})
    desk.run("check", SLUG)
    before = json.loads(desk.run("history", SLUG, "--json").out)["versions"]
    desk.config.write_text(desk.config.read_text() + 'remove = ["h2:last-of-type", "h2:last-of-type + p"]\n')
    done = desk.run("check", SLUG)
    after = json.loads(desk.run("history", SLUG, "--json").out)["versions"]

    assert "no change" in done.out
    assert (len(before), len(after)) == (1, 1)
    assert before[0]["text_digest"] != after[0]["text_digest"]
    assert "extractor" in desk.run("history", SLUG, "--upgrades").out
