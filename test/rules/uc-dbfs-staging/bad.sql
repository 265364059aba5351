COPY INTO main.a.b FROM 'dbfs:/landing/' FILEFORMAT = CSV;
--                       ^^^^^^^^^^^^^^ uc-dbfs-staging
