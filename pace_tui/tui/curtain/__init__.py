"""The curtain: nothing of anybody on the screen until a key is pressed."""
