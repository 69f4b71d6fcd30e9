-- upshift: description = "Users and the roles that they have", author = ann, risk = low

create extension if not exists pgcrypto;

create type user_role as enum ('reader', 'author', 'admin');

create table users (
    id         uuid primary key default gen_random_uuid(),
    email      text not null unique,
    role       user_role not null default 'reader',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint users_email_is_lower check (email = lower(email))
);

create function touch_updated_at() returns trigger
    language plpgsql as $$
begin
    new.updated_at := now();
    return new;
end
$$;

create trigger users_touch
    before update on users
    for each row execute function touch_updated_at();

insert into users (email, role) values
    ('admin@example.org', 'admin'),
    ('reader@example.org', 'reader');
