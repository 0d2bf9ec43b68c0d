"""Draws the confusion matrix of ``dragoman check relations`` as an SVG:  scripts/confusion.py RESULT.json OUT.svg

Rows are the types of the gold, columns what they were taken for; the darker a cell, the larger its share of the row.
"""

from __future__ import annotations

import json
import sys
from html import escape
from pathlib import Path

CELL, LEFT, TOP = 40, 110, 100
INK, PAPER, DARK = "#222222", "#ffffff", (31, 78, 121)


def main(source: str, target: str) -> None:
    confusion: dict[str, dict[str, int]] = json.loads(Path(source).read_text(encoding="utf-8"))["confusion"]
    Path(target).write_text(picture(confusion), encoding="utf-8")


def picture(confusion: dict[str, dict[str, int]]) -> str:
    rows = sorted(confusion)
    columns = rows + sorted({c for row in confusion.values() for c in row} - set(rows))
    width, height = LEFT + CELL * len(columns) + 10, TOP + CELL * len(rows) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">',
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
    ]
    for j, name in enumerate(columns):
        x = LEFT + CELL * j + CELL / 2
        parts.append(f'<text transform="translate({x + 4},{TOP - 6}) rotate(-60)" fill="{INK}">{escape(name)}</text>')
    for i, name in enumerate(rows):
        y = TOP + CELL * i
        total = sum(confusion[name].values())
        parts.append(
            f'<text x="{LEFT - 6}" y="{y + CELL / 2 + 4}" text-anchor="end" fill="{INK}">{escape(name)} ({total})</text>'
        )
        for j, other in enumerate(columns):
            parts.append(_cell(LEFT + CELL * j, y, confusion[name].get(other, 0), total))
    return "\n".join([*parts, "</svg>\n"])


def _cell(x: int, y: int, count: int, total: int) -> str:
    share = count / total
    shade = "#" + "".join(f"{round(255 + (c - 255) * share):02x}" for c in DARK)
    ink = PAPER if share > 0.5 else INK
    box = f'<rect x="{x}" y="{y}" width="{CELL - 1}" height="{CELL - 1}" fill="{shade}" stroke="#dddddd"/>'
    if not count:
        return box
    return f'{box}<text x="{x + CELL / 2}" y="{y + CELL / 2 + 4}" text-anchor="middle" fill="{ink}">{count}</text>'


if __name__ == "__main__":
    main(*sys.argv[1:])
