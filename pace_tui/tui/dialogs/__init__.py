"""Forms that collect a change, and say what is to be said of it."""
