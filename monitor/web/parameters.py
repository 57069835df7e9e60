"""What addresses may say, as types of the routes' parameters: a field left empty in a form is a field not given."""

import datetime as dt
import re
from typing import Annotated, Any

from fastapi import Depends, Path, Query
from pydantic import BeforeValidator

from monitor.web.site import Site, site_of
from redline.types import Materiality
from storage.records import AlertKind

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _given(value: Any) -> Any:
    return None if value == "" else value


def _iso_day(value: Any) -> Any:
    """A day as people write it: left to itself, pydantic takes 0 for the first day of 1970."""
    if isinstance(value, str) and not _ISO_DAY.fullmatch(value):
        raise ValueError("write a day as YYYY-MM-DD")
    return value


SiteHere = Annotated[Site, Depends(site_of)]
Id = Annotated[int, Path(ge=0, le=2**53)]
Word = Annotated[str, Query(max_length=200)]
PageNumber = Annotated[int, Query(ge=1, le=10_000)]
IsoDay = Annotated[dt.date, BeforeValidator(_iso_day)]
Day = Annotated[IsoDay | None, BeforeValidator(_given)]
Level = Annotated[Materiality | None, BeforeValidator(_given)]
Kind = Annotated[AlertKind | None, BeforeValidator(_given)]
