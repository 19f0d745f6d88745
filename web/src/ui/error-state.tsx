import { WarningOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { apiError } from '../lib/client.ts';
import { useErrorText } from '../lib/errors.ts';
import { useT } from '../lib/texts.ts';
import css from './states.module.css';

/** What happened, the number to name when asking for help, and a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useT();
  const text = useErrorText()(error);
  const known = apiError(error);
  const requestId = known?.data.requestId;
  return (
    <div className={css.state} role="alert">
      <WarningOutlined className={css.icon} aria-hidden />
      <p className={css.title}>{text}</p>
      {requestId ? <p className={css.small}>{t('common.requestId', { id: requestId })}</p> : null}
      {known?.code === 'common.notFound' ? (
        <Link to="/today">{t('shell.menu.today')}</Link>
      ) : onRetry ? (
        <div className={css.actions}>
          <Button onClick={onRetry}>{t('common.retry')}</Button>
        </div>
      ) : null}
    </div>
  );
}
