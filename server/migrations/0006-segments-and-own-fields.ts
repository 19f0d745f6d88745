import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const definitions = `
-- Settings of entries of the list of segments; an entry without a row has the defaults.
create table segment_settings (
  segment_id uuid primary key references list_entries on delete cascade,
  cycle_days integer check (cycle_days between 1 and 3650),
  principles text,
  creator_role_ids uuid[] not null default '{}',
  version integer not null default 1
);

create table own_layout (
  one boolean primary key default true check (one),
  version integer not null default 1
);
insert into own_layout default values;

create table own_sections (
  id uuid primary key,
  name text not null check (name <> ''),
  position integer not null,
  version integer not null default 1
);
create unique index own_sections_name on own_sections (lower(name));

create table own_fields (
  id uuid primary key,
  label text not null check (label <> ''),
  type text not null check (type in
    ('text', 'number', 'money', 'date', 'choice', 'multiChoice', 'person', 'customer', 'attachment', 'formula')),
  section_id uuid references own_sections on delete set null,
  position integer not null,
  segment_ids uuid[] not null default '{}',
  compulsory boolean not null default false,
  help text,
  visible_when jsonb,
  searchable boolean not null default false,
  choices jsonb not null default '[]',
  formula text,
  retired boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ((type = 'formula') = (formula is not null)),
  check (type = 'text' or not searchable)
);
create unique index own_fields_label on own_fields (lower(label));
create index own_fields_section on own_fields (section_id);

-- Recalculation of all customers after a change of a formula or of what is searched: how far it is.
create table own_recalculation (
  one boolean primary key default true check (one),
  underway boolean not null default false,
  after_id uuid,
  done integer not null default 0,
  total integer not null default 0
);
insert into own_recalculation default values;
`;

const values = `
-- Own fields by the field's id: what applies now, and what is kept aside for when it applies again.
alter table customers
  add own jsonb not null default '{}' check (jsonb_typeof(own) = 'object'),
  add own_aside jsonb not null default '{}' check (jsonb_typeof(own_aside) = 'object');

create index customers_own_aside on customers using gin (own_aside) where own_aside <> '{}';

-- customers.own once more, a row a value, kept by triggers: what filters and sorting go by.
create table customer_values (
  customer_id uuid not null references customers on delete cascade,
  field_id uuid not null references own_fields,
  place smallint not null,
  -- The beginning of a text, as people order it and as it is looked for.
  text_value text collate "zh-x-icu",
  text_key text collate "C",
  number_value numeric,
  day_value date,
  choice_id uuid,
  person_id uuid references users,
  other_id uuid references customers,
  file_id uuid references files,
  primary key (customer_id, field_id, place)
);
create index customer_values_text on customer_values (field_id, text_value, customer_id) where text_value is not null;
create index customer_values_key on customer_values (field_id, text_key, customer_id) where text_key is not null;
create index customer_values_number on customer_values (field_id, number_value, customer_id) where number_value is not null;
create index customer_values_day on customer_values (field_id, day_value, customer_id) where day_value is not null;
create index customer_values_choice on customer_values (field_id, choice_id, customer_id) where choice_id is not null;
create index customer_values_person on customer_values (field_id, person_id, customer_id) where person_id is not null;
create index customer_values_other on customer_values (field_id, other_id, customer_id) where other_id is not null;
create index customer_values_file on customer_values (field_id, file_id, customer_id) where file_id is not null;
-- Who refers to a customer, and whose file it is.
create index customer_values_other_id on customer_values (other_id) where other_id is not null;
create index customer_values_file_id on customer_values (file_id) where file_id is not null;
-- A choice says which field it is of; without this the planner multiplies the two.
create statistics customer_values_choices (mcv, ndistinct) on field_id, choice_id from customer_values;

create function customers_index_own() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from customer_values v
    where v.customer_id = new.id and (new.own -> v.field_id::text) is distinct from (old.own -> v.field_id::text);
  end if;
  insert into customer_values (customer_id, field_id, place, text_value, text_key, number_value, day_value, choice_id,
    person_id, other_id, file_id)
  select new.id, f.id, item.place,
    case when f.type = 'text' then left(item.value, 200) end,
    case when f.type = 'text' then lower(left(item.value, 200)) end,
    case when f.type in ('number', 'money', 'formula') then item.value::numeric end,
    case when f.type = 'date' then item.value::date end,
    case when f.type in ('choice', 'multiChoice') then item.value::uuid end,
    case when f.type = 'person' then item.value::uuid end,
    case when f.type = 'customer' then item.value::uuid end,
    case when f.type = 'attachment' then item.value::uuid end
  from jsonb_each(new.own) as given
  join own_fields f on f.id = given.key::uuid
  cross join lateral jsonb_array_elements_text(
    case when jsonb_typeof(given.value) = 'array' then given.value else jsonb_build_array(given.value) end
  ) with ordinality as item (value, place)
  where tg_op = 'INSERT' or given.value is distinct from (old.own -> given.key);
  return null;
end $$;
create trigger customers_own_added after insert on customers
  for each row when (new.own <> '{}') execute function customers_index_own();
create trigger customers_own_changed after update of own on customers
  for each row when (new.own <> old.own) execute function customers_index_own();
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(definitions).execute(db);
  await sql.raw(values).execute(db);
}
