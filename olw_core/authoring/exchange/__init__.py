"""A story's texts on their way to a translator and back: XLIFF, spreadsheets."""
