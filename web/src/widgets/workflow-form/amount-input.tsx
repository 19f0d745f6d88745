import { InputNumber } from 'antd';

type AmountInputProps = {
  /** A decimal string, so that no digit is lost. */
  value: string | null;
  onChange: (value: string | null) => void;
  id?: string | undefined;
};

/** A number with separators between its thousands, once it is written. */
export function AmountInput(props: AmountInputProps) {
  return (
    <InputNumber<string>
      {...props}
      stringMode
      controls={false}
      style={{ width: '100%' }}
      formatter={(value, { userTyping, input }) => (userTyping ? input : separated(String(value ?? '')))}
      parser={(text) => (text ?? '').normalize('NFKC').replace(/[,\s]/g, '')}
    />
  );
}

function separated(value: string): string {
  const [whole = '', ...fraction] = value.split('.');
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), ...fraction].join('.');
}
