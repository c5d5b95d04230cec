import django.db.models.deletion
from django.db import migrations, models


def of_one(model: str) -> models.OneToOneField:
    return models.OneToOneField(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="publication", to=model
    )


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0002_advance_of_decisions"),
        ("cases", "0005_how_requests_ended"),
        ("course", "0007_explanation"),
        ("judgments", "0003_late_appeals_of_decisions"),
        ("publication", "0001_initial"),
        ("review", "0004_decisions_and_committee"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="publication", name="encoding_to_decide"),
        migrations.AlterField(model_name="publication", name="judgment", field=of_one("judgments.judgment")),
        migrations.AddField(model_name="publication", name="decision", field=of_one("course.coursedecision")),
        migrations.AddField(model_name="publication", name="above", field=of_one("appeals.review")),
        migrations.AddField(model_name="publication", name="committee", field=of_one("review.letter")),
        migrations.AddField(
            model_name="publication",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publications",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="kind",
            field=models.CharField(
                choices=[
                    ("judgment", "Bản án"),
                    ("agreement", "Quyết định công nhận sự thỏa thuận của các đương sự"),
                    ("consent", "Quyết định công nhận thuận tình ly hôn"),
                    ("ruling", "Quyết định giải quyết việc dân sự"),
                    ("above", "Quyết định phúc thẩm giải quyết việc dân sự"),
                    ("cassation", "Quyết định giám đốc thẩm"),
                    ("reopening", "Quyết định tái thẩm"),
                ],
                default="judgment",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="name",
            field=models.CharField(default="Bản án", max_length=200),
        ),
        migrations.AddField(
            model_name="publication", name="number", field=models.CharField(max_length=60, null=True)
        ),
        migrations.AddField(model_name="publication", name="dated", field=models.DateField(null=True)),
    ]
