CREATE CONNECTION crm TYPE HTTP OPTIONS (host 'x', bearer_token secret('crm', 'token'));
CREATE CONNECTION pg TYPE postgresql OPTIONS (user 'app', password '<password>');
CREATE CONNECTION p2 TYPE postgresql OPTIONS (user 'app', password '{password}');
