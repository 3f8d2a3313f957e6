"""What a UR denial or a request for authorization says, as far as it can be told: free text, no layout.

``read_denial`` finds the facts that disputed items have too, each with the passages that say it.
Nothing is guessed: what is not named is not found.
"""

from letters.denial.facts import KINDS, DenialFacts, Finding, read_denial

__all__ = ["KINDS", "DenialFacts", "Finding", "read_denial"]
