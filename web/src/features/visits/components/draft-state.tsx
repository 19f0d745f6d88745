import {
  CheckOutlined,
  ClockCircleOutlined,
  DisconnectOutlined,
  SyncOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { useT } from '../../../lib/texts.ts';
import { StateTag } from '../../../ui/state-tag.tsx';
import { useOnline } from '../drafts/use-online.ts';
import type { RecordState } from '../drafts/use-record.ts';

/** Where the words on the screen are: on this device, waiting for the network, or with the server. */
export function DraftState({ state }: { state: RecordState }) {
  const t = useT();
  const isOnline = useOnline();
  const tag = () => {
    if (state === 'sent')
      return { tone: 'ok', icon: <CheckOutlined aria-hidden />, text: t('visits.states.sent') } as const;
    if (state === 'sending') {
      return { tone: 'info', icon: <SyncOutlined aria-hidden />, text: t('visits.states.sending') } as const;
    }
    if (state === 'waiting') {
      const text = isOnline ? t('visits.states.waiting') : t('visits.states.waitingOffline');
      return { tone: 'warn', icon: <ClockCircleOutlined aria-hidden />, text } as const;
    }
    if (state === 'notKept') {
      return { tone: 'bad', icon: <WarningOutlined aria-hidden />, text: t('visits.states.notKept') } as const;
    }
    if (!isOnline) {
      const text = t(state === 'kept' ? 'visits.states.keptOffline' : 'visits.states.offline');
      return { tone: 'warn', icon: <DisconnectOutlined aria-hidden />, text } as const;
    }
    if (state === 'kept') {
      return { tone: 'done', icon: <CheckOutlined aria-hidden />, text: t('visits.states.kept') } as const;
    }
    return null;
  };
  const shown = tag();
  return (
    <span role="status">
      {shown ? (
        <StateTag tone={shown.tone} icon={shown.icon}>
          {shown.text}
        </StateTag>
      ) : null}
    </span>
  );
}
