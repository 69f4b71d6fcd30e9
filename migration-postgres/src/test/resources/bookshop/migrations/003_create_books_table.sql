-- upshift: owner = catalogue-team

create table books (
    id        bigint generated always as identity primary key,
    author_id uuid not null references users,
    title     text not null,
    isbn      char(13) unique,
    price     numeric(10, 2) check (price >= 0)
);

create index books_author on books (author_id);
create index books_title on books (lower(title) text_pattern_ops);

copy books (author_id, title, isbn, price) from stdin with (format csv);
\.

create view books_by_author as
select u.email, count(b.id) as books
from users u
left join books b on b.author_id = u.id
group by u.email;

-- Whoever reads wants to see the shelf.
update user_profiles
set preferences = preferences || '{"shelf": "all"}';
