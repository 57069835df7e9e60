"""A policy of config.toml in, what storage keeps of it out; and how its pages are read."""

from datetime import datetime

from monitor.config import Loaded
from monitor.schedule import Schedule
from monitor.settings import Config, Policy
from redline.types import Recipe, Selection
from storage import policies
from storage.records import Declared
from storage.records import Policy as Stored
from storage.store import Store

# What of a declaration concerns the document. Schedules, tags and channels are read from the configuration itself.
_KEPT = {"url", "former_urls", "parts", "select", "remove", "section", "fetcher", "folder", "language", "tags", "live"}
_SELDOM = {"anyway"}  # kept where it is set: each declaration stored before is then the same as ever


def declared(policy: Policy) -> Declared:
    """`policy` as storage keeps it, with the part of the declaration that says what is followed and how it is read."""
    kept = policy.model_dump(mode="json", include=_KEPT, exclude_none=True)
    kept |= policy.model_dump(mode="json", include=_SELDOM, exclude_defaults=True)
    return Declared(slug=policy.slug, service=policy.service, type=policy.type, declaration=kept, live=policy.live)


def all_declared(config: Config) -> tuple[Declared, ...]:
    """Every policy of `config`, in the file's order."""
    return tuple(declared(policy) for policy in config.policy)


def recipe(policy: Policy, extractor: int, furniture: tuple[str, ...] = ()) -> Recipe:
    """How the declaration of `policy` says its pages are read, with the furniture learnt so far."""
    return Recipe(
        extractor=extractor,
        select=policy.select,
        remove=policy.remove,
        section=policy.section,
        furniture=furniture,
        parts=tuple(Selection(select=part.select, remove=part.remove) for part in policy.parts),
    )


def schedule_of(loaded: Loaded, policy: Policy) -> Schedule:
    """When `policy` is checked: by its own words, else by those for all."""
    general = loaded.config.clausewatch
    return Schedule(
        every=policy.every or general.check_every,
        cron=policy.cron or (None if policy.every else general.cron),
        time_zone=policy.time_zone or general.time_zone,
        jitter=general.jitter,
    )


def sync(store: Store, loaded: Loaded, now: datetime) -> None:
    """Make the stored policies those of the configuration. Writes nothing where they are already."""
    wanted = all_declared(loaded.config)
    with store.reading() as session:
        stored = {policy.slug: policy for policy in policies.every(session)}
    if len(stored) == len(wanted) and all(_in_step(stored.get(policy.slug), policy) for policy in wanted):
        return
    with store.writing() as session:
        policies.sync(session, wanted, now)


def _in_step(stored: Stored | None, declared: Declared) -> bool:
    return stored is not None and (stored.service, stored.type, stored.declaration_sha256) == (
        declared.service,
        declared.type,
        policies.declaration_sha256(declared.declaration),
    )
