"""The audit chain: one per court, each entry bound to the one before it."""

from __future__ import annotations

from django.db import models


class AuditHead(models.Model):
    """The last link of one chain. Locked while a link is added, so acts of other courts do not wait."""

    chain = models.CharField(max_length=40, primary_key=True)
    """Court code, or "-" for acts outside any court (a citizen registers)."""
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)


class AuditEntry(models.Model):
    """Who did what, in which post, when, from where, and what changed. Never changed or deleted."""

    chain = models.CharField(max_length=40)
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    post_id = models.UUIDField(null=True)
    role = models.CharField(max_length=20)
    address = models.CharField(max_length=45, blank=True)
    because = models.UUIDField(null=True)
    """The event that this act followed from, when nobody pressed a button for it."""
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    case_id = models.UUIDField(null=True, db_index=True)
    summary = models.CharField(max_length=500)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="audit_chain_has_no_fork")]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]


class AuditAnchor(models.Model):
    """The heads of all chains at the end of a day, bound to the anchor made before it.

    The order is that of making, not of days: the clock of a practice court may go back.
    """

    day = models.DateField(unique=True)
    heads = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
