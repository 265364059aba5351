CREATE CONNECTION IF NOT EXISTS crm TYPE HTTP
OPTIONS (
  host 'https://crm.nordlys.example',
  port '443',
  bearer_token '@@SECRET@@'
);

CREATE CONNECTION erp TYPE postgresql
OPTIONS (
  host 'erp.nordlys.example',
  port '5432',
  user 'reader',
  password secret('nordlys', 'erp')
);

CREATE CONNECTION pay TYPE HTTP
OPTIONS (
  host 'https://pay.nordlys.example',
  client_id 'nordlys',
  client_secret secret('nordlys', 'pay')
);

-- CREATE CONNECTION old TYPE HTTP OPTIONS (bearer_token 'gone');

COPY INTO main.landing.orders FROM '/Volumes/main/landing/orders' FILEFORMAT = JSON;
