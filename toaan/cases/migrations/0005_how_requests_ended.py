from django.db import migrations
from django.utils import timezone

ENDED = {
    "requests.rule": "judged",
    "requests.recognise": "settled",
    "requests.discontinue": "discontinued",
}
PENDING_AGAIN = ("appeals.decision_cancelled", "course.annul_transfer")


def tell(apps, _schema):
    """Requests that ended before their end was noted; cases that go on after what had ended them was cancelled."""
    Case, Event = apps.get_model("cases", "Case"), apps.get_model("core", "Event")
    events = Event.objects.filter(act__in=[*ENDED, *PENDING_AGAIN], case_id__isnull=False)
    for event in events.order_by("sequence").iterator():
        rows = Case.objects.filter(pk=event.case_id)
        if event.act in ENDED:
            day = timezone.localtime(event.at).date()
            rows.filter(resolved_on=None).update(resolved_on=day, outcome=ENDED[event.act])
        elif not rows.filter(state__in=["discontinued", "transferred", "archived"]).exists():
            rows.update(resolved_on=None, outcome="")


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_party_left"), ("core", "0003_event_indexes")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
