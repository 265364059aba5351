GRANT ALL PRIVILEGES ON CATALOG main TO `acme-loader`;
-- <- uc-broad-grant 0 53
grant all on schema main.sales to `acme loader`;
-- <- uc-broad-grant 0 47
