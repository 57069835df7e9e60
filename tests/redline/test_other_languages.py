"""Texts in French, German and Spanish: the main categories are told in each of them."""

import pytest

from redline.types import Materiality
from tests.redline.judged import FRENCH, GERMAN, SPANISH, rules_of, told


@pytest.mark.parametrize(
    ("frame", "added", "rule"),
    [
        (FRENCH, "La localisation de votre appareil, même en arrière-plan.", "fr-donnees"),
        (FRENCH, "Vos messages servent à entraîner nos modèles d’intelligence artificielle.", "fr-ia"),
        (FRENCH, "Certaines remises reposent sur une décision entièrement automatisée.", "fr-decisions"),
        (FRENCH, "Les sauvegardes sont chiffrées chaque nuit.", "fr-securite"),
        (FRENCH, "Nous affichons de la publicité ciblée dans la librairie.", "fr-publicite"),
        (FRENCH, "Vous nous concédez une licence mondiale et gratuite sur vos critiques.", "fr-licence"),
        (FRENCH, "Tout litige est soumis à l’arbitrage.", "fr-arbitrage"),
        (GERMAN, "Wir erfassen den Standort Ihres Geräts auch im Hintergrund.", "de-daten"),
        (GERMAN, "Mit Ihren Briefen trainieren wir unsere Sprachmodelle.", "de-ki"),
        (GERMAN, "Rabatte beruhen auf einer automatisierten Entscheidung.", "de-entscheidungen"),
        (GERMAN, "Die Sicherungen werden verschlüsselt.", "de-sicherheit"),
        (GERMAN, "Sie sehen bei uns personalisierte Werbung.", "de-werbung"),
        (GERMAN, "Sie räumen uns ein einfaches, weltweites Nutzungsrecht an Ihren Beiträgen ein.", "de-nutzungsrecht"),
        (GERMAN, "Über Streit entscheidet ein Schiedsgericht.", "de-schiedsgericht"),
        (GERMAN, "Wir sind berechtigt, Unterauftragsverarbeiter zu beauftragen.", "de-unterauftrag"),
        (SPANISH, "La ubicación del dispositivo, también en segundo plano.", "es-datos"),
        (SPANISH, "Con sus mensajes entrenamos nuestros modelos.", "es-ia"),
        (
            SPANISH,
            "Podemos elaborar perfiles y adoptar decisiones automatizadas sobre los descuentos.",
            "es-decisiones",
        ),
        (SPANISH, "Las copias están cifradas.", "es-seguridad"),
        (SPANISH, "Mostramos publicidad personalizada en la librería.", "es-publicidad"),
        (SPANISH, "Usted nos otorga una licencia mundial sobre sus reseñas.", "es-licencia"),
        (SPANISH, "Las partes se someten a arbitraje.", "es-arbitraje"),
        (GERMAN, "Das Abonnement verlängert sich automatisch.", "de-verlaengerung"),
        (GERMAN, "Das Abonnement wird stillschweigend verlängert.", "de-verlaengerung"),
        (FRENCH, "L’abonnement est reconduit tacitement.", "fr-reconduction"),
        (FRENCH, "L’abonnement est automatiquement renouvelé.", "fr-reconduction"),
        (SPANISH, "La suscripción se renueva automáticamente.", "es-renovacion"),
        (SPANISH, "La prórroga es tácita y automática, sin más.", "es-renovacion"),
        (GERMAN, "Sie erhalten Briefe, sofern Sie nicht widersprechen.", "de-rechte"),
        (SPANISH, "Usted recibe cartas salvo que se oponga.", "es-derechos"),
    ],
)
def test_what_weighs_is_told_in_each_language(frame: str, added: str, rule: str) -> None:
    """That it came, and that it went."""
    for sides in (("", added), (added, "")):
        found = told(frame, *sides)
        assert found.materiality is Materiality.MATERIAL
        assert rule in rules_of(found)


@pytest.mark.parametrize(
    ("frame", "before", "after", "rule"),
    [
        (FRENCH, "Ce texte est soumis au droit français.", "Ce texte est soumis au droit irlandais.", ""),
        (
            FRENCH,
            "Tout litige relève du tribunal de commerce de La Rochelle.",
            "Tout litige relève des tribunaux de Dublin.",
            "",
        ),
        (GERMAN, "Es gilt deutsches Recht.", "Es gilt irisches Recht.", ""),
        (SPANISH, "Se aplica la legislación española.", "Se aplica la legislación irlandesa.", ""),
        (
            SPANISH,
            "Las partes se someten a los juzgados de Valencia.",
            "Las partes se someten a los juzgados de Dublín.",
            "",
        ),
        (
            GERMAN,
            "Ein Konto darf anlegen, wer das 16. Lebensjahr vollendet hat.",
            "Ein Konto darf anlegen, wer das 13. Lebensjahr vollendet hat.",
            "number-changed",
        ),
        (
            SPANISH,
            "Hacemos transferencias internacionales de datos, en concreto con Alder, Inc.",
            "Hacemos transferencias internacionales de datos, en concreto con Alder, Inc. y Linden.",
            "recipient-changed",
        ),
    ],
)
def test_one_name_for_another_is_told_in_each_language(frame: str, before: str, after: str, rule: str) -> None:
    """Laws and courts, which French and Spanish write small, ages and recipients."""
    found = told(frame, before, after)

    assert found.materiality is Materiality.MATERIAL
    assert (rule or "governing-law-changed") in rules_of(found)


@pytest.mark.parametrize(
    ("frame", "before", "after"),
    [
        (
            FRENCH,
            "Heron, société de droit luxembourgeois au 2 avenue Amélie, fait les paiements.",
            "Heron, société de droit luxembourgeois au 4 rue Fort Wallis, fait les paiements.",
        ),
        (SPANISH, "Véase el Reglamento (UE) 2016\u2044679.", "Véase el Reglamento (UE) 2016/679."),
    ],
)
def test_an_address_and_a_sign_are_no_law(frame: str, before: str, after: str) -> None:
    """By the law of which country a company is one is as it was, and a stroke is a stroke."""
    assert not told(frame, before, after).materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize(
    ("frame", "added"),
    [
        (FRENCH, "La localisation de nos magasins est indiquée sur la page de contact."),
        (FRENCH, "Notre équipe s’entraîne à suivre les modèles de réponse."),
        (FRENCH, "Nos romans parlent d’intelligence artificielle."),
        (FRENCH, "Le profilage du bois est fait à la main."),
        (FRENCH, "Un concours de lecture a lieu sous l’arbitrage des lecteurs."),
        (GERMAN, "Der Standort unseres Ladens steht auf der Kontaktseite."),
        (GERMAN, "Unsere Gesundheitsbücher finden Sie im zweiten Stock."),
        (GERMAN, "Wir trainieren unsere Mitarbeiter nach diesem Modell."),
        (SPANISH, "La ubicación de nuestras tiendas aparece en la página de contacto."),
        (SPANISH, "Nuestros empleados se entrenan según los modelos de respuesta."),
        (SPANISH, "Consulte la ubicación del punto de recogida."),
        (SPANISH, "Los libros y su ubicación figuran en el mapa."),
        (FRENCH, "Chaque librairie affiche sa localisation sur la carte."),
    ],
)
def test_the_same_words_of_something_else_do_not_alert(frame: str, added: str) -> None:
    """Where a shop is, who trains, what is planed."""
    assert told(frame, "", added).materiality is not Materiality.MATERIAL


@pytest.mark.parametrize(
    ("frame", "before", "after"),
    [
        (FRENCH, "Vos données sont stockées en Irlande.", "Vos données sont stockées en Inde."),
        (GERMAN, "Ihre Daten werden in Irland verarbeitet.", "Ihre Daten werden in Indien verarbeitet."),
        (SPANISH, "Sus datos se almacenan en Irlanda.", "Sus datos se almacenan en India."),
        (GERMAN, "Gerichtsstand ist Berlin.", "Gerichtsstand ist Hamburg."),
    ],
)
def test_another_place_is_told_in_each_language(frame: str, before: str, after: str) -> None:
    """Of data, and of courts."""
    assert told(frame, before, after).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    ("frame", "older", "newer", "rule"),
    [
        (FRENCH, "Nous utilisons Tern Metrics.", "Nous utilisons Heron.", "recipient-changed"),
        (FRENCH, "La boutique est hébergée par Tern.", "La boutique est hébergée par Heron.", "recipient-changed"),
        (SPANISH, "Utilizamos Tern Metrics para medir.", "Utilizamos Heron para medir.", "recipient-changed"),
        (SPANISH, "Está alojado por Tern.", "Está alojado por Heron.", "recipient-changed"),
        (GERMAN, "Wir nutzen Alder Analytics.", "Wir nutzen Birch Pro.", "recipient-changed"),
        (GERMAN, "Das Hosting übernimmt Tern.", "Das Hosting übernimmt Heron.", "recipient-changed"),
        (GERMAN, "Ihre Daten bleiben in Deutschland.", "Ihre Daten bleiben in den USA.", "storage-place-changed"),
        (FRENCH, "Vos données restent en France.", "Vos données restent au Canada.", "storage-place-changed"),
        (SPANISH, "Sus datos se alojan en España.", "Sus datos se alojan en Canadá.", "storage-place-changed"),
    ],
)
def test_another_recipient_or_place_is_told_in_each_language(frame: str, older: str, newer: str, rule: str) -> None:
    found = told(frame, older, newer)
    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


@pytest.mark.parametrize(
    ("frame", "older", "newer"),
    [
        (GERMAN, "Wir verwenden Papier.", "Wir verwenden Pappe."),
        (SPANISH, "Los viajeros se alojan en España.", "Los viajeros se alojan en Francia."),
        (SPANISH, "Nadie se opone a la lectura.", "Nadie está en contra de la lectura."),
    ],
)
def test_things_and_guests_are_no_recipients(frame: str, older: str, newer: str) -> None:
    assert told(frame, older, newer).materiality is not Materiality.MATERIAL


@pytest.mark.parametrize(
    ("frame", "before", "after", "rule"),
    [
        (
            FRENCH,
            "Vous pouvez résilier l’abonnement par e-mail.",
            "Vous pouvez résilier l’abonnement par lettre recommandée.",
            "form-of-notice-changed",
        ),
        (
            GERMAN,
            "Sie können das Abonnement jederzeit kündigen.",
            "Sie können das Abonnement jederzeit schriftlich kündigen.",
            "form-of-notice-changed",
        ),
        (
            SPANISH,
            "Puede cancelar la suscripción por correo electrónico.",
            "Puede cancelar la suscripción por burofax.",
            "form-of-notice-changed",
        ),
        (
            GERMAN,
            "Für Schäden haften wir bei Vorsatz und grober Fahrlässigkeit.",
            "Für Schäden haften wir bei Vorsatz und leichter Fahrlässigkeit.",
            "fault-changed",
        ),
        (
            FRENCH,
            "Notre responsabilité est engagée en cas de faute simple.",
            "Notre responsabilité est engagée en cas de faute lourde.",
            "fault-changed",
        ),
        (
            FRENCH,
            "Vos lettres ne sont jamais lues par nos libraires.",
            "Vos lettres ne sont généralement pas lues par nos libraires.",
            "promise-qualified",
        ),
        (
            GERMAN,
            "Ihre Briefe werden niemals gelesen.",
            "Ihre Briefe werden in der Regel nicht gelesen.",
            "promise-qualified",
        ),
        (SPANISH, "Sus cartas nunca se leen.", "Sus cartas por lo general no se leen.", "promise-qualified"),
        (
            FRENCH,
            "Le libraire nous donne une autorisation écrite spécifique pour chaque sous-traitant.",
            "Le libraire nous donne une autorisation écrite générale pour chaque sous-traitant.",
            "opposite-said",
        ),
        (
            GERMAN,
            "Die Angabe der Telefonnummer ist freiwillig.",
            "Die Angabe der Telefonnummer ist verpflichtend.",
            "opposite-said",
        ),
        (SPANISH, "El número de teléfono es opcional.", "El número de teléfono es obligatorio.", "opposite-said"),
        (GERMAN, "Wir senden Briefe nur mit Ihrer Zustimmung.", "Wir senden Briefe.", "de-rechtsgrundlage"),
        (SPANISH, "", "Podemos resolver el contrato con usted.", "es-terminacion"),
    ],
)
def test_one_word_decides_in_each_language(frame: str, before: str, after: str, rule: str) -> None:
    """How one cancels, for what one answers, what is never done, what one must: either way round."""
    for sides in ((before, after), (after, before)):
        found = told(frame, *sides)
        assert found.materiality is Materiality.MATERIAL
        assert rule in rules_of(found)


@pytest.mark.parametrize(
    ("frame", "before", "after", "level"),
    [
        (
            SPANISH,
            "Leemos sus cartas sólo cuando usted lo pide, y éstas no salen de la librería.",
            "Leemos sus cartas solo cuando usted lo pide, y estas no salen de la librería.",
            Materiality.EDITORIAL,
        ),
        (
            GERMAN,
            "Die Rechtsgrundlage ist Artikel 6 Absatz 1 Buchstabe b DSGVO.",
            "Die Rechtsgrundlage ist Art. 6 Abs. 1 lit. b DSGVO.",
            Materiality.EDITORIAL,
        ),
        (
            GERMAN,
            "Sie können das Abonnement per E-Mail kündigen.",
            "Sie können das Abonnement per E-Mail oder per Brief kündigen.",
            Materiality.SUBSTANTIVE,
        ),
        (
            SPANISH,
            "Encontrará información general en la librería.",
            "Encontrará información específica en la librería.",
            Materiality.SUBSTANTIVE,
        ),
        (
            GERMAN,
            "Untervermietung ist nur mit unserer Zustimmung gestattet.",
            "Untervermietung ist nur gestattet, wenn wir zustimmen.",
            Materiality.SUBSTANTIVE,
        ),
        (
            FRENCH,
            "La lettre d’information n’est jamais envoyée le dimanche.",
            "La lettre d’information n’est généralement pas envoyée le dimanche.",
            Materiality.SUBSTANTIVE,
        ),
        (
            GERMAN,
            "Kündigungen bestätigen wir schriftlich.",
            "Kündigungen bestätigen wir in Textform.",
            Materiality.SUBSTANTIVE,
        ),
    ],
)
def test_the_same_written_otherwise_alerts_nobody(frame: str, before: str, after: str, level: Materiality) -> None:
    """An older spelling, a citation at length, one way more of saying it."""
    for sides in ((before, after), (after, before)):
        assert told(frame, *sides).materiality is level


def test_what_one_must_and_what_one_may_do_is_told_in_french() -> None:
    """Of "nous", whose verbs end like plurals."""
    found = told(FRENCH, "Nous devons effacer vos lettres.", "Nous pouvons effacer vos lettres.")

    assert "commitment-weakened" in rules_of(found)
