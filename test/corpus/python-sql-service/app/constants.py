"""Names that the rest of the service shares."""

__version__ = "2.4.0"

PRODUCT_UA = f"Nordlys_Pipeline/{__version__}"
PAGE_SIZE = 500
