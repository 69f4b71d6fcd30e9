-- upshift: description = Adds addresses that billing details can point at
-- upshift: version = 1.4.0, author = Jonas Berg, date = 2024-03-18, owner = order-team
-- upshift: risk = low, estimated-duration = PT1S, impacted-tables = [billing_details, addresses]
-- Billing details may lack any part of an address, so an address may too: to demand more would lose what is known.
create table addresses (
    id            uuid primary key default gen_random_uuid(),
    address_line1 varchar(255),
    address_line2 varchar(255),
    city          varchar(100),
    state         varchar(50),
    postal_code   varchar(20),
    country       varchar(50),
    created_at    timestamptz default current_timestamp,
    updated_at    timestamptz default current_timestamp,
    constraint address_is_not_empty
        check (num_nonnulls(address_line1, address_line2, city, state, postal_code, country) > 0)
);

alter table billing_details add column address_id uuid;

-- Old code writes the columns, new code the address, both at once while a deployment rolls:
-- whichever was written last is copied to the other.
create function sync_billing_address() returns trigger language plpgsql as $$
declare
    address addresses%rowtype;
    address_written boolean := new.address_id is not null
        and (tg_op = 'INSERT' or new.address_id is distinct from old.address_id);
    columns_written boolean := tg_op = 'INSERT' or
        (new.street_address, new.apartment, new.city, new.state, new.zip_code, new.country) is distinct from
        (old.street_address, old.apartment, old.city, old.state, old.zip_code, old.country);
begin
    if address_written then
        select * into strict address from addresses where id = new.address_id;
        new.street_address := address.address_line1;
        new.apartment := address.address_line2;
        new.city := address.city;
        new.state := address.state;
        new.zip_code := address.postal_code;
        new.country := address.country;
    elsif columns_written then
        if num_nonnulls(new.street_address, new.apartment, new.city, new.state, new.zip_code, new.country) = 0 then
            new.address_id := null;
        elsif not exists (
            select from addresses a where a.id = new.address_id
            and (a.address_line1, a.address_line2, a.city, a.state, a.postal_code, a.country) is not distinct from
                (new.street_address, new.apartment, new.city, new.state, new.zip_code, new.country)
        ) then
            -- Always a new address: the old one may belong to other billing details as well.
            insert into addresses (address_line1, address_line2, city, state, postal_code, country)
            values (new.street_address, new.apartment, new.city, new.state, new.zip_code, new.country)
            returning id into new.address_id;
        end if;
    end if;
    return new;
end
$$;

create trigger sync_billing_address
    before insert or update of address_id, street_address, apartment, city, state, zip_code, country on billing_details
    for each row execute function sync_billing_address();

create function sync_billing_columns() returns trigger language plpgsql as $$
begin
    update billing_details
    set street_address = new.address_line1,
        apartment = new.address_line2,
        city = new.city,
        state = new.state,
        zip_code = new.postal_code,
        country = new.country
    where address_id = new.id;
    return null;
end
$$;

create trigger sync_billing_columns
    after update of address_line1, address_line2, city, state, postal_code, country on addresses
    for each row execute function sync_billing_columns();
