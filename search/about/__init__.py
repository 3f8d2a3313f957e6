"""The about page: what the portal holds and what it does not."""
