"""The law as dated rows: the YAML of toaan/rules is only the first load."""

from __future__ import annotations

import uuid

from django.db import models


class RuleVersion(models.Model):
    """One rule during one period. What the pure functions receive is made from these rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    content = models.JSONField()
    """The whole rule as `RuleRow.as_json()` writes it."""
    loaded_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)
    """Officer who entered it; empty when it came with the software."""
    place = models.PositiveIntegerField(default=0)
    """Where the rule stands among all: lists of grounds follow the law, whichever row the database finds first."""
    revision = models.PositiveIntegerField(default=0)
    """How often officers changed this row: with the newest `loaded_at` it tells every process that rules changed."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "valid_from"], name="one_rule_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} từ {self.valid_from}"
