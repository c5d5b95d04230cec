"""What came back amended or quashed before causes were stated: taken from the events of its coming back."""

from django.db import migrations
from django.utils import timezone

ACTS = (
    "appeals.come_back", "appeals.come_back_in_part", "appeals.come_back_quashed", "appeals.decision_kept",
    "appeals.decision_cancelled", "appeals.request_quashed", "appeals.part_cancelled", "review.come_back",
    "review.come_back_quashed", "review.come_back_in_part", "review.come_back_undone", "review.come_back_resumed",
    "review.come_back_ended",
)  # fmt: skip
QUASHING = {
    "proceeding": {"restored", "retry", "retry_above", "ended"}, "parts": {"remitted", "ended"}, "": {"cancelled", "quashed"},
}  # fmt: skip


def outcome_of(told):
    found = {one["outcome"] for one in told.get("rulings") or told.get("parts") or [told]}
    way = next((key for key in ("proceeding", "parts") if key in told), "")
    if found & QUASHING[way]:
        return "quashed"
    return "amended" if "amended" in found else ""


def fill(apps, schema_editor):
    judgments = apps.get_model("judgments", "Judgment").objects
    decisions = apps.get_model("course", "CourseDecision").objects
    reversals = apps.get_model("review", "Reversal").objects
    for event in apps.get_model("core", "Event").objects.filter(act__in=ACTS).order_by("at").iterator():
        told, outcome = event.data, outcome_of(event.data)
        by = judgments.filter(pk=told["judgment_id"]) if "judgment_id" in told else decisions.filter(pk=told["decision"])
        ruling = by.exclude(signer=None).first()
        if not outcome or ruling is None:
            continue
        reversals.create(
            case_id=ruling.case_id, judge_id=ruling.signer_id, outcome=outcome, told=event.title, detail=event.detail,
            judgment_id=told.get("judgment_id"), decision_id=None if "judgment_id" in told else told["decision"],
            above_id=None if "proceeding" in told else told["above"], proceeding_id=told.get("proceeding"),
            decided_on=timezone.localdate(event.at), recorded_at=event.at,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("core", "0003_event_indexes"), ("review", "0005_reversals")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
