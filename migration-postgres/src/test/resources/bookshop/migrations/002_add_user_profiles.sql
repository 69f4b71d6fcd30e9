-- upshift: depends-on = 1-initial_schema, impacted-tables = [users, user_profiles], lock-timeout = 2s

create table user_profiles (
    user_id     uuid primary key references users on delete cascade,
    name        text,
    preferences jsonb not null default '{}'
);

insert into user_profiles (user_id, name)
select id, split_part(email, '@', 1)
from users;

alter table users add column last_seen timestamptz;

comment on column users.last_seen is 'Null until the first visit; see user_profiles';
