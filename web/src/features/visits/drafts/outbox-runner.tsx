import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect } from 'react';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { readOutbox } from './outbox.ts';
import { sendNow } from './sender.ts';

const againAfter = 15_000;

/**
 * Sends the visits that wait on this device whenever there is a chance: when the application opens, when the network
 * returns, when the person comes back to the tab, and every now and then.
 */
export default function OutboxRunner() {
  const t = useT();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { id: personId } = useMe();
  useEffect(() => {
    const run = async () => {
      const waiting = readOutbox(personId).filter((outgoing) => !outgoing.refusal);
      if (waiting.length === 0) return;
      const sent = await sendNow(personId);
      if (sent.size > 0) void queries.invalidateQueries();
      for (const outgoing of waiting) {
        const isSeen = location.pathname === '/visits/record';
        if (outgoing.kind === 'record' && sent.has(outgoing.id) && !isSeen) {
          void message.info(t('visits.outbox.sent', { customer: outgoing.customerName }));
        }
      }
    };
    const start = () => void run();
    const timer = setInterval(start, againAfter);
    window.addEventListener('online', start);
    document.addEventListener('visibilitychange', start);
    start();
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', start);
      document.removeEventListener('visibilitychange', start);
    };
  }, [personId, queries, message, t]);
  return null;
}
