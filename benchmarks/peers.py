"""The floors that the program is measured against: what Textual and Python cost by themselves."""

from __future__ import annotations

EMPTY_APP = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("READY-NOW")

Empty().run()
"""

DATA_TABLE = """
from textual.app import App
from textual.widgets import DataTable

class Table(App):
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("Status", "Child", "Weeks", "Lives with", "Next step", "Due")
        for n in range(25):
            table.add_row("Past aim", f"Child {n}", str(n), "Foster", "A step", "READY-NOW")
        table.focus()

Table().run()
"""

# What `list` cannot do without: Python, click, sqlite3, a query, and lines printed.
BARE_LIST = """
import sqlite3, sys
import click

@click.command()
@click.argument("path")
def main(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for row in connection.execute("SELECT * FROM caseload"):
        click.echo("\\t".join("" if each is None else str(each) for each in row))

main()
"""
