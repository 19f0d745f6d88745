/** The only list of error codes, each with the HTTP status it answers with. */
export const errorStatus = {
  'common.invalid': 422,
  'common.malformed': 400,
  'common.notFound': 404,
  'common.stale': 409,
  'common.conflict': 409,
  'common.forbidden': 403,
  'common.tooLarge': 413,
  'common.tooMany': 429,
  'common.overloaded': 503,
  'common.internal': 500,
  'common.keyReused': 409,
  'auth.required': 401,
  'auth.failed': 401,
  'auth.tooManyAttempts': 429,
  'auth.secondStepRequired': 401,
  'auth.codeWrong': 401,
  'auth.passwordWeak': 422,
  'auth.passwordWrong': 422,
  'auth.secondStepAlreadyOn': 409,
  'org.cycle': 409,
  'org.loginTaken': 409,
  'org.departmentNotEmpty': 409,
  'org.grantExceeds': 403,
  'org.lastAdministrator': 409,
  'org.stillHolds': 409,
  'handover.refused': 422,
  'settings.codeTaken': 409,
  'fields.labelTaken': 409,
  'customers.duplicate': 409,
  'customers.ownerOutOfScope': 422,
  'customers.bulkTooMany': 422,
  'customers.bulkState': 409,
  'customers.bulkNothingToUndo': 409,
  'customers.mergeNotUndoable': 409,
  'customers.revealLimit': 429,
  'customers.mentionUnseen': 422,
  'customers.noteClosed': 409,
  'customers.snoozeSpent': 409,
  'pool.none': 422,
  'pool.taken': 409,
  'pool.tooManyOwned': 409,
  'pool.tooManyClaims': 409,
  'pool.cooling': 409,
  'pool.placeTaken': 409,
  'plans.weekLocked': 409,
  'plans.itemClosed': 409,
  'plans.proofRequired': 422,
  'plans.notEvaluable': 409,
  'plans.monthClosed': 409,
  'plans.monthNotOver': 409,
  'plans.assigneeOutOfScope': 422,
  'visits.alreadyRecorded': 409,
  'files.empty': 422,
  'files.typeRefused': 422,
  'transfers.unreadable': 422,
  'transfers.exportsUnderWay': 409,
  'transfers.wrongState': 409,
  'transfers.mappingIncomplete': 422,
  'transfers.nothingToUndo': 409,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** What a field can be refused for; the client shows the text of the code beside the field. */
export const fieldCodes = [
  'required',
  'tooShort',
  'tooLong',
  'tooSmall',
  'tooBig',
  'format',
  'choice',
  'unknown',
  'notFound',
  'taken',
  'order',
  'type',
  'retired',
  'hidden',
  'computed',
  'inUse',
  'forbidden',
  'formulaSyntax',
  'formulaReference',
  'formulaType',
  'formulaCycle',
] as const;
export type FieldCode = (typeof fieldCodes)[number];

export type FieldError = { path: string; code: FieldCode; params?: Record<string, string | number> };

/** Body of every answer that is not a success. */
export type ErrorBody = {
  code: ErrorCode;
  params: Record<string, string | number>;
  requestId: string;
  fields?: FieldError[];
};
