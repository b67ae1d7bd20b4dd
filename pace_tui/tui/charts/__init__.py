"""The run chart and the waiting list."""
