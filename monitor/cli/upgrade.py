"""`clausewatch upgrade`: read the stored captures with the present reader. The document did not change: no alert."""

from typing import Annotated

import typer

from monitor import upgrade as upgrades
from monitor.cli.common import ConfigOption, Service, console, known, opened
from monitor.cli.errors import ExitCode
from monitor.crew import workers_of
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
    with opened(config) as service, workers_of(service.loaded) as workers:
        chosen = known(service, slugs or tuple(service.loaded.policies))
        done = [_upgraded(service, workers, slug, dry_run=dry_run) for slug in chosen]
    if not all(done):
        raise typer.Exit(ExitCode.ERROR)


def _upgraded(service: Service, workers: Workers, slug: str, *, dry_run: bool) -> bool:
    """Read one policy anew and say what came of it; False where that must be tried again."""
    policy, wanted = _wanted(service, slug)
    if policy.recipe in (None, wanted):
        console().print(f"{slug}  is read by the present reader")
    elif dry_run:
        console().print(f"{slug}  would be read anew: {_why(policy.recipe, wanted)}")
    else:
        before = _versions(service, slug)
        try:
            count = upgrades.switch(service.store, workers, policy, wanted)
        except upgrades.NotReadAgain as error:
            console(stderr=True).print(f"{slug}  stays as it was: {error}; the same command tries again")
            return False
        console().print(f"{slug}  {count} captures read anew; {_moved(before, _versions(service, slug))}")
    return True


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
