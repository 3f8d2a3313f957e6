"""What a patient denies, which is said with the very word that refuses a treatment."""

import re

_FARTHEST = 200
"""Characters between a subject and its verb."""
_PATIENT = (
    r"(?:patient|claimant|(?:injured )?worker|employee|applicant|he|she|they|(?:mr|mrs|ms)\.? [a-z'’-]+)"
)
_REVIEWER = (
    r"(?:we|i|reviewers?|administrators?|advis[eo]rs?|examiners?|adjusters?|carriers?|insurers?|employers?"
    r"|director|ur|utilization review|determinations?|decisions?)"
)
_SUBJECT = re.compile(
    rf"\b(?:(?P<patient>{_PATIENT})|{_REVIEWER})\b(?!['’]s|/| (?:history|records?|reports?))",
    re.IGNORECASE,
)
_SYMPTOM = (
    r"(?:pains?(?! (?:medic|manag|program|clinic|consult|psych|special|pump|patch|relie|treat|inject))"
    r"|aches?|headaches?|weakness|numbness|tingling|par[ae]sthesias?|fevers?|chills|nausea|vomiting|dizziness"
    r"|incontinence|swelling|stiffness|spasms?|instability|locking|catching|giving way|radiation"
    r"|radiculopathy|fatigue|constipation|heartburn|insomnia|depression|anxiety|suicidal|homicidal|allerg(?:y|ies)"
    r"|side effects|adverse effects|symptoms?|complaints?|bowel|bladder|saddle|weight loss|trauma"
    r"|injur(?:y|ies)|accidents?|falls?|history|smoking|tobacco|alcohol|illicit|taking|using|having|being|ever|any)\b"
)
_SYMPTOMS = rf"(?:(?!(?:for|of|requests?|treat\w*|therapy)\b)[\w/-]+ ){{0,4}}?{_SYMPTOM}"
_OPENS_WITH_SYMPTOMS = re.compile(_SYMPTOMS, re.IGNORECASE)
_ONLY_SYMPTOMS = re.compile(
    rf"\W*{_SYMPTOMS}(?:(?:, (?:and |or )?| and | or ){_SYMPTOMS}"
    r"|(?: radiating)? (?:in|into|of|to|down|with)(?: (?!and\b|or\b)[\w/-]+){1,4}){0,6}\W*",
    re.IGNORECASE,
)


def denies(words: str, verb: re.Match[str]) -> bool:
    """Whether the one who denies, with a verb of a sentence, is the patient, or what is denied an ailment."""
    before = max(0, verb.start() - _FARTHEST)
    subjects = list(_SUBJECT.finditer(words, before, verb.start()))
    is_command = words[before : verb.start()].rstrip().endswith((",", ":"))
    if not subjects or is_command:
        return bool(_OPENS_WITH_SYMPTOMS.match(words, verb.end()))
    return bool(subjects[-1]["patient"])


def are_symptoms(words: str) -> bool:
    """Whether the subject of "is denied" is an ailment: "Neck pain is denied"."""
    return len(words) < _FARTHEST and bool(_ONLY_SYMPTOMS.fullmatch(words))
