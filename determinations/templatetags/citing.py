"""The citations of a determination and of its items, for a page to offer them."""

from django import template

from determinations.citing import Citation, CitedCase, CitedItem, cite
from determinations.models import Determination, DisputedItem

register = template.Library()


@register.simple_tag(takes_context=True)
def citation(
    context: template.Context, determination: Determination, item: DisputedItem | None = None
) -> Citation:
    """The forms of the citation of an item, or of the determination; their link leads to this portal."""
    cited = CitedItem(item.number, item.treatment, item.outcome) if item else None
    place = (item or determination).get_absolute_url()
    case = CitedCase(
        case_number=determination.case_number,
        decided_on=determination.decided_on,
        outcome=determination.outcome,
        is_fictional=determination.letter.is_fictional,
    )
    return cite(case, context["request"].build_absolute_uri(place), cited)
