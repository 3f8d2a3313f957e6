"""What the sentences of a denial refuse, and what they grant."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from letters.denial.patient_words import are_symptoms, denies
from letters.denial.sentences import Span
from letters.denial.verdict_words import GRANTED_WORD, REFUSED_WORD

FARTHEST = 250
"""Characters from a sign to the end of what it names."""

_VERDICT = re.compile(
    r"(?:\b(?:is|are|was|were|be|has|have|can)(?:not)?\b"
    r"(?: (?:hereby|therefore|thus|also|both|being|been|(?!part)\w+ly|recommended|to be|considered|deemed"
    r"|found|as|for)){0,3}"
    rf"|[:–—|]| - ?|\() ?(?:recommended )?(?:(?P<refused>{REFUSED_WORD})"
    rf"|(?P<granted>{GRANTED_WORD}|medically necessary|recommended for (?:certification|approval)))\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:not|no|nor|cannot|whether|if|unless|until|why|only|would|may|might|must|should|could|be|can"
    r"|(?:to|that) (?:show|establish|support|prove))\b",
    re.IGNORECASE,
)
"""Before "certified" or "medically necessary": it may be, and is not said to be."""
_EARLIER = re.compile(r"\b(?:previously|in the past|earlier this|last year)\b", re.IGNORECASE)
_GRANTED_EARLIER = re.compile(
    rf"{_EARLIER.pattern}|\b(?:initially|had been|to date|already|prior(?! auth))\b", re.IGNORECASE
)
"""What was decided before."""

_CONSIDERED = re.compile(
    r"\b(?:non-?certif(?:y|ication of)|denial of|den(?:y|ies|ying)|not (?:to )?certify"
    r"|unable to (?:certify|authorize|approve)|medical necessity (?:of|for))(?: the)?(?: requests? for)? ",
    re.IGNORECASE,
)
_ADVERBS = r"(?: (?:has|have|had|hereby|also|therefore|then|will|did|do|can))*"
_DECIDER = (
    rf"\b(?:we|I|ur|utilization review|reviewer|administrator|advisor|carrier|insurer|but|and){_ADVERBS}"
)
_REFUSES = re.compile(
    rf"{_DECIDER} (?:denied|modified)(?! (?:by|on|as|because|for|due|in|at|with|since|per|based|and|or)\b)"
    r"(?: the)?(?: requests? for)? ",
    re.IGNORECASE,
)
_GRANTS = re.compile(
    rf"(?:{_DECIDER} (?:approved?|approves|certif(?:y|ies|ied)|authoriz(?:e|es|ed)|grant(?:s|ed)?)"
    r"|\brecommend(?:s|ed|ing)? (?:certification|approval|authorization) (?:of|for)"
    rf"|(?<!non-)(?<!not )\b{GRANTED_WORD}(?: (?:an?|the))? requests? for)"
    r"(?: (?:an?|the))?(?: requests? for)? ",
    re.IGNORECASE,
)
_ONLY_A_PART = re.compile(
    r"[^;]*?\b(?:modif\w+|instead of|rather than|reduced|in part|partial\w*|of the (?:\w+ ){0,3}requested)\b"
    r"|[^;,]{0,80}(?:that|which) (?:was|were) requested\b",
    re.IGNORECASE,
)
"""Behind a granting word, up to the next verdict: it grants less than was requested."""
_NEVER_HAD = re.compile(r"\bno (?:known |prior |previous |past )?history of ", re.IGNORECASE)
_PATIENT_DENIES = re.compile(r"(?<!is )(?<!was )(?<!are )(?<!were )\bden(?:y|ies|ied|ying) ", re.IGNORECASE)
_VERB = re.compile(
    r" (?:is|are|was|were|has|have|had|be|dated|received|submitted|because|as the|since|which|that|does|do"
    r"|would|cannot|from|by (?:the|dr)|meets?|exceeds?|per the"
    r"|but|while|whereas|although|and (?:den(?:y|ied)|modif\w+|non-?cert\w*|certif\w+|approved?))\b"
    r"|, (?:the|this|there|as|it|he|she|which|and the)\b|[.;:]$",
    re.IGNORECASE,
)
FAILED_BEFORE = r"(?:after|following|despite) (?:\w+ ){0,3}(?:fail|trial)"
_AFTER_FAILURE = re.compile(rf"\b{FAILED_BEFORE}", re.IGNORECASE)
TOLD_WITHIN = re.compile(
    r"[,(]? ?\b(?:(?:as|because|since|given that) (?:there|the|he|she|no)\b|there (?:is|are|was|were) no\b"
    rf"|{FAILED_BEFORE}|(?:previously|already) (?:failed|tried)"
    r"|(?:who|which|having) (?:has |have |had )?(?:failed|tried)|failed\b|in the absence of"
    r"|due to (?:the |an? )?(?:lack|absence|failure))",
    re.IGNORECASE,
)
"""Where a sentence that names what is requested goes over to history or reasons."""
_ABSENT = re.compile(
    r"\b(?:no|not|without|lack(?:s|ing)?|absence)\b[^,]*, (?:(?:therefore|thus|so|hence|and),? )?",
    re.IGNORECASE,
)
"""What is said to be missing before the subject of a verdict: "As there is no MRI, surgery is denied"."""


class _Judged(NamedTuple):
    """The subject of a verdict, and whether it is granted."""

    subject: Span
    granted: bool


def refused(words: str) -> Iterator[Span]:
    """What a sentence refuses; nothing where it tells of a refusal before."""
    if _EARLIER.search(words):
        return
    yield from (judged.subject for judged in _judged(words) if not judged.granted)
    for sign in (*_CONSIDERED.finditer(words), *_REFUSES.finditer(words)):
        if not (sign[0].lower().startswith("den") and denies(words, sign)):
            yield up_to_a_verb(words, sign.end())


def granted(words: str) -> Iterator[Span]:
    """What a sentence grants; nothing where it tells of what was granted before."""
    if _GRANTED_EARLIER.search(words):
        return
    yield from (judged.subject for judged in _judged(words) if judged.granted)
    yield from (up_to_a_verb(words, sign.end()) for sign in _GRANTS.finditer(words))


def ruled_out(words: str) -> Iterator[Span]:
    """What a sentence says that the patient denies, or never had."""
    for sign in _PATIENT_DENIES.finditer(words):
        if denies(words, sign):
            yield up_to_a_verb(words, sign.end())
    yield from (up_to_a_verb(words, sign.end()) for sign in _NEVER_HAD.finditer(words))
    first = _VERDICT.search(words)
    if first and are_symptoms(words[: first.start()]):
        yield Span(0, first.start())


def up_to_a_verb(words: str, start: int) -> Span:
    """What a sign names that ends at ``start``."""
    farthest = min(len(words), start + FARTHEST)
    signs = (_VERB.search(words, start, farthest), TOLD_WITHIN.search(words, start, farthest))
    return Span(start, min((until.start() for until in signs if until), default=farthest))


def _judged(words: str) -> Iterator[_Judged]:
    """The subject of each verdict: what stands before it in the sentence, behind the verdict before."""
    start = 0
    verdicts = list(_VERDICT.finditer(words))
    ends = [*(verdict.start() for verdict in verdicts[1:]), len(words)]
    for verdict, end in zip(verdicts, ends, strict=False):
        subject = _subject(words, start, verdict)
        is_in_part = verdict["granted"] and _ONLY_A_PART.match(words, verdict.end(), end)
        is_granted = verdict["granted"] and not (is_in_part or _is_unsure(words, start, verdict))
        if (is_granted or is_in_part or verdict["refused"]) and not are_symptoms(subject.of(words)):
            yield _Judged(subject, bool(is_granted))
        start = verdict.end()


def _is_unsure(words: str, start: int, verdict: re.Match[str]) -> bool:
    return bool(
        _UNSURE.search(words, max(start, verdict.start("granted") - FARTHEST), verdict.start("granted"))
    )


def _subject(words: str, start: int, verdict: re.Match[str]) -> Span:
    opening = max(words.rfind(", the ", start, verdict.start()) + 1, start)
    opening = _behind_reasons(words, opening, verdict)
    failed = _AFTER_FAILURE.search(words, opening, verdict.start())
    is_told = failed and words[opening : failed.start()].strip()
    end = failed.start() if failed and is_told else verdict.start()
    return Span(max(opening, end - FARTHEST), end)


def _behind_reasons(words: str, opening: int, verdict: re.Match[str]) -> int:
    """Where a verdict's subject opens, behind what the sentence says before it to be missing."""
    for absent in _ABSENT.finditer(words, opening, verdict.start()):
        if words[absent.end() : verdict.start()].strip():
            opening = absent.end()
    return opening
