"""The tables of the discussion in one step: a new database is ready in half the time. One that
has gone some of the way goes on by the steps that this one replaces.
"""

from importlib import import_module
from typing import Any

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import discussions.models.submission


def fill(apps: Any, schema_editor: Any) -> None:
    """The rows that a new site begins with: the site's rules, the groups and their rights."""
    for step, what in FILLED:
        getattr(import_module(f"discussions.migrations.{step}"), what)(apps, schema_editor)


FILLED = [
    ("0003_groups", "make"),
    ("0007_what_stands", "set_rules"),
    ("0007_what_stands", "grant"),
    ("0010_scenes_of_editors", "grant"),
]


class Migration(migrations.Migration):
    replaces = [
        ("discussions", "0002_discussion"),
        ("discussions", "0003_groups"),
        ("discussions", "0004_display_name_once"),
        ("discussions", "0005_lists_at_any_size"),
        ("discussions", "0006_conversation"),
        ("discussions", "0007_what_stands"),
        ("discussions", "0008_ballot"),
        ("discussions", "0009_ballots_handed_in"),
        ("discussions", "0010_scenes_of_editors"),
    ]
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("discussions", "0001_member"),
        ("explainer", "0002_scene"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='member',
            name='member_sample',
        ),
        migrations.AddField(
            model_name='member',
            name='suspended_until',
            field=models.DateTimeField(editable=False, null=True, verbose_name='suspended until'),
        ),
        migrations.AddField(
            model_name='member',
            name='unread',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AlterField(
            model_name='member',
            name='username',
            field=models.CharField(error_messages={'unique': 'That name is taken.'}, help_text='2 to 30 characters: letters a to z, digits, hyphens, underscores. It stays for good; a display name with spaces can be added later.', max_length=30, unique=True, validators=[django.core.validators.MinLengthValidator(2), django.core.validators.RegexValidator('\\A[A-Za-z0-9_-]+\\Z', 'Use letters a to z, digits, hyphens and underscores only.')], verbose_name='name'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['-joined', '-id'], name='member_joined'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(condition=models.Q(('is_sample', True)), fields=['-joined', '-id'], name='member_sample'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(condition=models.Q(('is_staff', True)), fields=['-joined', '-id'], name='member_staff'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(condition=models.Q(('is_active', False)), fields=['-joined', '-id'], name='member_inactive'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(django.db.models.functions.text.Lower('display_name'), name='member_display_name'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('display_name'), condition=models.Q(('display_name', ''), _negated=True), name='display_name_once_in_any_case', violation_error_message='That name is taken.'),
        ),
        migrations.CreateModel(
            name='OpinionMap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('explanation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='opinion_maps', to='explainer.explanation')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('votes', models.PositiveIntegerField(verbose_name='votes')),
                ('result', models.JSONField(verbose_name='result')),
            ],
            options={
                'verbose_name': 'opinion map',
                'verbose_name_plural': 'opinion maps',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['explanation', '-id'], name='opinion_map_newest')],
            },
        ),
        migrations.CreateModel(
            name='MapWatch',
            fields=[
                ('explanation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='map_watch', serialize=False, to='explainer.explanation')),
                ('ballots', models.PositiveIntegerField(default=0)),
                ('enough', models.PositiveIntegerField(default=20)),
                ('called_at', models.DateTimeField(null=True)),
                ('working_since', models.DateTimeField(null=True)),
                ('looked_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'ballots since the last map',
                'verbose_name_plural': 'ballots since the last map',
            },
        ),
        migrations.CreateModel(
            name='Mute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='mutes', to=settings.AUTH_USER_MODEL)),
                ('muted', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
            ],
            options={
                'verbose_name': 'mute',
                'verbose_name_plural': 'mutes',
                'constraints': [models.UniqueConstraint(fields=('member', 'muted'), name='one_mute_each'), models.CheckConstraint(condition=models.Q(('member', models.F('muted')), _negated=True), name='nobody_mutes_themselves')],
            },
        ),
        migrations.CreateModel(
            name='SiteRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('pre', 'every comment waits for approval'), ('hold-new', 'newcomers’ comments wait for approval'), ('post', 'comments appear at once'), ('closed', 'closed: nothing is posted')], default='hold-new', help_text='For every question that says nothing else. “Closed” closes all of them.', max_length=8, verbose_name='moderation')),
                ('tight_since', models.DateTimeField(editable=False, null=True)),
                ('words_version', models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'rules of the site',
                'verbose_name_plural': 'rules of the site',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_row_of_rules')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('explanation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='explainer.explanation')),
                ('section_key', models.SlugField(blank=True, help_text='Key of the section that asks it.', max_length=60, verbose_name='section')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='slug')),
                ('title', models.CharField(max_length=200, verbose_name='question')),
                ('spoils', models.CharField(choices=[('none', 'nothing'), ('premise', 'the premise'), ('ending', 'the ending')], default='none', max_length=7, verbose_name='the question gives away')),
                ('safe_title', models.CharField(blank=True, help_text='Stands in lists, addresses and cards where the question gives the ending away.', max_length=200, verbose_name='safe title')),
                ('prompt', models.TextField(blank=True, verbose_name='introduction')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('leading', models.BooleanField(default=False, verbose_name='leading question')),
                ('general', models.BooleanField(default=False, verbose_name='general thread')),
                ('mode', models.CharField(blank=True, choices=[('', 'as on the whole site'), ('pre', 'every comment waits for approval'), ('hold-new', 'newcomers’ comments wait for approval'), ('post', 'comments appear at once'), ('closed', 'closed: nothing is posted')], default='', max_length=8, verbose_name='moderation')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='opened')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='closes')),
                ('comment_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='comments')),
                ('last_comment_at', models.DateTimeField(editable=False, null=True, verbose_name='last comment')),
                ('source_digest', models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['explanation', 'order', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('leading', True)), fields=('explanation',), name='one_leading_question'), models.UniqueConstraint(condition=models.Q(('general', True)), fields=('explanation',), name='one_general_thread'), models.CheckConstraint(condition=models.Q(models.Q(('spoils', 'ending'), _negated=True), models.Q(('safe_title', ''), _negated=True), _connector='OR'), name='safe_title_if_it_spoils')],
            },
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='closure', to='discussions.question')),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='closed')),
                ('reason', models.CharField(help_text='Readers see it.', max_length=300, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'closure',
                'verbose_name_plural': 'closures',
            },
        ),
        migrations.CreateModel(
            name='Interpretation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agree', models.PositiveIntegerField(default=0, editable=False, verbose_name='agree')),
                ('disagree', models.PositiveIntegerField(default=0, editable=False, verbose_name='disagree')),
                ('unsure', models.PositiveIntegerField(default=0, editable=False, verbose_name='unsure')),
                ('frozen_at', models.DateTimeField(editable=False, null=True, verbose_name='first vote')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interpretations', to='discussions.question')),
                ('statement', models.CharField(max_length=200, verbose_name='statement')),
                ('reasoning', models.TextField(blank=True, verbose_name='reasoning')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
                ('state', models.CharField(choices=[('proposed', 'proposed'), ('open', 'open'), ('merged', 'merged'), ('declined', 'declined')], default='open', max_length=8, verbose_name='state')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='discussions.interpretation', verbose_name='merged into')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='proposed')),
                ('scene', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='explainer.scene', verbose_name='scene')),
                ('section_key', models.SlugField(blank=True, db_index=False, max_length=60, verbose_name='section')),
                ('quote', models.CharField(blank=True, max_length=500, verbose_name='passage')),
            ],
            options={
                'verbose_name': 'interpretation',
                'verbose_name_plural': 'interpretations',
                'ordering': ['question', 'order', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='votes', to=settings.AUTH_USER_MODEL)),
                ('interpretation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='discussions.interpretation')),
                ('stance', models.CharField(choices=[('agree', 'Agree'), ('disagree', 'Disagree'), ('unsure', 'Unsure')], max_length=8, verbose_name='stance')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='cast')),
            ],
            options={
                'verbose_name': 'vote',
                'verbose_name_plural': 'votes',
                'indexes': [models.Index(fields=['interpretation', 'stance', 'member'], name='vote_of_reading')],
                'constraints': [models.UniqueConstraint(fields=('member', 'interpretation'), name='one_vote_each')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moved_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='moved')),
                ('spoils', models.CharField(choices=[('none', 'nothing'), ('premise', 'the premise'), ('ending', 'the ending')], default='none', max_length=7, verbose_name='gives away')),
                ('cover_kept', models.BooleanField(default=False, editable=False)),
                ('state', models.CharField(choices=[('held', 'waiting for approval'), ('visible', 'visible'), ('hidden', 'hidden by a moderator'), ('removed', 'removed by a moderator'), ('deleted', 'deleted by its author')], default='visible', max_length=7, verbose_name='state')),
                ('held_for', models.CharField(blank=True, choices=[('mode', 'every comment on this question is read by a moderator first'), ('new', 'first comments are read by a moderator'), ('links', 'links in somebody’s first five comments are looked at by a moderator'), ('words', 'it has words in it that a moderator reads first'), ('repeat', 'you have posted the same text elsewhere'), ('hurry', 'it was sent within three seconds, as machines do'), ('trap', 'a field was filled in that readers don’t see, as machines do'), ('rejected', 'of what you wrote in the last 30 days, moderators took more than three in ten away'), ('tight', 'moderators are behind, so new members wait for approval everywhere')], editable=False, max_length=8, verbose_name='waits because')),
                ('is_featured', models.BooleanField(default=False, editable=False, verbose_name='featured')),
                ('depth', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('path', models.CharField(default='', editable=False, max_length=80)),
                ('hung_count', models.PositiveIntegerField(default=0, editable=False)),
                ('fold', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='folded', to='discussions.comment')),
                ('descendant_count', models.PositiveIntegerField(default=0, editable=False)),
                ('useful_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='useful')),
                ('upheld_count', models.PositiveIntegerField(default=0, editable=False)),
                ('rank', models.FloatField(default=0, editable=False)),
                ('question', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='discussions.question')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='discussions.comment')),
                ('root', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='discussions.comment')),
                ('author', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to=settings.AUTH_USER_MODEL)),
                ('body', models.TextField(blank=True, max_length=10000, verbose_name='comment')),
                ('body_html', models.TextField(blank=True, editable=False)),
                ('renderer_version', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('supports', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='discussions.interpretation', verbose_name='supports')),
                ('quote', models.CharField(blank=True, max_length=500, verbose_name='quote')),
                ('section_key', models.SlugField(blank=True, db_index=False, max_length=60)),
                ('paragraph', models.CharField(blank=True, max_length=80)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='posted')),
                ('edited_at', models.DateTimeField(editable=False, null=True, verbose_name='edited')),
                ('submission', models.CharField(default=discussions.models.submission.new_submission, editable=False, max_length=36)),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'indexes': [models.Index(fields=['root', 'path'], name='comment_path'), models.Index(condition=models.Q(('fold', None)), fields=['root', 'path'], name='comment_unfolded'), models.Index(condition=models.Q(('fold__isnull', False)), fields=['fold', 'path'], name='comment_fold'), models.Index(condition=models.Q(('fold__isnull', False), models.Q(('state', 'visible'), _negated=True)), fields=['fold'], name='comment_fold_away'), models.Index(condition=models.Q(('parent', None)), fields=['question', '-rank', 'created_at', 'id'], name='comment_best'), models.Index(condition=models.Q(('parent', None)), fields=['question', 'created_at', 'id'], name='comment_time'), models.Index(condition=models.Q(('supports__isnull', False)), fields=['supports', '-rank', 'created_at', 'id'], name='comment_supports_best'), models.Index(condition=models.Q(('supports__isnull', False)), fields=['supports', 'created_at', 'id'], name='comment_supports_time'), models.Index(condition=models.Q(('moved_count__gt', 0)), fields=['question', '-moved_count', 'created_at', 'id'], name='comment_moved'), models.Index(condition=models.Q(('moved_count__gt', 0)), fields=['author'], name='comment_author_moved'), models.Index(condition=models.Q(('paragraph', ''), _negated=True), fields=['question', 'paragraph', 'state', '-created_at', '-id'], name='comment_paragraph'), models.Index(fields=['-created_at', '-id'], name='comment_created'), models.Index(django.db.models.functions.text.Upper('state'), models.OrderBy(models.F('created_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='comment_state'), models.Index(fields=['question', 'state', '-created_at', '-id'], name='comment_question_state'), models.Index(fields=['question', '-created_at', '-id'], name='comment_newest'), models.Index(fields=['author', '-created_at', '-id'], name='comment_author'), models.Index(fields=['author', 'state', '-created_at', '-id'], name='comment_author_state')],
                'constraints': [models.UniqueConstraint(fields=('author', 'submission'), name='one_comment_a_submission')],
            },
        ),
        migrations.CreateModel(
            name='VoteChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='vote_changes', to=settings.AUTH_USER_MODEL)),
                ('interpretation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='discussions.interpretation')),
                ('previous', models.CharField(blank=True, choices=[('agree', 'Agree'), ('disagree', 'Disagree'), ('unsure', 'Unsure')], max_length=8, verbose_name='before')),
                ('stance', models.CharField(blank=True, choices=[('agree', 'Agree'), ('disagree', 'Disagree'), ('unsure', 'Unsure')], max_length=8, verbose_name='stance')),
                ('moment', models.CharField(blank=True, choices=[('before', 'before reading'), ('after', 'after reading')], max_length=6, verbose_name='moment')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='handed in')),
                ('credited', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='discussions.comment', verbose_name='moved by')),
                ('origin', models.CharField(blank=True, editable=False, max_length=16)),
            ],
            options={
                'verbose_name': 'ballot handed in',
                'verbose_name_plural': 'ballots handed in',
                'indexes': [models.Index(fields=['interpretation', 'at'], name='change_of_reading'), models.Index(fields=['member', 'interpretation', 'id'], name='change_of_member'), models.Index(condition=models.Q(('moment', ''), _negated=True), fields=['interpretation', 'member', 'id'], name='change_with_moment'), models.Index(condition=models.Q(('credited__isnull', False)), fields=['credited'], name='change_credited'), models.Index(condition=models.Q(('origin', ''), _negated=True), fields=['at'], name='change_with_origin')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('credited__isnull', False)), fields=('member', 'interpretation'), name='one_credit_a_reading')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='discussions.comment', verbose_name='comment')),
                ('cause', models.CharField(choices=[('held', 'held back'), ('reports', 'reported by readers'), ('appeal', 'its author appeals')], max_length=7, verbose_name='cause')),
                ('spoiler', models.BooleanField(default=False, verbose_name='reported as a spoiler')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='waiting since')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'review',
                'verbose_name_plural': 'reviews',
                'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['-spoiler', 'opened_at', 'id'], name='review_queue'), models.Index(condition=models.Q(('closed_at', None)), fields=['opened_at'], name='review_oldest'), models.Index(fields=['-closed_at'], name='review_closed')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('comment',), name='one_open_review')],
            },
        ),
        migrations.CreateModel(
            name='Useful',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='useful_marks', to=settings.AUTH_USER_MODEL)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='useful_marks', to='discussions.comment')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'useful mark',
                'verbose_name_plural': 'useful marks',
                'constraints': [models.UniqueConstraint(fields=('member', 'comment'), name='useful_once')],
            },
        ),
        migrations.CreateModel(
            name='CommentEdit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edits', to='discussions.comment')),
                ('body', models.TextField(verbose_name='text before')),
                ('editor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='changed')),
            ],
            options={
                'verbose_name': 'edit',
                'verbose_name_plural': 'edits',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(choices=[('approve', 'approved'), ('hide', 'hidden'), ('remove', 'removed'), ('cover', 'covered as a spoiler'), ('feature', 'featured'), ('unfeature', 'no longer featured'), ('suspend', 'member suspended'), ('lift', 'suspension lifted'), ('uphold', 'appeal refused: the decision stands'), ('overturn', 'appeal granted: the decision is taken back'), ('open', 'reading opened to votes'), ('merge', 'reading merged into another one'), ('decline', 'reading declined'), ('release', 'votes released: a reader of their own'), ('tighten', 'rules tightened: the queue was over twelve hours old'), ('relax', 'rules relaxed: the queue is empty')], max_length=9, verbose_name='decision')),
                ('rule', models.CharField(blank=True, choices=[('spoiler', 'gives something away without a warning'), ('unkind', 'unkind'), ('off-topic', 'off topic'), ('spam', 'spam'), ('other', 'another reason')], max_length=9, verbose_name='rule')),
                ('note', models.CharField(blank=True, help_text='The author reads it.', max_length=500, verbose_name='message')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='discussions.comment', verbose_name='comment')),
                ('interpretation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='discussions.interpretation', verbose_name='reading')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to=settings.AUTH_USER_MODEL, verbose_name='member')),
                ('moderator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='moderator')),
                ('review', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='discussions.review')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('before', models.JSONField(default=dict, editable=False)),
                ('undone_at', models.DateTimeField(null=True, verbose_name='undone')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['-at', '-id'], name='decision_newest')],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='discussions.decision', verbose_name='decision')),
                ('text', models.TextField(max_length=1000, verbose_name='why it should be looked at again')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'the decision stands'), ('overturned', 'the decision is taken back')], max_length=10, verbose_name='outcome')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'appeal',
                'verbose_name_plural': 'appeals',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(choices=[('reply', 'an answer to a comment of yours'), ('mention', 'a comment that names you'), ('decision', 'a decision on a comment of yours')], max_length=8, verbose_name='kind')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='discussions.comment')),
                ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='discussions.decision')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['member', '-at', '-id'], name='notice_newest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('decision', None)), fields=('member', 'comment'), name='one_notice_a_comment')],
            },
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to=settings.AUTH_USER_MODEL)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='discussions.comment')),
                ('reason', models.CharField(choices=[('spoiler', 'It gives something away without a warning'), ('unkind', 'It is unkind'), ('off-topic', 'It is off topic'), ('spam', 'It is spam'), ('other', 'Something else')], max_length=9, verbose_name='reason')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='reported')),
                ('upheld', models.BooleanField(editable=False, null=True, verbose_name='upheld')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'ordering': ['-at'],
                'indexes': [models.Index(fields=['-at', '-id'], name='flag_newest'), models.Index(condition=models.Q(('upheld', None)), fields=['comment', 'reason'], name='flag_open')],
                'constraints': [models.UniqueConstraint(fields=('member', 'comment'), name='one_flag_each')],
            },
        ),
        migrations.CreateModel(
            name='VoteRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='vote_release', to=settings.AUTH_USER_MODEL, verbose_name='member')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
            ],
            options={
                'verbose_name': 'release of votes',
                'verbose_name_plural': 'releases of votes',
            },
        ),
        migrations.CreateModel(
            name='VoteReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('findings', models.JSONField(verbose_name='findings')),
            ],
            options={
                'verbose_name': 'report on votes',
                'verbose_name_plural': 'reports on votes',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='NameChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='name_changes', to=settings.AUTH_USER_MODEL)),
                ('before', models.CharField(blank=True, max_length=40, verbose_name='before')),
                ('after', models.CharField(blank=True, max_length=40, verbose_name='after')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
            ],
            options={
                'verbose_name': 'change of a name',
                'verbose_name_plural': 'changes of names',
                'ordering': ['-at'],
                'indexes': [models.Index(fields=['member', '-at'], name='name_change_latest')],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to=settings.AUTH_USER_MODEL)),
                ('explanation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='explainer.explanation')),
                ('stars', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='stars')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='rated')),
            ],
            options={
                'verbose_name': 'rating',
                'verbose_name_plural': 'ratings',
                'constraints': [models.UniqueConstraint(fields=('member', 'explanation'), name='one_rating_each'), models.CheckConstraint(condition=models.Q(('stars__gte', 1), ('stars__lte', 5)), name='one_to_five_stars')],
            },
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suspensions', to=settings.AUTH_USER_MODEL, verbose_name='member')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('rule', models.CharField(choices=[('spoiler', 'gives something away without a warning'), ('unkind', 'unkind'), ('off-topic', 'off topic'), ('spam', 'spam'), ('other', 'another reason')], max_length=9, verbose_name='rule')),
                ('message', models.CharField(help_text='The member reads it.', max_length=500, verbose_name='message')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='from')),
                ('ends_at', models.DateTimeField(verbose_name='until')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='over since')),
            ],
            options={
                'verbose_name': 'suspension',
                'verbose_name_plural': 'suspensions',
                'ordering': ['-at'],
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['ends_at'], name='suspension_due')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('member',), name='one_suspension_at_a_time'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('at'))), name='suspension_has_an_end')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='discussions.question')),
                ('seen_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('before', models.DateTimeField(null=True)),
                ('follows', models.BooleanField(default=False, verbose_name='follows')),
            ],
            options={
                'verbose_name': 'visit',
                'verbose_name_plural': 'visits',
                'indexes': [models.Index(condition=models.Q(('follows', True)), fields=['member'], name='visit_follows')],
                'constraints': [models.UniqueConstraint(fields=('member', 'question'), name='one_visit_each')],
            },
        ),
        migrations.CreateModel(
            name='WordRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pattern', models.CharField(help_text='A word, the beginning of one (“lamp*”), or several in a row.', max_length=100, unique=True, verbose_name='words')),
                ('action', models.CharField(choices=[('queue', 'hold the comment for a moderator'), ('reject', 'refuse it, and say why')], default='queue', max_length=6, verbose_name='what happens')),
                ('is_on', models.BooleanField(default=False, help_text='Try it on the latest comments first.', verbose_name='switched on')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='why')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
            ],
            options={
                'verbose_name': 'word rule',
                'verbose_name_plural': 'word rules',
                'ordering': ['pattern'],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
