from unittest import mock


def fake_connection(rows):
    """Stands in for databricks.sql.connect in our own unit tests."""
    cursor = mock.MagicMock()
    cursor.fetchall.return_value = rows
    connection = mock.MagicMock()
    connection.cursor.return_value.__enter__.return_value = cursor
    return connection


def patched(rows):
    return mock.patch("databricks.sql.connect", return_value=fake_connection(rows))
