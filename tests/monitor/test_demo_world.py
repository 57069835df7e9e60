"""The demo's invented world is consistent."""

from monitor.demo.world import archived, page, vendors


def test_every_vendor_has_years_of_versions() -> None:
    """Three vendors, at least two versions each, years apart."""
    for vendor in vendors():
        days = [day for captured, _ in vendor.versions for day in captured]

        assert len(vendor.versions) >= 2
        assert days == sorted(days)
        assert (days[-1] - days[0]).days > 5 * 365


def test_two_captures_of_one_version_differ_in_bytes_only() -> None:
    """Furniture changes with every capture, the words of the policy do not."""
    vendor = vendors()[0]
    first, second = page(vendor, vendor.today, "a"), page(vendor, vendor.today, "b")

    assert first != second
    assert first.split(b"<main>")[1].split(b"</main>")[0] == second.split(b"<main>")[1].split(b"</main>")[0]


def test_a_vendor_that_moved_is_archived_at_both_addresses() -> None:
    """The former address has the early captures and one redirect to the later address."""
    vendor = vendors()[0]
    captures = list(archived(vendor))

    assert {capture.path for capture in captures} == {vendor.path, vendor.former_path}
    assert [capture.location for capture in captures if capture.status == 301] == [vendor.path]
