CREATE CONNECTION IF NOT EXISTS ostrea_api TYPE HTTP
OPTIONS (
  host 'https://api.ostrea.example',
  port '443',
  bearer_token secret('ostrea', 'api')
);

CREATE CONNECTION ostrea_crm TYPE HTTP
OPTIONS (
  host 'https://crm.ostrea.example',
  client_id 'ostrea',
  client_secret '@@SECRET@@'
);
