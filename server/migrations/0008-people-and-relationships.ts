import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- Width, case and spaces folded: what people are compared by.
create function folded(given text) returns text language sql immutable strict parallel safe
  as $$ select nullif(lower(regexp_replace(normalize(given, NFKC), '\\s+', '', 'g')), '') $$;

alter table contacts
  -- The same for all posts of one human being; null while only one post is known.
  add column person_id uuid,
  add column attitude text check (attitude in ('supporter', 'favourable', 'neutral', 'sceptical', 'opponent')),
  add column influence smallint check (influence between 1 and 5),
  add column birthday date,
  add column school text,
  add column employers text[] not null default '{}',
  add column started_on date,
  add column name_key text generated always as (folded(name)) stored,
  add column mobile_key text
    generated always as (substring(regexp_replace(phone, '\\D', '', 'g') from '^(?:(?:00)?86)?(1\\d{10})$')) stored;
create index contacts_person on contacts (person_id) where person_id is not null;
create index contacts_name_key on contacts (name_key);
create index contacts_mobile_key on contacts (mobile_key) where mobile_key is not null;

-- A post that somebody left, and what became of it.
create table contact_departures (
  contact_id uuid primary key references contacts on delete cascade,
  reason text check (reason in ('moved', 'promoted', 'dismissed', 'retired', 'other')),
  note text,
  -- Where to: another customer, or words.
  to_customer_id uuid references customers on delete set null,
  place text,
  succession text not null default 'open' check (succession in ('open', 'named', 'none')),
  successor_id uuid references contacts on delete set null,
  succession_note text,
  recorded_by uuid not null references users,
  recorded_at timestamptz not null
);
create index contact_departures_to on contact_departures (to_customer_id) where to_customer_id is not null;
create index contact_departures_successor on contact_departures (successor_id) where successor_id is not null;
create index contact_departures_recorder on contact_departures (recorded_by);

-- What an author keeps for themselves and the line above.
create table contact_remarks (
  contact_id uuid not null references contacts on delete cascade,
  author_id uuid not null references users,
  text text not null check (text <> ''),
  version integer not null default 1,
  updated_at timestamptz not null,
  primary key (contact_id, author_id)
);
create index contact_remarks_author on contact_remarks (author_id);

create table relationships (
  id uuid primary key,
  contact_id uuid not null references contacts on delete cascade,
  user_id uuid not null references users,
  -- As it was set on that day; what is shown fades by the rule.
  strength smallint not null check (strength between 0 and 5),
  set_on date not null,
  last_touch_on date,
  note text,
  version integer not null default 1,
  created_at timestamptz not null,
  unique (contact_id, user_id)
);
create index relationships_user on relationships (user_id);

create table relationship_rules (
  id boolean primary key default true check (id),
  decay_days integer not null default 90 check (decay_days between 7 and 3650),
  version integer not null default 1
);
insert into relationship_rules default values;

-- Which decision roles of a segment have to be known by which of our roles.
create table segment_coverages (
  segment_id uuid not null references list_entries on delete cascade,
  decision_role text not null
    check (decision_role in ('decisionMaker', 'influencer', 'user', 'buyer', 'gatekeeper', 'coach')),
  team_role text not null check (team_role in ('owner', 'sales', 'technical', 'sponsor', 'service')),
  primary key (segment_id, decision_role, team_role)
);

-- School and former employers of our own people, as they gave them.
create table user_backgrounds (
  user_id uuid primary key references users on delete cascade,
  school text,
  school_key text generated always as (folded(school)) stored,
  employers text[] not null default '{}',
  -- Core names of the employers.
  employer_keys text[] not null default '{}',
  version integer not null default 1
);
create index user_backgrounds_school on user_backgrounds (school_key) where school_key is not null;
create index user_backgrounds_employers on user_backgrounds using gin (employer_keys);

-- A request to somebody whom the asker does not know, for an introduction to a person whom that one knows.
create table introductions (
  id uuid primary key,
  asker_id uuid not null references users,
  asked_id uuid not null references users,
  -- What the asker named: a contact, or a name and a company.
  about_contact_id uuid references contacts on delete set null,
  about_name text,
  about_company text,
  about_key text not null,
  -- The contact by which the one who is asked knows the person.
  known_contact_id uuid references contacts on delete set null,
  -- The circle as the asker was shown it; null is the whole company.
  department_id uuid references departments on delete set null,
  circle uuid not null,
  words text,
  state text not null default 'open' check (state in ('open', 'accepted', 'declined')),
  answer text,
  created_at timestamptz(3) not null,
  answered_at timestamptz,
  -- One request for a person and a circle: asking again would tell how many there are.
  unique (asker_id, about_key, circle)
);
create index introductions_asker on introductions (asker_id, id);
create index introductions_asked on introductions (asked_id, id);
create index introductions_about on introductions (about_contact_id) where about_contact_id is not null;
create index introductions_known on introductions (known_contact_id) where known_contact_id is not null;
create index introductions_department on introductions (department_id) where department_id is not null;

-- Whoever met a contact on a recorded visit knows them.
insert into relationships (id, contact_id, user_id, strength, set_on, last_touch_on, created_at)
select gen_random_uuid(), m.contact_id, v.owner_id, 1, max(v.visited_on), max(v.visited_on), now()
from visit_contacts m join visits v on v.id = m.visit_id
where v.state = 'recorded'
group by m.contact_id, v.owner_id;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
