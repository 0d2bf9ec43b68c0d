"""The words of promising (``pledges.tsv``): verbs, nouns and adjectives of promise, and the acts that are promised.

Written by hand by the project. Columns: ``word`` (lemma), ``class``, ``strength``, ``frames`` (separated by ``|``). Classes:

- ``promise``: verbs that promise, plan or consider. ``frames`` as in ``cues.tsv``, and ``amount`` (a pledge where the
  object is a sum or a number: "announced $2 billion in aid")
- ``noun``, ``adjective``: "a commitment to ensure", "ready to send"
- ``reaffirm``: beside such a noun, they say that the promise is an old one that still stands
- ``void``: verbs beside such a noun under which there is no promise ("broke its pledge", "demands a commitment")
- ``ask``: words over a promise or act that make it a request, a hope or a forecast
- ``action``: what a government or organisation can undertake to do, so that "will" before it is a promise
- ``light``: as ``action``, but only with the objects or particles in ``frames`` ("do everything", "set up")
- ``harm``: acts that make the same words a threat; ``harm_to``: only where an actor is at the receiving end;
  ``harm_noun``: their nouns ("vowed revenge"); ``abstain``: acts that one can promise *not* to do
- ``no_promise``: nouns that are promised and yet commit to nothing ("promised an apology")
- ``demand``, ``demand_noun``: verbs and nouns that ask another to act. ``frames``: ``obj_inf`` (urge Mali to), ``clause`` (demand
  that), ``on`` (call on Mali to), ``for`` (call for Mali to), ``from`` (demand an answer from Mali)
- ``undo`` of something ``good``: a threat too ("suspend the ceasefire")
- ``idle``: what one does not undertake although one "will" do it; whoever speaks for oneself promises with any other verb
- ``needs_object``: verbs that one undertakes only with an object; ``unpromised``: objects under which there is still nothing promised
- ``arms``: what one answers with, or brings up under a condition, to threaten
- ``shield``: acts that stay a pledge under a hostile condition ("will defend it if it is attacked")
- ``victim``: what is hit by an act of ``harm_to``, beside whoever has a name
- ``observer``: whoever they are, they only forecast; ``bystander``: private people, of whom one may ask anything
- ``event``: scheduled business, announced rather than promised
- ``promisor``: nouns for those who can promise, where it is not known which
- ``withdrawn``, ``broken``, ``kept``, ``raised``, ``cut``, ``doubted``, ``stands``, ``recalled``: verbs over such a noun that tell what became
  of the promise, with particles in ``frames`` as for ``light``
- ``arrive``, ``deliver``: verbs of what was promised coming about; ``cargo``: nouns for what comes in parts
- ``process``: nouns for processes and missions that a pledge may serve
- ``thing``, ``deed``: nouns for what can be given or set up, and for doing so ("is considering a loan", "the sale of")
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from dragoman.errors import KnowledgeError

CLASSES = frozenset(
    [
        "promise",
        "noun",
        "adjective",
        "reaffirm",
        "void",
        "ask",
        "action",
        "light",
        "harm",
        "harm_to",
        "harm_noun",
        "no_promise",
        "demand",
        "demand_noun",
        "undo",
        "good",
        "abstain",
        "event",
        "idle",
        "withdrawn",
        "broken",
        "kept",
        "raised",
        "cut",
        "doubted",
        "stands",
        "recalled",
        "arrive",
        "deliver",
        "cargo",
        "observer",
        "needs_object",
        "unpromised",
        "victim",
        "shield",
        "arms",
        "bystander",
        "promisor",
        "process",
        "thing",
        "deed",
    ]
)
WITH_PARTICLES = frozenset(
    ["light", "withdrawn", "broken", "kept", "raised", "cut", "doubted", "stands", "recalled", "arrive", "deliver"]
)
STRENGTHS = frozenset({"", "firm", "reaffirmed", "considering"})
FRAMES = frozenset({"clause", "inf", "gerund", "topic", "addressee", "amount", "obj_inf", "on", "for", "from"})
HEADER = ["word", "class", "strength", "frames"]


@dataclass(frozen=True, slots=True)
class PromiseWord:
    """``strength``: of the pledge it makes; empty for words that make none."""

    word: str
    strength: str
    frames: frozenset[str]


@lru_cache(maxsize=1)
def promise_words() -> dict[str, dict[str, PromiseWord]]:
    """The words of each class.

    Raises ``KnowledgeError`` for a defective table.
    """
    table: dict[str, dict[str, PromiseWord]] = {c: {} for c in CLASSES}
    lines = resources.files("dragoman.knowledge.words").joinpath("pledges.tsv").read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != HEADER:
        raise KnowledgeError(f"pledges.tsv, line 1: columns must be {', '.join(HEADER)}.")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(HEADER):
            raise KnowledgeError(f"pledges.tsv, line {number}: {len(cells)} columns, not {len(HEADER)}.")
        word, kind, strength, listed = cells
        frames = frozenset(f for f in listed.split("|") if f)
        for column, value, valid in (("class", kind, CLASSES), ("strength", strength, STRENGTHS)):
            if value not in valid:
                raise KnowledgeError(
                    f"pledges.tsv, line {number}, column {column}: {value!r} is not one of {sorted(valid)}."
                )
        if kind not in WITH_PARTICLES and not frames <= FRAMES:
            raise KnowledgeError(
                f"pledges.tsv, line {number}, column frames: {listed!r} holds none of {sorted(FRAMES)}."
            )
        table[kind][word] = PromiseWord(word, strength, frames)
    return table
