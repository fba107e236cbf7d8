from hersite.models.page_version import PageVersion
from hersite.models.staff_action import StaffAction
from hersite.models.taken_slug import TakenSlug

__all__ = ["PageVersion", "StaffAction", "TakenSlug"]
