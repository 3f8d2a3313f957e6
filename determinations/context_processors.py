"""What every page knows of the corpus."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from determinations.models import Letter


@dataclass
class Corpus:
    """Facts of the whole corpus, each read from the database only where a page asks for it."""

    @cached_property
    def has_fictional(self) -> bool:
        """Whether sample letters are among the letters; every page then says so."""
        return self._parsed(is_fictional=True)

    @cached_property
    def has_real(self) -> bool:
        """Whether real letters are among them, too: then only some are samples."""
        return self._parsed(is_fictional=False)

    @staticmethod
    def _parsed(*, is_fictional: bool) -> bool:
        letters = Letter.objects.filter(is_fictional=is_fictional, status=Letter.Status.PARSED)
        return letters.filter(determination__withdrawn_at=None).exists()


def corpus(request: HttpRequest) -> dict[str, Corpus]:
    """Add ``corpus`` to every template's context."""
    return {"corpus": Corpus()}
