"""The SQLite file: opening, reading into the core's records, changing with history."""
