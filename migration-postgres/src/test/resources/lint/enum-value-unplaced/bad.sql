-- given: create type mood as enum ('sad', 'happy');
alter type mood add value 'calm';
-- expect: enum-value-unplaced at 2, advice
