"""Another company in the same sentence: who answers, in four languages, and what only comes before a name."""

import pytest

from redline.legal_names import LEGAL_NAME
from redline.types import Materiality
from tests.redline.judged import FRENCH, GERMAN, SPANISH, judged, rules_of, told

ENGLISH = [
    "This policy describes how {} uses the names of readers.",
    "This Privacy Notice of {} tells what we print.",
    "These terms apply to what {} prints.",
    "{} respects whoever reads.",
    "{} takes the privacy of readers seriously.",
    "{} is responsible for your letters.",
    "Tern is a trading name of {}.",
    "Tern is a product of {}.",
    "Disputes with {} go to the guild.",
    "These terms apply from 1 May 2020 to the readers of {}.",
]
ELSEWHERE = [
    (GERMAN, "Verantwortlicher im Sinne der DSGVO ist die {} GmbH."),
    (GERMAN, "Vertragspartner ist die {} GmbH."),
    (GERMAN, "Anbieter der Buchhandlung ist die {} AG."),
    (GERMAN, "Die Buchhandlung wird von der {} GmbH betrieben."),
    (GERMAN, "Diese Datenschutzerklärung beschreibt, wie die {} GmbH Briefe liest."),
    (GERMAN, "Tern ist eine Marke der {} GmbH."),
    (GERMAN, "Die {} GmbH nimmt den Schutz von Briefen ernst."),
    (FRENCH, "{} SAS respecte la vie privée."),
    (SPANISH, "{}, S.L. respeta la privacidad."),
    (FRENCH, "Le responsable du traitement est la société {} SAS."),
    (FRENCH, "Le site est édité par {} SARL."),
    (FRENCH, "La présente politique décrit comment {} SAS lit les lettres."),
    (FRENCH, "« Nous » désigne {} SAS."),
    (FRENCH, "Vous concluez un contrat avec {} SAS."),
    (SPANISH, "El responsable del tratamiento es {}, S.L."),
    (SPANISH, "El titular de la librería es {}, S.L."),
    (SPANISH, "Esta política explica cómo {}, S.L. lee las cartas."),
    (SPANISH, "Usted celebra un contrato con {}, S.L."),
]
FOR_A_DIGEST = [
    ("", "Our EU representative is {} GmbH."),
    ("", "© 2020 {}, Inc. All rights reserved."),
    ("", "The trademark Tern belongs to {}, Inc."),
    (GERMAN, "Unsere Vertreterin in der EU ist die {} GmbH."),
    (GERMAN, "Bei Fragen schreiben Sie an die {} GmbH, Hauptstraße 1, Bern."),
    (FRENCH, "Notre représentant dans l’Union européenne est {} SAS."),
    (SPANISH, "Nuestro representante en la UE es {}, S.L."),
]


ALONE = [
    ("", "The data controller is {}."),
    ("", "Your data is controlled by {}."),
    ("", "Our shop is owned and operated by {}."),
    ("", "These terms are a contract between you and {}."),
    (GERMAN, "Verantwortlicher ist {}."),
    (FRENCH, "Le responsable du traitement est {}."),
    (FRENCH, "Le site est exploité par {}."),
    (SPANISH, "El responsable del tratamiento es {}."),
]


@pytest.mark.parametrize("sentence", ENGLISH)
def test_another_company_alerts_where_the_text_says_whose_it_is(sentence: str) -> None:
    """Also where it only introduces itself, which else is for a digest."""
    found = judged(sentence.format("Tern Books, Inc."), sentence.format("Heron Prints, Inc."))
    assert found.materiality is Materiality.MATERIAL
    assert "company-changed" in rules_of(found)
    directions = {finding.direction for change in found.changes for finding in change.findings}
    assert "legal entity changed from Tern Books, Inc to Heron Prints, Inc" in directions


@pytest.mark.parametrize(("frame", "sentence"), ELSEWHERE)
def test_another_company_alerts_in_other_languages(frame: str, sentence: str) -> None:
    found = told(frame, sentence.format("Tern Bücher"), sentence.format("Heron Cartas"))
    assert found.materiality is Materiality.MATERIAL
    assert "company-changed" in rules_of(found)


@pytest.mark.parametrize(("frame", "sentence"), ALONE)
def test_a_name_without_its_legal_form_answers_too(frame: str, sentence: str) -> None:
    older, newer = sentence.format("Tern"), sentence.format("Heron")
    found = told(frame, older, newer) if frame else judged(older, newer)
    assert found.materiality is Materiality.MATERIAL
    assert "company-changed" in rules_of(found)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("The controller is Tern Books.", "The controller is Tern."),
        ("The friendship between you and Ana lasts.", "The friendship between you and Bea lasts."),
        ("The boat is operated by Ana.", "The boat is operated by Bea."),
        ("Our game is controlled by Buttons.", "Our game is controlled by Levers."),
    ],
)
def test_a_shorter_name_or_somebody_else_is_no_other_company(older: str, newer: str) -> None:
    assert "company-changed" not in rules_of(judged(older, newer))


def test_another_company_weighs_in_a_clause_that_says_what_it_said() -> None:
    """A name like the old one is another company's all the same."""
    sentence = (
        "These Tern Terms are an agreement between you and {} (or our affiliates) and govern your purchase of credit. "
        "Words that are used and not defined have the sense that they have in the agreement between you and Tern."
    )
    found = judged(sentence.format("Tern, L.L.C."), sentence.format("Tern OpCo, LLC"), title="Terms of Service")
    assert found.materiality is Materiality.MATERIAL
    assert "company-changed" in rules_of(found)


@pytest.mark.parametrize(("frame", "sentence"), FOR_A_DIGEST)
def test_another_representative_or_addressee_is_for_a_digest(frame: str, sentence: str) -> None:
    older, newer = sentence.format("Tern Books"), sentence.format("Heron Prints")
    found = told(frame, older, newer) if frame else judged(older, newer)
    assert found.materiality is Materiality.SUBSTANTIVE


@pytest.mark.parametrize(
    ("frame", "older", "newer"),
    [
        ("", "The Provider Tern Books Ltd runs our shop.", "The Operator Tern Books Ltd runs our shop."),
        ("", "At Tern Books, Inc. we print what you send.", "We at Tern Books, Inc. print what you send."),
        (
            "",
            "The Privacy Team of Tern Books, Inc. helps us.",
            "The Data Protection Team of Tern Books, Inc. helps us.",
        ),
        ("", "This Privacy Policy of Tern Books, Inc. is ours.", "The privacy policy of Tern Books, Inc. is ours."),
        ("", "Write to Tern Books, Inc., our office.", "Write to Legal Department, Tern Books, Inc., our office."),
        (GERMAN, "Der Anbieter Tern GmbH druckt unsere Briefe.", "Der Betreiber Tern GmbH druckt unsere Briefe."),
        (FRENCH, "La Société Tern SAS imprime nos lettres.", "L’Entreprise Tern SAS imprime nos lettres."),
        (SPANISH, "La Sociedad Tern, S.L. es nuestra.", "La Empresa Tern, S.L. es nuestra."),
    ],
)
def test_what_comes_before_a_name_makes_no_other_company(frame: str, older: str, newer: str) -> None:
    found = told(frame, older, newer) if frame else judged(older, newer)
    assert "company-changed" not in rules_of(found)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("This Privacy Policy of Tern Books, Inc. is ours.", "Tern Books, Inc."),
        ("Terms and Conditions of Tern Books Ltd apply.", "Tern Books Ltd"),
        ("The Bank of Tern, Inc. answers.", "The Bank of Tern, Inc."),
        ("Verantwortlich ist die Überall Bücher GmbH & Co. KG in Bern.", "Überall Bücher GmbH & Co. KG"),
        ("It is run by eTern Inc.", "eTern Inc."),
        ("It is run by 23andTern, Inc.", "23andTern, Inc."),
        ("It is run by the 4&4 Tern GmbH.", "4&4 Tern GmbH."),
        ("Legal Department, Tern Books, Inc.", "Tern Books, Inc."),
        ("In 2010 Tern Books, Inc. began.", "Tern Books, Inc."),
    ],
)
def test_where_a_legal_name_begins(sentence: str, name: str) -> None:
    found = LEGAL_NAME.search(sentence)
    assert found is not None
    assert found[0] == name


def test_a_controller_called_by_another_law_too_is_for_a_digest() -> None:
    found = judged(
        "Tern Books Ltd is the controller of your personal data.",
        "Tern Books Ltd is the controller of (or business responsible for) your personal data.",
    )
    assert not found.materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize(
    ("frame", "sentence", "rule"),
    [
        ("", "The controller of your data is Tern Books Limited.", "controller-role"),
        (GERMAN, "Verantwortliche Stelle ist die Tern GmbH.", "de-verantwortlicher"),
        (FRENCH, "Le responsable de vos données est Tern SAS.", "fr-responsable"),
    ],
)
def test_a_controller_who_is_named_or_no_longer_alerts(frame: str, sentence: str, rule: str) -> None:
    for older, newer in (("", sentence), (sentence, "")):
        found = told(frame, older, newer) if frame else judged(older, newer)
        assert found.materiality is Materiality.MATERIAL
        assert rule in rules_of(found)


@pytest.mark.parametrize("form", ["Incorporated", "PLLC", "S.L.U."])
def test_another_company_of_any_form_is_told(form: str) -> None:
    """Also of one that is seldom written so."""
    found = judged(f"This shop is run by Tern Books, {form}", f"This shop is run by Heron Books, {form}")

    assert "company-changed" in rules_of(found)
