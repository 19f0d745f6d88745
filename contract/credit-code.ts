import { z } from 'zod';

const codeCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Whether the last character is the one that the others ask for: GB 32100-2015, weights 3^i mod 31. */
function hasCheckDigit(code: string): boolean {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += codeCharacters.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return codeCharacters[(31 - (sum % 31)) % 31] === code[17];
}

const shape = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** What is wrong with a code as somebody typed it; null when nothing is. */
export function creditCodeFault(typed: string): 'format' | 'checkDigit' | null {
  const code = typed.trim().toUpperCase();
  if (!shape.test(code)) return 'format';
  return hasCheckDigit(code) ? null : 'checkDigit';
}

/** Unified social credit code of the People's Republic of China, 18 characters, the last one a check digit. */
export const creditCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(shape, { abort: true })
  .refine(hasCheckDigit, { params: { fieldCode: 'checkDigit' } });
