-- given: create type mood as enum ('sad', 'happy');
alter type mood rename to feeling;
-- expect: rename-object at 2, warning
