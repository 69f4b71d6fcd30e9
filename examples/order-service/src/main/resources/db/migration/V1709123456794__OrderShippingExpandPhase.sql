-- upshift: description = Adds shipping options as one document beside the four columns
-- upshift: version = 1.3.0, author = Jonas Berg, date = 2024-03-11, owner = order-team
-- upshift: risk = low, estimated-duration = PT1S, impacted-tables = [shipping_details]
alter table shipping_details add column shipping_options jsonb not null default '{}';

-- Old code writes the columns, new code the document, both at once while a deployment rolls:
-- whichever was written last is copied to the other.
create function sync_shipping_options() returns trigger language plpgsql as $$
declare
    columns_written boolean := tg_op = 'UPDATE' and new.shipping_method is not null
        and (new.shipping_method, new.shipping_speed, new.shipping_cost, new.carrier)
            is distinct from (old.shipping_method, old.shipping_speed, old.shipping_cost, old.carrier);
begin
    if columns_written or new.shipping_options = '{}' then
        -- The carrier stays null where it was: which carrier that means is the reader's business.
        new.shipping_options := jsonb_build_object(
            'method', new.shipping_method,
            'speed', new.shipping_speed,
            'cost', new.shipping_cost::text,
            'carrier', new.carrier);
    else
        new.shipping_method := new.shipping_options ->> 'method';
        new.shipping_speed := new.shipping_options ->> 'speed';
        new.shipping_cost := (new.shipping_options ->> 'cost')::decimal(10, 2);
        new.carrier := new.shipping_options ->> 'carrier';
    end if;
    return new;
end
$$;

create trigger sync_shipping_options before insert or update on shipping_details
    for each row execute function sync_shipping_options();
