"""`olw preview`'s page and server: the author's module in the browser, reloaded on save, faults shown on the page."""
