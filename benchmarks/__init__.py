"""Speed, measured on generated letters: ``make bench`` prints one table. Nothing here passes or fails."""
