"""What a listing gives: named, typed columns and rows, and the ways to hand them on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import UnknownName

if TYPE_CHECKING:
    import pandas
    import polars

FORMATS = ("parquet", "csv")


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` are tuples in the order of ``columns``; ``types`` are SQL type names (``VARCHAR``, ``DATE``, ``DOUBLE``).

    Days are ``datetime.date``; what is not known is ``None``.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def dicts(self) -> list[dict[str, Any]]:
        """One dict a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame; days are ``datetime64[s]``, whole numbers ``Int64``, so that missing ones stay missing."""
        import pandas as pd

        frame = pd.DataFrame(list(self.rows), columns=list(self.columns), dtype=object)
        return frame.astype({c: _PANDAS[t] for c, t in zip(self.columns, self.types, strict=True)})

    def to_polars(self) -> polars.DataFrame:
        """A polars frame. Raises ``ImportError`` without the extra ``dragoman[polars]``."""
        import polars as pl

        kinds: dict[str, Any] = {
            "DATE": pl.Date,
            "DOUBLE": pl.Float64,
            "INTEGER": pl.Int32,
            "BIGINT": pl.Int64,
            "TIMESTAMP": pl.Datetime,
        }
        schema = {c: kinds.get(t, pl.String) for c, t in zip(self.columns, self.types, strict=True)}
        return pl.DataFrame(list(self.rows), schema=schema, orient="row")

    def write(self, path: str | Path, format: str) -> None:
        """Write a Parquet or CSV file. Raises ``StoreError`` where it cannot be written."""
        import duckdb

        check_format(format)
        columns = zip(self.columns, self.types, strict=True)
        select = ", ".join(f'unnest(${n}::{kind}[]) AS "{name}"' for n, (name, kind) in enumerate(columns, 1))
        with duckdb.connect() as connection:
            write_relation(
                connection.sql(f"SELECT {select}", params=[list(c) for c in self._columnwise()]), path, format
            )

    def _columnwise(self) -> list[tuple[Any, ...]]:
        return list(zip(*self.rows, strict=True)) or [()] * len(self.columns)


def check_format(format: str) -> None:
    """Raises ``UnknownName`` for a format that no file is written in."""
    if format not in FORMATS:
        raise UnknownName("file format", format, FORMATS)


def write_relation(relation: Any, path: str | Path, format: str) -> None:
    """Write a DuckDB relation to a file."""
    import duckdb

    from dragoman.errors import StoreError

    try:
        if format == "parquet":
            relation.write_parquet(str(path), compression="zstd")
        else:
            relation.write_csv(str(path), header=True)
    except (duckdb.IOException, duckdb.PermissionException) as e:
        raise StoreError(f"Cannot write {str(path)!r}: {e}. Name a file in a folder that can be written.") from e


_PANDAS = {
    "VARCHAR": "str",
    "DATE": "datetime64[s]",
    "TIMESTAMP": "datetime64[us]",
    "DOUBLE": "float64",
    "INTEGER": "Int64",
    "BIGINT": "Int64",
}
