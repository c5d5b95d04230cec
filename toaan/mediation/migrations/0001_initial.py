import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from toaan.core.migration import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('filing', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='Mediation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('offered', 'Chờ người khởi kiện trả lời'), ('offered_again', 'Chờ trả lời thông báo lần thứ hai'), ('agreed', 'Chờ phân công Thẩm phán phụ trách'), ('choosing', 'Chờ chỉ định Hòa giải viên'), ('designated', 'Chờ người bị kiện trả lời'), ('mediating', 'Đang hòa giải, đối thoại'), ('result', 'Chờ Thẩm phán xác nhận biên bản kết quả'), ('deciding', 'Chờ quyết định về kết quả hòa giải'), ('recognised', 'Đã công nhận kết quả hòa giải'), ('refused', 'Không công nhận, đơn chuyển sang tố tụng'), ('settled', 'Hòa giải thành, không yêu cầu công nhận'), ('passed_on', 'Không hòa giải, đơn chuyển sang tố tụng'), ('reviewed', 'Tòa án cấp trên đang xem xét lại'), ('annulled', 'Quyết định công nhận bị hủy, đơn chuyển sang tố tụng')], default='offered', max_length=15)),
                ('offered_at', models.DateTimeField()),
                ('answer_by', models.DateField(null=True)),
                ('respond_by', models.DateField(null=True)),
                ('minors', models.BooleanField(default=False)),
                ('designated_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('extended', models.CharField(blank=True, max_length=4)),
                ('stop_asked_on', models.DateField(null=True)),
                ('stop_asked_by', models.CharField(blank=True, max_length=300)),
                ('ended_on', models.DateField(null=True)),
                ('end_ground', models.CharField(blank=True, max_length=60)),
                ('end_citation', models.CharField(blank=True, max_length=100)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('judge', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('petition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mediation', to='filing.petition')),
            ],
            options={
                'ordering': ['-offered_at'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recognised', models.BooleanField()),
                ('decided_on', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('failing', models.JSONField(default=list)),
                ('content', models.JSONField(default=dict)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('issued_at', models.DateTimeField(null=True)),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('mediation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='mediation.mediation')),
            ],
        ),
        migrations.CreateModel(
            name='MediationParty',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('role', models.CharField(choices=[('plaintiff', 'Nguyên đơn'), ('defendant', 'Bị đơn'), ('related', 'Người có quyền lợi, nghĩa vụ liên quan'), ('requester', 'Người yêu cầu')], max_length=10)),
                ('name', models.CharField(max_length=300)),
                ('personal_id', models.CharField(blank=True, max_length=20)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('answer', models.CharField(blank=True, choices=[('', 'Chưa trả lời'), ('agreed', 'Đồng ý hòa giải, đối thoại'), ('refused', 'Không đồng ý hòa giải, đối thoại'), ('replace', 'Đề nghị thay đổi Hòa giải viên'), ('silent', 'Không trả lời trong thời hạn')], default='', max_length=8)),
                ('answered_on', models.DateField(null=True)),
                ('mediation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='mediation.mediation')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Mediator',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('decision_number', models.CharField(max_length=60)),
                ('appointed_on', models.DateField()),
                ('term_until', models.DateField()),
                ('card', models.CharField(blank=True, max_length=40)),
                ('fields', models.JSONField(default=list)),
                ('minors', models.BooleanField(default=False)),
                ('removed_on', models.DateField(null=True)),
                ('removed_why', models.CharField(blank=True, max_length=10)),
                ('removal_number', models.CharField(blank=True, max_length=60)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('post', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mediator', to='core.post')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['user__full_name_folded'],
            },
        ),
        migrations.AddField(
            model_name='mediation',
            name='chosen',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.mediator'),
        ),
        migrations.AddField(
            model_name='mediation',
            name='mediator',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mediations', to='mediation.mediator'),
        ),
        migrations.CreateModel(
            name='Designation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('decided_on', models.DateField()),
                ('citation', models.CharField(max_length=100)),
                ('reason', models.CharField(blank=True, max_length=1000)),
                ('content', models.JSONField(default=dict)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('ended_on', models.DateField(null=True)),
                ('end_article', models.CharField(blank=True, max_length=10)),
                ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('mediation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='designations', to='mediation.mediation')),
                ('mediator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.mediator')),
            ],
            options={
                'ordering': ['decided_on', 'number__sequence'],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('saved_at', models.DateTimeField()),
                ('mediation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.mediation')),
                ('mediator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.mediator')),
            ],
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('offer', 'Thông báo về quyền lựa chọn hòa giải, đối thoại'), ('offer_again', 'Thông báo lần thứ hai về quyền lựa chọn hòa giải, đối thoại'), ('transfer', 'Thông báo chuyển vụ việc sang hòa giải, đối thoại'), ('session', 'Thông báo phiên hòa giải, đối thoại'), ('result_session', 'Thông báo phiên họp ghi nhận kết quả hòa giải, đối thoại'), ('result', 'Biên bản ghi nhận kết quả hòa giải, đối thoại'), ('end', 'Biên bản chấm dứt hòa giải, đối thoại'), ('decision', 'Quyết định về kết quả hòa giải, đối thoại')], max_length=15)),
                ('title', models.CharField(max_length=300)),
                ('content', models.JSONField(default=dict)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('ordered_at', models.DateTimeField()),
                ('mediation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='mediation.mediation')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
            ],
            options={
                'ordering': ['ordered_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=300)),
                ('capacity', models.CharField(max_length=100)),
                ('method', models.CharField(choices=[('portal', 'Qua Cổng'), ('paper', 'Bằng giấy hoặc hình thức thuận tiện khác')], max_length=6)),
                ('received_on', models.DateField(null=True)),
                ('how', models.CharField(blank=True, max_length=300)),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.mediationparty')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='mediation.paper')),
            ],
            options={
                'ordering': ['paper__ordered_at', 'key'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=300)),
                ('condition', models.CharField(max_length=60)),
                ('filed_on', models.DateField()),
                ('obstacle', models.CharField(blank=True, max_length=500)),
                ('outcome', models.CharField(blank=True, choices=[('', 'Đang xem xét'), ('upheld', 'Không chấp nhận, giữ nguyên quyết định công nhận'), ('annulled', 'Hủy quyết định công nhận'), ('stopped', 'Đình chỉ việc xem xét vì người đề nghị, kiến nghị đã rút')], default='', max_length=8)),
                ('outcome_number', models.CharField(blank=True, max_length=60)),
                ('outcome_on', models.DateField(null=True)),
                ('mediation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='mediation.mediation')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.mediationparty')),
            ],
            options={
                'ordering': ['filed_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('mediation', 'Phiên hòa giải, đối thoại'), ('result', 'Phiên họp ghi nhận kết quả')], max_length=10)),
                ('starts_at', models.DateTimeField()),
                ('form', models.CharField(choices=[('court', 'Tại trụ sở Tòa án'), ('outside', 'Ngoài trụ sở Tòa án, theo lựa chọn của các bên'), ('online', 'Trực tuyến, theo đề nghị của các bên')], max_length=8)),
                ('place', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('planned', 'Đã ấn định'), ('held', 'Đã mở'), ('put_off', 'Hoãn')], default='planned', max_length=8)),
                ('absent', models.JSONField(default=list)),
                ('recorded_at', models.DateTimeField(null=True)),
                ('mediation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='mediation.mediation')),
            ],
            options={
                'ordering': ['starts_at'],
            },
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('whole', models.BooleanField()),
                ('agreed', models.TextField()),
                ('open', models.TextField(blank=True)),
                ('absent_people', models.CharField(blank=True, max_length=500)),
                ('divorce', models.BooleanField(default=False)),
                ('wants_recognition', models.BooleanField()),
                ('made_on', models.DateField()),
                ('content', models.JSONField(default=dict)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('mediation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result', to='mediation.mediation')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.session')),
            ],
        ),
        migrations.AddField(
            model_name='paper',
            name='session',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.session'),
        ),
        migrations.AddConstraint(
            model_name='mediationparty',
            constraint=models.UniqueConstraint(fields=('mediation', 'order'), name='mediation_party_once'),
        ),
        migrations.AddConstraint(
            model_name='mediator',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_on', None)), fields=('court', 'user'), name='once_on_the_list'),
        ),
        migrations.AddIndex(
            model_name='mediation',
            index=models.Index(fields=['court', 'state'], name='mediation_m_court_i_ce78bf_idx'),
        ),
        migrations.AddConstraint(
            model_name='designation',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('mediation',), name='one_mediator_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.UniqueConstraint(fields=('mediation', 'mediator'), name='one_note_per_mediator'),
        ),
        migrations.AddConstraint(
            model_name='copy',
            constraint=models.UniqueConstraint(fields=('paper', 'key'), name='mediation_copy_once'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('mediation',), name='one_review_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'planned')), fields=('mediation',), name='one_session_planned'),
        ),
        ]),
    ]
