SELECT name FROM main.inventory.tables WHERE STARTSWITH(location, 'dbfs:/mnt') OR location LIKE 'dbfs:/acme%';
