"""The reasons that a denial gives, which are not those of a rationale alone: it tells the history too."""

import re
from collections.abc import Iterator
from itertools import pairwise

from letters.denial.sentences import sentences
from letters.parsed_letter import ReasonSpan
from letters.reasons import find_reasons

_ONLY_THE_VERDICT = re.compile(
    r"(?:therefore,? |thus,? )?(?:this|the|your|these) requests?(?: for authorization)?"
    r" (?:has been|have been|is|was|are|were) (?:therefore |hereby )?denied\.?",
    re.IGNORECASE,
)
"""A rationale that says "the request is denied" means another item; a denial means its own."""
_TOLD = (
    r"(?:(?:brief |pertinent |past |interval )?"
    r"(?:clinical |case |medical |surgical |social |family |patient )?"
    r"(?:summary|history|background|information)(?: of (?:present illness|injury|the case))?"
    r"|(?:subjective|objective)(?: complaints| findings)?"
    r"|(?:physical )?exam(?:ination)?(?: findings)?|hpi|pmh)"
)
_ARGUED = (
    r"(?:(?:clinical |determination |decision |denial |medical )?"
    r"(?:rationale|analysis|discussion|explanation)"
    r"|(?:principal |clinical )?reasons?|basis)(?: (?:for|of|and) [^\n:.]{1,40})?"
)
_DECIDED = r"(?:determinations?|decisions?|conclusions?|recommendations?)"
_HEADING = re.compile(
    rf"(?:^|(?<=[.;] ))(?:(?P<told>{_TOLD})|(?P<argued>{_ARGUED})|{_DECIDED}) ?(?:[:–—]|$)",
    re.IGNORECASE | re.MULTILINE,
)
"""What opens a part that tells of the patient, one that argues, and one that decides."""
_BARE_HISTORY = re.compile(
    r"\b(?:no|denies|without|negative for)"
    r"(?: (?:any|known|prior|previous|past|relevant|significant|medical)){0,3}"
    r" history (?:of|for) (?:[\w-]+ ){0,3}?(?:surger(?:y|ies)|operations?|diabetes|hypertension|asthma|cancer"
    r"|allerg(?:y|ies)|injur(?:y|ies)|trauma|accidents?|smoking|tobacco|alcohol|substance|drug|illness)",
    re.IGNORECASE,
)
_ARGUES = re.compile(
    r"\b(?:guidelines?|therefore|thus|hence|requests?|requested|criteria|indicat\w+|necess\w+|support|warrant"
    r"|justif\w+|denied|certif\w+|approv\w+|authoriz\w+|recommend\w*|need|require[sd]?)\b",
    re.IGNORECASE,
)


def denial_reasons(text: str) -> Iterator[ReasonSpan]:
    """The reasons of a readable text, without those that only its clinical history seems to give.

    A history is left out where headings tell it from what is argued. Elsewhere a sentence that only says
    what the patient never had, "no history of diabetes", gives no reason.
    """
    told = list(_told(text))
    bare = [one for one in sentences(text) if _is_bare_history(one.of(text))]
    for span in find_reasons(text, "upheld"):
        is_told = any(start <= span.start < end for start, end in told)
        is_bare = span.code == "not-indicated" and any(one.start <= span.start < one.end for one in bare)
        is_verdict = _ONLY_THE_VERDICT.fullmatch(text[span.start : span.end].strip())
        if not (is_told or is_bare or is_verdict):
            yield span


def _is_bare_history(sentence: str) -> bool:
    return bool(_BARE_HISTORY.search(sentence)) and not _ARGUES.search(sentence)


def _told(text: str) -> Iterator[tuple[int, int]]:
    """The parts that tell of the patient; none where no heading says where it is argued."""
    headings = list(_HEADING.finditer(text))
    if not any(heading["argued"] for heading in headings):
        return
    ends = [*(heading.start() for heading in headings), len(text)]
    for heading, (start, end) in zip(headings, pairwise(ends), strict=True):
        if heading["told"]:
            yield start, end
