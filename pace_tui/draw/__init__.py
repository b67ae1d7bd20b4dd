"""How the charts look: cells on a grid, for the screen and for plain text alike."""
