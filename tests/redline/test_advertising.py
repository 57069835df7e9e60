"""Advertising in what people pay for."""

import pytest

from tests.redline.judged import judged, rules_of


@pytest.mark.parametrize(
    ("older", "newer", "rule"),
    [
        ("", "Films in the Basic and Standard plans will include limited advertisements.", "ads-in-the-service"),
        ("", "We may place ads between chapters.", "ads-in-the-service"),
        ("", "Our ad-supported plan costs less.", "ads-in-the-service"),
        ("The plan is free of advertising.", "", "no-ads"),
        ("We do not show ads in books that you have bought.", "", "no-ads"),
    ],
)
def test_advertising_that_comes_to_a_service_is_told(older: str, newer: str, rule: str) -> None:
    """So is the promise of none."""
    found = rules_of(judged(older, newer, title="Terms of Service"))

    assert {"ads-in-the-service", "no-ads"} & found == {rule}


@pytest.mark.parametrize(
    "sentence",
    [
        "You may not display advertisements on your shelf.",
        "The shop may contain links to advertisements of others.",
        "(b) Post advertisements.",
        "Advertisers must follow our advertising policies.",
    ],
)
def test_what_members_post_is_not_the_services_advertising(sentence: str) -> None:
    """Nor is what stands behind a link."""
    found = rules_of(judged("", sentence, title="Terms of Service"))

    assert not {"ads-in-the-service", "no-ads"} & found
