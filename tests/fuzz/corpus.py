"""The letters that are mutated: golden, sample and, where they lie beside the checkout, real ones."""

from functools import cache
from pathlib import Path

from letters.reading import read_letter
from letters.samples import make_letters
from tests.gold import REAL_LETTERS, names_kept_aside

_TESTS = Path(__file__).resolve().parent.parent
SAMPLES = 300


@cache
def letters_to_mutate(own_only: bool = False) -> tuple[str, ...]:
    """Letters that are made up, always the same ones; then the real ones, if wanted and there."""
    golden = sorted((_TESTS / "letters" / "formats" / "golden").glob("*.txt"))
    samples = (letter.text for letter in make_letters(SAMPLES, seed=1))
    own = (*(path.read_text("utf-8") for path in golden), *samples)
    return own if own_only or not REAL_LETTERS.is_dir() else own + _real_letters()


def _real_letters() -> tuple[str, ...]:
    """The real and the authored letters but for those kept aside."""
    aside = names_kept_aside(REAL_LETTERS)
    files = [path for folder in ("seeds", "pdf", "authored") for path in (REAL_LETTERS / folder).iterdir()]
    return tuple(
        read_letter(path).text
        for path in sorted(files)
        if path.suffix in {".txt", ".pdf"} and path.stem not in aside
    )
