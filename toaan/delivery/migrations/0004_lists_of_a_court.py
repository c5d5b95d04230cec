"""What the lists of a court read: its papers by day, its copies by day of sending, and those still without proof."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0015_deadlines_by_rule'),
        ('core', '0010_rule_place'),
        ('delivery', '0003_court_and_day'),
    ]

    operations = [
        migrations.AlterField(
            model_name='service',
            name='court',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court'),
        ),
        migrations.AlterField(
            model_name='servicerecipient',
            name='court',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court'),
        ),
        migrations.AlterField(
            model_name='servicerecipient',
            name='ordered_at',
            field=models.DateTimeField(),
        ),
        migrations.AddField(
            model_name='servicerecipient',
            name='unproved_since',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(('state', 'received'), models.Q(('proof', 'portal_sent'), ('state', 'sent')), _connector='OR'), then=None), default=models.F('ordered_at')), output_field=models.DateTimeField(null=True)),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['court', 'ordered_at'], name='delivery_se_court_i_ad721e_idx'),
        ),
        migrations.AddIndex(
            model_name='servicerecipient',
            index=models.Index(condition=models.Q(('unproved_since__isnull', False)), fields=['court', 'unproved_since'], name='copy_without_proof'),
        ),
        migrations.AddIndex(
            model_name='servicerecipient',
            index=models.Index(fields=['court', 'sent_at'], name='delivery_se_court_i_c4afab_idx'),
        ),
        migrations.AddIndex(
            model_name='servicerecipient',
            index=models.Index(fields=['court', 'key', 'sent_at'], name='delivery_se_court_i_1adaec_idx'),
        ),
        migrations.AddIndex(
            model_name='servicerecipient',
            index=models.Index(condition=models.Q(('opened_at__isnull', True), ('received_at__isnull', True)), fields=['court', 'key'], name='copy_not_opened'),
        ),
        migrations.AddIndex(
            model_name='servicerecipient',
            index=models.Index(fields=['barcode'], name='delivery_se_barcode_ba24f4_idx'),
        ),
    ]
