"""The rows of letters, of what is in them, and of what was done with them."""

from determinations.models.facts import (
    BodyPart,
    ConfirmedPageTopic,
    Determination,
    DisputedItem,
    GuidelineCitation,
    Ingredient,
    InjuredBodyPart,
    Licensure,
    Outcome,
    Reason,
    RemovedItem,
    RequestedDrug,
    Specialty,
)
from determinations.models.letters import IngestRun, Letter
from determinations.models.withdrawal import Withdrawal

__all__ = [
    "BodyPart",
    "ConfirmedPageTopic",
    "Determination",
    "DisputedItem",
    "GuidelineCitation",
    "IngestRun",
    "Ingredient",
    "InjuredBodyPart",
    "Letter",
    "Licensure",
    "Outcome",
    "Reason",
    "RemovedItem",
    "RequestedDrug",
    "Specialty",
    "Withdrawal",
]
