import { EnterOutlined, FormOutlined } from '@ant-design/icons';
import type { InputRef } from 'antd';
import { App, Button, Input } from 'antd';
import type { Ref } from 'react';
import { useImperativeHandle, useRef, useState } from 'react';
import { api } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { usePhone } from '../../lib/media.ts';
import { useT } from '../../lib/texts.ts';
import { useItemWhen } from '../plan-items/item-words.ts';
import { LineChoices } from './line-choices.tsx';
import css from './planning-line.module.css';
import type { CustomerRef, Line, Preset, Understood } from './use-line.ts';
import { useLine } from './use-line.ts';

export type PlanningLineHandle = {
  /** Begins an item, at a place of the calendar if one was clicked, for a customer if one is meant. */
  begin: (at: Preset | null, customer?: CustomerRef) => void;
};

type PlanningLineProps = {
  /** Whose plan it is; undefined for one's own. */
  owner?: { id: string; name: string } | undefined;
  /** Monday of the week on the screen. */
  week: string;
  autoFocus?: boolean;
  /** Opens the whole form with what the line says so far. */
  onDetails?: (understood: Understood) => void;
  ref?: Ref<PlanningLineHandle>;
};

/** Plans what the line says, once, and begins a new line. */
function usePlan(line: Line, owner: PlanningLineProps['owner'], onPlanned: () => void) {
  const t = useT();
  const when = useItemWhen();
  const { message } = App.useApp();
  const [isSettling, setSettling] = useState(false);
  const create = useCommand(api.plans.createItem, {
    onSuccess: ({ items: [item] }) => {
      line.clear();
      onPlanned();
      if (!item) return;
      const said = { when: when(item), title: item.title };
      void message.info(
        owner ? t('plans.line.assigned', { ...said, name: owner.name }) : t('plans.line.planned', said),
      );
    },
  });
  const isPending = create.isPending || isSettling;
  const plan = async () => {
    if (isPending) return;
    setSettling(true);
    const { customer, title, ...rest } = await line.settle();
    setSettling(false);
    if (!title) return;
    const ownerIds = owner ? [owner.id] : undefined;
    create.mutate({ ...rest, title: title.slice(0, 200), customerId: customer?.id ?? null, ownerIds });
  };
  return { plan, isPending };
}

/** One line plans one thing; what it understood is shown below before Enter. */
export function PlanningLine({ owner, week, autoFocus, onDetails, ref }: PlanningLineProps) {
  const t = useT();
  const phone = usePhone();
  const input = useRef<InputRef>(null);
  const line = useLine(week);
  const [isOpen, setOpen] = useState(false);
  const { plan, isPending } = usePlan(line, owner, () => input.current?.focus());
  useImperativeHandle(ref, () => ({
    begin: (at, customer) => {
      line.begin(at);
      if (customer) line.choose({ customer });
      setOpen(true);
      input.current?.focus();
    },
  }));
  const addWords = t(owner ? 'plans.line.assign' : 'plans.line.add');
  return (
    <div className={css.line}>
      <div className={css.row}>
        <Input
          ref={input}
          className={css.input}
          size="large"
          autoFocus={autoFocus && !phone}
          aria-label={owner ? t('plans.line.labelFor', { name: owner.name }) : t('plans.line.label')}
          placeholder={t('plans.line.example')}
          maxLength={400}
          value={line.typed}
          onFocus={() => setOpen(true)}
          onChange={(event) => line.setTyped(event.target.value)}
          // An Enter that ends a Chinese composition chooses a word; it is not the end of the line.
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && void plan()}
        />
        <Button
          type="primary"
          size="large"
          icon={<EnterOutlined aria-hidden />}
          loading={isPending}
          disabled={!line.understood.title}
          aria-label={addWords}
          onClick={() => void plan()}
        >
          {phone ? null : addWords}
        </Button>
        {onDetails ? (
          <Button
            size="large"
            icon={<FormOutlined aria-hidden />}
            title={t('plans.line.details')}
            aria-label={t('plans.line.details')}
            onClick={() => onDetails(line.understood)}
          />
        ) : null}
      </div>
      {isOpen || !line.isEmpty ? <LineChoices line={line} /> : null}
    </div>
  );
}
