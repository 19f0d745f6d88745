import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { decisionRoles, teamRoles } from '../../../../contract/customers.ts';
import type { Outputs } from '../../lib/client.ts';
import { api } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useT } from '../../lib/texts.ts';
import { Card } from '../../ui/card.tsx';
import { FormAlert } from '../../ui/form-alert.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import css from './coverage.module.css';

type Rules = Outputs['relationships']['rules'];

/** Which decision roles of a segment have to be known by which of our roles. */
export function Coverage({ segmentId }: { segmentId: string }) {
  const t = useT();
  const query = useQuery(api.relationships.rules.queryOptions());
  return (
    <Card title={t('relationships.rules.coverage')}>
      <p className={css.hint}>{t('relationships.rules.coverageHint')}</p>
      <Loaded query={query}>{(rules) => <Ticks key={segmentId} segmentId={segmentId} rules={rules} />}</Loaded>
    </Card>
  );
}

function Ticks({ segmentId, rules }: { segmentId: string; rules: Rules }) {
  const t = useT();
  const { message } = App.useApp();
  const kept = rules.coverages.filter((one) => one.segmentId === segmentId);
  const [typed, setTyped] = useState<readonly string[] | null>(null);
  const save = useCommand(api.relationships.setCoverage, {
    onSuccess: () => {
      setTyped(null);
      void message.success(t('relationships.rules.saved'));
    },
    onError: () => undefined,
  });
  const keyOf = (decisionRole: string, teamRole: string) => `${decisionRole}/${teamRole}`;
  const ticked = typed ?? kept.map((one) => keyOf(one.decisionRole, one.teamRole));
  const toggle = (key: string) =>
    setTyped(ticked.includes(key) ? ticked.filter((one) => one !== key) : [...ticked, key]);
  const submit = () => {
    const coverages = decisionRoles.flatMap((decisionRole) =>
      teamRoles
        .filter((teamRole) => ticked.includes(keyOf(decisionRole, teamRole)))
        .map((teamRole) => ({ decisionRole, teamRole })),
    );
    save.mutate({ segmentId, version: rules.version, coverages });
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen is scrolled by keyboard */}
      <section className={css.frame} tabIndex={0} aria-label={t('relationships.rules.coverage')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('customers.contacts.role')}</th>
              {teamRoles.map((role) => (
                <th key={role} scope="col">
                  {t(`customers.teamRoles.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {decisionRoles.map((decisionRole) => (
              <tr key={decisionRole}>
                <th scope="row">{t(`customers.decisionRoles.${decisionRole}`)}</th>
                {teamRoles.map((teamRole) => (
                  <td key={teamRole}>
                    <Checkbox
                      aria-label={t('relationships.rules.cell', {
                        decisionRole: t(`customers.decisionRoles.${decisionRole}`),
                        teamRole: t(`customers.teamRoles.${teamRole}`),
                      })}
                      checked={ticked.includes(keyOf(decisionRole, teamRole))}
                      onChange={() => toggle(keyOf(decisionRole, teamRole))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <FormAlert error={save.error} />
      <div className={css.foot}>
        <Button type="primary" disabled={typed === null} loading={save.isPending} onClick={submit}>
          {t('common.save')}
        </Button>
        {typed === null ? null : <Button onClick={() => setTyped(null)}>{t('common.cancel')}</Button>}
      </div>
    </>
  );
}
