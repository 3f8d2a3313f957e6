"""Letter layouts, one module each. README.md says how to add one."""

from letters.formats.base import LetterFormat
from letters.formats.f0 import F0
from letters.formats.f1 import F1
from letters.formats.f2 import F2
from letters.formats.f3 import F3
from letters.formats.f4 import F4
from letters.formats.f5 import F5

FORMATS: tuple[LetterFormat, ...] = (F0(), F1(), F2(), F3(), F4(), F5())
