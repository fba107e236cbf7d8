from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('hersite', '0001_page_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='TakenSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=50)),
                ('slug', models.SlugField(db_index=False, max_length=100)),
                ('row', models.BigIntegerField()),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('kind', 'slug'), name='slug_taken_once')],
            },
        ),
    ]
