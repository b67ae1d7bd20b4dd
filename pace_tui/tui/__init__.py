"""The screens. Only the `open` command comes here."""
