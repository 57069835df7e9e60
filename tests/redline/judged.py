"""Two policies of our own writing in; what is judged of them out. For tests of judging."""

from redline.assessment import assess
from redline.reading import read
from redline.rules import RuleSet
from redline.types import Assessment, Reading

FRAME = """# {title}

## Who we are

Tern Books runs this shop and answers for the data described in this text.

## What we do

{middle}

## Your questions

You may write to our privacy desk whenever something in this text is not clear to you, and we will answer.
"""

FRENCH = """# Conditions d’utilisation

Nous traitons les données personnelles que vous nous donnez, dans le respect de vos droits et de la loi.

La librairie est ouverte à tous les lecteurs. {added}

Pour toute question sur ces conditions, vous pouvez nous écrire, et nous vous répondrons dans un délai d’un mois.
"""
GERMAN = """# Nutzungsbedingungen

Wir verarbeiten die personenbezogenen Daten, die Sie uns geben, nach Ihren Rechten und nach dem Gesetz.

Die Buchhandlung steht allen Lesern offen. {added}

Wenn Sie Fragen zu diesen Bedingungen oder zum Datenschutz haben, können Sie uns schreiben, und wir antworten Ihnen.
"""
SPANISH = """# Condiciones de uso

Tratamos los datos personales que usted nos da de acuerdo con sus derechos y con la ley.

La librería está abierta a todos los lectores. {added}

Si tiene preguntas sobre estas condiciones o sobre la política de privacidad, puede escribirnos y le responderemos.
"""
"""A text in another language with a place for what came."""


def policy(middle: str, title: str = "Privacy Policy", top: str = "", bottom: str = "") -> Reading:
    """A policy whose one part that matters is `middle`; `top` and `bottom` stand around it."""
    text = f"{top}\n\n{FRAME.format(title=title, middle=middle)}\n\n{bottom}\n"
    return read(text.encode(), content_type="text/markdown")


def judged(before: str, after: str, rules: RuleSet | None = None, title: str = "Privacy Policy") -> Assessment:
    """The assessment of two policies that differ in their middle."""
    return assess(policy(before, title), policy(after, title), rules)


def told(frame: str, before: str, after: str) -> Assessment:
    """What is judged of one sentence in place of another."""
    older, newer = (read(frame.format(added=side).encode(), content_type="text/markdown") for side in (before, after))
    return assess(older, newer)


def rules_of(assessment: Assessment) -> set[str]:
    """The names of the rules that spoke."""
    return {finding.rule for change in assessment.changes for finding in change.findings}
