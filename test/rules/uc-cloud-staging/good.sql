COPY INTO orders FROM 's3://acme/orders/' FILE_FORMAT = (TYPE = CSV);
