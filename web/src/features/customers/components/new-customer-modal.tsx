import { useNavigate } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useT } from '../../../lib/texts.ts';
import { NewCustomer } from './new-customer.tsx';

/** The quick way to a new customer from anywhere. */
export default function NewCustomerModal({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Modal title={t('customers.form.title')} open={open} onCancel={onClose} footer={null} destroyOnHidden width={680}>
      <NewCustomer
        onCancel={onClose}
        onCreated={(id) => {
          onClose();
          void navigate({ to: '/customers/$id', params: { id } });
        }}
      />
    </Modal>
  );
}
