/** A view of the list of customers that names one customer in its filter. */
export type View = {
  id: string;
  mark: string;
  ownerId: string;
  departmentId: string | null;
  parentId: string;
  version: number;
};

export type BulkEdit = {
  id: string;
  ownerId: string;
  levelId: string;
  rows: { customerId: string; state: 'changed' | 'failed' }[];
  version: number;
};
