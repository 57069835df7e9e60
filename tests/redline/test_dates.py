"""A text's own date is found in whatever words and place; the dates of others are left alone."""

import json
from pathlib import Path

import pytest

from redline import language, segmentation
from redline.dates import stated as dates
from redline.markdown import reader as markdown
from redline.types import Clause, StatedDate

FILLER = "We respect your privacy and explain here how we handle your data."


def clauses(*paragraphs: str) -> tuple[Clause, ...]:
    """The clauses of a policy with these paragraphs."""
    return segmentation.segment(markdown.read("\n\n".join(["# Privacy Policy", *paragraphs, FILLER])))


def stated(*paragraphs: str, spoken: str = "en") -> StatedDate | None:
    """The stated date of a policy with these paragraphs."""
    return dates.stated_date(clauses(*paragraphs), spoken)


@pytest.mark.parametrize(
    ("line", "iso", "label"),
    [
        ("Last updated: May 4, 2021", "2021-05-04", "updated"),
        ("Versión 3.2, en vigor desde el martes, 4 de mayo de 2021", "2021-05-04", "effective"),
        ("Última actualización: martes, 4 de mayo de 2021", "2021-05-04", "updated"),
        ("**Last modified on the 4th of May 2021.**", "2021-05-04", "updated"),
        ("LAST REVISED 4 MAY 2021", "2021-05-04", "updated"),
        ("Last updated: 4 May ’21", "2021-05-04", "updated"),
        ("LAST UPDATED: 4 MAY, ’21", "2021-05-04", "updated"),
        ("This notice was most recently amended on Tuesday, May 4th, 2021 at 10:15 UTC.", "2021-05-04", "updated"),
        ("(Rev. 05/2021)", "2021-05", "updated"),
        ("Updated 2021-05-04", "2021-05-04", "updated"),
        ("Last update: 05 - 2021.", "2021-05", "updated"),
        ("Last update: 24 - 05 - 2021", "2021-05-24", "updated"),
        ("Updated: 04.05.2021", "2021-05-04", "updated"),
        ("Date of last revision: Sept. 4, 2021", "2021-09-04", "updated"),
        ("Effective Date: 5/24/2021", "2021-05-24", "effective"),
        ("These terms come into force on 4 May 2021.", "2021-05-04", "effective"),
        ("Our terms of use are valid from 04-May-2021", "2021-05-04", "effective"),
        ("This policy applies as of May 2021.", "2021-05", "effective"),
        ("Published: 4 May 2021", "2021-05-04", "posted"),
        ("Version 3.2, 4 May 2021", "2021-05-04", "version"),
        ("May 2021, version 4", "2021-05", "version"),
        ("On May 4, 2021, Example Ltd adopted this amended policy.", "2021-05-04", "posted"),
        ("Dernière mise à jour : 4 mai 2021", "2021-05-04", "updated"),
        ("Dernière mise à jour des Conditions générales d’utilisation : 4 mai 2021", "2021-05-04", "updated"),
        ("Última actualización de las Condiciones: 4 de mayo de 2021", "2021-05-04", "updated"),
        ("Mis à jour le 1er août 2021", "2021-08-01", "updated"),
        ("Conditions applicables à compter du 1er février 2021", "2021-02-01", "effective"),
        ("Date d’entrée en vigueur : 04/05/2021", "2021-05-04", "effective"),
        ("Stand: Mai 2021", "2021-05", "updated"),
        ("Stand 05/2021", "2021-05", "updated"),
        ("Zuletzt aktualisiert am 4. Mai 2021", "2021-05-04", "updated"),
        ("Diese Bedingungen gelten ab dem 04.05.2021.", "2021-05-04", "effective"),
        ("Última actualización: 4 de mayo de 2021", "2021-05-04", "updated"),
        ("Fecha de entrada en vigor: 4 de mayo del 2021", "2021-05-04", "effective"),
        ("Ultimo aggiornamento: 4 maggio 2021", "2021-05-04", "updated"),
        ("In vigore dal 1° settembre 2021", "2021-09-01", "effective"),
        ("Última atualização em 4 de março de 2021", "2021-03-04", "updated"),
        ("Em vigor a partir de 4 de março de 2021", "2021-03-04", "effective"),
        ("Laatst bijgewerkt op 4 mei 2021", "2021-05-04", "updated"),
        ("Ingangsdatum: 4 maart 2021", "2021-03-04", "effective"),
    ],
)
def test_a_stated_date_is_read(line: str, iso: str, label: str) -> None:
    """Seven languages, ordinals, abbreviations, months alone; each with the label its words give it."""
    spoken = language.detect(f"{line} {FILLER}") if "/" not in line else "fr" if "vigueur" in line else "en"
    found = stated(line, spoken=spoken)

    assert found is not None
    assert (found.date, found.label) == (iso, label)
    assert found.text


@pytest.mark.parametrize(
    "line",
    [
        "Under Regulation (EU) 2016/679 of 27 April 2016 you have rights.",
        "The GDPR came into force on 25 May 2018.",
        "The Commission's decision of 4 June 2021 approved the clauses, effective 27 June 2021.",
        "© 2021 Example Ltd. All rights reserved.",
        "Copyright 2019-2021 Example Ltd",
        "As of 4 May 2021, we have not received a single secret order.",
        "Previous version: last updated 4 May 2020",
        "Old terms, effective from 4 May 2019 until 3 May 2020",
        "Conditions en vigueur du 04/05/2019 au 03/05/2020",
        "For example, if you sign up on 4 May 2021 you may cancel until 18 May 2021.",
        "We received 12 requests between 1 January 2021 and 30 June 2021.",
        "The offer ends on 31 March 2021.",
        "Our prices in force on 4 May 2021 can be found in the shop.",
        "The icon was updated in May 2021.",
        "Effective 1 July 2021, we will collect tax in Australia.",
        "See https://example.org/2021/05/04/terms-2021-05-04.pdf for details.",
        "2.1.11 We may ask for proof of your age.",
        "4 May 2021",
        "Cookie declaration last updated on 6/4/24 by Cookiebot:",
        "Your consent ID: Zq8kA= Consent date: Wednesday, June 5, 2024",
    ],
)
def test_the_date_of_something_else_is_not_taken(line: str) -> None:
    """Laws, copyright, canaries, earlier texts, spans, examples, offers, addresses, clause numbers, bare dates."""

    assert stated(line) is None


WAYS_TO_STATE = [
    "Terms last updated - December 11, 2023",
    "Effective: 1st January, 2022 | Version 2.3",
    "v2.0 – 21.02.2022",
    "Revision: March 2022",
    "Policy date: 12 May 2020",
    "Date: 12 May 2020",
    "Issued on 12 May 2020",
    "Modified: 12 May 2020",
    "Last Update - 2020/05/12",
    "As amended on 12 May 2020",
    "Dated this 5th day of May 2020",
    "This is version 5 of our terms, effective 12 May 2020.",
    "Letzte Änderung: 12.05.2020",
    "Datenschutzerklärung (Stand 12.05.2020)",
    "Aktualisiert: Mai 2020",
    "Fassung vom 12. Mai 2020",
    "Version vom 12.05.2020",
    "Letzte Aktualisierung dieser Datenschutzerklärung: 12. Mai 2020",
    "Diese Datenschutzerklärung wurde zuletzt am 12. Mai 2020 aktualisiert.",
    "Última modificación 22/05/2020",
    "Vigente a partir del 12 de mayo de 2020",
    "Esta política fue actualizada por última vez el 12 de mayo de 2020.",
    "Ultima modifica: 12 maggio 2020",
    "Aggiornata al 12 maggio 2020",
    "Data ultimo aggiornamento: 22/05/2020",
    "La presente informativa è stata aggiornata il 12 maggio 2020.",
    "Versie 1.2 - 12 mei 2020",
    "Deze verklaring is voor het laatst gewijzigd op 12 mei 2020.",
    "Laatste wijziging: 22-05-2020",
    "Deze voorwaarden gelden vanaf 12 mei 2020",
    "Date de la dernière mise à jour de la présente politique : 12 mai 2020",
    "En vigueur au 12 mai 2020",
    "Mise en ligne le 12 mai 2020",
    "Cette politique a été modifiée le 12 mai 2020.",
    "La présente charte entre en vigueur le 12 mai 2020.",
    "Esta Política de Privacidade foi atualizada pela última vez em 12 de maio de 2020.",
    "Data da última atualização: 12 de maio de 2020",
    "Versão 2.0 de 12 de maio de 2020",
    "Privacy Statement - May 12, 2020 Version",
    "May 12, 2020 (last updated)",
    "12 May 2020 - Updated",
    "Effective from the 12th day of May, 2020",
    "Our Privacy Policy was last changed on 12 May '20.",
    "These Terms were updated on and are effective from 12 May 2020.",
    "Privacy Policy (last updated 12 May 2020)",
    "Terms of Service (as of May 12, 2020)",
    "Status: 12 May 2020",
    "Privacy notice as at 12 May 2020",
    "Current version: May 12, 2020",
    "Latest update May 12, 2020.",
    "You are viewing the current version, dated May 12, 2020.",
    "This Agreement was last modified as of May 12, 2020 and supersedes all prior agreements.",
    "EFFECTIVE DATE OF CURRENT POLICY: MAY 12, 2020",
    "Effective starting: May 12, 2020",
    "Date of Last Update: 12th of May, 2020",
    "Last Updated / Effective Date: May 12, 2020",
    "Last updated by the Example team on May 12, 2020",
    "Date Last Revised: May 12, 2020",
    "Posted / Revised: May 12, 2020",
    "Created: 12 May 2020",
]

DATES_OF_OTHERS = [
    "Directive 95/46/EC of 24 October 1995",
    "The company was incorporated on 12 May 2010.",
    "Founded in May 2010",
    "Deadline: 30 June 2021",
    "On 12 May 2020 the court ruled against us.",
    "The Safe Harbor framework was declared invalid on 6 October 2015.",
    "The Privacy Shield decision was adopted on 12 July 2016.",
    "The California Consumer Privacy Act, effective January 1, 2020, gives you rights.",
    "The CCPA has an effective date of January 1, 2020.",
    "Effective January 1, 2020, California residents have more rights.",
    "We last updated our list of sub-processors on 12 May 2020.",
    "Our annual report was published on 12 May 2020.",
    "This page was archived on 12 May 2020.",
    "The agreement between the parties dated May 5, 2020 remains in force.",
    "As amended by the Law of 20 June 2018",
    "Loi Informatique et Libertés du 6 janvier 1978 modifiée le 20 juin 2018",
    "If you signed up before 12 May 2020, the old fees apply.",
    "Users who joined after May 12, 2020 are bound by arbitration.",
    "These fees apply from 12 May 2020 to customers in Norway.",
    "The new bank holiday rules apply from 12 May 2020.",
    "The EU-US Data Privacy Framework entered into force on 10 July 2023.",
    "Photo published 12 May 2020",
    "Posted by Jane on 12 May 2020",
    "Nach der Verordnung (EU) 2016/679 vom 27. April 2016, gültig ab 25. Mai 2018, haben Sie Rechte.",
    "Gemäß DSGVO, die seit dem 25.05.2018 gilt",
    "El Reglamento entró en vigor el 25 de mayo de 2018.",
    "Il GDPR è entrato in vigore il 25 maggio 2018.",
    "A LGPD entrou em vigor em 18 de setembro de 2020.",
    "De AVG is van kracht sinds 25 mei 2018.",
    "Le RGPD est entré en vigueur le 25 mai 2018.",
    "Accessed 12 May 2020",
    "ISO 27001:2013 certificate valid until 12 May 2022",
    "Certificate issued on 12 May 2020",
    "Comments must be received by 12 May 2020.",
    "Version 1.0 | Initial release | 12 May 2018",
    "12 May 2019 – Added section on cookies",
    "Next review: 12 May 2025",
    "Data Processing Addendum effective as of the effective date",
]


@pytest.mark.parametrize("line", WAYS_TO_STATE)
def test_many_ways_to_state_a_date(line: str) -> None:
    """Each line gives the text's date, whatever its words."""
    found = stated(line)

    assert found is not None
    assert str(found.date)[:7] in {"2020-05", "2023-12", "2022-01", "2022-02", "2022-03"}


@pytest.mark.parametrize("line", DATES_OF_OTHERS)
def test_many_dates_of_others(line: str) -> None:
    """Each line gives a date, and none is the text's."""

    assert stated(line) is None


def test_the_cue_may_stand_on_the_line_before() -> None:
    """Trigger and date are often set as two blocks."""
    found = stated("Last updated:", "4 May 2021")

    assert found is not None
    assert found.date == "2021-05-04"


def test_updated_comes_before_effective_before_posted() -> None:
    """Of several dates on a page the one that says when the words changed is the text's."""
    found = stated("Posted: 1 March 2021", "Effective: 1 May 2021", "Last updated: 4 April 2021")

    assert found is not None
    assert (found.date, found.label) == ("2021-04-04", "updated")


def test_the_date_may_stand_at_the_end_or_in_a_clause() -> None:
    """The last line, or the clause on changes, may be the only place."""
    sentence = (
        "We may change this policy. When we do, we will tell you here. This policy was last updated on 4 May 2021."
    )

    assert (found := stated(*[FILLER] * 40, "Last updated: 4 May 2021")) is not None
    assert found.date == "2021-05-04"
    assert (found := stated(*[FILLER] * 40, sentence, *[FILLER] * 40)) is not None
    assert (found.date, found.text) == ("2021-05-04", sentence)


def test_archived_versions_below_do_not_count() -> None:
    """A list of earlier versions has dates of its own."""
    found = stated(
        "Effective: 4 May 2021", FILLER, "## Previous versions", "Effective: 4 May 2022", "[Effective 1 May 2019](/old)"
    )

    assert found is not None
    assert found.date == "2021-05-04"


def test_a_list_of_editions_states_no_date() -> None:
    """Each day of it is an edition's."""
    assert stated("Change log", "May 4, 2021", "June 5, 2020", "July 6, 2019") is None


@pytest.mark.parametrize("line", ["Updated: 04/05/2021", "Last updated 4-5-21", "Version 1.7, 09-08-2021"])
def test_an_ambiguous_date_keeps_both_readings(line: str) -> None:
    """Day and month could be either: no date, two candidates."""
    found = stated(line)

    assert found is not None
    assert found.date is None
    assert len(found.candidates) == 2


@pytest.mark.parametrize(
    ("settling", "spoken", "iso"),
    [
        ("You agreed to the terms of 26/06/2020.", "en", "2021-05-04"),
        ("You agreed to the terms of 06/26/2020.", "en", "2021-04-05"),
        ("It replaces that of 26/06/2020; this one dates from the 4th of May 2021.", "en", "2021-05-04"),
        ("Rien d'autre.", "fr", "2021-05-04"),
    ],
)
def test_the_document_settles_an_ambiguous_date(settling: str, spoken: str, iso: str) -> None:
    """Another date of the same form, the same date in words, or the language tells the order."""
    found = stated("Updated: 04/05/2021", settling, spoken=spoken)

    assert found is not None
    assert (found.date, found.candidates) == (iso, ())


@pytest.mark.parametrize(
    "line",
    [
        "These changes take effect on 1 June 2021.",
        "The updated terms will apply from June 1, 2021.",
        "We've updated our terms, effective June 1, 2021.",
        "Les modifications entreront en vigueur le 1er juin 2021.",
        "Die Änderungen treten am 1. Juni 2021 in Kraft.",
        "Los cambios entrarán en vigor el 1 de junio de 2021.",
        "Le modifiche entreranno in vigore il 1° giugno 2021.",
        "As alterações entram em vigor em 1 de junho de 2021.",
        "De wijzigingen gaan in op 1 juni 2021.",
    ],
)
def test_the_day_changes_take_effect_is_read(line: str) -> None:
    """What alerts remind of: the day from which the new text applies."""

    assert dates.takes_effect(clauses(line)) == "2021-06-01"


@pytest.mark.parametrize(
    "line",
    [
        "Changes take effect when we post them.",
        "The regulation applies from 25 May 2018.",
        "Last updated: 1 June 2021",
        "The old terms applied until 1 June 2021.",
    ],
)
def test_other_days_are_not_when_changes_take_effect(line: str) -> None:
    """No day, a law's, the day of writing, the end of an earlier text."""

    assert dates.takes_effect(clauses(line)) is None


@pytest.mark.shared
def test_real_date_lines(shared: Path) -> None:
    """At least 98 in 100 of the collected lines are right, and no date of something else is taken for the text's."""
    right = dated = 0
    taken = []
    for row in (shared / "notes" / "date-lines.tsv").read_text().splitlines()[1:]:
        _, line, iso, kind, *_ = [*row.split("\t"), "", ""]
        found = stated(line)
        if kind == "none" or not iso:
            taken += [line] if found and found.date and "initially released" not in line else []
            continue
        dated += 1
        right += found is not None and (found.date == iso or iso in found.candidates or str(found.date)[:7] == iso)

    assert right >= 0.98 * dated
    assert taken == []


@pytest.mark.shared
def test_the_seeds_dates(shared: Path) -> None:
    """All thirteen dated versions of the seed policies."""
    for row in map(json.loads, (shared / "seeds" / "index.jsonl").read_text().splitlines()):
        text = (shared / "seeds" / row["path"]).read_text()
        found = dates.stated_date(segmentation.segment(markdown.read(text)), "en")

        assert (found and found.date) == row["stated_date"], row["path"]
