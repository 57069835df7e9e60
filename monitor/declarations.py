"""A policy of config.toml in, what storage keeps of it out; and how its pages are read."""

from monitor.settings import Config, Policy
from redline.types import Recipe
from storage.records import Declared

# What of a declaration concerns the document. Schedules, tags and channels are read from the configuration itself.
_KEPT = {"url", "former_urls", "select", "remove", "section", "fetcher", "folder", "language", "tags", "live"}


def declared(policy: Policy) -> Declared:
    """`policy` as storage keeps it, with the part of the declaration that says what is followed and how it is read."""
    kept = policy.model_dump(mode="json", include=_KEPT, exclude_none=True)
    return Declared(slug=policy.slug, service=policy.service, type=policy.type, declaration=kept, live=policy.live)


def all_declared(config: Config) -> tuple[Declared, ...]:
    """Every policy of `config`, in the file's order."""
    return tuple(declared(policy) for policy in config.policy)


def recipe(policy: Policy, extractor: int, furniture: tuple[str, ...] = ()) -> Recipe:
    """How the declaration of `policy` says its pages are read, with the furniture learnt so far."""
    return Recipe(
        extractor=extractor, select=policy.select, remove=policy.remove, section=policy.section, furniture=furniture
    )
