"""How storage fails: one base, and a leaf for each thing a caller does differently.

StorageError
├─ NewerSchema      written by a newer version: upgrade the program
├─ OlderSchema      written by an older version, and not to be migrated now
├─ Unreadable       not a database of ours, damaged, or not to be opened
├─ StoreFull        no room: nothing of the transaction was written
├─ StoreReadOnly    may not be written
├─ StoreBusy        another process held it too long: try again
├─ UnknownPolicy    no such slug
├─ UnknownRevision  no such version, or more than one fits
├─ NotStored        a body, reading or row that should be there is not (`dropped` tells retention from loss)
└─ LeaseLost        the work was claimed by somebody else meanwhile
"""


class StorageError(Exception):
    """Base of what storage raises. The message names the thing, what was found and the way out."""


class NewerSchema(StorageError):  # noqa: N818 - leaves name what was found
    """The database was written by a newer version of the program."""


class OlderSchema(StorageError):  # noqa: N818
    """The database would have to be migrated first, which was not asked for."""


class Unreadable(StorageError):  # noqa: N818
    """The database cannot be opened, or is none."""


class StoreFull(StorageError):  # noqa: N818
    """The disk, or the database's quota, is full; the transaction left nothing behind."""


class StoreReadOnly(StorageError):  # noqa: N818
    """The database or its folder may not be written."""


class StoreBusy(StorageError):  # noqa: N818
    """Another process held the database longer than we wait."""


class UnknownPolicy(StorageError):  # noqa: N818
    """No policy of that name is stored."""

    def __init__(self, slug: str, nearest: tuple[str, ...] = ()) -> None:
        hint = f" (did you mean {', '.join(nearest)}?)" if nearest else "; `clausewatch list` shows those there are"
        super().__init__(f"no policy {slug!r}{hint}")
        self.slug = slug
        self.nearest = nearest


class UnknownRevision(StorageError):  # noqa: N818
    """A revision that names no version, or more than one."""


class NotStored(StorageError):  # noqa: N818
    """A row or body that was asked for is not there; `dropped` where retention took its bytes away."""

    def __init__(self, message: str, *, dropped: bool = False) -> None:
        super().__init__(message)
        self.dropped = dropped


class LeaseLost(StorageError):  # noqa: N818
    """The work was claimed by another worker since; what we did must not be recorded."""
