"""urlwatch's or webchanges' list of jobs (YAML) in, proposals out.

A job is a YAML document with `url` (or `navigate`), `name`, and `filter`: of the filters, CSS selectors are taken over;
every other one is named, because our reader does its own extraction.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from monitor.exchange.proposals import ImportRefused, Watched

_READERS_OWN = {"html2text", "html2markdown", "strip", "strip_each_line", "beautify", "striplines"}


def of_jobs(text: str, name: str) -> tuple[Watched, ...]:
    """Addresses of a list of jobs. Raises `ImportRefused` where it is none, or no YAML reader is installed."""
    try:
        import yaml
    except ImportError as error:
        raise ImportRefused("reading YAML needs pyyaml: pip install 'clausewatch[import]'") from error
    try:
        jobs = [job for job in yaml.safe_load_all(text) if job is not None]
    except (yaml.YAMLError, ValueError) as error:  # beside YAML's own errors that of a date there is not: 2020-99-99
        raise ImportRefused(f"{name}: is no YAML: {str(error).splitlines()[0]}") from error
    except RecursionError as error:
        raise ImportRefused(f"{name}: cannot be read: lists are nested too deep") from error
    if not jobs or not all(isinstance(job, dict) for job in jobs):
        raise ImportRefused(f"{name}: holds no jobs; give urlwatch's urls.yaml or webchanges' jobs.yaml")
    return tuple(_of_job(job, f"{name}: job {number}") for number, job in enumerate(jobs, start=1))


def _of_job(job: Mapping[str, Any], place: str) -> Watched:
    select: list[str] = []
    remove: list[str] = []
    notes: list[str] = []
    for kind, values in _filters(job.get("filter")):
        if kind == "css" and (css := _css(values, "selector")):
            select.append(css)
            remove += filter(None, [_css(values, "exclude")])
        elif (found := _element(kind, values)) is not None:
            select.append(found)
        elif kind not in _READERS_OWN:
            notes.append(f"filter {kind} is not taken over")
    if "command" in job:
        notes.append("a shell command is not taken over")
    return Watched(
        url=str(job.get("url") or job.get("navigate") or ""),
        title=str(job.get("name") or ""),
        place=place,
        select=tuple(select),
        remove=tuple(remove),
        notes=tuple(notes),
    )


def _css(values: Any, key: str) -> str:
    """The selector under `key` of a filter, or the filter's one word; "" where it is no text."""
    found = values.get(key) if isinstance(values, dict) else values if key == "selector" else ""
    return found if isinstance(found, str) else ""


def _element(kind: str, values: Any) -> str | None:
    """The CSS for the filters that pick an element by name."""
    if not isinstance(values, str) or not values:
        return None
    return {"element-by-id": f"#{values}", "element-by-class": f".{values}", "element-by-tag": values}.get(kind)


def _filters(value: Any) -> Iterator[tuple[str, Any]]:
    """Filters as they are written: "a,b:c", or a list of names and of {name: values}."""
    if isinstance(value, str):
        for part in value.split(","):
            kind, _, rest = part.strip().partition(":")
            yield kind, rest
    elif isinstance(value, list):
        for one in value:
            yield from one.items() if isinstance(one, dict) else [(str(one), None)]
