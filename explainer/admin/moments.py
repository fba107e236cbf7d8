from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def moment_text(moment: datetime) -> str:
    """To the second, in the time zone of the site."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M:%S}"
