"""What addresses may say, as types of the routes' parameters: a field left empty in a form is a field not given."""

import datetime as dt
from typing import Annotated, Any

from fastapi import Depends, Path, Query
from pydantic import BeforeValidator

from monitor.web.site import Site, site_of
from redline.types import Materiality
from storage.records import AlertKind


def _given(value: Any) -> Any:
    return None if value == "" else value


SiteHere = Annotated[Site, Depends(site_of)]
Id = Annotated[int, Path(ge=0, le=2**53)]
Word = Annotated[str, Query(max_length=200)]
PageNumber = Annotated[int, Query(ge=1, le=10_000)]
Day = Annotated[dt.date | None, BeforeValidator(_given)]
Level = Annotated[Materiality | None, BeforeValidator(_given)]
Kind = Annotated[AlertKind | None, BeforeValidator(_given)]
