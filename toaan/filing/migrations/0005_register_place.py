"""A line of the register carries its place there; what has a number takes it from there."""

from django.conf import settings
from django.db import migrations, models


def enter(apps, _schema):
    issued = apps.get_model("core", "IssuedNumber").objects.filter(pk=models.OuterRef("number"))
    numbered = apps.get_model("filing", "Petition").objects.exclude(number=None)
    numbered.update(
        register_year=models.Subquery(issued.values("year")),
        register_sequence=models.Subquery(issued.values("sequence")),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0016_register_place'),
        ('core', '0010_rule_place'),
        ('filing', '0004_requests'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='petition',
            options={'ordering': ['-register_year', '-register_sequence']},
        ),
        migrations.AddField(
            model_name='petition',
            name='register_sequence',
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='petition',
            name='register_year',
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(enter, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='petition',
            index=models.Index(fields=['court', 'register_year', 'register_sequence'], name='filing_peti_court_i_b6dafb_idx'),
        ),
        migrations.AddIndex(
            model_name='petition',
            index=models.Index(fields=['court', 'register_year', 'received_on', 'register_sequence'], name='filing_peti_court_i_21325a_idx'),
        ),
        migrations.AddConstraint(
            model_name='petition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', None), ('register_sequence', None), ('register_year', None)), models.Q(('number__isnull', False), ('register_sequence__isnull', False), ('register_year__isnull', False)), _connector='OR'), name='petition_place_follows_number'),
        ),
    ]
