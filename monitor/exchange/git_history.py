"""A git repository of an Open Terms Archive collection in; the dated texts of its documents out. Nothing is executed.

The repository is read by a library, object by object: no git command runs, so neither its configuration nor its hooks
do. In a collection each record is a commit that changes `Service/Document.md` (versions) or `.html`, `.pdf`
(snapshots). Commits that say they are technical upgrades are passed over: there the document did not change.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.exchange.past import MEDIA_TYPES, Dated
from monitor.exchange.proposals import ImportRefused

_UPGRADES = (b"apply technical", b"refilter", b"technical or declaration upgrade")


def of_repository(folder: Path, documents: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], tuple[Dated, ...]]:
    """The dated texts of documents, named (service, document) as the collection names them, oldest first.

    Raises `ImportRefused` where the folder is no git repository, or the library is not installed.
    """
    found: dict[tuple[str, str], list[Dated]] = {document: [] for document in documents}
    repository = _opened(folder)
    try:
        for commit, document, suffix, blob in _records(repository, set(documents)):
            found[document].append(
                Dated(
                    at=datetime.fromtimestamp(commit.author_time, UTC),
                    body=blob,
                    media_type=MEDIA_TYPES[suffix],
                    note=f"{folder.name} {commit.id.decode()[:12]}",
                )
            )
    finally:
        repository.close()
    return {document: tuple(sorted(texts, key=lambda one: one.at)) for document, texts in found.items()}


def _opened(folder: Path) -> Any:
    try:
        from dulwich.errors import NotGitRepository
        from dulwich.repo import Repo
    except ImportError as error:
        raise ImportRefused("reading a git repository needs dulwich: pip install 'clausewatch[import]'") from error
    try:
        return Repo(str(folder))
    except NotGitRepository as error:
        raise ImportRefused(f"{folder}: is no git repository; clone the collection's versions or snapshots") from error


def _records(repository: Any, wanted: set[tuple[str, str]]) -> Iterator[tuple[Any, tuple[str, str], str, bytes]]:
    """Each commit in which a wanted document's file is not the one of the commit before; oldest first."""
    seen: dict[tuple[str, str, str], bytes] = {}
    services = {service.encode() for service, _ in wanted}
    trees: dict[bytes, bytes] = {}
    for entry in repository.get_walker(reverse=True):
        commit = entry.commit
        root = repository[commit.tree]
        for service in services:
            tree = root[service][1] if service in root else b""
            if tree == trees.get(service):
                continue
            trees[service] = tree
            for key, blob_id in _files(repository, service, tree, wanted):
                if seen.get(key) == blob_id:
                    continue
                is_new = key not in seen
                seen[key] = blob_id
                if is_new or not commit.message.lower().startswith(_UPGRADES):
                    yield commit, key[:2], key[2], repository[blob_id].data


def _files(
    repository: Any, service: bytes, tree: bytes, wanted: set[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str, str], bytes]]:
    if not tree:
        return
    for name, _, blob_id in repository[tree].iteritems():
        path = Path(name.decode("utf-8", "replace"))
        document = (service.decode(), path.stem)
        if document in wanted and path.suffix in MEDIA_TYPES:
            yield (*document, path.suffix), blob_id
