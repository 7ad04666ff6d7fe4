"""Positions as whole numbers, so that millions of them can be counted."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Coded:
    """A column as codes, and the name that each code stands for; ``None`` is the last, if any."""

    codes: Codes
    names: list[Any]

    def of(self, meaning: dict[Any, int], other: int) -> Codes:
        """Return what each code means; ``other`` where the name has no meaning."""
        return np.array([meaning.get(name, other) for name in self.names], np.int32)


def coded(column: pa.ChunkedArray) -> Coded:
    """Turn a column of text, best one that is a dictionary already, into codes.

    >>> coded(pa.chunked_array([["yea", "nay"], ["yea"]])).codes.tolist()
    [0, 1, 0]
    """
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    column = column.unify_dictionaries()
    names: list[Any] = column.chunk(0).dictionary.to_pylist() if column.num_chunks else []
    codes: list[npt.NDArray[Any]] = [np.empty(0, np.int32)]
    if column.null_count:
        # A code of their own, since an array of numbers has no nulls.
        names, beyond = [*names, None], len(names)
        codes += [np.from_dlpack(chunk.indices.fill_null(beyond)) for chunk in column.chunks]
    else:
        codes += [np.from_dlpack(chunk.indices) for chunk in column.chunks]
    return Coded(np.concatenate(codes, dtype=np.int32), names)
