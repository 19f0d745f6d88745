import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { useT } from '../../../lib/texts.ts';
import css from './archive.module.css';
import type { ValueProps } from './value.tsx';
import { Value } from './value.tsx';

export type ArchiveValue = ValueProps & { key: string };
export type ArchiveSection = { id: string; name: ReactNode; values: ArchiveValue[] };

const isFilled = ({ value }: ArchiveValue) => value !== null && value !== undefined;

/** What is filled in, by section; what is blank is counted below and unfolds. */
export function ValueList({ sections }: { sections: readonly ArchiveSection[] }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const id = useId();
  const blank = sections.flatMap(({ values }) => values.filter((one) => !isFilled(one)));
  return (
    <>
      {sections.map((section) => {
        const filled = section.values.filter(isFilled);
        if (filled.length === 0) return null;
        return (
          <section key={section.id}>
            {section.name ? <h3 className={css.ownSection}>{section.name}</h3> : null}
            <Lines values={filled} />
          </section>
        );
      })}
      {blank.length > 0 ? (
        <>
          <Button
            type="text"
            className={css.fold}
            icon={open ? <UpOutlined /> : <DownOutlined />}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {t('customers.archive.blankFields', { count: blank.length })}
          </Button>
          <div id={id} hidden={!open}>
            <Lines values={blank} />
          </div>
        </>
      ) : null}
    </>
  );
}

function Lines({ values }: { values: readonly ArchiveValue[] }) {
  return (
    <dl className={css.values}>
      {values.map(({ key, ...value }) => (
        <Value key={key} {...value} />
      ))}
    </dl>
  );
}
