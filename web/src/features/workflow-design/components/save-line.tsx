import { CheckOutlined, LoadingOutlined, WarningOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import type { DefinitionDetail } from '../../../../../contract/workflows.design.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import type { Drawing } from '../use-drawing.ts';
import { DefinitionState } from './definition-state.tsx';
import css from './head.module.css';

type DrawingProps = { drawing: Drawing };

/** In which state it is, and whether what is drawn has been saved. */
export function SaveLine({
  detail,
  drawing,
  whyNot,
}: DrawingProps & { detail: DefinitionDetail; whyNot: string | null }) {
  const t = useT();
  const { state, retry } = drawing;
  const isWrong = state === 'failed' || state === 'stale' || state === 'blank';
  const icon =
    state === 'saved' ? (
      <CheckOutlined aria-hidden />
    ) : isWrong ? (
      <WarningOutlined aria-hidden />
    ) : (
      <LoadingOutlined aria-hidden />
    );
  return (
    <span className={css.line}>
      <DefinitionState definition={detail} />
      <span className={isWrong ? css.wrong : undefined} role="status">
        {icon} {t(`workflowDesign.save.${state}`)}
      </span>
      {whyNot && (state === 'saved' || state === 'blank') ? (
        <span>
          {t('common.separator')} {whyNot}
        </span>
      ) : null}
      {state === 'failed' ? (
        <Button size="small" onClick={retry}>
          {t('workflowDesign.save.retry')}
        </Button>
      ) : null}
    </span>
  );
}

/** Somebody else has saved it meanwhile: one decides which of both goes on, and loses neither by it. */
export function StaleChoice({ drawing }: DrawingProps) {
  const t = useT();
  const navigate = useNavigate();
  const { drawn, takeMine, takeTheirs, clear } = drawing;
  const create = useCommand(api.workflowDefinitions.create, {
    onSuccess: async ({ id }) => {
      await takeTheirs();
      clear();
      await navigate(places.workflowDesign(id));
    },
  });
  const apart = () => {
    const { name, family, content } = drawn;
    create.mutate({ name: t('workflowDesign.create.copyName', { name }).slice(0, 80), family, content });
  };
  return (
    <Alert
      className={css.stale}
      type="warning"
      showIcon
      role="alert"
      title={t('workflowDesign.save.stale')}
      description={
        <div className={css.choices}>
          <p>
            {t('workflowDesign.save.staleBody')} {t('workflowDesign.save.theirsHint')}
          </p>
          <Button size="small" onClick={() => void takeMine()}>
            {t('workflowDesign.save.mine')}
          </Button>
          <Button size="small" onClick={() => void takeTheirs()}>
            {t('workflowDesign.save.theirs')}
          </Button>
          <Button size="small" loading={create.isPending} onClick={apart}>
            {t('workflowDesign.save.apart')}
          </Button>
        </div>
      }
    />
  );
}
