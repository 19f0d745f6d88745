import type { Kysely } from 'kysely';
import { sql } from 'kysely';

// References that a merge, a handover or a deletion walks, and what is tidied by age; the right to bring in author and time.
const statements = `
create index closed_months_closer on closed_months (closed_by);
create index customer_values_of_person on customer_values (person_id) where person_id is not null;
create index imports_file on imports (file_id);
create index plan_item_proofs_of_visit on plan_item_proofs (visit_id) where visit_id is not null;
create index plan_items_from_visit on plan_items (from_visit_id) where from_visit_id is not null;
create index team_requests_answerer on team_requests (answered_by) where answered_by is not null;
create index team_requests_told_owner on team_requests (told_owner_id) where told_owner_id is not null;
create index visit_commitments_plan_item on visit_commitments (plan_item_id) where plan_item_id is not null;
create index visits_next_plan_item on visits (next_plan_item_id) where next_plan_item_id is not null;
insert into role_permissions (role_id, permission)
select id, 'imports.history' from roles where code in ('operations', 'administrator');
create index notifications_read on notifications (read_at) where read_at is not null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
