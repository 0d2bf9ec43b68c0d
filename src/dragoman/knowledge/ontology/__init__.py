"""PLOVER: sixteen event types, their modes and contexts, quad classes, intensities, and CAMEO codes.

Everything comes from ``plover.json`` beside this file (CC BY-SA 4.0; see ``LICENSE`` there). How contradictions of
the manual were decided stands in ``docs/decisions/0002-plover-faults.md``.

>>> intensity("RETREAT", "disarm"), intensity("AID"), QUADS["SANCTION"]
(10.0, 10.0, 4)
>>> cameo("CONSULT", "phone"), cameo("AID", contexts=("military",)), cameo("ASSAULT", "drone")
('041', '072', None)
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.errors import KnowledgeError, UnknownName


def _load() -> dict[str, Any]:
    text = files(__package__).joinpath("plover.json").read_text(encoding="utf-8")
    try:
        data: dict[str, Any] = json.loads(text)
    except ValueError as e:
        raise KnowledgeError(f"plover.json is not JSON: {e}") from e
    return data


_PLOVER = _load()
_EVENTS: dict[str, Any] = _PLOVER["events"]

EVENT_TYPES: tuple[str, ...] = tuple(_EVENTS)
QUADS: dict[str, int] = {name: e["quad"] for name, e in _EVENTS.items()}
MODES: dict[str, tuple[str, ...]] = {name: tuple(e["modes"]) for name, e in _EVENTS.items()}
CONTEXTS: dict[str, str] = dict(_PLOVER["contexts"])
DEFINITIONS: dict[str, str] = {name: e["definition"] for name, e in _EVENTS.items()}
MODE_MEANINGS: dict[tuple[str, str], str] = {(n, m): v[1] for n, e in _EVENTS.items() for m, v in e["modes"].items()}
NEEDS_RECIPIENT: frozenset[str] = frozenset(name for name, e in _EVENTS.items() if e["recipient_required"])

SECTORS: dict[str, str] = {
    "GOV": "government, executive",
    "MIL": "state military",
    "COP": "police",
    "JUD": "courts",
    "LEG": "parliament",
    "PTY": "political parties",
    "SPY": "state intelligence",
    "PRM": "paramilitaries not opposed to the government",
    "REB": "armed opposition",
    "UAF": "unidentified armed men",
    "OPP": "political opposition",
    "PRE": "partially recognised entity, added to others",
    "UNK": "unidentified actor",
    "AGR": "farm labour, peasants",
    "BUS": "business except multinational companies",
    "CRM": "criminals, gangs",
    "CVL": "unaffiliated civilians, protesters",
    "EDU": "education",
    "ELI": "former officials and their families",
    "JRN": "media",
    "LAB": "organised labour",
    "MED": "health",
    "REF": "refugees, displaced people",
    "REL": "religious bodies",
    "SOC": "other civil society",
    "IGO": "international governmental organisation",
    "UNO": "United Nations and its agencies",
    "EUR": "European Union and its bodies",
    "NGO": "international non-governmental organisation",
    "ISM": "international social movement",
    "IMG": "international armed group",
    "MNC": "multinational company",
}


def intensity(type: str, mode: str | None = None) -> float:
    """The conflict-cooperation score, -10 to +10: that of the mode, or of the type where there is no mode.

    Raises ``UnknownName`` for a type or mode that PLOVER does not have.
    """
    check(type, mode)
    event = _EVENTS[type]
    return float(event["score"] if mode is None else event["modes"][mode][0])


def check(type: str, mode: str | None = None) -> None:
    """Raises ``UnknownName`` unless PLOVER has the type, and the mode under it."""
    if type not in _EVENTS:
        raise UnknownName("event type", type, EVENT_TYPES)
    if mode is not None and mode not in MODES[type]:
        raise UnknownName(f"mode of {type}", mode, MODES[type])


AHEAD = frozenset({"planned", "considered", "conditional", "possible"})
"""The factualities of an act that has yet to come."""

AHEAD_TYPES = {**dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE"), "RETREAT": "CONCEDE"}
"""What a type becomes while the act has yet to come (PLOVER manual, coding rules of AGREE, CONCEDE and RETREAT)."""


def in_time(type: str, factuality: str | None) -> str:
    """The type of an act, given how factual it is: a visit that is planned is an AGREE."""
    return AHEAD_TYPES.get(type, type) if factuality in AHEAD else type


def cameo(type: str, mode: str | None = None, contexts: tuple[str, ...] = (), code: str | None = None) -> str | None:
    """The CAMEO code that a PLOVER coding supports, or ``None`` where CAMEO has none for it.

    ``code`` is one that the words themselves point at (the lexicon of event words has some): it is taken when
    CAMEO's table files it under the same type. Otherwise the mode and then the contexts decide; the most general
    code that fits wins, so nothing more special is claimed than is known.
    """
    check(type, mode)
    if code is not None and _cameo_types().get(code) == type:
        return code
    rows = [r for r in _cameo_rows(type) if _mode_fits(mode, r["mode"])]
    if not rows:
        return None
    best = max(_rank(r, contexts) for r in rows)
    first, *others = [r["cameo"] for r in rows if _rank(r, contexts) == best]
    if best[0] < 0 and not all(o.startswith(first) for o in others):
        return f"{first[:2]}0" if _cameo_types().get(f"{first[:2]}0") == type else None
    return _INSTEAD.get((type, mode, first), first)


_INSTEAD: dict[tuple[str, str | None, str], str | None] = {
    ("ASSAULT", None, "180"): None,
    ("ASSAULT", "targeted", "185"): None,
    ("ASSAULT", "explosives", "1832"): "183",
    ("ACCUSE", "allege", "115"): "112",
    ("THREATEN", "relations", "1311"): "131",
    ("THREATEN", "restrict", "132"): "131",
    ("MOBILIZE", "police", "151"): "153",
}
"""Where the first of several codes would claim more than type and mode say (185 is an attempt at what 186 is, 115 a
lawsuit): the code that claims less, or ``None``."""


def _rank(row: dict[str, Any], contexts: tuple[str, ...]) -> tuple[int, int]:
    """How well a row fits: 1 a context agrees, 0 it claims none, -1 it claims one that is not known; shorter first."""
    claimed = set(row["context"].split(";")) - {""}
    agrees = 1 if claimed & set(contexts) else 0 if not claimed or _is_plain(row["cameo"]) else -1
    return agrees, -len(row["cameo"])


def _is_plain(code: str) -> bool:
    """Whether a code is the "not specified" one of its root: 030, 050, 120."""
    return len(code) == 3 and code.endswith("0")


def _mode_fits(mode: str | None, cell: str) -> bool:
    return cell == "" if mode is None else mode in cell.split("|")


@lru_cache(maxsize=1)
def _cameo_types() -> dict[str, str]:
    return {r["cameo"]: r["event"] for r in _PLOVER["cameo_map"]}


@lru_cache(maxsize=32)
def _cameo_rows(type: str) -> tuple[dict[str, Any], ...]:
    rows = [r for r in _PLOVER["cameo_map"] if r["event"] == type and len(r["cameo"]) > 2]
    return tuple(sorted(rows, key=lambda r: (len(r["cameo"]), r["cameo"])))
