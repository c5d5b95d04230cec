"""Every return and fee notice of before is in force: none was taken back yet."""

from typing import Any

from django.db import migrations
from django.db.models import F


def mark(apps: Any, _editor: Any) -> None:
    for name in ("Return", "FeeNotice"):
        apps.get_model("filing", name).objects.update(in_force_id=F("petition_id"))


class Migration(migrations.Migration):
    dependencies = [("filing", "0002_returns_complained_of")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
