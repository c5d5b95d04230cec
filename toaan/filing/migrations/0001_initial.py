import django.db.models.deletion
import toaan.filing.content
import toaan.filing.tracking
import uuid
from django.conf import settings
from django.db import migrations, models

from toaan.core.migration import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('core', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='Petition',
            fields=[
                ('register_year', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('register_sequence', models.PositiveIntegerField(editable=False, null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('DS', 'Dân sự'), ('HNGĐ', 'Hôn nhân và gia đình'), ('KDTM', 'Kinh doanh, thương mại'), ('LĐ', 'Lao động')], max_length=4)),
                ('nature', models.CharField(choices=[('suit', 'Vụ án'), ('request', 'Việc dân sự')], default='suit', max_length=7)),
                ('request_kind', models.CharField(blank=True, max_length=20)),
                ('channel', models.CharField(choices=[('online', 'Trực tuyến'), ('counter', 'Nộp trực tiếp'), ('post', 'Bưu chính')], default='online', max_length=7)),
                ('state', models.CharField(choices=[('draft', 'Đang soạn'), ('received', 'Đã nhận, chờ phân công'), ('examining', 'Thẩm phán đang xem xét'), ('amending', 'Chờ sửa đổi, bổ sung'), ('fee_due', 'Chờ nộp tạm ứng án phí'), ('fee_paid', 'Chờ thụ lý'), ('accepted', 'Đã thụ lý'), ('returned', 'Đã trả lại đơn'), ('sent_on', 'Đã chuyển đơn'), ('mediation', 'Đang hòa giải tại Tòa án'), ('settled', 'Đã hòa giải thành tại Tòa án')], default='draft', max_length=10)),
                ('content', models.JSONField(default=toaan.filing.content.empty)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('tracking_code', models.CharField(default=toaan.filing.tracking.new_code, max_length=14, unique=True)),
                ('started_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('received_on', models.DateField(null=True)),
                ('postmark_on', models.DateField(null=True)),
                ('first_filed_on', models.DateField(null=True)),
                ('plaintiff_names', models.CharField(blank=True, max_length=300)),
                ('defendant_names', models.CharField(blank=True, max_length=300)),
                ('search_folded', models.TextField(blank=True, editable=False)),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('examiner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('petitioner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-register_year', '-register_sequence'],
            },
        ),
        migrations.CreateModel(
            name='FeeReceipt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=40)),
                ('dated', models.DateField()),
                ('amount', models.BigIntegerField()),
                ('agency', models.CharField(max_length=200)),
                ('handed_in_at', models.DateTimeField()),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('petition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fee_receipt', to='filing.petition')),
            ],
        ),
        migrations.CreateModel(
            name='FeeNotice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=4)),
                ('value', models.BigIntegerField(null=True)),
                ('amount', models.BigIntegerField()),
                ('article', models.CharField(max_length=300)),
                ('explanation', models.JSONField()),
                ('exemption', models.CharField(blank=True, max_length=60)),
                ('exemption_title', models.CharField(blank=True, max_length=300)),
                ('exemption_reason', models.CharField(blank=True, max_length=500)),
                ('issued_at', models.DateTimeField()),
                ('notified_on', models.DateField()),
                ('due_on', models.DateField(null=True)),
                ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('petition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fee_notice', to='filing.petition')),
            ],
        ),
        migrations.CreateModel(
            name='CourtPaper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('receipt', 'Giấy xác nhận đã nhận đơn'), ('amendment', 'Thông báo yêu cầu sửa đổi, bổ sung đơn khởi kiện'), ('fee_notice', 'Thông báo nộp tiền tạm ứng án phí'), ('return', 'Thông báo trả lại đơn khởi kiện'), ('transfer', 'Thông báo chuyển đơn khởi kiện'), ('med_end', 'Biên bản chấm dứt hòa giải, đối thoại tại Tòa án'), ('med_refuse', 'Quyết định không công nhận kết quả hòa giải, đối thoại tại Tòa án')], max_length=10)),
                ('made_at', models.DateTimeField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='filing.petition')),
            ],
            options={
                'ordering': ['made_at'],
            },
        ),
        migrations.CreateModel(
            name='CoRequester',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('personal_id', models.CharField(db_index=True, max_length=20)),
                ('invited_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='co_requesters', to='filing.petition')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=255)),
                ('title', models.CharField(max_length=300)),
                ('kind', models.CharField(choices=[('petition', 'Đơn khởi kiện (bản quét)'), ('evidence', 'Tài liệu, chứng cứ'), ('identity', 'Giấy tờ tùy thân, tư cách khởi kiện'), ('exemption', 'Giấy tờ xin miễn, giảm án phí')], default='evidence', max_length=10)),
                ('at', models.DateTimeField()),
                ('version', models.PositiveSmallIntegerField(null=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='filing.petition')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AmendmentRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('matters', models.TextField()),
                ('requested_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('petition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='amendment_request', to='filing.petition')),
            ],
        ),
        migrations.CreateModel(
            name='PetitionTransfer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('to_court_name', models.CharField(max_length=200)),
                ('article', models.CharField(max_length=200)),
                ('reason', models.TextField()),
                ('transferred_at', models.DateTimeField()),
                ('arrived', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='came_by', to='filing.petition')),
                ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('petition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='transfer', to='filing.petition')),
                ('to_court', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
            ],
        ),
        migrations.CreateModel(
            name='PetitionVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('n', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('submitted_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('pdf', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='filing.petition')),
            ],
            options={
                'ordering': ['n'],
            },
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('ground', models.CharField(max_length=60)),
                ('ground_title', models.CharField(max_length=500)),
                ('article', models.CharField(max_length=100)),
                ('reason', models.TextField()),
                ('returned_at', models.DateTimeField()),
                ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('petition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='returned', to='filing.petition')),
            ],
        ),
        migrations.AddIndex(
            model_name='petition',
            index=models.Index(fields=['court', 'state'], name='filing_peti_court_i_3aaceb_idx'),
        ),
        migrations.AddIndex(
            model_name='petition',
            index=models.Index(fields=['court', 'register_year', 'register_sequence'], name='filing_peti_court_i_b6dafb_idx'),
        ),
        migrations.AddIndex(
            model_name='petition',
            index=models.Index(fields=['court', 'register_year', 'received_on', 'register_sequence'], name='filing_peti_court_i_21325a_idx'),
        ),
        migrations.AddIndex(
            model_name='petition',
            index=models.Index(fields=['petitioner', 'state'], name='filing_peti_petitio_532b17_idx'),
        ),
        migrations.AddIndex(
            model_name='petition',
            index=models.Index(fields=['examiner', 'state'], name='filing_peti_examine_ee7082_idx'),
        ),
        migrations.AddConstraint(
            model_name='petition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', None), ('register_sequence', None), ('register_year', None)), models.Q(('number__isnull', False), ('register_sequence__isnull', False), ('register_year__isnull', False)), _connector='OR'), name='petition_place_follows_number'),
        ),
        migrations.AddConstraint(
            model_name='feereceipt',
            constraint=models.UniqueConstraint(fields=('agency', 'number'), name='fee_receipt_once'),
        ),
        migrations.AddConstraint(
            model_name='courtpaper',
            constraint=models.UniqueConstraint(fields=('petition', 'kind'), name='court_paper_once'),
        ),
        migrations.AddConstraint(
            model_name='corequester',
            constraint=models.UniqueConstraint(fields=('petition', 'personal_id'), name='co_requester_once'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('petition', 'file'), name='petition_file_once'),
        ),
        migrations.AddConstraint(
            model_name='petitionversion',
            constraint=models.UniqueConstraint(fields=('petition', 'n'), name='petition_version_once'),
        ),
        ]),
    ]
