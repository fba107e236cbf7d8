from django.contrib.admin.apps import AdminConfig


class AuditedAdminConfig(AdminConfig):
    """Django's admin, with every class in it put on record."""

    default_site = "hersite.audit.site.AuditedSite"
