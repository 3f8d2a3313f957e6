"""A letter's determination, its disputed items and their facts.

The facts mean what ``docs/parsed-letter.md`` says. ``None`` or no row: the letter does not state it.
"""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from determinations.models.letters import Letter


class Outcome(models.TextChoices):
    """Does the utilization review denial stand?"""

    UPHELD = "upheld", "Upheld"
    OVERTURNED = "overturned", "Overturned"
    PARTIALLY_OVERTURNED = "partially overturned", "Partially overturned"


class InSight(models.Manager["Determination"]):
    """Determinations that staff has not withdrawn."""

    def get_queryset(self) -> models.QuerySet["Determination"]:
        """All but the withdrawn ones."""
        return super().get_queryset().filter(withdrawn_at=None)


class Determination(models.Model):
    """The final determination of one IMR case.

    ``objects`` leaves out what staff has withdrawn, so that whoever forgets about it shows too little and
    never too much; an ingest and the staff's pages take ``everything``. So it is with ``DisputedItem``.
    """

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="determination")
    case_number = models.CharField(max_length=20, unique=True, null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    priority = models.CharField(max_length=10, blank=True)
    injured_on = models.DateField(null=True, blank=True)
    assigned_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    ur_denied_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    patient_age = models.PositiveSmallIntegerField(null=True, blank=True)
    patient_sex = models.CharField(max_length=6, blank=True)
    case_summary = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Out of everybody's sight since then; written by determinations.withdrawing alone.",
    )

    objects: ClassVar[InSight] = InSight()
    everything: ClassVar[models.Manager["Determination"]] = models.Manager()

    class Meta:
        ordering = [models.F("decided_on").desc(nulls_last=True), "-pk"]
        indexes = [
            models.Index(fields=["-decided_on"]),
            models.Index(fields=["outcome"]),
            models.Index(
                fields=["withdrawn_at"],
                name="withdrawn_determinations",
                # Only those that are: by an index of all a database would look up the many that are not.
                condition=models.Q(withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The determination's page; by case number where there is one, so that the link outlives the row."""
        if self.case_number:
            return reverse("determinations:by_case_number", args=[self.case_number])
        return reverse("determinations:by_id", args=[self.pk])

    @property
    def name(self) -> str:
        """The case number, or words that say that this copy of the letter lost it."""
        return self.case_number or f"Case number not in this copy (no. {self.pk})"

    @property
    def is_in_sight(self) -> bool:
        """Whether anybody may see it: staff has not withdrawn it."""
        return self.withdrawn_at is None


class Specialty(models.Model):
    """A board certification of the determination's reviewer."""

    determination = models.ForeignKey(Determination, on_delete=models.CASCADE, related_name="specialties")
    name = models.CharField(max_length=120, db_index=True)

    def __str__(self) -> str:
        return self.name


class Licensure(models.Model):
    """A state in which the determination's reviewer is licensed."""

    determination = models.ForeignKey(Determination, on_delete=models.CASCADE, related_name="licensures")
    state = models.CharField(max_length=40, db_index=True)

    def __str__(self) -> str:
        return self.state


class InjuredBodyPart(models.Model):
    """A body part of the injury or of the diagnoses, from the case summary."""

    determination = models.ForeignKey(
        Determination, on_delete=models.CASCADE, related_name="injured_body_parts"
    )
    name = models.CharField(max_length=40, db_index=True)

    def __str__(self) -> str:
        return self.name


class ItemsInSight(models.Manager["DisputedItem"]):
    """Items of determinations that staff has not withdrawn."""

    def get_queryset(self) -> models.QuerySet["DisputedItem"]:
        """All but those of the withdrawn determinations, which are few: no join with all the others."""
        withdrawn = Determination.everything.filter(withdrawn_at__isnull=False).order_by()
        return super().get_queryset().exclude(determination__in=withdrawn.values("pk"))


class DisputedItem(models.Model):
    """One disputed item or service: the unit of search, counts, similar cases and citations."""

    determination = models.ForeignKey(Determination, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.TextField()
    treatment = models.TextField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    retrospective = models.BooleanField(default=False)
    modified_by_ur = models.BooleanField(default=False)
    category = models.CharField(max_length=80, blank=True, db_index=True)
    subcategory = models.CharField(max_length=80, blank=True, db_index=True)
    rationale = models.TextField(blank=True)
    indexed_at = models.DateTimeField(
        null=True,
        blank=True,
        db_index=True,
        help_text="Empty: the index does not hold this item as it is now.",
    )

    objects: ClassVar[ItemsInSight] = ItemsInSight()
    everything: ClassVar[models.Manager["DisputedItem"]] = models.Manager()

    class Meta:
        ordering = ["determination", "number"]
        constraints = [
            models.UniqueConstraint(fields=["determination", "number"], name="one_item_per_number"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The item's place on its determination's page."""
        return f"{self.determination.get_absolute_url()}#{self.anchor}"

    @property
    def name(self) -> str:
        """The treatment under review, or words that say that this copy of the letter lost it."""
        return self.treatment or f"Treatment not in this copy of the letter (item {self.number})"

    @property
    def treated_body_parts(self) -> tuple[str, ...]:
        """What the item is for: the body parts that its title names, else those of the injury."""
        named = tuple(part.name for part in self.body_parts.all())
        return named or self.inferred_body_parts

    @property
    def inferred_body_parts(self) -> tuple[str, ...]:
        """The injury's body parts, of an item whose title names none, as a drug's seldom does."""
        if self.body_parts.all():
            return ()
        return tuple(part.name for part in self.determination.injured_body_parts.all())

    @property
    def anchor(self) -> str:
        """The id of the item's element on its determination's page."""
        return f"item-{self.number}"

    @property
    def reason_codes(self) -> list[str]:
        """The codes of its reasons, sorted, each once though several passages may give it."""
        return sorted({reason.code for reason in self.reasons.all()})


class RequestedDrug(models.Model):
    """A drug requested in the item's title."""

    item = models.ForeignKey(DisputedItem, on_delete=models.CASCADE, related_name="drugs")
    strength = models.CharField(max_length=80, blank=True, help_text="As printed.")
    quantity = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return " / ".join(ingredient.name for ingredient in self.ingredients.all())


class Ingredient(models.Model):
    """One active ingredient of a requested drug, by its generic name."""

    drug = models.ForeignKey(RequestedDrug, on_delete=models.CASCADE, related_name="ingredients")
    name = models.CharField(max_length=80, db_index=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BodyPart(models.Model):
    """A body part named in the item's title."""

    item = models.ForeignKey(DisputedItem, on_delete=models.CASCADE, related_name="body_parts")
    name = models.CharField(max_length=40, db_index=True)
    side = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.side} {self.name}".strip()


class Reason(models.Model):
    """A passage of the item's rationale that gives a reason, by the contract's code."""

    item = models.ForeignKey(DisputedItem, on_delete=models.CASCADE, related_name="reasons")
    code = models.CharField(max_length=40, db_index=True)
    start = models.PositiveIntegerField(
        null=True, blank=True, help_text="In characters of the rationale; empty: stored without its passage."
    )
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["start", "end", "code"]
        constraints = [
            models.CheckConstraint(
                name="a_passage_or_none",
                condition=models.Q(start__isnull=True, end__isnull=True)
                | models.Q(start__isnull=False, end__isnull=False, start__lt=models.F("end")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class GuidelineCitation(models.Model):
    """A guideline that one side cited for an item."""

    class CitedBy(models.TextChoices):
        """Whose citation it is."""

        CLAIMS_ADMINISTRATOR = "claims administrator", "Claims administrator"
        REVIEWER = "reviewer", "Reviewer"

    item = models.ForeignKey(DisputedItem, on_delete=models.CASCADE, related_name="citations")
    cited_by = models.CharField(max_length=20, choices=CitedBy)
    source = models.CharField(max_length=5, db_index=True)
    guideline = models.TextField(blank=True, help_text="A chapter, or another document's name as printed.")
    edition = models.PositiveSmallIntegerField(null=True, blank=True)
    section = models.TextField(blank=True)
    pages = models.JSONField(default=list, help_text="Every page cited, expanded and sorted.")
    raw = models.TextField(blank=True, help_text="The sentence as printed.")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.raw or "No evidence cited"


class RemovedItem(models.Model):
    """An item that a replaced letter no longer has, or that is withdrawn: the index must forget it."""

    item_id = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return str(self.item_id)


class ConfirmedPageTopic(models.Model):
    """A topic of a guideline's page map that enough letters bear out, so that pages show it."""

    first_page = models.PositiveSmallIntegerField()
    last_page = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=200)
    support = models.PositiveIntegerField(help_text="Determinations that name the topic on these pages.")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["first_page", "last_page", "topic"]
        constraints = [
            models.UniqueConstraint(fields=["first_page", "last_page", "topic"], name="one_row_per_topic"),
        ]

    def __str__(self) -> str:
        return self.topic
