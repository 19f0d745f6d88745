import { CheckOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Upkeep, UpkeepPoint } from '../../../../../contract/upkeep.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import css from './archive.module.css';

const fields = [
  'segment',
  'region',
  'industry',
  'level',
  'phone',
  'addresses',
  'employees',
  'annualRevenue',
  'website',
] as const;

/** How a point is called: a field by its label, a contact by name. */
function useLabel(): (point: UpkeepPoint) => string {
  const t = useT();
  const catalogue = useQuery(api.fields.catalogue.queryOptions({ staleTime: 300_000 })).data;
  return ({ key, name }) => {
    if (key === 'nextStep') return t('upkeep.nextStep', { name: name ?? '' });
    if (key.startsWith('contact.')) return t('upkeep.contact', { name: name ?? '' });
    const field = fields.find((one) => key === `field.${one}`);
    if (field) return t(`customers.fields.${field}`);
    return catalogue?.fields.find((own) => own.key === key)?.label ?? '…';
  };
}

/** What of an archive is probably out of date, each said to be right in one click. */
export function UpkeepPoints({ upkeep }: { upkeep: Upkeep }) {
  const t = useT();
  const format = useFormat();
  const labelOf = useLabel();
  const confirm = useCommand(api.upkeep.confirm);
  if (upkeep.points.length === 0) return null;
  return (
    <ul className={css.points}>
      {upkeep.points.map((point) => {
        const label = labelOf(point);
        const when = point.since ? format.day(point.since.slice(0, 10)) : '';
        return (
          <li key={point.key} className={css.point}>
            <span>
              <strong>{label}</strong>{' '}
              <span className={css.since}>{t(`upkeep.reasons.${point.reason}`, { when })}</span>
            </span>
            {upkeep.can.confirm ? (
              <Button
                size="small"
                icon={<CheckOutlined />}
                aria-label={t('upkeep.rightOf', { point: label })}
                disabled={confirm.isPending}
                onClick={() => confirm.mutate({ id: upkeep.customerId, version: upkeep.version, keys: [point.key] })}
              >
                {t('upkeep.right')}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
