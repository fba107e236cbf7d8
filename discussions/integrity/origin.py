"""Whence a ballot came: enough to see that two came from one place, and not from where.

Readers' addresses are stored nowhere but in this form, and this form for thirty days.
"""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from discussions.models import VoteChange

KEPT = timedelta(days=30)
# 64 bits: two of a million places share a mark once in forty million times.
LENGTH = 16


def origin_of(request: HttpRequest) -> str:
    """The mark of where a request comes from; empty where the server says no address, or fewer
    than there are proxies.

    Behind proxies the address is what the outermost of ``TRUSTED_PROXIES`` saw, as for the limits
    on signing in.
    """
    try:
        return get_adapter(request).get_client_ip(request)
    except (PermissionDenied, ImproperlyConfigured):
        return ""


def mark_of(address: str) -> str:
    """HMAC-SHA256 with a key made from ``SECRET_KEY``, cut to sixteen hexadecimal digits. Of IPv6
    the first half counts: the other a home's devices choose by themselves, a new one every day.
    ValueError where it is no address."""
    parsed = ip_address(address)
    place = str(parsed)
    if isinstance(parsed, IPv6Address):
        place = str(parsed.ipv4_mapped or (int(parsed) >> 64))
    return salted_hmac(__name__, place, algorithm="sha256").hexdigest()[:LENGTH]


def most_from_one_place(ballots: QuerySet[VoteChange]) -> int:
    """How many members handed in one of these ballots from the place that most of them did it
    from; 0 where no two did, or where nothing is known any more."""
    places = ballots.exclude(origin="").values("origin").order_by()
    most = places.annotate(number=Count("member", distinct=True)).order_by("-number").first()
    return most["number"] if most and most["number"] > 1 else 0


def forget_old() -> int:
    """Take the marks off ballots that are older than thirty days; how many there were."""
    old = VoteChange.objects.filter(at__lt=timezone.now() - KEPT).exclude(origin="")
    return old.update(origin="")
