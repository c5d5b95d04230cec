import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from toaan.core.migration import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='ReadingConfirmation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('edition', models.CharField(max_length=20)),
                ('digest', models.CharField(max_length=64)),
                ('confirmed_at', models.DateTimeField()),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['confirmed_at'],
                'constraints': [models.UniqueConstraint(fields=('user', 'year', 'edition'), name='confirmed_once_a_year')],
            },
        ),
        ]),
    ]
