"""Tabs of a browser: a page's form as it was opened, or as it was shown again, which is sent later."""

from django.test import Client
from lxml import html


class Tab:
    """An open page with a form that has the field ``field``."""

    def __init__(self, client: Client, path: str, field: str) -> None:
        self._client, self._path, self._field = client, path, field
        self._show(client.get(path))

    def send(self, **typed: str):
        """Send the form with what was typed into it; what is answered."""
        self.sent |= typed
        sent = {name: _as_browsers_send(value) for name, value in self.sent.items()}
        answer = self._client.post(self._path, sent)
        if answer.status_code != 302:
            self._show(answer)
        return answer

    def _show(self, answer) -> None:
        forms = html.fromstring(answer.content.decode()).forms
        self.sent = next(dict(form.form_values()) for form in forms if self._field in form.fields)


def _as_browsers_send(value: str) -> str:
    """Lines end with two characters; the line break that begins a textarea's markup is none of its text."""
    return value.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
