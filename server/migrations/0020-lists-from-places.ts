import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- What lists are narrowed by most is told from the indexes alone: of everyone's customers, and of the places of a line.
drop index customers_updated;
create index customers_updated on customers (updated_at, id)
  include (stale_at, segment_id, region_id, industry_id, level_id);

-- The customer's own as well, kept by the triggers that keep the time. No references: the customer's are checked.
alter table customer_team
  add column segment_id uuid,
  add column region_id uuid,
  add column industry_id uuid,
  add column level_id uuid;
drop index customer_team_user;
drop index customer_team_latest;
update customer_team t
set segment_id = c.segment_id, region_id = c.region_id, industry_id = c.industry_id, level_id = c.level_id
from customers c
where c.id = t.customer_id
  and (c.segment_id is not null or c.region_id is not null or c.industry_id is not null or c.level_id is not null);
create index customer_team_user on customer_team (user_id, updated_at, customer_id)
  include (segment_id, region_id, industry_id, level_id);
create index customer_team_latest on customer_team (updated_at, customer_id)
  include (user_id, segment_id, region_id, industry_id, level_id);

create or replace function team_learns_update() returns trigger language plpgsql as $$
begin
  select updated_at, segment_id, region_id, industry_id, level_id
  into new.updated_at, new.segment_id, new.region_id, new.industry_id, new.level_id
  from customers where id = new.customer_id;
  new.updated_at := coalesce(new.updated_at, now());
  return new;
end $$;
create or replace function team_follows_update() returns trigger language plpgsql as $$
begin
  update customer_team
  set updated_at = new.updated_at, segment_id = new.segment_id, region_id = new.region_id,
    industry_id = new.industry_id, level_id = new.level_id
  where customer_id = new.id;
  return null;
end $$;
drop trigger customers_updated_at on customers;
create trigger customers_updated_at after update of updated_at, segment_id, region_id, industry_id, level_id on customers
  for each row when (
    (new.updated_at, new.segment_id, new.region_id, new.industry_id, new.level_id)
      is distinct from (old.updated_at, old.segment_id, old.region_id, old.industry_id, old.level_id)
  )
  execute function team_follows_update();
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
