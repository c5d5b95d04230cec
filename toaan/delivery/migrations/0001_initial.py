import django.db.models.deletion
import uuid
from django.db import migrations, models

from toaan.core.migration import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('core', '0001_initial'),
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField()),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
            ],
            options={
                'ordering': ['-made_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=300)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('original', models.CharField(blank=True, max_length=64)),
                ('ordered_at', models.DateTimeField()),
                ('article', models.CharField(max_length=60)),
                ('state', models.CharField(choices=[('preparing', 'Đang lập văn bản'), ('ready', 'Đang tống đạt'), ('served', 'Đã tống đạt đủ')], default='preparing', max_length=10)),
                ('served_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='cases.case')),
                ('court', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.event')),
            ],
            options={
                'ordering': ['-ordered_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ServiceRecipient',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('ordered_at', models.DateTimeField()),
                ('key', models.CharField(max_length=60)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('order', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=300)),
                ('capacity', models.CharField(max_length=100)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('article', models.CharField(max_length=60)),
                ('method', models.CharField(choices=[('portal', 'Qua Cổng'), ('post', 'Thư bảo đảm'), ('hand', 'Giao trực tiếp'), ('posting', 'Niêm yết công khai')], max_length=10)),
                ('state', models.CharField(choices=[('waiting', 'Chờ gửi'), ('sent', 'Đã gửi'), ('received', 'Đã nhận'), ('failed', 'Không tống đạt được')], default='waiting', max_length=10)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('received_by', models.CharField(blank=True, max_length=200)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('barcode', models.CharField(blank=True, max_length=40)),
                ('proof', models.CharField(blank=True, choices=[('', '–'), ('portal_sent', 'Cổng xác nhận gửi thành công'), ('portal_read', 'Người nhận xác nhận trên hệ thống'), ('signed', 'Biên bản giao nhận có chữ ký'), ('postal', 'Giấy báo nhận của bưu chính'), ('posting', 'Biên bản niêm yết')], default='', max_length=12)),
                ('proof_note', models.CharField(blank=True, max_length=500)),
                ('proof_sha256', models.CharField(blank=True, max_length=64)),
                ('failures', models.JSONField(default=list)),
                ('unproved_since', models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(('state', 'received'), models.Q(('proof', 'portal_sent'), ('state', 'sent')), _connector='OR'), then=None), default=models.F('ordered_at')), output_field=models.DateTimeField(null=True))),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('court', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
                ('representation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.representation')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='delivery.service')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='DispatchLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('barcode', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=300)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('dispatch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='delivery.dispatch')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatch_lines', to='delivery.servicerecipient')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['state'], name='delivery_se_state_0ee0b2_idx'),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['court', 'ordered_at'], name='delivery_se_court_i_ad721e_idx'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(fields=('source', 'kind', 'original'), name='served_once_per_act'),
        ),
        migrations.AddIndex(
            model_name='servicerecipient',
            index=models.Index(fields=['state', 'case'], name='delivery_se_state_7e9b75_idx'),
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
        migrations.AddConstraint(
            model_name='servicerecipient',
            constraint=models.UniqueConstraint(fields=('service', 'key'), name='one_row_per_recipient'),
        ),
        migrations.AddConstraint(
            model_name='servicerecipient',
            constraint=models.UniqueConstraint(condition=models.Q(('sha256', ''), _negated=True), fields=('case', 'sha256', 'key'), name='nothing_served_twice'),
        ),
        migrations.AddConstraint(
            model_name='dispatchline',
            constraint=models.UniqueConstraint(fields=('recipient', 'barcode'), name='letter_listed_once'),
        ),
        ]),
    ]
