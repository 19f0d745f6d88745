import { Checkbox, Input, Radio } from 'antd';
import type { Definition } from '../../../../../contract/workflows.definition.ts';
import type { WorkflowFamily } from '../../../../../contract/workflows.ts';
import { workflowFamilies } from '../../../../../contract/workflows.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Grouped, Labelled } from '../../../ui/labelled.tsx';
import { LabelledSelect } from '../../../ui/labelled-select.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { useDesign } from '../design-context.ts';
import css from './settings.module.css';

/** What it is called, whose it is, what it is for, and its rules. */
export function SettingsTab() {
  return (
    <div className={css.columns}>
      <Card>
        <Basics />
      </Card>
      <Card>
        <Rules />
      </Card>
    </div>
  );
}

function Basics() {
  const t = useT();
  const { drawn, change, learn, changeContent } = useDesign();
  return (
    <div className={css.fields}>
      <Labelled
        label={t('workflowDesign.settings.name')}
        error={drawn.name.trim() === '' ? t('workflowDesign.faults.blanks.name') : undefined}
      >
        {(ids) => (
          <Input
            {...ids}
            maxLength={80}
            autoComplete="off"
            value={drawn.name}
            onChange={(event) => change((before) => ({ ...before, name: event.target.value }), 'name')}
          />
        )}
      </Labelled>
      <LabelledSelect
        label={t('workflowDesign.settings.family')}
        value={drawn.family}
        options={workflowFamilies.map((value) => ({ value, label: t(`workflows.families.${value}`) }))}
        onChange={(family: WorkflowFamily) => change((before) => ({ ...before, family }))}
      />
      <Labelled label={t('workflowDesign.settings.owner')}>
        {({ id }) => (
          <>
            <PersonPicker
              id={id}
              allowClear={false}
              value={drawn.owner}
              onChange={(owner) => {
                if (!owner) return;
                learn([owner]);
                change((before) => ({ ...before, owner: { id: owner.id, name: owner.name, post: owner.post } }));
              }}
            />
            <p className={css.hint}>{t('workflowDesign.settings.ownerHint')}</p>
          </>
        )}
      </Labelled>
      <Labelled label={t('workflowDesign.settings.description')}>
        {(ids) => (
          <>
            <Input.TextArea
              {...ids}
              maxLength={500}
              autoSize={{ minRows: 3, maxRows: 10 }}
              value={drawn.content.description}
              onChange={(event) =>
                changeContent((content) => ({ ...content, description: event.target.value }), 'description')
              }
            />
            <p className={css.hint}>{t('workflowDesign.settings.descriptionHint')}</p>
          </>
        )}
      </Labelled>
    </div>
  );
}

function Rules() {
  const t = useT();
  const { definition, changeContent } = useDesign();
  const { rules } = definition;
  const set = (next: Partial<Definition['rules']>) =>
    changeContent((content) => ({
      ...content,
      definition: { ...content.definition, rules: { ...content.definition.rules, ...next } },
    }));
  return (
    <div className={css.fields}>
      <Grouped label={t('workflowDesign.settings.starterApproves')}>
        <Radio.Group
          vertical
          value={rules.starterApproves}
          options={(['supervisor', 'ask', 'pass'] as const).map((value) => ({
            value,
            label: t(`workflowDesign.settings.starterApprovesOptions.${value}`),
          }))}
          onChange={(event) => set({ starterApproves: event.target.value as Definition['rules']['starterApproves'] })}
        />
      </Grouped>
      <Grouped label={t('workflowDesign.settings.sameTwice')}>
        <Radio.Group
          vertical
          value={rules.sameTwice}
          options={(['pass', 'ask'] as const).map((value) => ({
            value,
            label: t(`workflowDesign.settings.sameTwiceOptions.${value}`),
          }))}
          onChange={(event) => set({ sameTwice: event.target.value as Definition['rules']['sameTwice'] })}
        />
      </Grouped>
      <Checkbox checked={rules.withdraw} onChange={(event) => set({ withdraw: event.target.checked })}>
        {t('workflowDesign.settings.withdraw')}
      </Checkbox>
    </div>
  );
}
