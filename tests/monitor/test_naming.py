"""What `clausewatch add` proposes as a service's name and a document's kind."""

import pytest

from monitor.naming import kind_of, service_of
from monitor.settings import slugify


@pytest.mark.parametrize(
    ("url", "titles", "name"),
    [
        ("https://www.ternbooks.example.com/privacy", (), "Example"),
        ("https://www.ternbooks.com/privacy", ("Privacy Policy | TernBooks",), "TernBooks"),
        ("https://ternbookscloud.com/legal", ("Tern Books Cloud: Terms of Service",), "Tern Books Cloud"),
        ("https://tern-books.co.uk/privacy", ("Privacy", "Tern Books"), "Tern Books"),
        ("https://gull.io/terms", ("Our terms",), "Gull"),
        ("http://127.0.0.1:8080/privacy", ("Privacy",), "127.0.0.1"),
    ],
)
def test_a_service_is_named_as_its_title_spells_its_domain(url: str, titles: tuple[str, ...], name: str) -> None:
    """Else by the domain itself."""
    assert service_of(url, *titles) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Nimbus Privacy Policy", "Nimbus"),
        ("Privacy Policy | Nimbus Air", "Nimbus Air"),
        ("Terms: Nimbus", "Nimbus"),
        ("Our Privacy Policy", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_a_service_without_a_domain_is_named_by_its_title(title: str, name: str) -> None:
    """An IP address is nobody's name."""
    assert service_of("http://127.0.0.1:8000/privacy", title) == name


@pytest.mark.parametrize(
    ("url", "title", "kind"),
    [
        ("https://x.example/legal/privacy-policy", "", "privacy"),
        ("https://x.example/legal/subprocessors", "Privacy", "subprocessors"),
        ("https://x.example/dpa.pdf", "", "dpa"),
        ("https://x.example/legal/data-processing-addendum", "", "dpa"),
        ("https://x.example/datenschutz", "", "privacy"),
        ("https://x.example/agb", "", "terms"),
        ("https://x.example/page?id=7", "Cookie Policy", "cookies"),
        ("https://x.example/tos", "", "terms"),
        ("https://x.example/page", "Welcome", None),
    ],
)
def test_a_document_is_named_by_its_address_then_by_its_title(url: str, title: str, kind: str | None) -> None:
    """The more particular kind wins."""
    assert kind_of(url, title) == kind


@pytest.mark.parametrize(
    ("name", "slug"),
    [("ERP Smart Cloud", "erp-smart-cloud"), ("Société Générale", "societe-generale"), ("A&B, Inc.", "a-b-inc")],
)
def test_a_slug_has_lower_case_letters_digits_and_hyphens(name: str, slug: str) -> None:
    """Nothing that a shell or an address would trip over."""
    assert slugify(name) == slug
