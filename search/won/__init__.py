"""What won: the reasons and the phrases that mark a search's overturned items against its upheld ones."""
