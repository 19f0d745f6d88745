/**
 * A failure of the database's own program that the operator can mend. The message is one line and says how.
 */
export function embeddedError(message: string, cause?: unknown): Error {
  const error = new Error(message, { cause });
  error.name = 'EmbeddedDatabaseError';
  return error;
}

/** The code of a failed system call (`ENOENT`, `EACCES`, …), or an empty string. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const known: ReadonlyArray<readonly [RegExp, string]> = [
  [/No space left on device/i, 'the disk is full; free some space and start again'],
  [
    /database files are incompatible with server/i,
    'it was made by another major version of PostgreSQL; dump it with that version, or choose another LICHENG_DATA_DIR',
  ],
  [/has wrong ownership/i, 'it belongs to another user; start as the user who made it, or give it to this one (chown)'],
  [/has invalid permissions/i, 'its permissions are too open; close it with chmod 700'],
  [/could not (?:create|open|write|access).*Permission denied/i, 'this user may not write there; check the owner'],
  [/Read-only file system/i, 'the file system is read-only; choose another LICHENG_DATA_DIR'],
  [/could not (?:create|map) shared memory/i, 'the machine has too little shared memory; enlarge /dev/shm'],
  [/cannot be run as root|cannot be run as "root"/i, 'PostgreSQL refuses to run as root'],
];

/** What a log of PostgreSQL says went wrong, in words for the operator; its last complaint when none is known. */
export function explainLog(log: string): string {
  for (const [pattern, words] of known) {
    if (pattern.test(log)) return words;
  }
  const complaints = log.split('\n').filter((line) => /(?:FATAL|PANIC|ERROR|error):/.test(line));
  return (complaints.at(-1) ?? log.trim().split('\n').at(-1) ?? '').trim() || 'it said nothing';
}
