import type { Search } from './search-params.ts';

/** Where a link leads: `<Link {...places.customer(id)}>`, `navigate(places.customer(id))`. */
export type Place = { to: string; search?: Search };

/** Addresses of the pages that other features link to. */
export const places = {
  /** The archive, opened at one of its tabs. */
  customer: (id: string, tab?: string): Place => ({ to: `/customers/${id}`, ...(tab && { search: { tab } }) }),
  contact: (customerId: string, id: string): Place => ({
    to: `/customers/${customerId}`,
    search: { tab: 'contacts', contact: id },
  }),
  newCustomer: (): Place => ({ to: '/customers/new' }),
  /** Archives out of date, all that one sees or those of one owner. */
  staleCustomers: (ownerId?: string): Place => ({ to: '/customers', search: { stale: 'true', ownerId } }),
  stale: (): Place => ({ to: '/stale-archives' }),
  imports: (): Place => ({ to: '/imports' }),
  exports: (): Place => ({ to: '/exports' }),
  import: (id: string): Place => ({ to: `/imports/${id}` }),
  bulkEdit: (id: string): Place => ({ to: `/customers/bulk/${id}` }),
  item: (id: string): Place => ({ to: `/items/${id}` }),
  newItem: (): Place => ({ to: '/week', search: { new: '1' } }),
  /** `week` is any day of the week wanted. */
  week: (person?: string, week?: string): Place => ({ to: '/week', search: { person, week } }),
  record: (search: { item?: string; visit?: string; customer?: string } = {}): Place => ({
    to: '/visits/record',
    search,
  }),
  whoKnows: (): Place => ({ to: '/who-knows' }),
  visit: (id: string): Place => ({ to: `/visits/${id}` }),
  teamRequests: (box?: 'asked'): Place => ({ to: '/team-requests', search: { box } }),
  handovers: (): Place => ({ to: '/handovers' }),
  pool: (): Place => ({ to: '/pool' }),
  newHandover: (person: string): Place => ({ to: '/handovers/new', search: { person } }),
  handover: (id: string): Place => ({ to: `/handovers/${id}` }),
  workflows: (box?: 'done' | 'started' | 'copied'): Place => ({ to: '/workflows', search: { box } }),
  workflow: (id: string): Place => ({ to: `/workflows/${id}` }),
  /** The process owner's desk, or one workflow on it. */
  workflowDesk: (id?: string, search: Search = {}): Place => ({
    to: id ? `/workflows/desk/${id}` : '/workflows/desk',
    search,
  }),
  deputies: (box?: 'acting' | 'decisions' | 'all'): Place => ({ to: '/workflows/deputies', search: { box } }),
  /** All that can be started, or the form of one; about a customer where it is known. */
  startWorkflow: (id?: string, customer?: string): Place => ({
    to: id ? `/workflows/start/${id}` : '/workflows/start',
    search: { customer },
  }),
  /** Where a workflow is drawn. */
  workflowDesign: (id: string): Place => ({ to: `/admin/workflows/${id}` }),
  inbox: (): Place => ({ to: '/inbox' }),
  /** The rows behind a number of a month; without `number` all figures of the person. */
  month: (search: { person?: string; month?: string; number?: string } = {}): Place => ({ to: '/month', search }),
};

/** The page of what a message is about; null when there is none. */
export function subjectPlace(type: string, id: string): Place | null {
  if (type === 'customer') return places.customer(id);
  if (type === 'planItem') return places.item(id);
  if (type === 'visit') return places.visit(id);
  if (type === 'introduction') return places.whoKnows();
  if (type === 'teamRequest') return places.teamRequests();
  if (type === 'teamRequestAsked') return places.teamRequests('asked');
  if (type === 'bulkEdit') return places.bulkEdit(id);
  if (type === 'handover') return places.handover(id);
  if (type === 'workflow') return places.workflow(id);
  if (type === 'deputy') return places.deputies('acting');
  if (type === 'import') return places.import(id);
  if (type === 'export') return places.exports();
  return null;
}
