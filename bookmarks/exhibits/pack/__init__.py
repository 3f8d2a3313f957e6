"""How a pack is made: frozen values in, a PDF out. Nothing here knows of pages or of the database."""
