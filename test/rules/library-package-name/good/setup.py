from setuptools import find_packages, setup

# packages=["utils"] would be attributed to nobody.
setup(
    name="acme-databricks",
    packages=find_packages(include=["acme.*", "utils"]),
    py_modules=["acme_loader"],
    install_requires=["databricks-sdk"],
)
