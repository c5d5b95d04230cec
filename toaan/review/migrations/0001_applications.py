import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from toaan.core.migration import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('core', '0001_initial'),
        ('judgments', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('cassation', 'Giám đốc thẩm'), ('reopening', 'Tái thẩm')], max_length=10)),
                ('channel', models.CharField(choices=[('online', 'Qua Cổng'), ('direct', 'Trực tiếp'), ('post', 'Qua bưu chính')], max_length=6)),
                ('sent_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('ground', models.CharField(max_length=20)),
                ('reason', models.TextField()),
                ('amendments', models.JSONField(default=list)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('state', models.CharField(choices=[('received', 'Đã nhận đơn'), ('amending', 'Chờ sửa đổi, bổ sung đơn'), ('examining', 'Đang nghiên cứu'), ('reported', 'Chờ Chánh án quyết định'), ('returned', 'Đã trả lại đơn'), ('declined', 'Không kháng nghị'), ('protested', 'Đã kháng nghị')], default='received', max_length=10)),
                ('due_on', models.DateField(null=True)),
                ('amend_by', models.DateField(null=True)),
                ('report', models.TextField(blank=True)),
                ('proposes_protest', models.BooleanField(null=True)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('examiner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('judgment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='judgments.judgment')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='CaseFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_on', models.DateField(null=True)),
                ('sent_on', models.DateField(null=True)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('received_on', models.DateField(null=True)),
                ('returned_on', models.DateField(null=True)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('judgment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files_above', to='judgments.judgment')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['asked_on'],
            },
        ),
        migrations.CreateModel(
            name='Proceeding',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('cassation', 'Giám đốc thẩm'), ('reopening', 'Tái thẩm')], max_length=10)),
                ('author', models.CharField(choices=[('president', 'Chánh án Tòa án cấp tỉnh'), ('procuracy', 'Viện trưởng Viện kiểm sát cấp tỉnh')], max_length=10)),
                ('protest_number', models.CharField(max_length=60)),
                ('protested_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('ground', models.CharField(max_length=20)),
                ('finding', models.TextField()),
                ('scope', models.CharField(max_length=500)),
                ('proposal', models.TextField()),
                ('last_day', models.DateField()),
                ('sha256', models.CharField(max_length=64)),
                ('stayed_on', models.DateField(null=True)),
                ('changes', models.JSONField(default=list)),
                ('to_procuracy_on', models.DateField(null=True)),
                ('procuracy_due_on', models.DateField(null=True)),
                ('complete_on', models.DateField(null=True)),
                ('open_by', models.DateField(null=True)),
                ('session_at', models.DateTimeField(null=True)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('procurator', models.CharField(blank=True, max_length=200)),
                ('summons', models.BooleanField(default=False)),
                ('presentation', models.TextField(blank=True)),
                ('presented_on', models.DateField(null=True)),
                ('present', models.JSONField(default=list)),
                ('heard', models.TextField(blank=True)),
                ('clerk_name', models.CharField(blank=True, max_length=200)),
                ('minutes_sha256', models.CharField(blank=True, max_length=64)),
                ('rulings', models.JSONField(default=list)),
                ('decided_on', models.DateField(null=True)),
                ('state', models.CharField(choices=[('protested', 'Chờ hồ sơ vụ án'), ('studied', 'Viện kiểm sát nghiên cứu hồ sơ'), ('preparing', 'Chuẩn bị phiên tòa'), ('session_set', 'Chờ mở phiên tòa'), ('heard', 'Chờ ban hành quyết định'), ('decided', 'Đã có quyết định'), ('withdrawn', 'Đã rút toàn bộ kháng nghị'), ('discontinued', 'Đã đình chỉ xét xử')], default='protested', max_length=12)),
                ('again', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('application', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proceeding', to='review.application')),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('judgment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proceedings', to='judgments.judgment')),
                ('members', models.ManyToManyField(related_name='+', to='core.post')),
                ('presiding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('reporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['-recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('decided_on', models.DateField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('issued_at', models.DateTimeField(null=True)),
                ('kind', models.CharField(choices=[('amendment', 'Thông báo yêu cầu sửa đổi, bổ sung đơn đề nghị'), ('return', 'Thông báo trả lại đơn đề nghị'), ('declined', 'Thông báo không kháng nghị'), ('protest', 'Quyết định kháng nghị'), ('file_request', 'Công văn yêu cầu chuyển hồ sơ vụ án'), ('postponement', 'Văn bản yêu cầu hoãn thi hành bản án'), ('change', 'Quyết định thay đổi, bổ sung kháng nghị'), ('stay', 'Quyết định tạm đình chỉ thi hành bản án'), ('withdrawal', 'Quyết định rút kháng nghị'), ('decision', 'Quyết định giám đốc thẩm, tái thẩm'), ('discontinuance', 'Quyết định đình chỉ xét xử')], max_length=14)),
                ('sent_on', models.DateField(null=True)),
                ('received_on', models.DateField(null=True)),
                ('application', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='review.application')),
                ('judgment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='judgments.judgment')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('proceeding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='review.proceeding')),
            ],
            options={
                'ordering': ['issued_at'],
            },
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['court', 'state'], name='review_appl_court_i_a524cf_idx'),
        ),
        migrations.AddConstraint(
            model_name='casefile',
            constraint=models.UniqueConstraint(condition=models.Q(('returned_on', None)), fields=('judgment',), name='one_file_on_its_way'),
        ),
        migrations.AddIndex(
            model_name='proceeding',
            index=models.Index(fields=['court', 'state'], name='review_proc_court_i_8db3e6_idx'),
        ),
        migrations.AddConstraint(
            model_name='proceeding',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('protested', 'studied', 'preparing', 'session_set', 'heard', 'withdrawn'))), fields=('judgment',), name='one_protest_under_way'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(condition=models.Q(('sha256', '')), fields=('application', 'kind'), name='one_unissued_letter_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(condition=models.Q(('sha256', '')), fields=('proceeding', 'kind'), name='one_unissued_letter_on_a_protest'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('application__isnull', False), ('proceeding__isnull', True)), models.Q(('application__isnull', True), ('proceeding__isnull', False)), _connector='OR'), name='letter_is_about_one_thing'),
        ),
        ]),
    ]
