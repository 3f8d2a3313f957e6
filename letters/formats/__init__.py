"""Letter layouts, one module each. README.md says how to add one."""

from letters.formats.base import LetterFormat
from letters.formats.f3 import F3
from letters.formats.f4 import F4

FORMATS: tuple[LetterFormat, ...] = (F3(), F4())
