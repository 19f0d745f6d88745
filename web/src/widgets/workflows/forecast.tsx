import type { ForecastNode } from '../../../../contract/workflows.ts';
import { useT } from '../../lib/texts.ts';
import { PersonName } from '../../ui/person-name.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import css from './forecast.module.css';

/** Who would get it, one after the other. */
export function Forecast({ nodes }: { nodes: readonly ForecastNode[] }) {
  const t = useT();
  return (
    <ol className={css.forecast}>
      {nodes.map((node) => (
        <li key={node.nodeId} className={css.step}>
          <span className={css.stepHead}>
            <b>{node.name}</b>
            {node.type === 'approval' || node.type === 'handling' ? null : (
              <StateTag tone="done">{t(`workflows.nodeTypes.${node.type}`)}</StateTag>
            )}
            {node.mode && node.people.length > 1 ? (
              <StateTag tone="done">{t(`workflows.modes.${node.mode}`)}</StateTag>
            ) : null}
          </span>
          {node.type === 'wait' || node.type === 'child' ? null : (
            <span className={css.people}>
              {node.people.map((person) => (
                <PersonName key={person.id} person={person} withPost />
              ))}
              {node.people.length === 0 ? <span className={css.hint}>{t('workflows.form.forecastNobody')}</span> : null}
            </span>
          )}
        </li>
      ))}
      <li className={css.step}>
        <span className={css.hint}>{t('workflows.form.forecastEnd')}</span>
      </li>
    </ol>
  );
}
