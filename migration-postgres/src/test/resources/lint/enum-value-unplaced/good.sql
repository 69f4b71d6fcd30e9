-- given: create type mood as enum ('sad', 'happy');
alter type mood add value 'calm' after 'sad';
