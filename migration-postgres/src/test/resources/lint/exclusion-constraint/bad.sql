-- given: create table stays (id bigint primary key, during tsrange);
alter table stays add constraint stays_apart exclude using gist (during with &&);
-- expect: exclusion-constraint at 2, error, ACCESS EXCLUSIVE on stays, index build
