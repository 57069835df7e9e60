"""One check: a claimed policy and a clock in, its result stored in one transaction.

    glance ─> capture ─┬─> recall ─> read ─> decide ─> record (check, snapshot, reading, change, alerts, state)
                       └─> the newest version's bytes again, and all is well: a sighting

What is recorded is one transaction. Doing it twice does no harm: the result is written under the lease of the claim,
and everything in it has an identity of its own. Reading and judging are done by worker processes, capturing waits on
the network; nothing is locked meanwhile.
"""

import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from monitor import decisions, recording, upgrade
from monitor.capturing import DRAWN, Capture, NotCaptured, Page, Unchanged
from monitor.config import Loaded
from monitor.decisions import Move
from monitor.declarations import recipe as recipe_of
from monitor.holders import me
from monitor.judging import Rules, judged, own_signals, rules_of, ruleset
from monitor.learning import CAPTURES, learnt
from monitor.log import canonical
from monitor.outcomes import Again, Desk, Found, Result, Seen, patience_of, sha256
from monitor.readers import WorkerLost, Workers, WorkerSlow
from monitor.recall import Recalled, glance, recall, with_base
from monitor.settings import Policy as Declaration
from monitor.troubles import Cause, Failure
from monitor.vouching import vouched
from redline import suspicion
from redline.errors import ReadingError, SelectorError
from redline.extraction import EXTRACTOR
from redline.reading import read
from redline.types import Assessment, Materiality, Reading, Recipe, Suspect
from storage import bodies, policies, readings, recipes, snapshots
from storage.errors import LeaseLost
from storage.records import Policy, Snapshot
from storage.store import Store

COMPARED = frozenset({Move.FIRST, Move.HOLD, Move.REBASE, Move.CONFIRM, Move.BELIEVE})

_SCRIPTED = re.compile(rb"<script|javascript", re.IGNORECASE)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a check works with. `clock` gives the time now, aware; `can_draw` says whether a browser can be used."""

    loaded: Loaded
    store: Store
    workers: Workers
    capture: Capture
    clock: Callable[[], datetime]
    chance: Random
    can_draw: Callable[[], bool] = lambda: False

    @property
    def lease(self) -> timedelta:
        """How long a claim lasts: longer than any check can take."""
        general = self.loaded.config.clausewatch
        return general.fetch_deadline + 3 * general.read_deadline + timedelta(minutes=2)


def claim(tools: Tools, policy_id: int, *, even_if_early: bool = False) -> Policy | None:
    """Take a policy for a check; None where it is not due, or another worker has it."""
    now = tools.clock()
    with tools.store.writing(durable=False) as session:
        return policies.claim(session, policy_id, now, now + tools.lease, by=me(), even_if_early=even_if_early)


def check(tools: Tools, policy: Policy) -> Result:
    """Check a claimed policy. What goes wrong in the world is in the result; a lost lease gives None's place to others.

    Raises `LeaseLost` where another worker took the check over, or the policy's recipe (nothing was written), and what
    storage raises.
    """
    started, begun = tools.clock(), time.monotonic()
    declaration = tools.loaded.policies[policy.slug]
    try:
        found: Found | Again | Failure = _found(tools, policy, declaration)
    except NotCaptured as missed:
        found = missed.failure
    ms = round((time.monotonic() - begun) * 1000)
    result = recording.record(_desk(tools, policy, declaration), found, started, ms)
    log.info("%s", canonical("check", result.facts()))
    return result


def check_due(tools: Tools, policy: Policy) -> Result | None:
    """`check`, for workers: None where the lease was lost, in which case another worker's result stands, or is due."""
    try:
        return check(tools, policy)
    except LeaseLost:
        with tools.store.writing() as session:
            policies.release(session, policy)
        log.info("%s", canonical("check", {"policy": policy.slug, "outcome": "taken_over"}))
        return None


def _desk(tools: Tools, policy: Policy, declaration: Declaration) -> Desk:
    return Desk(
        loaded=tools.loaded,
        store=tools.store,
        policy=policy,
        declaration=declaration,
        now=tools.clock(),
        chance=tools.chance,
    )


def _found(tools: Tools, policy: Policy, declaration: Declaration) -> Found | Again:
    """What the page says now, and what that means. Raises `NotCaptured`."""
    recipe = recipe_of(declaration, EXTRACTOR, policy.recipe.furniture if policy.recipe else ())
    if policy.recipe is not None and policy.recipe != recipe:
        _switch(tools, policy, recipe)
    with tools.store.reading() as session:
        before = glance(session, policy, recipe)
    drawn = _needs_drawing(tools, declaration, before.last)
    plain = _plain_again(tools, policy, declaration, recipe, before.last) if drawn else None
    declaration = _drawing(declaration) if drawn else declaration
    seen = plain or _seen(tools.capture(declaration, before.last), before.last)
    if before.settled and seen.snapshot is not None:
        return Again(seen=seen)
    recipe, past = _learnt(tools, policy, recipe, _recalled(tools, policy, recipe))
    seen, reading = _whole(tools, declaration, seen, past, recipe)
    reading = vouched(reading, policy)
    if reading.words_sha256 != past.memory.newest:
        with tools.store.reading() as session:
            past = with_base(session, past)
        past = replace(past, base=vouched(past.base, policy) if past.base else None)
    is_next = past.base is not None and suspicion.is_alike(past.base, reading)
    if reading.quality.verdict != "policy" and not is_next:
        return Found(recipe=recipe, past=past, seen=seen, reading=reading, move=None)
    return _decided(tools, declaration, recipe, past, seen, reading)


def _needs_drawing(tools: Tools, declaration: Declaration, last: Snapshot | None) -> bool:
    """Whether the browser is asked at once, as the last page needed one."""
    drawn = declaration.fetcher == "live" and last is not None and last.note == DRAWN
    return drawn and tools.can_draw()


def _drawing(declaration: Declaration) -> Declaration:
    return declaration.model_copy(update={"fetcher": "browser"})


def _plain_again(
    tools: Tools, policy: Policy, declaration: Declaration, recipe: Recipe, last: Snapshot | None
) -> Seen | None:
    """The page of a policy that was drawn as it is without a browser, where it holds the newest version's very text.

    Asked at the first check of each day; None otherwise. What comes then is no news of the policy, whatever it is.
    """
    if policy.last_checked_at is None or policy.last_checked_at.date() == tools.clock().date():
        return None
    try:
        seen = _seen(tools.capture(declaration, last), last)
        reading = _read(tools, seen, recipe)
    except NotCaptured:
        return None
    newest = _recalled(tools, policy, recipe).memory.newest
    return seen if reading.words_sha256 == newest else None


def _whole(tools: Tools, declaration: Declaration, seen: Seen, past: Recalled, recipe: Recipe) -> tuple[Seen, Reading]:
    """The page and its reading; got again with a browser where scripts seem to draw its text, and there is one."""
    reading = _read(tools, seen, recipe)
    if reading.quality.verdict != "shell" or declaration.fetcher != "live" or not tools.can_draw():
        return seen, reading
    if not _SCRIPTED.search(_body(tools, seen)):
        return seen, reading
    seen = _seen(tools.capture(_drawing(declaration), past.last), past.last)
    return seen, _read(tools, seen, recipe)


def _recalled(tools: Tools, policy: Policy, recipe: Recipe) -> Recalled:
    with tools.store.reading() as session:
        return recall(session, policy, recipe, tools.loaded.config.clausewatch.unstable_window)


def _learnt(tools: Tools, policy: Policy, recipe: Recipe, past: Recalled) -> tuple[Recipe, Recalled]:
    """The recipe with furniture learnt from the last captures, where nearly each of them showed another text."""
    if len({entry.words_sha256 for entry in past.lately[-CAPTURES:]}) < CAPTURES - 1:
        return recipe, past
    with tools.store.reading() as session:
        last = [readings.get(session, entry.body_sha256, recipes.digest(recipe)) for entry in past.lately]
    keys = tuple(sorted({*recipe.furniture, *learnt(last)}))
    if keys == recipe.furniture:
        return recipe, past
    better = replace(recipe, furniture=keys)
    log.info("%s", canonical("furniture", {"policy": policy.slug, "keys": len(keys)}))
    _switch(tools, policy, better)
    return better, _recalled(tools, policy, better)


def _switch(tools: Tools, policy: Policy, recipe: Recipe) -> None:
    """Put a better recipe in force. Raises `NotCaptured` where that must wait: the next check tries again."""
    try:
        upgrade.switch(tools.store, tools.workers, policy, recipe)
    except upgrade.NotReadAgain as error:
        raise NotCaptured(Failure(cause=Cause.EXTRACTION, message=str(error))) from error


def _seen(answer: Page | Unchanged, last: Snapshot | None) -> Seen:
    """The snapshot seen again, or the new page."""
    if isinstance(answer, Unchanged):
        if last is None:
            raise NotCaptured(Failure(cause=Cause.SERVER, message="the server answered 304 to a first request"))
        return Seen(at=answer.fetched_at, snapshot=last, not_modified=True)
    if last is not None and sha256(answer.body) == last.body_sha256 and answer.final_url == last.final_url:
        return Seen(at=answer.fetched_at, snapshot=last)
    return Seen(at=answer.fetched_at, page=answer)


def _read(tools: Tools, seen: Seen, recipe: Recipe) -> Reading:
    """The reading of what was seen, from the store or made anew. Raises `NotCaptured`."""
    name = recipes.digest(recipe)
    with tools.store.reading() as session:
        known = readings.find(session, seen.body_sha256, name)
    if known is not None:
        return known
    try:
        return tools.workers.run(
            read, _body(tools, seen), content_type=seen.content_type, url=seen.final_url, recipe=recipe
        )
    except SelectorError as error:
        raise NotCaptured(Failure(cause=Cause.SELECTOR, message=str(error))) from error
    except (ReadingError, WorkerLost) as error:
        raise NotCaptured(Failure(cause=Cause.EXTRACTION, message=str(error))) from error


def _body(tools: Tools, seen: Seen) -> bytes:
    if seen.page is not None:
        return seen.page.body
    with tools.store.reading() as session:
        return bodies.get(session, seen.body_sha256)


def _decided(
    tools: Tools, declaration: Declaration, recipe: Recipe, past: Recalled, seen: Seen, reading: Reading
) -> Found:
    """What a good reading means, and its redline where one is needed."""
    patience = patience_of(tools.loaded, declaration)
    doubt = _doubt(past, reading)
    move = decisions.move(reading.words_sha256, past.memory, patience, seen.at, suspect=doubt is not None)
    found = Found(
        recipe=recipe,
        past=past,
        seen=seen,
        reading=reading,
        move=move,
        doubt=doubt,
        rules=rules_of(tools.loaded.config, declaration),
    )
    if move in COMPARED and past.base is not None and not _settled(past, past.base, reading):
        assessment, name = _judged(tools, found, past.base)
        found = replace(found, assessment=assessment, ruleset=name)
    if move is Move.BELIEVE and found.assessment is not None:
        return replace(found, assessment=replaced(found.assessment, doubt))
    return _against_held(tools, found)


def _against_held(tools: Tools, found: Found) -> Found:
    """With a change held already: what this capture's redline and that one have in common."""
    past, held = found.past, found.past.held_assessment
    if past.held is None or held is None or found.assessment is None:
        return found
    if found.move is Move.REBASE:
        shared = decisions.shared(held, found.assessment, ruleset(found.rules).precedence)
        return replace(found, shared=shared, move=Move.PART if decisions.matters(shared.both) else Move.REBASE)
    if found.move is Move.HOLD:  # held against an older base: clauses of the newest version that wait
        whole, _ = _judged(tools, found, _reading_of(tools, found, past.held.before_snapshot_id))
        rest = decisions.shared(held, whole, ruleset(found.rules).precedence).both
        return replace(found, rest=rest if decisions.matters(rest) else None)
    return found


def _reading_of(tools: Tools, found: Found, snapshot_id: int) -> Reading:
    with tools.store.reading() as session:
        return readings.get(session, snapshots.get(session, snapshot_id).body_sha256, found.recipe_sha256)


def _settled(past: Recalled, base: Reading, reading: Reading) -> bool:
    """Whether there is nothing to compare: the same words, or a redline that is held already."""
    if base.words_sha256 == reading.words_sha256:
        return True
    return past.held is not None and past.held.after_words_sha256 == reading.words_sha256


def _doubt(past: Recalled, reading: Reading) -> Suspect | None:
    if past.base is None or reading.words_sha256 in past.memory.recent:
        return None
    doubt = suspicion.against(past.base, reading)
    return doubt if doubt is not None and doubt.side != "before" else None


def _judged(tools: Tools, found: Found, base: Reading) -> tuple[Assessment, str]:
    """The redline from `base` to this reading, judged, and the digest of the rules. Raises `NotCaptured`."""
    try:
        return tools.workers.run(judged, base, found.reading, found.rules)
    except WorkerSlow as error:
        raise NotCaptured(Failure(cause=Cause.COMPARISON, message=_too_slow(error, found.rules))) from error
    except WorkerLost as error:
        message = f"the comparison with the version before failed: {error}"
        raise NotCaptured(Failure(cause=Cause.COMPARISON, message=message)) from error


def _too_slow(error: WorkerSlow, rules: Rules) -> str:
    """What a comparison that took too long says of itself, and of the user's rules, which may be why."""
    own = ", ".join(own_signals(rules))
    blamed = f"; perhaps a pattern of your own [[signal]] is slow: {own}" if own else ""
    return f"the comparison with the version before took too long: {error}{blamed}"


def replaced(assessment: Assessment, doubt: Suspect | None) -> Assessment:
    """The assessment of another document that stayed: always worth telling, and named for what it is."""
    return replace(
        assessment,
        suspect=doubt,
        materiality=Materiality.MATERIAL,
        summary=f"The document was replaced or moved: {doubt.reason if doubt else 'it is another text'}.",
    )
