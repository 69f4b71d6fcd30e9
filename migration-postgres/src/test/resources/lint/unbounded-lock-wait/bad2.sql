reset statement_timeout;
-- expect: unbounded-lock-wait at 1, error
