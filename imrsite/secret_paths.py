"""Paths whose end is a secret: no log keeps it."""

import logging
import re

SECRET_FOLLOWS = (
    "/accounts/password/reset/key/",
    "/accounts/confirm-email/",
    "/bookmarks/shared/",
    "/bookmarks/feeds/",
    "/bookmarks/unsubscribe/",
)
"""What comes after these in a path opens an account, a folder or a person's searches."""
MASK = "***"
# However the path is written: with a slash too many or in capitals it is no address, but the secret is one.
_SECRET = re.compile(
    "({})[^\\s/][^\\s]*".format("|".join("/+".join(one.split("/")) for one in SECRET_FOLLOWS)), re.IGNORECASE
)


def masked(text: str) -> str:
    """The text, which is or holds a path, without what follows in it and is a secret."""
    return _SECRET.sub(rf"\1{MASK}", text)


class SecretsMasked(logging.Filter):
    """Takes secrets out of what Django says of a request: a refused form, or a page that failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the message; every record is written."""
        record.msg, record.args = masked(record.getMessage()), None
        return True
