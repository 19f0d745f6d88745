export type Note = {
  id: string;
  mark: string;
  customerId: string;
  authorId: string;
  fileIds: string[];
  mentionIds: string[];
  version: number;
};

/** An archive that was put off; its id is the customer's. */
export type Snooze = { id: string; mark: string; customerId: string; personId: string };

/** A finished export with its file. */
export type Export = { id: string; mark: string; contentMark: string; ownerId: string };

export type Remark = { id: string; mark: string; contactId: string; authorId: string };

export type StoredFile = { id: string; mark: string; contentMark: string; ownerId: string };

export type Reply = { id: string; mark: string; itemId: string; authorId: string };

export type Evaluation = {
  id: string;
  mark: string;
  itemId: string;
  evaluatorId: string;
  score: number;
  correctsId: string | null;
};
