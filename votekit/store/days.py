"""The day of a roll call in Washington, beside its time."""

import pyarrow as pa

from votekit.schema import DAY


def eastern_days(dates: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the calendar day of each time where Congress sits."""
    import pyarrow.compute as pc

    return pc.local_timestamp(dates).cast(DAY.type)


def with_day(table: pa.Table) -> pa.Table:
    """Put the column ``day`` beside ``date``, where a table has the time of a roll call."""
    place = table.schema.get_field_index("date")
    if place < 0 or not pa.types.is_timestamp(table.schema.field(place).type):
        return table
    field = pa.field(DAY.name, DAY.type, DAY.nullable)
    return table.add_column(place + 1, field, eastern_days(table["date"]))
