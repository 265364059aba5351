from setuptools import setup

setup(
    name="acme-databricks",
    packages=["acme.loader", "common"],
    #                         ^^^^^^ library-package-name
    install_requires=["databricks-sdk"],
)
