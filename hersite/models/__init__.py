from hersite.models.page_version import PageVersion

__all__ = ["PageVersion"]
