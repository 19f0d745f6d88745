import type { Client } from '@orpc/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import type { CommandContext } from './client.ts';
import { apiError } from './client.ts';
import { useErrorText } from './errors.ts';
import { randomId } from './ids.ts';

type Procedure<I, O> = { call: Client<CommandContext, I, O, Error> };
type CommandOptions<I, O> = {
  onSuccess?: (output: O, input: I) => void | Promise<void>;
  /** Called instead of the short message at the top of the page: forms show the error themselves. */
  onError?: (error: Error, input: I) => void;
};

/** True when the same command may be sent again without asking: it did not reach the server, or the server was busy. */
function worthRetrying(failures: number, error: Error): boolean {
  const code = apiError(error)?.code;
  return failures < 2 && (code === undefined ? navigator.onLine : code === 'common.overloaded');
}

/**
 * A command of the server as a mutation. Each intention carries one idempotency key: sending the same input again
 * after a failure reuses it, so that a lost answer never doubles a record. A success refreshes what is on the screen.
 */
export function useCommand<I, O>(procedure: Procedure<I, O>, options: CommandOptions<I, O> = {}) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const intention = useRef<{ input: string; key: string } | null>(null);
  return useMutation<O, Error, I>({
    mutationFn: (input) => {
      const fingerprint = JSON.stringify(input) ?? '';
      if (intention.current?.input !== fingerprint) {
        intention.current = { input: fingerprint, key: randomId() };
      }
      return procedure.call(input, { context: { idempotencyKey: intention.current.key } });
    },
    retry: worthRetrying,
    onSuccess: async (output, input) => {
      intention.current = null;
      await options.onSuccess?.(output, input);
      void queries.invalidateQueries();
    },
    onError: (error, input) => {
      // Somebody else was faster: what is on the screen becomes current, what was typed stays in its form.
      if (apiError(error)?.code === 'common.stale') void queries.invalidateQueries();
      if (options.onError) options.onError(error, input);
      else void message.error(errorText(error));
    },
  });
}
