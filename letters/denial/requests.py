"""Where a denial or a request for authorization names what is requested.

Three signs are taken: a label and what stands behind it ("Treatment requested: ..."), a request told in
a sentence ("the request for ..."), and a verdict with its subject ("... is non-certified"). What is
merely mentioned, such as earlier treatment, is in none of them.
"""

import re
from collections.abc import Iterator

from letters.denial.patient_words import are_symptoms, denies
from letters.denial.sentences import Span, sentences, stripped

_FARTHEST = 250
"""Characters from a sign to the end of what it names."""
_NEAR = 60
"""Characters before a request in which a decision may grant it."""
_LONGEST_BLOCK = 15
"""Lines behind a label."""

_WHAT = (
    r"(?:treatments?|services?(?: ?/ ?goods?)?|items?|goods?|procedures?|medications?|drugs?|therapy|surgery|"
    r"equipment|tests?|studies|study|care)(?:\(s\))?"
)
_LABEL = re.compile(
    rf"^(?:\(?\d{{1,2}}[.)] |[•·●▪*-] )?(?:"
    rf"(?:(?:proposed|specific|disputed|denied|non-?certified|requested) ){{1,2}}{_WHAT}(?: ?/ ?{_WHAT})?"
    rf"|{_WHAT}(?: ?(?:/|or|and) ?{_WHAT})?(?: being| under| in| at)? ?"
    r"(?:request(?:ed)?|reviewed|review|dispute|disputed|issue|denied|modified|non-?certified)"
    r"|requests?(?: for authorization)?|rfa|original request|determinations?|decisions?"
    r"|(?:ur|review) (?:decision|outcome)"
    r"|recommendations?|non-?certified|not certified|denied|modified"
    r")(?: \(required\))?[ ]?(?:[:–—]|-(?= )|$)",
    re.IGNORECASE | re.MULTILINE,
)
_OTHER_LABEL = re.compile(r"[A-Z][\w /&()'’.-]{0,60}:|(?:[A-Z]{3,}[ /&-]{0,3}){1,6}$")
_TOLD_ON = re.compile(
    r"(?:\W{0,3}(?:previous(?:ly)?|prior|past|failed|tried|current(?:ly)?|history|diagnos[ei]s|allergies|no|not)\b"
    r"|(?:rationale|reasons?|summary|clinical|subjective|objective|exam(?:ination)?|findings|medications)\b"
    r"[^.:]{0,30}:"
    r"|.{0,250}?\b(?:is|are|was|were|has|have|had|takes?|took|taking|denie[ds]|failed|tried|complains?)\b)",
    re.IGNORECASE,
)
"""How a sentence reads that tells of history or reasons, where it stands behind what is requested."""
_FAILED_BEFORE = r"(?:after|following|despite) (?:\w+ ){0,3}(?:fail|trial)"
_AFTER_FAILURE = re.compile(rf"\b{_FAILED_BEFORE}", re.IGNORECASE)
_TOLD_WITHIN = re.compile(
    r"[,(]? ?\b(?:(?:as|because|since|given that) (?:there|the|he|she|no)\b|there (?:is|are|was|were) no\b"
    rf"|{_FAILED_BEFORE}|(?:previously|already) (?:failed|tried)"
    r"|(?:who|which|having) (?:has |have |had )?(?:failed|tried)|failed\b|in the absence of"
    r"|due to (?:the |an? )?(?:lack|absence|failure))",
    re.IGNORECASE,
)
"""Where a sentence that names what is requested goes over to history or reasons."""
_LISTED = re.compile(r"(?:\(?\d{1,2}[.)]|[•·●▪*–-]) ")

_OPENING = re.compile(r"\s*(?:\(required\)\s?[:–-]?\s?|(?:\(?\d{1,2}[.)]|[•·●▪*–-]) )", re.IGNORECASE)
_NAMES_NONE = re.compile(
    r"(?:the |an? |this |such )?(?:request(?:ed|s)? )?(?:for )?(?:\w+ )?(?:number of )?"
    r"(?:visits?|sessions?|treatments?|services?|surgery|surgical (?:procedure|intervention)"
    r"|diagnostic testing|stud(?:y|ies)|medications?)(?: at this time)?",
    re.IGNORECASE,
)

_ASKED = re.compile(
    r"\b(?:(?:re-?)?request(?:s|ed|ing)?|rfa|disputed|seeks|seeking|asks for)\b"
    r"(?: (?:an?|the|this|is|was|made))?"
    r"(?: for authorization)?(?: \(rfa\))?"
    r"(?: (?:was |were |is )?(?:submitted|received|dated)(?: on)? [\d/.-]{6,10},?)?"
    r"(?: (?:prospective|retrospective|concurrent|continued))?(?: (?:to certify|for))?"
    r"(?: (?:authorization|approval|certification)(?: (?:for|of))?)?[ :]{1,2}",
    re.IGNORECASE,
)
_ASKED_UNTIL = re.compile(
    r" (?:is|are|was|were|has|have|had|be|dated|received|submitted|because|as the|since|which|that|does|do"
    r"|would|cannot|from|by (?:the|dr)|meets?|exceeds?|per the)\b"
    r"|, (?:the|this|there|as|it|he|she|which|and the)\b|[.;:]$",
    re.IGNORECASE,
)
_NO_TREATMENT = re.compile(
    r"(?:an? |the )?(?:additional |further )?(?:authorization|information|documentation|(?:medical )?records?"
    r"|imr|independent|reconsideration|appeal|expedited|hearing|clarification|application|form|copy|copies"
    r"|(?:peer|utilization|physician) review)\b",
    re.IGNORECASE,
)
_REFUSED = (
    r"(?:non-?certif(?:ied|y)|not (?:be )?(?:certified|authorized|approved|recommended for certification)"
    r"|non-?authorized|denied|not (?:been )?(?:medically )?(?:necessary|appropriate|established|supported)"
    r"|(?:partially |conditionally )?(?:modified|certified with modification))"
)
_VERDICT = re.compile(
    r"(?:\b(?:is|are|was|were|be|has|have|can)(?:not)?\b"
    r"(?: (?:hereby|therefore|thus|being|respectfully|recommended|to be|considered|deemed|found|as)){0,3}"
    rf"|[:–—]| - ?|\() ?(?:recommended )?{_REFUSED}\b",
    re.IGNORECASE,
)
_CONSIDERED = re.compile(
    r"\b(?:non-?certif(?:y|ication of)|denial of|den(?:y|ies|ying)|not (?:to )?certify"
    r"|unable to (?:certify|authorize)|medical necessity (?:of|for))(?: the)?(?: requests? for)? ",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"\b(?:no|not|without|lack(?:s|ing)?|absence)\b[^,]*, (?:(?:therefore|thus|so|hence|and),? )?",
    re.IGNORECASE,
)
"""What is said to be missing before the subject of a verdict: "As there is no MRI, surgery is denied"."""
_GRANTED = r"(?:approved|certified(?! with modif)|authorized|granted|medically necessary)"
_GRANTED_AFTER = re.compile(
    rf" ?(?:is|are|was|were|has been|have been)(?: \w+ly)?(?: recommended as)? {_GRANTED}\b", re.IGNORECASE
)
_GRANTED_BEFORE = re.compile(
    r"(?<!non-)(?<!not )\b(?:approved|certified|authorized|granted)(?: (?:an?|the))? requests?(?: for)? $",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:previously|in the past|earlier this|last year)\b", re.IGNORECASE)
"""What was refused before."""


def requested(text: str) -> list[Span]:
    """Where a readable text names what is requested, in order; stretches that overlap are one."""
    return _joined(sorted([*_labelled(text), *_told(text)]))


def pieces(text: str, span: Span) -> Iterator[Span]:
    """The single services of a request that lists several."""
    start = span.start
    listed = span.of(text)
    for joint in re.finditer(r"[\n;]|,? and (?=\d|[A-Z]|an? |the )|, (?:and )?", listed):
        if joint[0].startswith(",") and "%" in listed:
            continue  # what is mixed in a compound is one request
        yield from _service(text, Span(start, span.start + joint.start()))
        start = span.start + joint.end()
    yield from _service(text, Span(start, span.end))


def _service(text: str, span: Span) -> Iterator[Span]:
    """The span without the number or label that it opens with; none where it names none."""
    opening = _OPENING.match(text, span.start, span.end)
    service = stripped(text, Span(opening.end() if opening else span.start, span.end))
    if service and not _NAMES_NONE.fullmatch(service.of(text)):
        yield service


def _labelled(text: str) -> Iterator[Span]:
    for label in _LABEL.finditer(text):
        if block := stripped(text, Span(label.end(), _block_end(text, label.end()))):
            yield from _without_prose(text, block)


def _without_prose(text: str, block: Span) -> Iterator[Span]:
    """The block, but of each line only what stands before it goes over to tell of history or reasons."""
    start = block.start
    for line in _lines(text, block.start):
        end = min(line.end, block.end)
        told = _told_from(text, Span(line.start, end))
        if told is not None:
            yield Span(start, told)
            start = end
        if end == block.end:
            break
    yield Span(start, block.end)


def _told_from(text: str, line: Span) -> int | None:
    """Where a line begins to tell; ``None`` where all of it names what is requested."""
    for number, sentence in enumerate(sentences(line.of(text))):
        words = Span(line.start + sentence.start, line.start + sentence.end)
        if number and _TOLD_ON.match(text, words.start, words.end):
            return words.start
        if within := _TOLD_WITHIN.search(text, words.start, words.end):
            return within.start()
    return None


def _block_end(text: str, start: int) -> int:
    """Where the entry behind a label ends: at an empty line, unless a list goes on, or at the next label."""
    end = start
    seen = False
    for number, line in enumerate(_lines(text, start)):
        words = line.of(text)
        opens_other = number > 0 and (_OTHER_LABEL.match(words) or _LABEL.match(words))
        ended = seen and not words and not _LISTED.match(text[line.end :].lstrip("\n"))
        if number > _LONGEST_BLOCK or opens_other or ended:
            break
        seen = seen or bool(words)
        end = line.end
    return end


def _lines(text: str, start: int) -> Iterator[Span]:
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Span(start, end)
        start = end + 1


def _told(text: str) -> Iterator[Span]:
    for sentence in sentences(text):
        words = sentence.of(text)
        told = list(_asked(words))
        if not _EARLIER.search(words):
            told += [*_refused(words), *_considered(words)]
        for start, end in told:
            if not (_NO_TREATMENT.match(words, start) or _is_granted(words, start, end)):
                yield Span(sentence.start + start, sentence.start + end)


def _is_granted(words: str, start: int, end: int) -> bool:
    """Whether the decision grants it, as one does for a part of what was requested."""
    return bool(
        _GRANTED_AFTER.match(words, end) or _GRANTED_BEFORE.search(words, max(0, start - _NEAR), start)
    )


def _asked(words: str) -> Iterator[Span]:
    for sign in _ASKED.finditer(words):
        yield _up_to_a_verb(words, sign.end())


def _considered(words: str) -> Iterator[Span]:
    for sign in _CONSIDERED.finditer(words):
        if not (sign[0].lower().startswith("den") and denies(words, sign)):
            yield _up_to_a_verb(words, sign.end())


def _up_to_a_verb(words: str, start: int) -> Span:
    farthest = min(len(words), start + _FARTHEST)
    signs = (_ASKED_UNTIL.search(words, start, farthest), _TOLD_WITHIN.search(words, start, farthest))
    return Span(start, min((until.start() for until in signs if until), default=farthest))


def _refused(words: str) -> Iterator[Span]:
    """The subject of each verdict: what stands before it in the sentence, behind the verdict before."""
    start = 0
    for verdict in _VERDICT.finditer(words):
        opening = _behind_reasons(
            words, max(words.rfind(", the ", start, verdict.start()) + 1, start), verdict
        )
        failed = _AFTER_FAILURE.search(words, opening, verdict.start())
        is_told = failed and words[opening : failed.start()].strip()
        end = failed.start() if failed and is_told else verdict.start()
        if not are_symptoms(words[opening:end]):
            yield Span(max(opening, end - _FARTHEST), end)
        start = verdict.end()


def _behind_reasons(words: str, opening: int, verdict: re.Match[str]) -> int:
    """Where a verdict's subject opens, behind what the sentence says before it to be missing."""
    for absent in _ABSENT.finditer(words, opening, verdict.start()):
        if words[absent.end() : verdict.start()].strip():
            opening = absent.end()
    return opening


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        elif span.start < span.end:
            joined.append(span)
    return joined
