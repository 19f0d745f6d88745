import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { useRefusalText } from '../components/refusal-text.ts';
import type { Outgoing } from './outbox.ts';
import { readOutbox, takeBack } from './outbox.ts';
import { sendNow } from './sender.ts';

const againAfter = 15_000;

/** Says what became of the commands that were sent from the background. */
function useReport(): (outgoing: Outgoing, isSent: boolean, personId: string) => void {
  const t = useT();
  const refusalText = useRefusalText();
  const { message } = App.useApp();
  return (outgoing, isSent, personId) => {
    // The record's own page shows it by itself.
    if (location.pathname === '/visits/record') return;
    const customer = outgoing.customerName;
    const refusal = readOutbox(personId).find((each) => each.id === outgoing.id)?.refusal;
    if (isSent && outgoing.kind === 'record') void message.info(t('visits.outbox.sent', { customer }));
    if (!refusal) return;
    void message.warning(t('visits.outbox.refused', { customer, reason: refusalText(refusal) }));
    // A check-in has nothing to be mended; the record says what is wrong when it is sent.
    if (outgoing.kind === 'checkIn') takeBack(personId, outgoing.id);
  };
}

/**
 * Sends the visits that wait on this device whenever there is a chance: when the application opens, when the network
 * returns, when the person comes back to the tab, and every now and then.
 */
export default function OutboxRunner() {
  const queries = useQueryClient();
  const report = useRef<ReturnType<typeof useReport>>(undefined);
  report.current = useReport();
  const { id: personId } = useMe();
  useEffect(() => {
    const run = async () => {
      const waiting = readOutbox(personId).filter((outgoing) => !outgoing.refusal);
      if (waiting.length === 0) return;
      const sent = await sendNow(personId);
      if (sent.size > 0) void queries.invalidateQueries();
      for (const outgoing of waiting) report.current?.(outgoing, sent.has(outgoing.id), personId);
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
  }, [personId, queries]);
  return null;
}
