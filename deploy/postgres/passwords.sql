-- Run once by the image, on an empty volume: the roles that the services log in as.
\set password `echo "$POSTGRES_PASSWORD"`

alter role authenticator password :'password';
alter role supabase_auth_admin password :'password';
alter role supabase_admin password :'password';
