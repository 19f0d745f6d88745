/** Teams as a drawn world holds them. */

export type TeamMember = {
  personId: string;
  role: 'owner' | 'sales' | 'technical' | 'sponsor' | 'service';
  /** Who only reads changes nothing. */
  access: 'read' | 'write';
};

/** A place on a team that is over or begins on a day to come: nobody sees anything by it. */
export type Place = { id: string; customerId: string; personId: string; planned: boolean };

/** `customerId` is null for one about a customer that there is not. */
export type TeamRequest = {
  id: string;
  mark: string;
  answerMark: string;
  askerId: string;
  customerId: string | null;
  /** Words of a duplicate check, and whom it named; null for a link. */
  named: { words: string; ownerId: string } | null;
  state: 'pending' | 'accepted' | 'declined' | 'withdrawn';
  version: number;
};

/** A customer that has become part of another one: its id leads there, and its name still finds it. */
export type Merge = { id: string; loserId: string; mark: string; survivorId: string; byId: string };

export type ChannelLink = {
  id: string;
  mark: string;
  distributorId: string;
  customerId: string;
  /** Days from today. */
  from: number;
  version: number;
};
