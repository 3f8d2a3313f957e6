"""Secrets of authenticator apps and recovery codes as they stand in the database: encrypted.

The key is derived from Django's ``SECRET_KEY``, which is kept outside of the database: a copy of the
database alone signs nobody in.
"""

import base64
import logging
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)
_SALT = "imrsite.accounts.stored_secrets"


def encrypt(secret: str) -> str:
    """The secret in a form that is fit to be stored."""
    return _cipher().encrypt(secret.encode()).decode("ascii")


def decrypt(stored: str) -> str:
    """The secret again; where the key is another than it was then, one that no code ever fits."""
    try:
        return _cipher().decrypt(stored.encode()).decode()
    except InvalidToken:
        # An empty or fixed secret would have codes that anybody can compute.
        logger.error(
            "The secret of a second sign-in step cannot be read: IMR_SECRET_KEY is not the one that it was "
            "stored with. manage.py remove_second_step ADDRESS lets the person in with the password."
        )
        return base64.b32encode(secrets.token_bytes(20)).decode("ascii")


def _cipher() -> MultiFernet:
    """Encrypts with the present key, decrypts with earlier ones too."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str | bytes) -> bytes:
    digest = salted_hmac(_SALT, "fernet", secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
