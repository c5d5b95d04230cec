"""A case carries the day and the way of its end; what has ended already takes both from the act that ended it."""

from zoneinfo import ZoneInfo

from django.db import migrations, models

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
RESOLVING = {"judgments.pronounce": "judged", "course.discontinue": "discontinued", "course.transfer": "transferred"}
BATCH = 500


def resolve(apps, _schema):
    acts = apps.get_model("core", "Event").objects.filter(act__in=RESOLVING, case_id__isnull=False)
    ended = {}
    for case, act, at in acts.order_by("at").values_list("case_id", "act", "at").iterator():
        ended.setdefault(case, (at.astimezone(HANOI).date(), RESOLVING[act]))
    cases, keys = apps.get_model("cases", "Case").objects, list(ended)
    for start in range(0, len(keys), BATCH):
        found = list(cases.filter(pk__in=keys[start : start + BATCH]).only("pk"))
        for case in found:
            case.resolved_on, case.outcome = ended[case.pk]
        cases.bulk_update(found, ["resolved_on", "outcome"], batch_size=BATCH)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0017_seats_and_owners'),
        ('core', '0011_lists_of_a_court'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='outcome',
            field=models.CharField(blank=True, editable=False, max_length=12),
        ),
        migrations.AddField(
            model_name='case',
            name='resolved_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.RunPython(resolve, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['court', 'resolved_on'], name='cases_case_court_i_d7b7f8_idx'),
        ),
    ]
