"""What an item's title asks for: its drugs with strength and quantity, and the body parts it names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from letters.parsed_letter import BodyPart, RequestedDrug
from letters.unrequested import only_named
from vocabularies import body_parts, drugs
from vocabularies.drugs import DrugMention

_NUMBER = r"\d{1,6}(?:,\d{3})?(?:\.\d{1,4})?|\.\d{1,4}"
_PERCENT = r" ?(?:%|percent\b)"
_UNIT = rf"(?: ?(?:mg|mcg|ug|µg|meq|iu|units?)\b|{_PERCENT})"
_PER = r"(?: ?/ ?(?:\d+ ?)?(?:ml|hr|h|hour|g|gm|day|dose|spray|actuation)\b)"
# "120 grams" and "5cc" are amounts and no strength; the "1 gm" of a tablet is one.
_AMOUNTS = rf"(?:(?:{_NUMBER}){_UNIT}? ?[-/] ?){{0,5}}(?:{_NUMBER}){_UNIT}{_PER}?|[1-4] ?(?:g|gm|gram)\b"
_BARE_PAIR = rf"(?<!\d-)(?:{_NUMBER})[-/](?!(?:19|20)\d\d\b)(?:{_NUMBER})(?![\d/-])"
"""Without a unit, and no part of a date."""
_STRENGTH = re.compile(rf"(?<![\w.#/])(?:{_AMOUNTS}|{_BARE_PAIR})", re.IGNORECASE)
_BARE_NUMBER = re.compile(rf" (?P<number>{_NUMBER})(?= ?(?:#|qty\b))", re.IGNORECASE)
_STRENGTH_BEFORE = re.compile(
    rf"(?<![\w.#/])(?P<strength>{_AMOUNTS}) (?:(?:tabs?|tablets?|caps?|capsules?) )?(?:of )?$", re.IGNORECASE
)

_COUNT = r"(?P<count>\d{1,3},\d{3}|\d{1,5})(?:\.00?)?(?![.,]?\d)"
_NO_COUNT = r"(?! ?-?(?:ml|cc|g|gm|gms|gr|grams?|oz|ounces?|mg|mcg|l|liters?)\b| ?%)"
_COUNTED = r"(?:#|\b(?:qty|quan(?:t?ity))\b)"
_QUANTITY = re.compile(rf"{_COUNTED}[.:=( ]*(?:of )?(?:# ?)?{_COUNT}{_NO_COUNT}", re.IGNORECASE)
_QUANTITY_BEFORE = re.compile(
    rf"# ?{_COUNT}{_NO_COUNT} (?:(?:tabs?|tablets?|caps?|capsules?|patch(?:es)?) )?(?:of )?$", re.IGNORECASE
)
_PRODUCT_NUMBER = re.compile(r"^ ?# ?[2-4](?!\d)")
"""Tylenol with codeine #3 has 30 mg of codeine; how many tablets is said after it."""

_PERCENTAGE = re.compile(rf" ?\(?(?:{_NUMBER}){_PERCENT}", re.IGNORECASE)
_JOIN = r" ?(?:[,;/+&-]|[,;]? ?\band\b|\bwith\b)? ?"
_MIXED_PERCENT = re.compile(rf" ?\(?(?:{_NUMBER}){_PERCENT}\)?{_JOIN}", re.IGNORECASE)
_MIXED_SLASH = re.compile(rf"(?: ?(?:{_NUMBER})(?:{_PERCENT}|(?P<dose> ?mc?g))?)? ?[/+] ?", re.IGNORECASE)
_MIXED_LIST = re.compile(r" ?(?:,|,? ?\band\b|&) ?", re.IGNORECASE)
_PERCENT_BEFORE = re.compile(rf"(?P<strength>(?:{_NUMBER}){_PERCENT})\)? ?(?:of )?$", re.IGNORECASE)
_PERCENT_FIRST = re.compile(rf"{_JOIN}\(?(?:{_NUMBER}){_PERCENT}\)? ?(?:of )?", re.IGNORECASE)
_PERCENT_EACH = re.compile(rf"(?:{_NUMBER}){_PERCENT}", re.IGNORECASE)
_PERCENTS_APART = re.compile(
    rf" ?[(:]? ?(?:(?:{_NUMBER}){_PERCENT} ?[-/,]? ?(?:and )?){{2,12}}", re.IGNORECASE
)
_BASE = re.compile(
    rf" ?\(?(?:(?:{_NUMBER})(?:{_PERCENT})? ?[-/,]? ?){{0,6}}\)? ?(?:in )?"
    r"(?:topical |transdermal |compound(?:ed)? ){0,2}(?:cream|gel|ointment|lotion|salve|base|compound)",
    re.IGNORECASE,
)
_NEAR = 20
"""Characters: a percentage, its sign and "of" right before a name."""
_COMPOUND = re.compile(r"\bcompound", re.IGNORECASE)
_INJECTION = re.compile(r"\binject", re.IGNORECASE)


@dataclass(frozen=True)
class _Request:
    """One requested drug's place in a title: its mentions and the words around them that are its own."""

    mentions: tuple[DrugMention, ...]
    before: str
    after: str

    @property
    def ingredients(self) -> tuple[str, ...]:
        return tuple(sorted(_ingredients(self.mentions)))


def requested_drugs(treatment: str) -> tuple[RequestedDrug, ...]:
    """The drugs that ``treatment`` asks for, each with strength and quantity as printed.

    Several ingredients mixed in one product are one drug; a drug named again without a strength
    or quantity of its own, as in "Tramadol 50mg #60 (Ultram)", is the same request. A drug that is tested
    for or tapered off is none.
    """
    mentions = drugs.find(treatment, misspelt=True)
    named_only = set(only_named(treatment, mentions))
    requests = [
        request
        for request in (_requests(treatment, mentions) if mentions else ())
        if not named_only.issuperset(request.mentions) or _is_dispensed(request)
    ]
    if not requests:
        return ()
    strength_first = _STRENGTH_BEFORE.search(requests[0].before) is not None
    found = [_requested(treatment, request, strength_first) for request in requests]
    in_parentheses = [request.before.endswith("(") for request in requests]
    return tuple(dict.fromkeys(_said_once(_without_other_names(found, in_parentheses))))


def _requests(treatment: str, mentions: list[DrugMention]) -> Iterator[_Request]:
    groups = _mixtures(treatment, mentions)
    for number, group in enumerate(groups):
        before = treatment[groups[number - 1][-1].end if number else 0 : group[0].start]
        following = groups[number + 1][0].start if number + 1 < len(groups) else len(treatment)
        yield _Request(tuple(group), before, treatment[group[-1].end : following])


def _mixtures(treatment: str, mentions: list[DrugMention]) -> list[list[DrugMention]]:
    """The mentions in order, those that are mixed in one product together."""
    in_a_base = bool(_COMPOUND.search(treatment) or _BASE.match(treatment, mentions[-1].end))
    is_injected = bool(_INJECTION.search(treatment))
    groups = [[mentions[0]]]
    for mention in mentions[1:]:
        if _lists_ingredient(treatment, groups[-1], mention) or (
            not is_injected and _is_mixed_in(treatment, groups[-1], mention, in_a_base)
        ):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _lists_ingredient(treatment: str, product: list[DrugMention], named: DrugMention) -> bool:
    """Whether ``named`` goes on with the list of a product's own ingredients."""
    between = treatment[product[-1].end : named.start]
    return set(product[0].ingredients) > set(named.ingredients) and bool(_MIXED_PERCENT.fullmatch(between))


def _is_mixed_in(treatment: str, mixed: list[DrugMention], added: DrugMention, in_a_base: bool) -> bool:
    between = treatment[mixed[-1].end : added.start]
    if _is_brand(mixed[-1]) or _is_brand(added):
        return False
    lead = treatment[max(0, mixed[0].start - _NEAR) : mixed[0].start]
    if _PERCENT_BEFORE.search(lead):
        return bool(_PERCENT_FIRST.fullmatch(between))
    if with_slash := _MIXED_SLASH.fullmatch(between):
        return not with_slash["dose"] or tuple(sorted(_ingredients([*mixed, added]))) in drugs.DRUGS
    if _MIXED_PERCENT.fullmatch(between):
        return bool(_PERCENTAGE.match(treatment, added.end))
    return bool(in_a_base and _MIXED_LIST.fullmatch(between))


def _ingredients(mentions: Iterable[DrugMention]) -> set[str]:
    return {ingredient for mention in mentions for ingredient in mention.ingredients}


def _is_brand(mention: DrugMention) -> bool:
    """Whether the drug goes by a trade name: a pharmacy mixes ingredients, not brands."""
    drug = drugs.DRUGS.get(mention.ingredients)
    brands = drug.brands if drug else ()
    return mention.printed.lower().startswith(tuple(brand.lower() for brand in brands))


def _requested(treatment: str, request: _Request, strength_first: bool) -> RequestedDrug:
    if strength_first:
        strength = (
            _percents_before(treatment, request) or _strength_before(request) or _strength_after(request)
        )
    else:
        strength = _mixed_strength(treatment, request) or _strength_after(request)
    return RequestedDrug(request.ingredients, strength, _quantity(request))


def _percents_before(treatment: str, request: _Request) -> str | None:
    """The percentages of a mixture that stand before their ingredients, "10% ketoprofen, 5% lidocaine"."""
    if len(request.mentions) == 1:
        return None
    ends = [mention.end for mention in request.mentions[:-1]]
    starts = [mention.start for mention in request.mentions[1:]]
    words = [
        request.before,
        *(treatment[end:start] for end, start in zip(ends, starts, strict=True)),
    ]
    found = [match["strength"] for text in words if (match := _PERCENT_BEFORE.search(text))]
    return "/".join(found) if len(found) > 1 else None


def _strength_before(request: _Request) -> str | None:
    found = _STRENGTH_BEFORE.search(request.before)
    return found["strength"] if found else None


def _strength_after(request: _Request) -> str | None:
    if bare := _BARE_NUMBER.match(request.after):
        return bare["number"]
    found = _STRENGTH.search(request.after)
    return found[0].strip() if found else None


def _mixed_strength(treatment: str, request: _Request) -> str | None:
    """The strengths of a mixture in the order printed, where each stands after its own ingredient."""
    if len(request.mentions) == 1:
        return None
    if apart := _PERCENTS_APART.match(request.after):
        return "/".join(_PERCENT_EACH.findall(apart[0]))
    ends = [mention.start for mention in request.mentions[1:]] + [
        request.mentions[-1].end + len(request.after)
    ]
    words = [treatment[mention.end : end] for mention, end in zip(request.mentions, ends, strict=True)]
    found = [match[0].strip() for text in words if (match := _STRENGTH.search(text))]
    return "/".join(found) or None


def _quantity(request: _Request) -> int | None:
    after = _PRODUCT_NUMBER.sub("", request.after) if "codeine" in request.ingredients else request.after
    found = _QUANTITY.search(after) or _QUANTITY_BEFORE.search(request.before)
    return int(found["count"].replace(",", "")) if found else None


def _is_dispensed(request: _Request) -> bool:
    return bool(_strength_after(request) or _strength_before(request) or _quantity(request))


def _without_other_names(
    found: Iterable[RequestedDrug], in_parentheses: Iterable[bool]
) -> Iterator[RequestedDrug]:
    """The drugs, a generic one and its trade name in the parentheses after it made one."""
    last: RequestedDrug | None = None
    for drug, is_aside in zip(found, in_parentheses, strict=True):
        if last and is_aside and last.ingredients == drug.ingredients:
            last = replace(
                last, strength=last.strength or drug.strength, quantity=last.quantity or drug.quantity
            )
            continue
        if last:
            yield last
        last = drug
    if last:
        yield last


def _said_once(found: Iterable[RequestedDrug]) -> list[RequestedDrug]:
    """The drugs without those that only name again, and add nothing to, the one before."""
    once: list[RequestedDrug] = []
    for drug in found:
        named_again = once and _is_same(once[-1], drug)
        if named_again and not (drug.strength or drug.quantity):
            continue
        if named_again and not (once[-1].strength or once[-1].quantity):
            once.pop()
        elif (
            named_again
            and once[-1].ingredients == drug.ingredients
            and not (once[-1].quantity or drug.strength)
        ):
            once[-1] = replace(once[-1], quantity=drug.quantity)
            continue
        once.append(drug)
    return once


def _is_same(first: RequestedDrug, second: RequestedDrug) -> bool:
    one, other = set(first.ingredients), set(second.ingredients)
    return one <= other or other <= one


def named_body_parts(title: str) -> tuple[BodyPart, ...]:
    """The body parts that ``title`` names, in order; a part named with a side and again without is one."""
    named: list[BodyPart] = []
    for mention in body_parts.find(title, diagnoses=False):
        part = BodyPart(mention.name, mention.side)
        sides = [known.side for known in named if known.name == part.name]
        if (sides and not part.side) or part in named:
            continue
        if None in sides:
            named[named.index(BodyPart(part.name))] = part
        else:
            named.append(part)
    return tuple(named)
