-- given: create type mood as enum ('sad', 'happy');
alter type mood rename value 'sad' to 'blue';
-- expect: rename-enum-value at 2, error
