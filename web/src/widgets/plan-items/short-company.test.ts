import { expect, test } from 'vitest';
import { shortCompany } from './short-company.ts';

test.each([
  ['江苏永晟化工有限公司', '江苏永晟化工'],
  ['上海海川新材料股份有限公司', '上海海川新材料'],
  ['华联集团有限公司', '华联'],
  ['Acme Co., Ltd.', 'Acme'],
  ['Acme Corporation', 'Acme Corporation'],
  ['有限公司', '有限公司'],
])('%s', (name, short) => {
  expect(shortCompany(name)).toBe(short);
});
