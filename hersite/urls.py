"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from discussions.second_factor import remove_passkey

# Before the admin's addresses are built: they take the sign-in from here.
admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.index_title = _("The desk")

urlpatterns = [
    path("", include("hersite.pages.urls")),
    path("", include("discussions.urls")),
    path("account/", include("allauth.account.urls")),
    # In front of allauth's own, which lets everybody remove their last one.
    path("account/2fa/webauthn/keys/<int:pk>/remove/", remove_passkey, name="mfa_remove_webauthn"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("admin/", admin.site.urls),
]

handler500 = "hersite.errors.server_error"
handler429 = "hersite.errors.too_many_requests"
