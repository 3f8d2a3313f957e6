"""Links from a fact to the search for it, and the words that facts are shown in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.defaultfilters import stringfilter
from django.utils.text import capfirst

from determinations.models import DisputedItem, GuidelineCitation
from search import labels
from search.address import SearchAddress
from search.documents import cited_page_ids
from search.fields import FIELD
from search.paging import Pagination, paginate
from search.query.lexer import QUOTATION_MARKS
from vocabularies import guidelines

register = template.Library()


@dataclass(frozen=True)
class Link:
    """A fact in words and the search for it; ``url`` is empty where there is nothing to search for."""

    label: str
    url: str
    full_label: str = ""
    """What a label that leans on the link before it stands for; empty where the label stands alone."""


@dataclass(frozen=True)
class CitingSide:
    """What one side cited for an item."""

    label: str
    links: tuple[Link, ...]


register.filter("reason_label", stringfilter(labels.reason_label))
register.filter("reason_meaning", stringfilter(labels.reason_meaning))
register.filter("outcome_meaning", stringfilter(labels.outcome_meaning))


@register.simple_tag
def search_url(**values: str) -> str:
    """The search for items with these values: ``{% search_url drug="tizanidine" outcome="overturned" %}``.

    Facets become ticks; other fields of the field table become terms of the query.
    """
    unknown = set(values) - set(FIELD)
    if unknown:
        raise template.TemplateSyntaxError(f"search_url knows no field {', '.join(sorted(unknown))}.")
    terms = [
        f'{name}:"{_without_quotation_marks(value)}"'
        for name, value in values.items()
        if not FIELD[name].facet
    ]
    ticked = {name: (str(value),) for name, value in values.items() if FIELD[name].facet}
    return SearchAddress(q=" ".join(terms), selected=ticked).url


@register.simple_tag
def citing_sides(item: DisputedItem) -> list[CitingSide]:
    """The guidelines of an item by who cited them, the claims administrator first."""
    citations = list(item.citations.all())
    sides = []
    for cited_by, label in (
        (GuidelineCitation.CitedBy.CLAIMS_ADMINISTRATOR, "UR cited"),
        (GuidelineCitation.CitedBy.REVIEWER, "Reviewer cited"),
    ):
        links = [link for one in citations if one.cited_by == cited_by for link in _citation_links(one)]
        if links:
            sides.append(CitingSide(label, tuple(dict.fromkeys(links))))
    return sides


@register.simple_tag(takes_context=True)
def pagination_of(context: template.Context, page: "Page[Any]") -> Pagination:
    """The page links of a Django list page; they keep the other parameters of the address."""
    parameters = context["request"].GET.copy()

    def url_of(number: int) -> str:
        parameters["page"] = str(number)
        return f"?{parameters.urlencode()}"

    return paginate(page.paginator, page.number, url_of)


def _without_quotation_marks(value: str) -> str:
    """The query language has no way to write one within a value."""
    return " ".join("".join(" " if sign in QUOTATION_MARKS else sign for sign in str(value)).split())


def _citation_links(citation: GuidelineCitation) -> Iterator[Link]:
    """A citation's pages; without pages its chapter; without that its source."""
    if page_ids := cited_page_ids(citation):
        yield from _short_page_links(page_ids)
    elif citation.source == "none":
        yield Link("no medical evidence", search_url(source="none"))
    elif citation.guideline:
        yield Link(_chapter_label(citation), search_url(guideline=citation.guideline))
    else:
        yield Link(citation.source, search_url(source=citation.source))


def _chapter_label(citation: GuidelineCitation) -> str:
    source = "" if citation.source in ("MTUS", "other") else f"{citation.source} "
    edition = f" {citation.edition}" if citation.edition else ""
    pages = f", p. {', '.join(str(page) for page in citation.pages)}" if citation.pages else ""
    return f"{source}{capfirst(citation.guideline)}{edition}{pages}"


def _short_page_links(page_ids: list[str]) -> Iterator[Link]:
    """Links to pages of one book, which only the first of them names."""
    first, *others = page_ids
    yield Link(guidelines.page_label(first), search_url(page=first))
    for page_id in others:
        number = page_id.rpartition(":")[2]
        yield Link(f"p. {number}", search_url(page=page_id), guidelines.page_label(page_id))
