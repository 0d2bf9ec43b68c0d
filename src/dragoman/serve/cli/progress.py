"""A progress bar on stderr, where stderr is a terminal; nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Step:
    """What a running command tells its progress bar: ``advance`` by one; ``print`` what must not run into the bar."""

    def __init__(self, advance: Callable[[], None], around: Callable[[Callable[[], None]], None]) -> None:
        self.advance = advance
        self.print = around


@contextmanager
def progress(label: str) -> Iterator[Step]:
    """A spinner with a count of what is done: inputs stream in, so their number is not known beforehand."""
    if not sys.stderr.isatty():
        yield Step(lambda: None, lambda show: show())
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Progress(
        SpinnerColumn(),
        TextColumn(f"{label} {{task.completed:.0f}} done"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(label, total=None)

    def around(show: Callable[[], None]) -> None:
        bar.stop()  # the bar shares the screen with the readings: it steps aside while one is printed
        show()
        bar.start()

    with bar:
        yield Step(lambda: bar.advance(task), around if sys.stdout.isatty() else lambda show: show())
