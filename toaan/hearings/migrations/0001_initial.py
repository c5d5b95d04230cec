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
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('disclosure_session', 'Phiên họp công khai chứng cứ và hòa giải'), ('trial', 'Phiên tòa sơ thẩm'), ('request_session', 'Phiên họp giải quyết việc dân sự'), ('decision_session', 'Phiên họp phúc thẩm xét quyết định sơ thẩm')], max_length=20)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('reserved', 'Giữ chỗ'), ('planned', 'Đã lên lịch'), ('open', 'Đang diễn ra'), ('paused', 'Tạm ngừng'), ('deliberating', 'Nghị án'), ('closed', 'Đã kết thúc'), ('adjourned', 'Đã hoãn'), ('called_off', 'Không mở')], default='planned', max_length=15)),
                ('closed_doors', models.BooleanField(default=False)),
                ('outcome', models.CharField(blank=True, choices=[('settled', 'Hòa giải thành'), ('not_settled', 'Hòa giải không thành'), ('cannot_mediate', 'Không tiến hành hòa giải'), ('reunited', 'Hòa giải đoàn tụ thành'), ('consent', 'Hòa giải đoàn tụ không thành; vợ chồng thuận tình ly hôn và thỏa thuận được mọi vấn đề'), ('no_consent', 'Hòa giải đoàn tụ không thành; vợ chồng không thỏa thuận được về con hoặc tài sản')], max_length=15)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('debate_closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('moved', models.PositiveSmallIntegerField(default=0)),
                ('reason', models.CharField(blank=True, max_length=1000)),
                ('notice_sha256', models.CharField(blank=True, max_length=64)),
                ('adjourned_to', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adjourned_from', to='hearings.hearing')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='cases.case')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Adjournment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('decided_on', models.DateField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('issued_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(max_length=1000)),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('hearing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='adjournment', to='hearings.hearing')),
                ('next_hearing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reopened_by', to='hearings.hearing')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('content', models.JSONField(default=dict)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('state', models.CharField(choices=[('draft', 'Đang ghi'), ('finished', 'Thư ký đã hoàn thành'), ('signed', 'Đã ký')], default='draft', max_length=10)),
                ('signers', models.JSONField(default=list)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('saved_at', models.DateTimeField(null=True)),
                ('hearing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='hearings.hearing')),
            ],
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('role', models.CharField(choices=[('presiding', 'Thẩm phán – Chủ tọa phiên tòa'), ('judge', 'Thẩm phán'), ('lay_judge', 'Hội thẩm nhân dân'), ('clerk', 'Thư ký phiên tòa'), ('procurator', 'Kiểm sát viên'), ('party', 'Đương sự'), ('representative', 'Người đại diện, người bảo vệ quyền và lợi ích hợp pháp'), ('interpreter', 'Người phiên dịch'), ('summoned', 'Người được triệu tập')], max_length=15)),
                ('title', models.CharField(max_length=100)),
                ('name', models.CharField(max_length=300)),
                ('attendance', models.CharField(choices=[('unknown', 'Chưa kiểm tra'), ('present', 'Có mặt'), ('absent', 'Vắng mặt')], default='unknown', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('good_reason', models.BooleanField(default=False)),
                ('asked_absence', models.BooleanField(default=False)),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='hearings.hearing')),
                ('interpreter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.interpreter')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('representation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.representation')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rooms', to='core.court')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='hearing',
            name='room',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='hearings.room'),
        ),
        migrations.CreateModel(
            name='TrialDecision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('decided_on', models.DateField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('issued_at', models.DateTimeField(null=True)),
                ('lapsed_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trial_decisions', to='cases.case')),
                ('hearing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='trial_decision', to='hearings.hearing')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('mediation', 'Hòa giải tại phiên tòa'), ('pause', 'Tạm ngừng phiên tòa'), ('move', 'Thay đổi thời gian tiếp tục phiên tòa'), ('resumption', 'Tiếp tục phiên tòa'), ('return', 'Trở lại việc hỏi và tranh luận')], max_length=12)),
                ('happened_at', models.DateTimeField()),
                ('ground', models.CharField(blank=True, max_length=60)),
                ('citation', models.CharField(blank=True, max_length=100)),
                ('text', models.TextField()),
                ('outcome', models.CharField(blank=True, choices=[('settled', 'Hòa giải thành'), ('not_settled', 'Hòa giải không thành'), ('cannot_mediate', 'Không tiến hành hòa giải'), ('reunited', 'Hòa giải đoàn tụ thành'), ('consent', 'Hòa giải đoàn tụ không thành; vợ chồng thuận tình ly hôn và thỏa thuận được mọi vấn đề'), ('no_consent', 'Hòa giải đoàn tụ không thành; vợ chồng không thỏa thuận được về con hoặc tài sản')], max_length=15)),
                ('notice_sha256', models.CharField(blank=True, max_length=64)),
                ('goes_on_at', models.DateTimeField(blank=True, null=True)),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='hearings.hearing')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['happened_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('salt', models.UUIDField(default=uuid.uuid4)),
                ('made_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'post'), name='one_feed_per_post'), models.UniqueConstraint(condition=models.Q(('post__isnull', True)), fields=('user',), name='one_feed_of_a_citizen')],
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resource_type', models.CharField(choices=[('room', 'Phòng xử'), ('post', 'Người tiến hành tố tụng')], max_length=4)),
                ('resource_id', models.UUIDField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookings', to='hearings.hearing')),
            ],
            options={
                'indexes': [models.Index(fields=['resource_id', 'starts_at'], name='hearings_bo_resourc_26b407_idx')],
                'constraints': [models.UniqueConstraint(fields=('hearing', 'resource_type', 'resource_id'), name='booked_once_per_hearing'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='booking_ends_after_it_begins')],
            },
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('court', 'name'), name='one_room_of_a_name'),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='room_closes_after_opening'),
        ),
        migrations.AddIndex(
            model_name='hearing',
            index=models.Index(fields=['starts_at'], name='hearings_he_starts__b0f39e_idx'),
        ),
        migrations.AddIndex(
            model_name='hearing',
            index=models.Index(fields=['room', 'starts_at'], name='hearings_he_room_id_71d405_idx'),
        ),
        migrations.AddIndex(
            model_name='hearing',
            index=models.Index(fields=['state', 'starts_at'], name='hearings_he_state_a71382_idx'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='hearing_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='trialdecision',
            constraint=models.UniqueConstraint(condition=models.Q(('lapsed_at__isnull', True)), fields=('case',), name='one_standing_trial_decision'),
        ),
        ]),
    ]
