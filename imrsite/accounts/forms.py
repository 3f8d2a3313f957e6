"""The forms of the second sign-in step, which take no nonsense and no code twice."""

from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

CREDENTIAL_MAX_LENGTH = 32_000
"""Letters of JSON; the largest, with a certificate from the maker, has some 10,000."""
NAME_MAX_LENGTH = 60
_NO_CREDENTIAL = "Your browser sent no passkey. Passkeys need JavaScript and a page served over HTTPS."
_UNREADABLE = "What your browser sent is no passkey. Try again."
_NOT_KNOWN = "The portal does not know this passkey, or the page was open for too long. Try again."


class CredentialField(forms.JSONField):
    """What a browser's passkey dialog answers."""

    widget = forms.HiddenInput
    default_error_messages = {"required": _NO_CREDENTIAL, "invalid": _UNREADABLE}

    def to_python(self, value: Any) -> Any:
        """A JSON object of a sensible size."""
        if isinstance(value, str) and len(value) > CREDENTIAL_MAX_LENGTH:
            raise ValidationError(_UNREADABLE)
        try:
            answer = super().to_python(value)
        except RecursionError as problem:
            raise ValidationError(_UNREADABLE) from problem
        if answer is not None and not isinstance(answer, dict):
            raise ValidationError(_UNREADABLE)
        return answer

    def bound_data(self, data: Any, initial: Any) -> None:
        """Nothing: an answer holds for one question, and a form that is shown again asks a new one."""


class _CodeTakenOnce(forms.Form):
    """A code of an authenticator app is taken once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _describe_code(self.fields["code"])

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        authenticator: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if authenticator.type == Authenticator.Type.TOTP:
            _take_once(authenticator.user_id, code)
        return code


def _take_once(person: int, code: str) -> None:
    """Refuse a code of the person's app that was taken before, for as long as it would be right.

    allauth remembers it for one period; with a tolerance it is right for longer. By person, who has one app:
    the app's first code is taken before the app is stored.
    """
    digits = "".join(filter(str.isdigit, code))
    lifetime = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    if not cache.add(f"code-taken-of:{person}:{digits}", "y", timeout=lifetime):
        raise get_adapter().validation_error("incorrect_code")


def _describe_code(field: forms.Field) -> None:
    field.label = "Code"
    field.validators.append(MaxLengthValidator(20))
    field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "20"}


class CodeForm(_CodeTakenOnce, AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in, of an app or a recovery code."""


class ConfirmingCodeForm(_CodeTakenOnce, ReauthenticateForm):  # type: ignore[misc]
    """The code that confirms who is there."""


class ActivateAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app, which counts as taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _describe_code(self.fields["code"])
        self.fields["code"].label = "Code that the app shows"

    def clean_code(self) -> str:
        """Right, and taken now: it signs in nowhere else."""
        code: str = super().clean_code()
        _take_once(self.user.pk, code)
        return code

    @property
    def secret_in_fours(self) -> list[str]:
        """The secret in pieces that are easy to type."""
        secret = str(self.secret)
        return [secret[start : start + 4] for start in range(0, len(secret), 4)]


def _in_words_of_passkeys(problem: ValidationError) -> ValidationError:
    """allauth calls any refused answer a wrong code."""
    return ValidationError(_NOT_KNOWN) if problem.code == "incorrect_code" else problem


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, or a security key as second step alone."""

    name = forms.CharField(label="Name", required=False, max_length=NAME_MAX_LENGTH)
    passwordless = forms.BooleanField(
        label="Sign in with it alone, without the password", required=False, initial=True
    )
    credential = CredentialField()

    def clean(self) -> dict[str, Any]:
        """The browser's answer fits the question."""
        try:
            return dict(super().clean())
        except ValidationError as problem:
            raise _in_words_of_passkeys(problem) from problem
        except (AttributeError, LookupError, TypeError, ValueError, OverflowError) as problem:
            raise ValidationError(_UNREADABLE) from problem


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = forms.CharField(label="Name", max_length=NAME_MAX_LENGTH)


class _CheckedCredential(forms.Form):
    """An answer of the browser that signs in or confirms."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as problem:
            raise _in_words_of_passkeys(problem) from problem
        except (AttributeError, LookupError, TypeError, ValueError, OverflowError) as problem:
            raise ValidationError(_UNREADABLE) from problem


class PasskeyForm(_CheckedCredential, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey or security key as the second step."""

    credential = CredentialField()


class PasskeyLoginForm(_CheckedCredential, LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey alone."""

    credential = CredentialField()


class ConfirmingPasskeyForm(_CheckedCredential, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey that confirms who is there."""

    credential = CredentialField()
