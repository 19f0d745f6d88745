import { Link } from '@tanstack/react-router';
import type { Notification } from '../../../../../contract/notifications.ts';
import { useT } from '../../../lib/texts.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { messagePlace, useMessageText } from '../message-text.ts';
import css from './message-row.module.css';

/** One message; opening it marks it as read. */
export function MessageRow({ message, onOpen }: { message: Notification; onOpen: (message: Notification) => void }) {
  const t = useT();
  const text = useMessageText()(message);
  const place = messagePlace(message);
  const unread = message.readAt === null;
  const body = (
    <>
      <span className={unread ? css.unread : css.read}>
        {unread ? <span className="sr-only">{t('messages.new')} </span> : null}
        {text}
        {message.customer ? <span className={css.customer}>{message.customer}</span> : null}
      </span>
      <span className={css.time}>
        <RelativeTime at={message.createdAt} />
      </span>
    </>
  );
  return (
    <li className={css.item}>
      {place ? (
        <Link {...place} className={css.message} onClick={() => onOpen(message)}>
          {body}
        </Link>
      ) : (
        <button type="button" className={css.message} onClick={() => onOpen(message)}>
          {body}
        </button>
      )}
    </li>
  );
}
