"""Which language a text is in: by its letters, then by py3langid's probabilities over the languages news is written in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.errors import InputError
from dragoman.ingest.words import page_words
from dragoman.settings import Settings

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 4000
_ENGLISH_SHARE = 0.2


def language_of(text: str, declared: str | None, settings: Settings) -> str | None:
    """``"en"``, or ``None`` for a text too short to tell that declares nothing (it is read as English).

    ``declared``: what the source says, such as ``en-GB``. Raises ``InputError`` (``not_english``).
    """
    said = declared.strip().lower().replace("_", "-").split("-")[0] if declared else None
    if (letters := _foreign_letters(text)) is not None:
        raise InputError("not_english", f"its letters are {letters}")
    if len(text) < settings.language_min_chars:
        if said and said != "en" and len(said) in (2, 3):
            raise InputError("not_english", f"it says that its language is {said!r}")
        return "en" if said == "en" else None
    if _mostly_english_words(text):
        return "en"
    ranked = _identifier().rank(text[:_SAMPLE])
    english = dict(ranked).get("en", 0.0)
    if 1 - english >= settings.language_min_probability:
        raise InputError("not_english", f"it looks like {ranked[0][0]!r} (English: {english:.3f})")
    return "en"


def _mostly_english_words(text: str) -> bool:
    """Whether the small words are English, however foreign the names: "A volcano erupts at Eyjafjallajökull"."""
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    small = [w for w in words if w in page_words().english]
    share = _ENGLISH_SHARE / 2 if "the" in small else _ENGLISH_SHARE
    return len(small) >= share * len(words) > 0


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid import langid

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(page_words().languages)
    return identifier


def _foreign_letters(text: str) -> str | None:
    """The script of most letters, where it is not the Latin one."""
    letters = [c for c in text[:_SAMPLE] if c.isalpha()]
    foreign = [c for c in letters if c > "\u024f" and not unicodedata.name(c, "").startswith("LATIN")]
    if len(foreign) * 2 <= len(letters):
        return None
    return unicodedata.name(foreign[0], "of another script").split(" ")[0].capitalize()
