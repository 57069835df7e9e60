"""A text and a time in, where an archive shows a copy of it out: evidence that does not depend on us."""

from datetime import datetime, timedelta

from storage import history
from storage.records import Source
from storage.store import Session

# An archive's clock and ours need not agree.
LEEWAY = timedelta(hours=1)


def copy_of(session: Session, policy_id: int, recipe: str, words_sha256: str, since: datetime) -> str | None:
    """The address of the first archived capture of a text since a time; None where no archive has it as we know."""
    for entry in history.entries(session, policy_id, recipe):
        if entry.source is Source.WAYBACK and entry.words_sha256 == words_sha256 and entry.first_seen >= since - LEEWAY:
            return entry.archive_url
    return None
