import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
create table plan_weeks (
  id uuid primary key,
  owner_id uuid not null references users,
  week date not null check (extract(isodow from week) = 1),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'approved')),
  submitted_at timestamptz,
  decided_at timestamptz,
  decided_by uuid references users,
  advice text,
  -- 0 until the week is handed in for the first time
  version integer not null default 0,
  unique (owner_id, week),
  check (state <> 'submitted' or submitted_at is not null)
);
create index plan_weeks_waiting on plan_weeks (owner_id, submitted_at) where state = 'submitted';

create table visits (
  id uuid primary key,
  owner_id uuid not null references users,
  customer_id uuid not null references customers,
  plan_item_id uuid,
  state text not null check (state in ('checkedIn', 'recorded')),
  visited_on date not null,
  checked_in_at timestamptz,
  checked_out_at timestamptz,
  latitude double precision,
  longitude double precision,
  accuracy double precision,
  recorded_at timestamptz,
  purpose_id uuid references list_entries,
  discussed text,
  needs text,
  next_step text,
  next_step_on date,
  next_plan_item_id uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  check ((state = 'recorded') = (recorded_at is not null)),
  check ((latitude is null) = (longitude is null))
);
create index visits_owner on visits (owner_id, visited_on desc, id desc);
create index visits_customer on visits (customer_id, visited_on desc, id desc);
create index visits_day on visits (visited_on desc, id desc);
create index visits_checked_in on visits (visited_on desc, id desc) where state = 'checkedIn';
-- One visit an item: a second check-in or record finds the first.
create unique index visits_item on visits (plan_item_id) where plan_item_id is not null;

create table plan_items (
  id uuid primary key,
  owner_id uuid not null references users,
  customer_id uuid references customers,
  kind text not null check (kind in ('routine', 'adHoc')),
  activity text not null check (activity in ('visit', 'call', 'document', 'other')),
  title text not null check (title <> ''),
  expected_result text,
  importance smallint not null default 2 check (importance between 1 and 3),
  -- Day and times are the company's local ones.
  day date not null,
  start_time time,
  end_time time,
  state text not null default 'open' check (state in ('open', 'completed', 'evaluated', 'cancelled')),
  assigned_by uuid references users,
  from_visit_id uuid references visits,
  cancel_reason text,
  completed_at timestamptz,
  -- Completed on or before its day, in the company's time zone.
  on_time boolean,
  result text,
  -- The newest evaluation's score, kept here so that a month is one index scan.
  score numeric(2, 1) check (score between 1 and 5),
  -- Since when the owner has advice that they have not answered.
  advice_since timestamptz,
  search tsvector not null default '',
  version integer not null default 1,
  created_at timestamptz not null,
  check ((start_time is null) = (end_time is null)),
  check (end_time > start_time),
  check ((state in ('completed', 'evaluated')) = (completed_at is not null)),
  check ((state = 'evaluated') = (score is not null))
);
-- Carries what a month counts, so that its figures never touch the table.
create index plan_items_search on plan_items using gin (search);
create index plan_items_owner on plan_items (owner_id, day, id) include (state, on_time, importance, score);
create index plan_items_day on plan_items (day, id);
create index plan_items_state on plan_items (state, day, id);
create index plan_items_advice on plan_items (owner_id, advice_since desc) where advice_since is not null;
create index plan_items_waiting on plan_items (owner_id, completed_at) where state = 'completed';
create index plan_items_customer on plan_items (customer_id, day desc, id desc) where customer_id is not null;
create index plan_items_open on plan_items (owner_id, day) where state = 'open';

alter table visits add foreign key (plan_item_id) references plan_items;
alter table visits add foreign key (next_plan_item_id) references plan_items;

create table visit_contacts (
  visit_id uuid not null references visits on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  primary key (visit_id, contact_id)
);
create index visit_contacts_contact on visit_contacts (contact_id);

create table visit_competitors (
  visit_id uuid not null references visits on delete cascade,
  competitor_id uuid not null references list_entries,
  offer text,
  primary key (visit_id, competitor_id)
);

create table visit_commitments (
  id uuid primary key,
  visit_id uuid not null references visits on delete cascade,
  side text not null check (side in ('ours', 'theirs')),
  text text not null,
  due_on date,
  plan_item_id uuid references plan_items
);
create index visit_commitments_visit on visit_commitments (visit_id);

create table visit_costs (
  id uuid primary key,
  visit_id uuid not null references visits on delete cascade,
  kind_id uuid references list_entries,
  amount numeric(14, 2) not null check (amount >= 0),
  note text
);
create index visit_costs_visit on visit_costs (visit_id);

create table plan_item_proofs (
  id uuid primary key,
  item_id uuid not null references plan_items on delete cascade,
  kind text not null check (kind in ('visit', 'document', 'note')),
  visit_id uuid references visits,
  file_id uuid references files,
  note text,
  created_at timestamptz not null,
  check ((kind = 'visit') = (visit_id is not null)),
  check ((kind = 'document') = (file_id is not null)),
  check ((kind = 'note') = (note is not null))
);
create index plan_item_proofs_item on plan_item_proofs (item_id);
create unique index plan_item_proofs_visit on plan_item_proofs (item_id, visit_id) where visit_id is not null;
create unique index plan_item_proofs_once on plan_item_proofs (item_id, file_id) where file_id is not null;
create index plan_item_proofs_file on plan_item_proofs (file_id) where file_id is not null;

create table evaluations (
  id uuid primary key,
  item_id uuid not null references plan_items,
  evaluator_id uuid not null references users,
  score numeric(2, 1) not null check (score between 1 and 5 and score * 2 = floor(score * 2)),
  advice text,
  corrects_id uuid references evaluations unique,
  version integer not null default 1,
  created_at timestamptz not null
);
-- One evaluation an item; later lines correct the one before.
create unique index evaluations_first on evaluations (item_id) where corrects_id is null;
create index evaluations_item on evaluations (item_id, id);

create table evaluation_replies (
  id uuid primary key,
  item_id uuid not null references plan_items,
  author_id uuid not null references users,
  text text not null,
  created_at timestamptz not null
);
create index evaluation_replies_item on evaluation_replies (item_id, id);

-- For those who are removed again: nothing they did may be left behind.
create index plan_items_assigned on plan_items (assigned_by) where assigned_by is not null;
create index plan_weeks_decided on plan_weeks (decided_by) where decided_by is not null;
create index evaluations_evaluator on evaluations (evaluator_id);
create index evaluation_replies_author on evaluation_replies (author_id);

create table closed_months (
  month date primary key check (extract(day from month) = 1),
  id uuid not null unique,
  closed_by uuid not null references users,
  closed_at timestamptz not null
);

-- Writers of a month share it; closing takes it alone, so that nothing slips in while it is being closed.
create function share_month(of_day date) returns void language sql as $$
  select pg_advisory_xact_lock_shared(726100, (extract(year from of_day) * 12 + extract(month from of_day))::integer)
$$;
create function take_month(of_day date) returns void language sql as $$
  select pg_advisory_xact_lock(726100, (extract(year from of_day) * 12 + extract(month from of_day))::integer)
$$;

-- An evaluation of an item of a closed month stays as it is, whoever writes; a correction is a further line.
create function refuse_evaluation_change() returns trigger language plpgsql as $$
declare
  item_day date;
begin
  if tg_op = 'INSERT' and new.corrects_id is not null then
    return new;
  end if;
  select day into item_day from plan_items where id = coalesce(old.item_id, new.item_id);
  perform share_month(item_day);
  if exists (select 1 from closed_months where month = date_trunc('month', item_day)::date) then
    raise exception 'evaluation of a closed month' using errcode = 'LC001';
  end if;
  return coalesce(new, old);
end $$;
create trigger evaluations_closed before insert or update or delete on evaluations
  for each row execute function refuse_evaluation_change();
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
