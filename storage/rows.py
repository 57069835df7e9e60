"""A nullable column's value in, the value out: for columns that are only null before a row is stored."""


def required(value: int | None) -> int:
    """`value`, which the database has set by now."""
    assert value is not None
    return value
