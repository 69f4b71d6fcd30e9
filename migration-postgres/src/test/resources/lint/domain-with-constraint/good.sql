create domain amount as numeric(10, 2);
