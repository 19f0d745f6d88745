import { DeleteOutlined, EyeOutlined, PlusOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox, InputNumber, Select } from 'antd';
import { poolRuleKinds } from '../../../../../contract/pools.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Row } from '../../../ui/card.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import type { Draft } from './pool-draft.ts';
import { rulesOf } from './pool-draft.ts';
import css from './pools.module.css';

type DraftRule = Draft['rules'][number];
type RulesProps = {
  rules: DraftRule[];
  onChange: (rules: DraftRule[]) => void;
  errorOf: (path: string) => string | undefined;
};

/** When a customer goes back by itself. */
export function Rules({ rules, onChange, errorOf }: RulesProps) {
  const t = useT();
  const add = () => {
    const key = Math.max(-1, ...rules.map((rule) => rule.key)) + 1;
    onChange([...rules, { key, kind: 'contact', levelId: null, days: 90, sparePlanned: true }]);
  };
  return (
    <section className={css.rules} aria-label={t('pool.admin.rules')}>
      <h3 className={css.sub}>{t('pool.admin.rules')}</h3>
      {rules.length === 0 ? <p className={css.quiet}>{t('pool.admin.noRules')}</p> : null}
      <ul>
        {rules.map((rule, index) => (
          <RuleLine
            key={rule.key}
            rule={rule}
            number={index + 1}
            error={errorOf(`rules.${index}`)}
            onChange={(changed) => onChange(rules.map((one) => (one.key === rule.key ? changed : one)))}
            onRemove={() => onChange(rules.filter((one) => one.key !== rule.key))}
          />
        ))}
      </ul>
      <Button icon={<PlusOutlined />} onClick={add}>
        {t('pool.admin.addRule')}
      </Button>
      <p className={css.quiet}>{t('pool.admin.warnHint')}</p>
    </section>
  );
}

type LineProps = {
  rule: DraftRule;
  number: number;
  error: string | undefined;
  onChange: (rule: DraftRule) => void;
  onRemove: () => void;
};

function RuleLine({ rule, number, error, onChange, onRemove }: LineProps) {
  const t = useT();
  const { options } = useLists();
  return (
    <li className={css.rule}>
      <Select
        className={css.ruleKind}
        aria-label={t('pool.admin.kind', { count: number })}
        value={rule.kind}
        options={poolRuleKinds.map((kind) => ({ value: kind, label: t(`pool.ruleKinds.${kind}`) }))}
        onChange={(kind) => onChange({ ...rule, kind })}
      />
      <InputNumber
        aria-label={`${t('pool.admin.ruleDays')} ${number}`}
        min={1}
        max={3650}
        precision={0}
        value={rule.days}
        onChange={(days) => onChange({ ...rule, days: days ?? 1 })}
      />
      <Select
        className={css.ruleLevel}
        aria-label={`${t('pool.admin.level')} ${number}`}
        value={rule.levelId ?? ''}
        options={[{ value: '', label: t('pool.admin.anyLevel') }, ...options('level', rule.levelId)]}
        onChange={(level) => onChange({ ...rule, levelId: level || null })}
      />
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t('pool.admin.removeRule', { count: number })}
        onClick={onRemove}
      />
      <Checkbox
        checked={rule.sparePlanned}
        onChange={(event) => onChange({ ...rule, sparePlanned: event.target.checked })}
      >
        {t('pool.admin.spare')}
      </Checkbox>
      {error ? <p role="alert">{error}</p> : null}
    </li>
  );
}

/** What tonight would bring, with the rules as they are written by now. */
export function Preview({ poolId, draft }: { poolId: string | undefined; draft: Draft }) {
  const t = useT();
  const preview = useCommand(api.pools.preview);
  const { segmentId, regionId, warnDays } = draft;
  const ask = () => preview.mutate({ id: poolId, segmentId, regionId, warnDays, rules: rulesOf(draft) });
  return (
    <section className={css.preview} aria-label={t('pool.admin.preview')}>
      <Button icon={<EyeOutlined />} loading={preview.isPending} onClick={ask}>
        {t('pool.admin.preview')}
      </Button>
      <p className={css.quiet}>{t('pool.admin.previewHint')}</p>
      {preview.data ? <Previewed preview={preview.data} /> : null}
    </section>
  );
}

function Previewed({ preview }: { preview: Outputs['pools']['preview'] }) {
  const t = useT();
  const format = useFormat();
  const { returned, warned, items } = preview;
  if (returned + warned === 0) return <p role="status">{t('pool.admin.previewNone')}</p>;
  return (
    <>
      <p role="status">
        {t('pool.admin.previewReturned', { count: returned })} {t('common.separator')}{' '}
        {t('pool.admin.previewWarned', { count: warned })}
      </p>
      <ul className={css.previewRows}>
        {items.map((item, index) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer that is shown as it came
            key={index}
            second={
              <>
                <PersonName person={item.owner} /> {t(`pool.ruleWhy.${item.rule}`)} {t('common.separator')}{' '}
                {t('pool.returnOn', { day: format.day(item.returnOn) })}
              </>
            }
            end={
              <StateTag tone={item.tonight === 'return' ? 'bad' : 'warn'}>
                {t(`pool.admin.tonight.${item.tonight}`)}
              </StateTag>
            }
          >
            {item.customer ? (
              <Link {...places.customer(item.customer.id)}>{item.customer.name}</Link>
            ) : (
              <span className={css.quiet}>{t('pool.admin.unseen')}</span>
            )}
          </Row>
        ))}
      </ul>
    </>
  );
}
