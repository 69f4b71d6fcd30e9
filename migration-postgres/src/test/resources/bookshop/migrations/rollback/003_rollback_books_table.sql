drop view books_by_author;
drop table books;
