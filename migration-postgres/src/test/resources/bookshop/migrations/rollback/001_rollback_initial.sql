drop trigger users_touch on users;
drop function touch_updated_at();
drop table users;
drop type user_role;
drop extension pgcrypto;
