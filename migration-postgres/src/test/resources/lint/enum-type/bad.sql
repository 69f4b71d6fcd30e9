create type mood as enum ('sad', 'happy');
-- expect: enum-type at 1, advice
