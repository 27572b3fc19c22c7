"""`olw preview`: the author's module in the browser, reloaded on save, faults shown on the page."""
