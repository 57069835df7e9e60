"""A git repository of an Open Terms Archive collection in; the dated texts of its documents out. Nothing is executed.

The repository is read by a library, object by object: no git command runs, so neither its configuration nor its hooks
do. In a collection each record is a commit that changes one file:

    Service/Document.md                  versions; of a document on several pages too
    Service/Document.html, .pdf          snapshots
    Service/Document #page-name.html     snapshots of a document on several pages, one of each page

Commits that say they are technical upgrades are passed over: there the document did not change.
"""

import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from fetchers.media_types import BY_SUFFIX
from monitor.exchange.past import Dated
from monitor.exchange.proposals import ImportRefused
from redline import combined

Document = tuple[str, str]
"""Service and document, as the collection names them."""
File = tuple[str, bytes]
"""A file's name and the id of its content."""

_UPGRADES = (b"apply technical", b"refilter", b"technical or declaration upgrade")
_FORBIDDEN = str.maketrans(dict.fromkeys('\\:"<>|*?', "_"))  # in names of files, where a page is named by its address
# Pages fetched in one go are recorded one after the other: what stands between is no state of the document.
_ONE_RUN = timedelta(minutes=10)


def of_repository(folder: Path, documents: Mapping[Document, Sequence[str]]) -> Mapping[Document, tuple[Dated, ...]]:
    """The dated texts of documents, oldest first; each is named with the addresses of its pages, in their order.

    Raises `ImportRefused` where the folder is no git repository, or the library is not installed.
    """
    found: dict[Document, list[Dated]] = {document: [] for document in documents}
    repository = _opened(folder)
    try:
        for commit, document, files in _records(repository, documents):
            media_type, body = _content(repository, files, documents[document])
            found[document].append(
                Dated(
                    at=_at(commit, folder),
                    body=body,
                    media_type=media_type,
                    note=f"{folder.name} {commit.id.decode()[:12]}",
                )
            )
    finally:
        repository.close()
    return {document: _settled(texts, documents[document]) for document, texts in found.items()}


def _at(commit: Any, folder: Path) -> datetime:
    """When a record was made. Raises `ImportRefused` for a time that is in no calendar."""
    try:
        return datetime.fromtimestamp(commit.author_time, UTC)
    except (ValueError, OverflowError, OSError) as error:
        name = commit.id.decode()[:12]
        raise ImportRefused(f"{folder}: commit {name}: its time, {commit.author_time}, is in no calendar") from error


def _opened(folder: Path) -> Any:
    try:
        from dulwich.errors import NotGitRepository
        from dulwich.repo import Repo
    except ImportError as error:
        raise ImportRefused("reading a git repository needs dulwich: pip install 'clausewatch[import]'") from error
    try:
        repository = Repo(str(folder))
    except NotGitRepository as error:
        raise ImportRefused(f"{folder}: is no git repository; clone the collection's versions or snapshots") from error
    try:
        repository.head()
    except KeyError as error:
        repository.close()
        raise ImportRefused(f"{folder}: is a git repository without a commit; clone the collection anew") from error
    return repository


def _records(
    repository: Any, documents: Mapping[Document, Sequence[str]]
) -> Iterator[tuple[Any, Document, tuple[File, ...]]]:
    """Each commit in which a document's files are not those of the commit before; oldest first."""
    seen: dict[tuple[Document, tuple[str, ...]], tuple[File, ...]] = {}
    trees: dict[str, bytes] = {}
    for entry in repository.get_walker(reverse=True):
        commit = entry.commit
        root = repository[commit.tree]
        for service in {service for service, _ in documents}:
            tree = root[service.encode()][1] if service.encode() in root else b""
            if tree == trees.get(service):
                continue
            trees[service] = tree
            held = _files(repository, tree)
            for document, files in _states(held, service, documents):
                key = document, tuple(name for name, _ in files)
                is_new, is_same = key not in seen, seen.get(key) == files
                seen[key] = files
                if is_new or (not is_same and not commit.message.lower().startswith(_UPGRADES)):
                    yield commit, document, files


def _files(repository: Any, tree: bytes) -> dict[str, bytes]:
    found = repository[tree].iteritems() if tree else ()
    named = {name.decode("utf-8", "replace"): blob_id for name, _, blob_id in found}
    return {name: blob_id for name, blob_id in named.items() if Path(name).suffix in BY_SUFFIX}


def _states(
    held: Mapping[str, bytes], service: str, documents: Mapping[Document, Sequence[str]]
) -> Iterator[tuple[Document, tuple[File, ...]]]:
    """The files that hold a document of a service: one that holds all of it, or one of each of its pages."""
    for document, urls in documents.items():
        if document[0] != service:
            continue
        for suffix in BY_SUFFIX:
            if (name := document[1] + suffix) in held:
                yield document, ((name, held[name]),)
        pages = [_page(held, document[1], url) for url in urls] if len(urls) > 1 else []
        if pages and all(pages):
            yield document, tuple((name, held[name]) for name in pages if name)


def _page(held: Mapping[str, bytes], title: str, url: str) -> str | None:
    """The file of one page of a document, named by the page's path, with or without its ending."""
    path = PurePosixPath(unquote(urlsplit(url).path))
    paths = (path.with_suffix(""), path) if mimetypes.guess_type(path.name)[0] else (path,)
    for one in paths:
        name = "-".join(part for part in one.parts if part != "/").translate(_FORBIDDEN)
        for suffix in BY_SUFFIX:
            if (file := f"{title} #{name}{suffix}") in held:
                return file
    return None


def _content(repository: Any, files: Sequence[File], urls: Sequence[str]) -> tuple[str, bytes]:
    bodies = [(BY_SUFFIX[Path(name).suffix], repository[blob_id].data) for name, blob_id in files]
    if len(bodies) == 1:
        return bodies[0]
    return combined.join(
        [
            combined.Part(url=url, content_type=media_type, body=body)
            for url, (media_type, body) in zip(urls, bodies, strict=True)
        ]
    )


def _settled(texts: Sequence[Dated], urls: Sequence[str]) -> tuple[Dated, ...]:
    """In time order; of a document on several pages, of what was recorded in one go the last state."""
    ordered = sorted(texts, key=lambda one: one.at)
    if len(urls) == 1:
        return tuple(ordered)
    kept = [one for one, then in pairwise(ordered) if then.at - one.at > _ONE_RUN]
    return (*kept, *ordered[-1:])
