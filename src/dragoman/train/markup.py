"""The way in which passages are written down: a text with marks, a line for each event (``corpus/GUIDELINES.md``).

    [a|Serbia] {1|broke} {1|off} talks with [b|Kosovo] on Tuesday.
    1 a>b SANCTION/discontinue happened - diplomatic active

``python -m dragoman.train.markup FILE...`` checks such files and prints what they hold; ``--gold FILE`` adds those that are sound, and
new, to a file of the corpus.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.ids import content_id
from dragoman.records import Span
from dragoman.train.corpus import CorpusActor, CorpusEvent, Passage, check, is_held_out, read_passages

_EVENT = re.compile(r"(\d+) +([a-z+]*)>([a-z+]*) +([A-Z]+)(?:/([a-z-]+))? +(\w+) +(-|[a-z]) +(-|[\w,]+) +(\w+)")
_MARK = re.compile(r"\[([a-z])\||\{(\d+)\||[]}]")


def read_markup(text: str, part: str) -> Iterator[Passage | UsageError]:
    """The passages of a file in markup; an error, naming the passage, in the place of one that is not sound."""
    for block in re.split(r"\n\s*\n", text.strip()):
        if block.strip():
            try:
                yield read_block(block, part)
            except UsageError as e:
                yield UsageError(f"{e} In: {block[:120]!r}")


def read_block(block: str, part: str) -> Passage:
    """One passage. Raises ``UsageError`` for a mark that does not close, an unknown label or an actor without a mark."""
    first, *lines = [line.strip() for line in block.strip().splitlines() if line.strip()]
    hard = first.startswith("!")
    text, actors, triggers = unmark(first.removeprefix("!").strip())
    topic, events = None, []
    for line in lines:
        if line.startswith("none"):
            topic = line.removeprefix("none").strip()
        else:
            events.append(_event(line, actors, triggers))
    used = {line.split()[0] for line in lines if not line.startswith("none")}
    if set(triggers) != used:
        raise UsageError(f"Triggers {sorted(set(triggers) ^ used)} are marked or coded, but not both.")
    passage = Passage(
        id=content_id("p", text),
        text=text,
        actors=tuple(CorpusActor(span=s) for s in sorted(actors.values())),
        events=tuple(events),
        topic=topic,
        hard=hard,
        part=part,
        split="dev" if is_held_out(text) else "train",
    )
    check(passage)
    return passage


def unmark(marked: str) -> tuple[str, dict[str, Span], dict[str, list[Span]]]:
    """The bare text, the span of each marked actor by its letter, and the spans of each trigger by its number."""
    bare, length, at = [], 0, 0
    actors: dict[str, Span] = {}
    triggers: dict[str, list[Span]] = {}
    opened: list[tuple[str, str, int]] = []
    for mark in _MARK.finditer(marked):
        bare.append(marked[at : mark.start()])
        length += len(bare[-1])
        at = mark.end()
        if mark[1] or mark[2]:
            opened.append(("]" if mark[1] else "}", mark[1] or mark[2], length))
            continue
        if not opened or opened[-1][0] != mark[0]:
            raise UsageError(f"A {mark[0]!r} closes nothing, at {marked[max(0, mark.start() - 20) : mark.end()]!r}.")
        close, key, start = opened.pop()
        if start == length:
            raise UsageError(f"The mark {key!r} is empty.")
        if close == "]":
            if key in actors:
                raise UsageError(f"The letter {key!r} marks two actors.")
            actors[key] = Span(start, length)
        else:
            triggers.setdefault(key, []).append(Span(start, length))
    if opened:
        raise UsageError(f"The mark {opened[-1][1]!r} is not closed.")
    return "".join([*bare, marked[at:]]), actors, triggers


def _event(line: str, actors: dict[str, Span], triggers: dict[str, list[Span]]) -> CorpusEvent:
    found = _EVENT.fullmatch(line)
    if found is None:
        raise UsageError(f"Not an event line: {line!r}. It reads '1 a>b TYPE/mode factuality holder contexts form'.")
    number, source, target, type, mode, factuality, holder, contexts, form = found.groups()

    def marked(letters: str) -> tuple[Span, ...]:
        named = [x for x in letters.split("+") if x]
        if unknown := [x for x in named if x not in actors]:
            raise UsageError(f"No actor is marked {unknown[0]!r}; marked are {', '.join(actors) or 'none'}: {line!r}.")
        return tuple(actors[x] for x in named)

    return CorpusEvent(
        type=type,
        mode=mode,
        contexts=() if contexts == "-" else tuple(contexts.split(",")),
        source=marked(source),
        target=marked(target),
        trigger=tuple(sorted(triggers.get(number, ()))),
        factuality=factuality,
        holder=None if holder == "-" else marked(holder)[0],
        form=form,
    )


def main(arguments: list[str] | None = None) -> int:
    options = argparse.ArgumentParser(prog="python -m dragoman.train.markup", description=__doc__)
    options.add_argument("files", nargs="+", type=argparse.FileType(encoding="utf-8"))
    options.add_argument("--gold", type=Path, help="add the passages that are sound to this corpus file")
    given = options.parse_args(arguments)
    sound: list[Passage] = []
    wrong = 0
    for file in given.files:
        with file:
            for passage in read_markup(file.read(), Path(file.name).stem):
                if isinstance(passage, Passage):
                    sound.append(passage)
                else:
                    wrong += 1
                    sys.stderr.write(f"{file.name}: {passage}\n")
    sys.stdout.write(summary(sound))
    if given.gold:
        _add(given.gold, sound)
    return 3 if wrong else 0


def _add(gold: Path, passages: list[Passage]) -> None:
    """Adds the passages that the file does not hold yet: adding twice changes nothing."""
    from dragoman.records import to_json

    known = {p.id for p in read_passages(gold)} if gold.exists() else set()
    new = {p.id: p for p in passages if p.id not in known}
    with gold.open("ab") as out:
        out.writelines(to_json(p) + b"\n" for p in new.values())


def summary(passages: list[Passage]) -> str:
    """Counts of passages, events, types, modes, factualities, forms and topics, and pairs of passages too much alike."""
    events = [e for p in passages for e in p.events]
    lengths = sorted(len(p.text.split()) for p in passages) or [0]
    lines = [
        f"{len(passages)} passages, {sum(p.hard for p in passages)} hard, {len(events)} events; words a passage: "
        f"{lengths[len(lengths) // 10]} to {lengths[len(lengths) * 9 // 10]}, middle {lengths[len(lengths) // 2]}"
    ]
    for name, counted in (
        ("types", Counter(e.type for e in events)),
        ("modes", Counter(f"{e.type}/{e.mode}" for e in events if e.mode)),
        ("factuality", Counter(e.factuality for e in events)),
        ("forms", Counter(e.form for e in events)),
        ("topics", Counter(p.topic for p in passages if p.topic)),
        ("openings", Counter(" ".join(p.text.split()[:2]) for p in passages)),
    ):
        shown = counted.most_common(8 if name == "openings" else None)
        lines.append(f"{name}: " + ", ".join(f"{k} {n}" for k, n in shown))
    lines += [f"ALIKE: {a[:70]!r} ~ {b[:70]!r}" for a, b in alike(passages)]
    return "\n".join(lines) + "\n"


def alike(passages: list[Passage], share: float = 0.4, size: int = 4) -> Iterator[tuple[str, str]]:
    """Pairs of passages that share more than ``share`` of their ``size``-word shingles: written by formula, or twice."""
    shingles: list[set[str]] = []
    holders: dict[str, list[int]] = {}
    for number, passage in enumerate(passages):
        words = re.findall(r"\w+", passage.text.lower())
        mine = {" ".join(words[i : i + size]) for i in range(len(words) - size + 1)}
        near = Counter(other for s in mine for other in holders.get(s, ()))
        for other, common in near.items():
            if common > share * min(len(mine), len(shingles[other])):
                yield passages[other].text, passage.text
        shingles.append(mine)
        for s in mine:
            holders.setdefault(s, []).append(number)


if __name__ == "__main__":
    sys.exit(main())
