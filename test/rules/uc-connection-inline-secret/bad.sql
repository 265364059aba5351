CREATE CONNECTION crm TYPE HTTP
OPTIONS (
  host 'https://crm.example.com',
  bearer_token '@@SECRET@@'
--              ^^^^^^^^^^^^^^^^^^^^^^^^ uc-connection-inline-secret
);
