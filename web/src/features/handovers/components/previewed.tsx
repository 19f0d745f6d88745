import { Alert } from 'antd';
import type { Outputs } from '../../../lib/client.ts';
import { useT } from '../../../lib/texts.ts';
import css from './handovers.module.css';

/** Who gets how much, and what stands in the way. */
export function Previewed({ preview }: { preview: Outputs['handovers']['preview'] }) {
  const t = useT();
  const { receivers, refusals } = preview;
  return (
    <div aria-live="polite">
      {refusals.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title={t('handovers.refused')}
          description={
            <ul>
              {refusals.map(({ kind, receiverId, reason }) => (
                <li key={`${kind} ${receiverId}`}>
                  {t(`handovers.kinds.${kind}`)}: {t(`handovers.reasons.${reason}`)}
                </li>
              ))}
            </ul>
          }
        />
      ) : null}
      {receivers
        .filter(({ kinds }) => kinds.length > 0)
        .map(({ person, kinds }) => (
          <section key={person.id}>
            <h3 className={css.kind}>{t('handovers.gets', { name: person.name })}</h3>
            <ul>
              {kinds.map(({ kind, count }) => (
                <li key={kind}>
                  {t(`handovers.kinds.${kind}`)} {t('handovers.count', { count })}
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}
