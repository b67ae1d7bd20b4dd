"""What is true: pure functions over the recorded facts, as at one date. No I/O, no clock."""
