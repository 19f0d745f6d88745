/** Progress and errors go to stderr, so that what a command prints stays its own. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

export function stopWith(message) {
  say(message);
  process.exit(1);
}

/**
 * Shows that something long is under way: one line that counts on a terminal, a line each ten seconds elsewhere.
 * `detail` is asked for the state at that moment.
 */
export function progress(what, detail = () => '') {
  const begun = Date.now();
  const line = () => {
    const state = detail();
    return `${what} … ${Math.round((Date.now() - begun) / 1000)} s${state && `, ${state}`}`;
  };
  const terminal = process.stderr.isTTY === true;
  const show = () => process.stderr.write(terminal ? `\r\x1b[2K${line()}` : `${line()}\n`);
  show();
  const timer = setInterval(show, terminal ? 500 : 10_000);
  return {
    end(succeeded = true) {
      clearInterval(timer);
      if (terminal) process.stderr.write('\r\x1b[2K');
      if (succeeded) say(`${what}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    },
  };
}
