"""`clausewatch upgrade`: read the stored captures with the present reader. The document did not change: no alert."""

from typing import Annotated

import typer

from monitor import upgrade as upgrades
from monitor.cli.common import ConfigOption, Service, console, known, opened
from monitor.declarations import recipe as recipe_of
from monitor.readers import Workers
from redline.extraction import EXTRACTOR
from redline.types import Recipe
from storage import history, policies
from storage.records import Policy, Version

app = typer.Typer()


@app.command()
def upgrade(
    slugs: Annotated[list[str] | None, typer.Argument(metavar="[SLUG]...", help="Only these policies.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say which policies would be read anew.")] = False,
    config: ConfigOption = None,
) -> None:
    """Read all stored captures again where our reading or a declaration's selectors changed; nobody is alerted."""
    with opened(config) as service, Workers(2) as workers:
        for slug in known(service, slugs or tuple(service.loaded.policies)):
            policy, wanted = _wanted(service, slug)
            if policy.recipe in (None, wanted):
                console().print(f"{slug}  is read by the present reader")
            elif dry_run:
                console().print(f"{slug}  would be read anew: {_why(policy.recipe, wanted)}")
            else:
                before = _versions(service, slug)
                count = upgrades.switch(service.store, workers, policy, wanted)
                console().print(f"{slug}  {count} captures read anew; {_moved(before, _versions(service, slug))}")


def _wanted(service: Service, slug: str) -> tuple[Policy, Recipe]:
    """The stored policy, and the recipe it should have: the present reader, its selectors, the furniture it learnt."""
    with service.store.reading() as session:
        policy = policies.get(session, slug)
    learnt = policy.recipe.furniture if policy.recipe else ()
    return policy, recipe_of(service.loaded.policies[slug], EXTRACTOR, learnt)


def _why(old: Recipe | None, new: Recipe) -> str:
    if old is not None and old.extractor != new.extractor:
        return f"reader {old.extractor} became {new.extractor}"
    return "its selectors changed"


def _versions(service: Service, slug: str) -> tuple[Version, ...]:
    with service.store.reading() as session:
        return history.versions(session, policies.get(session, slug))


def _moved(before: tuple[Version, ...], after: tuple[Version, ...]) -> str:
    gone = {version.first_seen for version in before} - {version.first_seen for version in after}
    come = {version.first_seen for version in after} - {version.first_seen for version in before}
    if not gone and not come:
        return f"{len(after)} versions as before"
    days = [f"{moment:%Y-%m-%d}" for moment in sorted(gone)], [f"{moment:%Y-%m-%d}" for moment in sorted(come)]
    told = [f"no longer versions: {', '.join(days[0])}"] if gone else []
    told += [f"now versions: {', '.join(days[1])}"] if come else []
    return f"{len(before)} versions became {len(after)} ({'; '.join(told)})"
