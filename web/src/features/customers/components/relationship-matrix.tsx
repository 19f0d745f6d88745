import { ClockCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { Contact, Customer } from '../../../../../contract/customers.ts';
import type { Matrix, Relationship } from '../../../../../contract/relationships.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { ContactTags } from './contact-tags.tsx';
import type { Place } from './relationship-edit.tsx';
import { isCold } from './relationship-words.ts';
import css from './relationships.module.css';

type Member = Matrix['people'][number];
type MatrixTableProps = { customer: Customer; matrix: Matrix; onOpen: (place: Place) => void };

/** Contacts in rows, our people in columns, what is left of each relationship in between. */
export function MatrixTable({ customer, matrix, onOpen }: MatrixTableProps) {
  const t = useT();
  const present = customer.contacts.filter((contact) => !contact.leftOn);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen is scrolled by keyboard
    <section className={css.frame} tabIndex={0} aria-label={t('relationships.matrix.title')}>
      <table className={css.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('relationships.matrix.contact')}</th>
            {matrix.people.map(({ person, role }) => (
              <th key={person.id} scope="col">
                {person.name}
                <span className={css.second}>
                  {role ? t(`customers.teamRoles.${role}`) : t('relationships.matrix.notOnTeam')}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {present.map((contact) => (
            <tr key={contact.id}>
              <th scope="row">
                <strong>{contact.name}</strong>
                {contact.title ? <span className={css.second}>{contact.title}</span> : null}
                <ContactTags contact={contact} />
              </th>
              {matrix.people.map((member) => (
                <td key={member.person.id}>
                  <Cell contact={contact} member={member} matrix={matrix} onOpen={onOpen} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type CellProps = { contact: Contact; member: Member; matrix: Matrix; onOpen: (place: Place) => void };

function Cell({ contact, member, matrix, onOpen }: CellProps) {
  const t = useT();
  const format = useFormat();
  const { today } = useMe().company;
  const { person, mayBeSet } = member;
  const edge = matrix.edges.find((one) => one.contactId === contact.id && one.personId === person.id) ?? null;
  if (!edge && !mayBeSet) return <span className={css.empty}>–</span>;
  const names = { person: person.name, contact: contact.name };
  return (
    <Tooltip title={edge ? <Explained edge={edge} decayDays={matrix.decayDays} /> : null}>
      <button
        type="button"
        className={edge ? `${css.cell} ${toneOf(edge)}` : `${css.cell} ${css.empty}`}
        onClick={() => onOpen({ contact, member, edge })}
      >
        <span className="sr-only">
          {edge
            ? t('relationships.matrix.strengthOf', { ...names, shown: edge.shown })
            : t('relationships.matrix.noneOf', names)}{' '}
        </span>
        {edge ? (
          <>
            <strong>{edge.shown}</strong>
            {isCold(edge) ? (
              <>
                {' '}
                <ClockCircleOutlined aria-hidden />
              </>
            ) : null}
            <span className={css.second}>{edge.lastTouchOn ? format.dayNear(edge.lastTouchOn, today) : null}</span>
          </>
        ) : (
          '+'
        )}
      </button>
    </Tooltip>
  );
}

function toneOf(edge: Relationship): string {
  if (isCold(edge)) return css.cold ?? '';
  return edge.shown >= 2 ? (css.strong ?? '') : '';
}

/** How the shown strength came about. */
export function Explained({ edge, decayDays }: { edge: Relationship; decayDays: number }) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <p>{t('relationships.matrix.base', { strength: edge.strength, day: format.day(edge.since) })}</p>
      <p>
        {edge.lastTouchOn
          ? t('relationships.matrix.touched', { day: format.day(edge.lastTouchOn) })
          : t('relationships.matrix.untouched')}
      </p>
      <p>{t('relationships.matrix.rule', { days: decayDays })}</p>
    </>
  );
}
