-- The shelf is gone with the books.
update user_profiles
set preferences = preferences - 'shelf';
