import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- A workflow that somebody has had a part in proves what they planned.
alter table plan_item_proofs
  add column instance_id uuid references workflow_instances,
  drop constraint plan_item_proofs_kind_check,
  add constraint plan_item_proofs_kind_check check (kind in ('visit', 'document', 'note', 'workflow')),
  add check ((kind = 'workflow') = (instance_id is not null));
create unique index plan_item_proofs_instance on plan_item_proofs (item_id, instance_id) where instance_id is not null;
create index plan_item_proofs_of_instance on plan_item_proofs (instance_id) where instance_id is not null;

-- The workflows that a segment of customers begins with, in order.
create table segment_workflows (
  segment_id uuid not null references list_entries on delete cascade,
  definition_id uuid not null references workflow_definitions,
  position integer not null,
  primary key (segment_id, definition_id)
);
create index segment_workflows_definition on segment_workflows (definition_id);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
