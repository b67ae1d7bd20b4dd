"""The core's facts as text, JSON, CSV and Markdown."""
