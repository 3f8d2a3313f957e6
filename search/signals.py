"""What search tells to whoever listens, in rooms that it knows nothing of."""

from django.dispatch import Signal

searched = Signal()
"""A question was asked, and the first page of its results is made and about to be sent.

Receivers get ``request``, ``answer`` (the ``HttpResponse``) and ``page``, a ``ResultsPage``. It is not sent
for further pages, facets and suggestions, nor for a question that asks nothing or that a browser asks ahead
of a click. Nothing that a receiver raises keeps the page from being sent; it is logged with its message, in
which no receiver may repeat what was asked.
"""
