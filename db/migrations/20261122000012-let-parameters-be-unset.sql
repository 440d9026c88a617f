-- Without a row a parameter falls back to the environment and the default (SPEC 9): `esoz parameter unset`.
GRANT DELETE ON parameters TO esoz_app;
