"""The screens. Only the `open` command comes here."""

from pace_tui.tui.lean import leave_out_palette

leave_out_palette()
