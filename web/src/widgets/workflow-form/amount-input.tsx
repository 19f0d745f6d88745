import { InputNumber } from 'antd';

type AmountInputProps = {
  /** A decimal string, so that no digit is lost. */
  value: string | null;
  onChange: (value: string | null) => void;
  id?: string | undefined;
  /** Decimals that are written out where there are any: 1,300.10. */
  decimals?: number;
};

/** A number with separators between its thousands, once it is written. */
export function AmountInput({ decimals = 0, ...props }: AmountInputProps) {
  return (
    <InputNumber<string>
      {...props}
      stringMode
      controls={false}
      style={{ width: '100%' }}
      formatter={(value, { userTyping, input }) => (userTyping ? input : separated(String(value ?? ''), decimals))}
      parser={(text) => (text ?? '').normalize('NFKC').replace(/[,\s]/g, '')}
    />
  );
}

function separated(value: string, decimals: number): string {
  const [whole = '', ...fraction] = value.split('.');
  const parts = fraction.map((part) => part.padEnd(decimals, '0'));
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), ...parts].join('.');
}
