import type { ErrorCode, FieldCode, FieldError } from '../../contract/errors.ts';
import { errorStatus } from '../../contract/errors.ts';

type Params = Record<string, string | number>;

/** The one error that a caller is meant to see. Everything else is answered as `common.internal` and logged. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: Params;
  readonly fields: FieldError[] | undefined;

  constructor(code: ErrorCode, params: Params = {}, fields?: FieldError[]) {
    super(code);
    this.code = code;
    this.params = params;
    this.fields = fields;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** Throws `code` unless the value is there; what may not be seen is refused with `common.notFound` the same way. */
export function ensure(value: unknown, code: ErrorCode, params?: Params): asserts value {
  if (!value) throw new AppError(code, params);
}

/** Refuses one field with `common.invalid`. */
export function invalid(path: string, code: FieldCode, params?: Params): AppError {
  return new AppError('common.invalid', {}, [{ path, code, ...(params ? { params } : {}) }]);
}

/** For a record that the actor can see but may not change in this way. */
export function authorize(allowed: boolean): void {
  if (!allowed) throw new AppError('common.forbidden');
}

type PgError = Error & { code: string; constraint?: string };

/** An error of the database with its SQLSTATE, e.g. `23505` for a broken unique constraint. */
export function isPgError(error: unknown, code?: string, constraint?: string): error is PgError {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  if (code && error.code !== code) return false;
  return !constraint || ('constraint' in error && error.constraint === constraint);
}

const connectionCodes = ['57P01', '57P02', '57P03', '08000', '08003', '08006', '53300'];

/** The database is away, is shutting down, or has no connection left: to be tried again, not a fault of the program. */
export function isDisconnected(error: unknown): boolean {
  if (connectionCodes.some((code) => isPgError(error, code))) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(ECONN|EPIPE|ETIMEDOUT)/.test(code) ||
    /[Cc]onnection (terminated|ended|timeout)|timeout exceeded/.test(error.message)
  );
}
