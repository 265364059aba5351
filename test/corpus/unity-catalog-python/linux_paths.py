"""Paths of machines, not of DBFS."""
from pathlib import Path

BACKUP = Path("/mnt/backup/databricks")
NOTE = "mounts live under /mnt on this host"


def free(path: Path = BACKUP) -> int:
    import shutil

    return shutil.disk_usage(path).free
