create table stays (id bigint primary key, during tsrange, exclude using gist (during with &&));
