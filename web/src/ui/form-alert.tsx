import { Alert, Button } from 'antd';
import { apiError } from '../lib/client.ts';
import { useErrorText } from '../lib/errors.ts';
import { useT } from '../lib/texts.ts';

type FormAlertProps = {
  error: unknown;
  /** Loads the record again while the form keeps what was typed; offered when somebody else has changed it. */
  onReload?: () => void;
};

/** Above a form's buttons: what happened, what was kept, what to do. Nothing while there is no error. */
export function FormAlert({ error, onReload }: FormAlertProps) {
  const t = useT();
  const errorText = useErrorText();
  if (!error) return null;
  const known = apiError(error);
  const stale = known?.code === 'common.stale';
  const requestId = known?.code === 'common.internal' ? known.data.requestId : null;
  // Not a refusal but a failure: the person wonders what became of what was typed.
  const failed = !known || known.code === 'common.internal' || known.code === 'common.overloaded';
  return (
    <Alert
      type={stale ? 'warning' : 'error'}
      showIcon
      role="alert"
      style={{ marginBottom: 16 }}
      title={stale ? t('common.staleTitle') : errorText(error)}
      description={
        stale ? (
          t('common.staleBody')
        ) : failed ? (
          <>
            <p>{t('common.kept')}</p>
            {requestId ? <p>{t('common.requestId', { id: requestId })}</p> : null}
          </>
        ) : undefined
      }
      action={
        stale && onReload ? (
          <Button size="small" onClick={onReload}>
            {t('common.staleReload')}
          </Button>
        ) : null
      }
    />
  );
}
