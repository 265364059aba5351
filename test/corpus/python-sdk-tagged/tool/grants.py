"""Prints who may read what."""
import argparse

from tool.clients import workspace


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("host")
    parser.add_argument("--catalog", required=True)
    args = parser.parse_args()
    client = workspace(args.host)
    for schema in client.schemas.list(catalog_name=args.catalog):
        for table in client.tables.list(catalog_name=args.catalog, schema_name=schema.name):
            grants = client.grants.get_effective("table", table.full_name)
            for assignment in grants.privilege_assignments or []:
                print(table.full_name, assignment.principal, [p.privilege.value for p in assignment.privileges])


if __name__ == "__main__":
    main()
