"""The rules that need code: one edit in, hits out. `DETECTORS` is the table; a new one is a module and a line."""

from redline.detectors import (
    choices,
    clauses,
    data_kinds,
    dates,
    days,
    frameworks,
    limits,
    numbers,
    opposites,
    order,
    parties,
    promises,
    recipients,
    scopes,
    standards,
    strength,
    turned,
)
from redline.detectors.base import Detector

DETECTORS: tuple[Detector, ...] = (
    numbers.DETECTOR,
    strength.NEGATION,
    strength.EXCLUSIVITY,
    strength.MODALITY,
    strength.WHOSE,
    scopes.DETECTOR,
    limits.DETECTOR,
    promises.DETECTOR,
    recipients.DETECTOR,
    parties.COMPANY,
    parties.STORAGE,
    parties.GOVERNING_LAW,
    frameworks.TRANSFERS,
    frameworks.SEALS,
    choices.DETECTOR,
    data_kinds.DETECTOR,
    clauses.DETECTOR,
    dates.DETECTOR,
    days.DETECTOR,
    opposites.DETECTOR,
    turned.DETECTOR,
    order.DETECTOR,
    standards.DETECTOR,
)
"""Asked in this order about every edit; each names the rules it can give as reasons."""
