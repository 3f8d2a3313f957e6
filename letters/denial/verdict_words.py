"""Words that refuse a treatment, wholly or in part, and words that grant it, as patterns.

What is granted in part, or with a modification, is disputed: it counts as refused.
"""

GRANTED_WORD = r"(?:approved|certified|authorized|granted|allowed)"
_GRANTING = rf"(?:{GRANTED_WORD}|certification|approval|authorization)"
_IN_PART = r"(?: ?,? ?(?:with|as|in|subject to) (?:an? )?(?:modif\w*|part\b|changes?))"
REFUSED_WORD = (
    r"(?:(?:conditional(?:ly)? )?non[- ]?(?:certif(?:ied|y|ication)|authorized|approved)"
    r"|not (?:be )?(?:certified|authorized|approved|granted|recommended for certification)"
    r"|denied|not (?:been )?(?:medically )?(?:necessary|appropriate|established|supported)"
    rf"|(?:conditionally )?modified|part(?:ial(?:ly)?|ly) (?:modified|{_GRANTING})"
    rf"|{_GRANTING}{_IN_PART})"
)
VERDICT_WORD = rf"(?:{REFUSED_WORD}|{GRANTED_WORD})"
