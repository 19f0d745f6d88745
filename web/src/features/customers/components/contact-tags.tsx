import { WarningOutlined } from '@ant-design/icons';
import type { Contact } from '../../../../../contract/customers.ts';
import { useT } from '../../../lib/texts.ts';
import type { Tone } from '../../../ui/state-tag.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from './relationships.module.css';

const tones = {
  supporter: 'ok',
  favourable: 'ok',
  neutral: 'done',
  sceptical: 'warn',
  opponent: 'bad',
} as const satisfies Record<NonNullable<Contact['attitude']>, Tone>;

/** What somebody is to a purchase, how they stand to us, how much they count, and what became of their post. */
export function ContactTags({ contact }: { contact: Contact }) {
  const t = useT();
  const { decisionRole, attitude, influence, departure } = contact;
  return (
    <span className={css.tags}>
      {decisionRole ? (
        <StateTag tone="info">{t(`customers.decisionRoles.${decisionRole}`)}</StateTag>
      ) : (
        <StateTag tone="done">{t('customers.contacts.unknownRole')}</StateTag>
      )}
      {attitude ? <StateTag tone={tones[attitude]}>{t(`relationships.attitudes.${attitude}`)}</StateTag> : null}
      {influence ? (
        <StateTag tone="done">{t('relationships.contact.influenceOf', { value: influence })}</StateTag>
      ) : null}
      {departure?.succession === 'open' ? (
        <StateTag tone="bad" icon={<WarningOutlined aria-hidden />}>
          {t('relationships.succession.riskTag')}
        </StateTag>
      ) : null}
      {departure?.succession === 'named' && departure.successor ? (
        <StateTag tone="ok">{t('relationships.succession.named', { name: departure.successor.name })}</StateTag>
      ) : null}
      {departure?.succession === 'none' ? <StateTag tone="done">{t('relationships.succession.none')}</StateTag> : null}
    </span>
  );
}

/** Where somebody went, as far as it is known. */
export function useWhereTo(): (contact: Contact) => string | null {
  const t = useT();
  return ({ departure }) => {
    if (!departure) return null;
    const reason = departure.reason ? t(`relationships.leave.reasons.${departure.reason}`) : null;
    const words = [reason, departure.customer?.name ?? departure.place].filter(Boolean);
    return words.length > 0 ? words.join(` ${t('common.separator')} `) : null;
  };
}
