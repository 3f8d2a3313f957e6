"""The pages of staff: rejected letters, the history of runs, and determinations out of sight."""
