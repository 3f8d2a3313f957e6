"""A person's search history: their own alone, bounded, and off where they switch it off."""
