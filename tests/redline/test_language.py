"""The language of a text is told by its small words, and left open where they do not tell."""

import pytest

from redline import language

TEXTS = {
    "en": (
        "We collect the data that you give us when you use our services, and we keep it "
        "for as long as you have an account."
    ),
    "fr": (
        "Nous collectons les données que vous nous fournissez lorsque vous utilisez nos "
        "services, et nous les conservons."
    ),
    "de": (
        "Wir erheben die Daten, die Sie uns geben, wenn Sie unsere Dienste nutzen, und bewahren sie nicht länger auf."
    ),
    "es": (
        "Recopilamos los datos que usted nos facilita cuando utiliza nuestros servicios y los conservamos para ello."
    ),
    "it": (
        "Raccogliamo i dati che ci fornisci quando usi i nostri servizi e li conserviamo "
        "per il tempo della registrazione."
    ),
    "pt": (
        "Recolhemos os dados que você nos fornece quando usa os nossos serviços e não os "
        "guardamos mais do que é preciso."
    ),
    "nl": (
        "Wij verzamelen de gegevens die u ons geeft wanneer u onze diensten gebruikt en "
        "bewaren die niet langer dan nodig is."
    ),
}


@pytest.mark.parametrize("code", TEXTS)
def test_seven_languages_are_told_apart(code: str) -> None:
    """One sentence is enough, whatever the page declares."""

    assert language.detect(TEXTS[code]) == code
    assert language.detect(TEXTS[code] * 50, declared="xx") == code
    assert language.detect(TEXTS[code] * 3, declared="en-GB") == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 34 56",
        "Ne gjejmë zgjidhje kur njerëzit bashkohen dhe flasin hapur mes tyre sot",
        "日本語のプライバシーポリシー",
    ],
)
def test_other_languages_and_no_words_are_left_open(text: str) -> None:
    """An unknown language is no guess."""

    assert language.detect(text) == ""


def test_a_neighbour_is_not_taken_for_one_of_the_seven() -> None:
    """Danish shares many small words with Dutch, Romanian with Italian."""
    danish = "Vi indsamler de data som du giver os når du bruger vores tjenester, og vi gemmer dem ikke længere."
    romanian = (
        "Colectăm datele pe care ni le oferiți atunci când utilizați serviciile noastre și nu le păstrăm mai mult."
    )

    assert [language.detect(danish), language.detect(romanian)] == ["da", "ro"]


def test_the_declared_language_decides_only_where_words_do_not() -> None:
    """A title alone is too short to tell; a whole text is not."""

    assert language.detect("Privacy", declared="de-AT") == "de"
    assert language.detect(TEXTS["fr"], declared="de") == "fr"


def test_a_foreign_menu_does_not_decide() -> None:
    """The middle of a long text counts as much as its beginning."""
    menu = "Accueil Nos produits Contactez nous A propos de nous Les avis de nos clients " * 12

    assert language.detect(menu + TEXTS["en"] * 80) == "en"
