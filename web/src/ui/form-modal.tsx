import type { ModalProps } from 'antd';
import { Modal } from 'antd';
import type { Place } from './unsaved.ts';
import { useUnsaved } from './unsaved.ts';

type FormModalProps = Omit<ModalProps, 'open' | 'onCancel'> & {
  /** Whether something was typed that closing would lose. */
  dirty: () => boolean;
  onClose: () => void;
  stays?: (next: Place) => boolean;
};

/** A dialog with a form: Escape, a click outside and Cancel ask first when something was typed. Mounted while open. */
export function FormModal({ dirty, onClose, stays, ...props }: FormModalProps) {
  const leave = useUnsaved(dirty, { busy: Boolean(props.confirmLoading), stays });
  return <Modal {...props} open onCancel={() => leave(onClose)} />;
}
