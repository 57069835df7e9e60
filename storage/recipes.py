"""Recipes by digest: how a body is read, stored once and named by its content."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from redline.types import Recipe, Selection
from storage.errors import NotStored
from storage.tables import JudgementRow, RecipeRow, SnapshotRow


def digest(recipe: Recipe) -> str:
    """The name of a recipe: SHA-256 of its content."""
    content = json.dumps(_content(recipe), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _content(recipe: Recipe) -> dict[str, Any]:
    """A recipe as JSON; without `parts` where it has none, so that its name stays what it always was."""
    content = asdict(recipe)
    return content if recipe.parts else {name: value for name, value in content.items() if name != "parts"}


def put(session: Session, recipe: Recipe) -> str:
    """Store a recipe where it is new; returns its digest."""
    name = digest(recipe)
    if session.get(RecipeRow, name) is None:
        session.add(RecipeRow(sha256=name, content=_content(recipe)))
        session.flush()
    return name


def get(session: Session, name: str) -> Recipe:
    """The recipe of that digest. Raises `NotStored`."""
    row = session.get(RecipeRow, name)
    if row is None:
        raise NotStored(f"recipe {name[:12]} is not stored")
    return recipe_of(row.content)


def recipe_of(content: dict[str, Any]) -> Recipe:
    """A recipe from its JSON."""
    return Recipe(
        extractor=content["extractor"],
        select=tuple(content["select"]),
        remove=tuple(content["remove"]),
        section=content["section"],
        furniture=tuple(content["furniture"]),
        parts=tuple(
            Selection(select=tuple(part["select"]), remove=tuple(part["remove"])) for part in content.get("parts", ())
        ),
    )


def of_policy(session: Session, policy_id: int) -> tuple[str, ...]:
    """The recipes (their digests) under which a policy's captures were ever judged, oldest first."""
    query = (
        select(JudgementRow.recipe)
        .join(SnapshotRow, col(SnapshotRow.id) == JudgementRow.snapshot_id)
        .where(SnapshotRow.policy_id == policy_id)
        .group_by(JudgementRow.recipe)
        .order_by(func.min(JudgementRow.id))
    )
    return tuple(session.exec(query).all())
