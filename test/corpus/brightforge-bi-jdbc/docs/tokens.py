"""Shapes of tokens that the importer of Databricks profiles accepts."""

import re

PAT = re.compile(r"\bdapi[0-9a-f]{32}(?:-\d)?\b")
SECRET = re.compile(r"\bdose[0-9a-f]{32}\b")
EXAMPLE = "dapi" + "x" * 32
SHORT = "dose1234"
WORDS = ["overdose", "dosed", "glucose7a10e4c95b3d28f67a10e4c95b3d28f6"]
SHA = "adapi3f9c1d07b52e8a463f9c1d07b52e8a46"
