"""The telling words of a text, which a form sends again in place of the text itself.

Only words that the text has in lower case: no number or date is among them, and no name that is written
as names are. They stand in the order of the alphabet, so that nobody can read the text from them.
Nor are there words of the notices that the law has every denial give: they say nothing of the treatment.
"""

import re
from collections import Counter

from letters.denial.sentences import sentences
from search import boilerplate

MOST_WORDS = 300
_WORD = re.compile(r"(?<![\w'’@./-])[a-z]{4,30}(?![\w@/])")
_NOTICE = re.compile(
    r"\b(?:labor code|code of regulations|c\.?c\.?r\.? (?:§|sections?)|civil code|statutes?|attorney"
    r"|hipaa|health insurance portability|protected health information|confidential|privileged"
    r"|independent medical review|workers[’']? compensation appeals|division of workers"
    r"|information (?:and|&) assistance|administrative director|claims? (?:administrator|adjuster)"
    r"|disputed? (?:medical treatment|resolution|over|liability)|intended recipient"
    r"|(?:calendar|business|working) days|your (?:rights?|attorney|employer)"
    r"|you (?:may|must|disagree|wish|are entitled|have (?:the|a) right))\b",
    re.IGNORECASE,
)
"""What a sentence says that informs of rights, periods and the law, and not of this treatment."""
_OF_NOTICES = re.compile(
    r"adjusters?|administrators?|agency|appeal(?:s|ed)?|application|attorneys?|authoriz(?:e|ed|ation)"
    r"|business|calendar|carrier|claims?|codes?|compensation|confidential(?:ity)?|cop(?:y|ies)|dated?|days"
    r"|deadline|decisions?|denial|denied|deny|determinations?|disagree|disclos(?:e|ed|ure)|disput(?:e|es|ed)"
    r"|division|employ(?:ees?|ers?)|enclosed|entitled|entity|envelope|facsimile|federal|fil(?:e|ed|ing)"
    r"|forms?|hearing|hereby|impartial|independent|information|injured|insur(?:ance|ers?)|judge|labor|laws?"
    r"|lawyer|legal|letter|liability|mail(?:ed|ing)?|mandatory|notices?|notif(?:y|ied|ication)|objection"
    r"|officer|organization|party|penalty|phone|portability|privacy|privileged|prohibited|pursuant"
    r"|questions|receipt|received?|recipients?|regulations?|representative|request(?:s|ed|ing)?|reviewers?"
    r"|rights|sections?|sender|sent|signature|signed|statut(?:es?|ory)|submit(?:ted)?|telephone"
    r"|time(?:frames?|ly)|unauthorized|utilization|website|within|workers?|written|your"
)
"""Words of such notices that stand outside of them too, as of any decision on a request."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text that may tell it from others, without those of sentences that every letter has."""
    counted = Counter(word for words in _telling_sentences(text) for word in _telling_words(words))
    return tuple(sorted(word for word, _ in counted.most_common(MOST_WORDS)))


def words_again(sent: str) -> tuple[str, ...]:
    """The words that a form sent."""
    return tuple(dict.fromkeys(_telling_words(sent[: MOST_WORDS * 32])))[:MOST_WORDS]


def _telling_sentences(text: str) -> list[str]:
    told = boilerplate.telling(text)
    said = (sentence.of(told) for sentence in sentences(told))
    return [words for words in said if not _NOTICE.search(words)]


def _telling_words(words: str) -> list[str]:
    return [word for word in _WORD.findall(words) if not _OF_NOTICES.fullmatch(word)]
