-- PUBLIC may execute them by default. Where an administrator has taken that away, or a restore came without rights, the
-- application needs them all the same: so they are among the rights that a start looks for.
GRANT EXECUTE ON FUNCTION search_words(text), search_query(text), event_offset(), event_horizon() TO esoz_app;
