-- upshift: lock-timeout = 2s

alter table users drop column last_seen;
drop table user_profiles;
