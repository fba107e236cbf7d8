"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# Before the admin's addresses are built: they take the sign-in from here.
admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("hersite.pages.urls")),
    path("", include("discussions.urls")),
    path("account/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]

handler500 = "hersite.errors.server_error"
handler429 = "hersite.errors.too_many_requests"
