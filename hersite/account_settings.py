"""What django-allauth is told: how members sign up, in and out, and with what."""

from typing import Any


def account_settings(*, mail: bool, site_name: str) -> dict[str, Any]:
    """Settings for a site that can send mail, or for one that can't."""
    return {
        "ACCOUNT_ADAPTER": "discussions.accounts.AccountAdapter",
        "ACCOUNT_FORMS": {
            "login": "discussions.forms.accounts.LoginForm",
            "signup": "discussions.forms.accounts.SignupForm",
        },
        "ACCOUNT_LOGIN_METHODS": {"username", "email"} if mail else {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", *(["email"] if mail else []), "password1*"],
        "ACCOUNT_LOGIN_BY_CODE_ENABLED": mail,
        "ACCOUNT_EMAIL_VERIFICATION": "optional" if mail else "none",
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": f"{site_name}: ",
        "ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD": "website",
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_USERNAME_MIN_LENGTH": 2,
        "ACCOUNT_LOGOUT_ON_GET": False,
        "MFA_ADAPTER": "discussions.second_factor.SecondFactorAdapter",
        "MFA_FORMS": {
            "add_webauthn": "discussions.forms.second_factor.AddPasskeyForm",
            "edit_webauthn": "discussions.forms.second_factor.EditPasskeyForm",
            "authenticate_webauthn": "discussions.forms.second_factor.PasskeyForm",
            "login_webauthn": "discussions.forms.second_factor.LoginPasskeyForm",
            "reauthenticate_webauthn": "discussions.forms.second_factor.ReauthenticatePasskeyForm",
        },
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_ISSUER": site_name,
        # An account is a name here; an address that nobody has confirmed must not keep a member
        # from a second factor, nor a second factor from a new address.
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
    }
