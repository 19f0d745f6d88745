import type { Customer } from '../../../../../contract/customers.ts';
import type { Matrix, Relationship } from '../../../../../contract/relationships.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { isCold } from './relationship-words.ts';
import css from './relationships.module.css';

const rowHeight = 56;
const nodeHeight = 40;
const top = 32;

/** Where the n-th of a column stands; the shorter column is centred beside the longer one. */
const heightOf = (index: number, count: number, rows: number) => top + (index + (rows - count) / 2) * rowHeight;

function lineOf(edge: Relationship): string {
  if (isCold(edge)) return css.gone ?? '';
  return (edge.shown >= 2 ? css.warm : css.weak) ?? '';
}

type Node = { id: string; name: string; second: string | null };

/** Our people on one side, the contacts on the other; a line is a relationship. The table beside it says the same. */
export default function RelationshipGraph({ customer, matrix }: { customer: Customer; matrix: Matrix }) {
  const t = useT();
  const { width, nodeWidth } = usePhone() ? { width: 340, nodeWidth: 112 } : { width: 720, nodeWidth: 200 };
  const present = customer.contacts.filter((contact) => !contact.leftOn);
  const ours: Node[] = matrix.people.map(({ person, role }) => ({
    id: person.id,
    name: person.name,
    second: role ? t(`customers.teamRoles.${role}`) : t('relationships.matrix.notOnTeam'),
  }));
  const theirs: Node[] = present.map((contact) => ({
    id: contact.id,
    name: contact.name,
    second: contact.decisionRole ? t(`customers.decisionRoles.${contact.decisionRole}`) : contact.title,
  }));
  const rows = Math.max(ours.length, theirs.length);
  const at = (nodes: Node[], id: string) => {
    const index = nodes.findIndex((node) => node.id === id);
    return index === -1 ? null : heightOf(index, nodes.length, rows) + nodeHeight / 2;
  };
  const edges = matrix.edges.filter((edge) => edge.shown > 0 || isCold(edge));
  return (
    <svg className={css.graph} viewBox={`0 0 ${width} ${top + rows * rowHeight}`} role="img">
      <title>{t('relationships.matrix.graph')}</title>
      <text className={css.quiet} x={0} y={16}>
        {t('relationships.matrix.ours')}
      </text>
      <text className={css.quiet} x={width} y={16} textAnchor="end">
        {t('relationships.matrix.theirs')}
      </text>
      {edges.map((edge) => {
        const [from, to] = [at(ours, edge.personId), at(theirs, edge.contactId)];
        if (from === null || to === null) return null;
        return (
          <line
            key={edge.id}
            className={lineOf(edge)}
            x1={nodeWidth}
            y1={from}
            x2={width - nodeWidth}
            y2={to}
            strokeWidth={1 + Math.max(edge.shown, 1)}
          />
        );
      })}
      <Column nodes={ours} rows={rows} x={0} width={nodeWidth} known={new Set(edges.map((edge) => edge.personId))} />
      <Column
        nodes={theirs}
        rows={rows}
        x={width - nodeWidth}
        width={nodeWidth}
        known={new Set(edges.filter((edge) => edge.shown > 0).map((edge) => edge.contactId))}
      />
    </svg>
  );
}

type ColumnProps = { nodes: Node[]; rows: number; x: number; width: number; known: ReadonlySet<string> };

function Column({ nodes, rows, x, width, known }: ColumnProps) {
  return nodes.map((node, index) => {
    const y = heightOf(index, nodes.length, rows);
    return (
      <g key={node.id}>
        <rect
          className={known.has(node.id) ? css.node : `${css.node} ${css.alone}`}
          x={x + 0.5}
          y={y}
          width={width - 1}
          height={nodeHeight}
          rx={4}
        />
        <text x={x + 12} y={y + 18}>
          {[...node.name].slice(0, width / 20).join('')}
        </text>
        {node.second ? (
          <text className={css.quiet} x={x + 12} y={y + 34}>
            {[...node.second].slice(0, width / 16).join('')}
          </text>
        ) : null}
      </g>
    );
  });
}
