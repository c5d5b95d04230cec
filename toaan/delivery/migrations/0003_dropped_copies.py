"""A copy for somebody who speaks for the party no more is dropped, and its proof is not missing."""

from django.db import migrations, models

SETTLED = models.Q(
    ("state", "received"),
    models.Q(("proof", "portal_sent"), ("state", "sent")),
    ("state", "dropped"),
    _connector="OR",
)
INDEX = "copy_without_proof"


class Migration(migrations.Migration):
    """What a generated column says cannot be altered: it is made anew, with the index that names it."""

    dependencies = [("delivery", "0002_copies_of_representatives")]

    operations = [
        migrations.AlterField(
            model_name="servicerecipient",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Chờ gửi"),
                    ("sent", "Đã gửi"),
                    ("received", "Đã nhận"),
                    ("failed", "Không tống đạt được"),
                    ("dropped", "Không còn phải tống đạt"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.RemoveIndex(model_name="servicerecipient", name=INDEX),
        migrations.RemoveField(model_name="servicerecipient", name="unproved_since"),
        migrations.AddField(
            model_name="servicerecipient",
            name="unproved_since",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(models.When(SETTLED, then=None), default=models.F("ordered_at")),
                output_field=models.DateTimeField(null=True),
            ),
        ),
        migrations.AddIndex(
            model_name="servicerecipient",
            index=models.Index(
                condition=models.Q(("unproved_since__isnull", False)),
                fields=["court", "unproved_since"],
                name=INDEX,
            ),
        ),
    ]
