"""A person's account as a whole: taking out everything kept of them, and deleting it."""
