"""A line of the register carries its place there; what has a number takes it from there."""

from django.db import migrations, models


def enter(apps, _schema):
    issued = apps.get_model("core", "IssuedNumber").objects.filter(pk=models.OuterRef("number"))
    numbered = apps.get_model("cases", "Case").objects.exclude(number=None)
    numbered.update(
        register_year=models.Subquery(issued.values("year")),
        register_sequence=models.Subquery(issued.values("sequence")),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0015_deadlines_by_rule'),
        ('core', '0010_rule_place'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='case',
            options={'ordering': ['-accepted_on', '-register_sequence']},
        ),
        migrations.AddField(
            model_name='case',
            name='register_sequence',
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='register_year',
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(enter, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['court', 'register_year', 'kind', 'register_sequence'], name='cases_case_court_i_d98115_idx'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['court', 'register_year', 'accepted_on', 'register_sequence'], name='cases_case_court_i_323f5a_idx'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', None), ('register_sequence', None), ('register_year', None)), models.Q(('number__isnull', False), ('register_sequence__isnull', False), ('register_year__isnull', False)), _connector='OR'), name='case_place_follows_number'),
        ),
    ]
