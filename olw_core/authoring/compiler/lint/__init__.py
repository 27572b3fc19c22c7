"""Quality rules of authored modules beyond what an engine needs: wording, balance, structure."""
