"""Rows are about a judgment or a decision; the file is the file of the case; the committee of judges has its members."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_event_indexes"),
        ("course", "0003_reviewed"),
        ("judgments", "0003_late_appeals_of_decisions"),
        ("review", "0003_cases_named"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CommitteeMember",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("decision", models.CharField(blank=True, max_length=100)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["since", "recorded_at"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="casefile",
            name="one_file_on_its_way",
        ),
        migrations.RemoveField(
            model_name="casefile",
            name="judgment",
        ),
        migrations.RemoveField(
            model_name="letter",
            name="judgment",
        ),
        migrations.AddField(
            model_name="application",
            name="decision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applications",
                to="course.coursedecision",
            ),
        ),
        migrations.AddField(
            model_name="proceeding",
            name="decision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proceedings",
                to="course.coursedecision",
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="judgment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applications",
                to="judgments.judgment",
            ),
        ),
        migrations.AlterField(
            model_name="casefile",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="files_above", to="cases.case"
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("amendment", "Thông báo yêu cầu sửa đổi, bổ sung đơn đề nghị"),
                    ("return", "Thông báo trả lại đơn đề nghị"),
                    ("declined", "Thông báo không kháng nghị"),
                    ("protest", "Quyết định kháng nghị"),
                    ("file_request", "Công văn yêu cầu chuyển hồ sơ vụ án"),
                    ("postponement", "Văn bản yêu cầu hoãn thi hành bản án, quyết định"),
                    ("change", "Quyết định thay đổi, bổ sung kháng nghị"),
                    ("stay", "Quyết định tạm đình chỉ thi hành bản án, quyết định"),
                    ("withdrawal", "Quyết định rút kháng nghị"),
                    ("decision", "Quyết định giám đốc thẩm, tái thẩm"),
                    ("discontinuance", "Quyết định đình chỉ xét xử"),
                ],
                max_length=14,
            ),
        ),
        migrations.AlterField(
            model_name="proceeding",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
            ),
        ),
        migrations.AlterField(
            model_name="proceeding",
            name="judgment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proceedings",
                to="judgments.judgment",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__isnull", True), ("judgment__isnull", False)),
                    models.Q(("decision__isnull", False), ("judgment__isnull", True)),
                    _connector="OR",
                ),
                name="application_about_one_ruling",
            ),
        ),
        migrations.AddConstraint(
            model_name="casefile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("returned_on", None)),
                fields=("case",),
                name="one_file_of_a_case_on_its_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="proceeding",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("protested", "studied", "preparing", "session_set", "heard", "withdrawn"))
                ),
                fields=("decision",),
                name="one_protest_of_decision_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="proceeding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__isnull", True), ("judgment__isnull", False)),
                    models.Q(("decision__isnull", False), ("judgment__isnull", True)),
                    _connector="OR",
                ),
                name="protest_of_one_ruling",
            ),
        ),
        migrations.AddField(
            model_name="committeemember",
            name="court",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.court"
            ),
        ),
        migrations.AddField(
            model_name="committeemember",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.post"
            ),
        ),
        migrations.AddConstraint(
            model_name="committeemember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("post",), name="one_open_membership_of_a_post"
            ),
        ),
        migrations.AddConstraint(
            model_name="committeemember",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="membership_ends_after_its_beginning",
            ),
        ),
    ]
