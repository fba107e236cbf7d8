from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from discussions.models.appeal import Appeal
from discussions.models.interpretation import Interpretation
from discussions.models.moves_readers import count_moved
from hersite.audit.state import Audited
from hersite.freshness import ALL, bump

# No name that anybody can choose holds a full stop, so the name of an erased row is always free.
ERASED = "gone."
# What other readers see of a member.
SHOWN = frozenset({"username", "display_name", "about", "is_sample", "is_staff", "erased_at"})


class Member(AbstractUser):
    """A reader with an account. Comments, votes and ratings hold on to the row for ever; whoever
    leaves is erased from it (see ``erase``), and the row stays without a person."""

    # What staff do to an account; names are readers', and who leaves takes theirs along.
    audited = Audited(
        only=("is_active", "is_staff", "is_superuser", "groups", "user_permissions",
              "suspended_until"),
        rows=("vote_release",),
        named=False,
    )  # fmt: skip

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    date_joined = None  # type: ignore[assignment]
    username = models.CharField(
        _("name"),
        max_length=30,
        unique=True,
        help_text=_(
            "2 to 30 characters: letters a to z, digits, hyphens, underscores. It stays for good; "
            "a display name with spaces can be added later."
        ),
        validators=[
            MinLengthValidator(2),
            RegexValidator(
                r"\A[A-Za-z0-9_-]+\Z",
                _("Use letters a to z, digits, hyphens and underscores only."),
            ),
        ],
        error_messages={"unique": _("That name is taken.")},
    )
    display_name = models.CharField(
        _("display name"), max_length=40, blank=True, help_text=_("Shown instead of the name.")
    )
    about = models.TextField(_("about me"), max_length=500, blank=True)
    language = models.CharField(
        _("language"), max_length=7, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    is_sample = models.BooleanField(
        _("sample"), default=False, editable=False, help_text=_("Made by the sample discussion.")
    )
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)
    # Set as long as a suspension stands; their votes are out of the counters meanwhile.
    suspended_until = models.DateTimeField(_("suspended until"), null=True, editable=False)
    # Notices that came since the member last looked.
    unread = models.PositiveIntegerField(default=0, editable=False)

    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="username_once_in_any_case"),
            models.UniqueConstraint(
                Lower("display_name"),
                name="display_name_once_in_any_case",
                condition=~models.Q(display_name=""),
                violation_error_message=_("That name is taken."),
            ),
        ]
        indexes = [
            # The lists of the admin: all, and the few that are looked for.
            models.Index(fields=["-joined", "-id"], name="member_joined"),
            models.Index(
                fields=["-joined", "-id"], name="member_sample", condition=models.Q(is_sample=True)
            ),
            models.Index(
                fields=["-joined", "-id"], name="member_staff", condition=models.Q(is_staff=True)
            ),
            models.Index(
                fields=["-joined", "-id"],
                name="member_inactive",
                condition=models.Q(is_active=False),
            ),
            # The constraint leaves out the empty ones, so SQLite can't look a name up with it.
            models.Index(Lower("display_name"), name="member_display_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What readers see: the display name, or the name; one word for all who left."""
        if self.erased_at:
            return _now("a former member")
        return self.display_name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Pages that show the member end where one of the columns that they show is saved."""
        fields = kwargs.get("update_fields")
        shown = not self._state.adding and (fields is None or SHOWN.intersection(fields))
        with transaction.atomic():
            super().save(*args, **kwargs)
            if shown:
                bump(ALL, removal=True)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("discussions:member", args=[self.username])

    @classmethod
    def named(cls, names: Iterable[str]) -> models.QuerySet[Member]:
        """Those with these user names, in any case, who are still here."""
        # As the constraint has them, so that its index is used.
        wanted = [name.casefold() for name in names]
        return cls.objects.alias(low=Lower("username")).filter(low__in=wanted, is_active=True)

    @property
    def is_suspended(self) -> bool:
        return self.suspended_until is not None and self.suspended_until > timezone.now()

    @transaction.atomic
    def rename(self, display_name: str) -> None:
        """Be shown under another name from now on; what the name was before is kept."""
        before = Member.objects.select_for_update().get(pk=self.pk).display_name
        if before != display_name:
            self.display_name = display_name
            self.save(update_fields=["display_name"])
            self.name_changes.create(before=before, after=display_name)

    @property
    def is_moderator(self) -> bool:
        return self.is_staff and self.has_perm("discussions.change_comment")

    @transaction.atomic
    def erase(self, *, keep_texts: bool) -> None:
        """Take the person out of the row: name, address, password, votes, ratings and useful marks.
        Their comments stay without the name, or are blanked like comments that their author
        deleted."""
        # Whoever suspends them at this moment waits, and finds nobody to suspend.
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=self.pk)
        self._take_votes_back()
        for mark in self.useful_marks.select_related("comment__question__explanation"):
            mark.comment.withdraw_useful(self)
        for rating in self.ratings.select_related("explanation"):
            rating.take_back(self, rating.explanation)
        if not keep_texts:
            written = self.comments.select_related("question__explanation")
            for comment in written.exclude(state="deleted"):
                comment.delete_by_author()
            self.flags.update(note="")
            self.proposals.filter(state="proposed").delete()
            # Those that readers have voted on are no longer one member's words.
            unseen = self.proposals.exclude(state="open").filter(frozen_at=None)
            unseen.update(statement="", reasoning="", quote="")
            Appeal.objects.filter(decision__member=self).update(text="")
        for rows in (self.notices, self.visits, self.mutes, self.name_changes):
            rows.all().delete()
        self.suspensions.filter(ended_at=None).update(ended_at=timezone.now())
        self.suspended_until, self.unread = None, 0
        EmailAddress.objects.filter(user=self).delete()
        Authenticator.objects.filter(user=self).delete()
        self.groups.clear()
        self.username = f"{ERASED}{self.pk}"
        self.display_name = self.about = self.email = ""
        self.is_active = self.is_staff = self.is_superuser = False
        self.erased_at = timezone.now()
        # An unusable password also ends every session.
        self.set_unusable_password()
        self.save()

    def _take_votes_back(self) -> None:
        """With all that they ever handed in, and the comments that they named for it."""
        Interpretation.objects.lock_all_of(self.pk)
        votes = self.votes.select_related("interpretation__question__explanation")
        # Maps and pages that a vote changes, in one order as well.
        for vote in votes.order_by("interpretation__question__explanation", "interpretation"):
            vote.interpretation.withdraw(self)
        credited = list(self.vote_changes.exclude(credited=None).values_list("credited", flat=True))
        self.vote_changes.all().delete()
        count_moved(credited)
